// The exports: a reply, or the whole conversation, as a file.
import { element } from "../element.js";
import { api, say } from "../settings.js";

/** Give the address of a file: of the whole conversation, or of one reply of it. */
export function exportAddress(conversation, kind, message) {
  const address = `${api.conversations}${encodeURIComponent(conversation)}/export.${kind}`;
  return message ? `${address}?message=${encodeURIComponent(message)}` : address;
}

/** Draw the links that export one reply. */
export function drawExports(reply) {
  return element("p", { class: "assistant-exports", role: "group", "aria-label": say("export_reply") },
    ["docx", "pdf"].map((kind) => element("a", {
      class: "button",
      href: exportAddress(reply.conversation_id, kind, reply.message_id),
    }, say(`export_${kind}`))));
}
