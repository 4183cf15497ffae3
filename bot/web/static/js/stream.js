// The stream: server-sent events read from the body of a fetch (EventSource cannot POST).

/** Yield `{name, data}`, and `id` where there is one, for each event of a response, its data parsed as JSON. */
export async function* readEvents(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      pending += value ?? "";
      // A carriage return at the very end may be half of a line end: wait for what follows.
      const whole = done ? pending + "\n\n" : pending.replace(/\r$/, "");
      const blocks = whole.split(/\r\n\r\n|\n\n|\r\r/);
      const rest = blocks.pop();
      for (const block of blocks) {
        const event = parseEvent(block);
        if (event) yield event;
      }
      if (done) return;
      pending = rest + (whole.length < pending.length ? "\r" : "");
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** Parse one block of lines; comments and events without data give null. */
export function parseEvent(block) {
  let name = "message";
  let id;
  const data = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === "event") name = value;
    if (field === "id") id = value;
    if (field === "data") data.push(value);
  }
  return data.length ? { name, data: JSON.parse(data.join("\n")), ...(id && { id }) } : null;
}
