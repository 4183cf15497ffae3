// The service: the calls to the API, and the problems it answers.
import * as access from "./access.js";
import { readEvents } from "./stream.js";
import { api, csrf, say } from "./settings.js";

/** A call that failed; `message` is fit to show to the visitor. */
export class Problem extends Error {
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

async function call(path, options, again = true) {
  let response;
  try {
    const headers = { ...options.headers, ...(await access.headers()) };
    response = await fetch(path, { credentials: "same-origin", ...options, headers });
  } catch (cause) {
    if (cause instanceof Problem || cause.name === "AbortError") throw cause;
    throw new Problem(say(navigator.onLine ? "error_network" : "offline"));
  }
  if (response.status === 401 && again && (await access.renew())) return call(path, options, false);
  access.received(response);
  if (response.redirected) throw new Problem(say("signed_out"), 401); // a session that has ended
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Problem(problem.detail || say("error_unknown"), response.status);
}

const post = (path, body, options = {}) => call(path, {
  method: "POST",
  body: JSON.stringify(body),
  ...options,
  headers: { "Content-Type": "application/json", ...(csrf && { "X-CSRF": csrf }), ...options.headers },
});

const PAUSES = [200, 400, 800, 1600, 3200]; // milliseconds before each try to go on after a cut

/**
 * Yield the events of the reply to one message; the last one is always `done`. A stream that is cut is gone on with
 * from its last event; where the server gave the reply up meanwhile, it begins again at `start`.
 */
export async function* ask(question, signal) {
  let last = "";
  for (let tries = 0; ;) {
    try {
      for await (const event of asked(question, last, signal)) {
        last = event.id ?? last;
        tries = 0;
        yield event;
        if (event.name === "done") return;
      }
      throw new Problem(say("error_unknown"));
    } catch (cause) {
      const cut = cause instanceof Problem && !cause.status;
      if (!cut || !last || tries === PAUSES.length) throw cause;
      await pause(PAUSES[tries++], signal);
    }
  }
}

async function* asked(question, last, signal) {
  const headers = { Accept: "text/event-stream", ...(last && { "Last-Event-ID": last }) };
  const response = await post(api.chat, question, { signal, headers });
  if (!response.headers.get("Content-Type")?.startsWith("text/event-stream")) {
    yield { name: "done", data: await response.json() };
    return;
  }
  try {
    for await (const event of readEvents(response)) {
      if (event.name === "error") throw new Problem(event.data.detail || say("error_unknown"), event.data.status);
      yield event;
    }
  } catch (cause) {
    if (cause instanceof Problem || cause.name === "AbortError") throw cause;
    throw new Problem(say("error_network"));
  }
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** Give the stored turns of a conversation, oldest first. */
export async function history(id) {
  const response = await call(`${api.conversations}${encodeURIComponent(id)}`, {});
  return (await response.json()).turns;
}

/** Send a request; the same key never makes two. */
export async function sendRequest(request, key) {
  const response = await post(api.requests, request, { headers: { "Idempotency-Key": key } });
  return response.json();
}

/** Give the companies of the public directory for a name or a number. */
export async function findCompanies(asked) {
  const response = await post("/api/v1/companies", { asked });
  return response.json();
}

export const sendFeedback = (opinion) => post(api.feedback, opinion);

/** Give the e-mail drafted from a reply of an adviser's conversation. */
export async function prepareReply(conversation, wanted) {
  const response = await post(`${api.conversations}${encodeURIComponent(conversation)}/reponse`, wanted);
  return response.json();
}
