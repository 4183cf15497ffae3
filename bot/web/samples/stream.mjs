const response = await fetch("http://127.0.0.1:8000/api/v1/chat", {
  method: "POST",
  headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
  body: JSON.stringify({ message: "Comment partager un salarié à temps partiel ?" }),
});
if (!response.ok) throw new Error((await response.json()).detail);
let pending = "";
for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
  const blocks = (pending + piece).split("\n\n");
  pending = blocks.pop();
  for (const block of blocks) {
    const name = /^event: (.*)$/m.exec(block)?.[1];
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (name && data) console.log(name, JSON.parse(data).text ?? "");
  }
}
