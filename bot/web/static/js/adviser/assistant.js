// The adviser's assistant: the chat's own parts, with the company file and the reply to send beside it.
import { Composer } from "../composer.js";
import { Conversation } from "../conversation.js";
import { element } from "../element.js";
import { SourcesPanel } from "../sources-panel.js";
import { conversationId } from "../storage.js";
import { CompanyFile } from "./company-file.js";
import { drawExports, exportAddress } from "./exports.js";
import { ReadyReply } from "./ready-reply.js";

const part = (id) => document.getElementById(id);

const file = new CompanyFile(part("company-file"));
const ready = new ReadyReply(part("ready-reply"), file);
const composer = new Composer(part("composer"), {
  send: (text) => conversation.ask(text),
  stop: () => conversation.stop(),
});
const conversation = new Conversation({
  composer,
  transcript: part("transcript"),
  announcer: part("announcer"),
  panel: new SourcesPanel(part("source-panel"), composer.field),
  profile: () => file.profile(),
  answered(reply) {
    file.learn(reply.profile);
    for (const kind of ["docx", "pdf"]) part(`export-${kind}`).href = exportAddress(reply.conversation_id, kind);
    part("exports").hidden = false;
  },
  extras: (reply) => [element("div", { class: "assistant-extras" }, ready.drawButton(reply), drawExports(reply))],
  changed(begun) {
    part("welcome").hidden = begun;
    part("new-conversation").hidden = !begun;
    if (!begun) part("exports").hidden = true;
  },
});

part("new-conversation").addEventListener("click", (event) => {
  event.preventDefault();
  conversation.renew();
});
for (const link of document.querySelectorAll("a[data-question]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    conversation.ask(link.textContent.trim());
  });
}

const showConnection = () => { part("offline").hidden = navigator.onLine; };
addEventListener("online", showConnection);
addEventListener("offline", showConnection);
showConnection();

if (file.begins) {
  conversationId.clear(); // another company: another conversation
  composer.write(file.begins);
} else {
  await conversation.restore();
}
delete document.documentElement.dataset.restoring;
