// The chat page: its parts, put together.
import { Composer } from "./composer.js";
import { Contact } from "./contact.js";
import { Conversation } from "./conversation.js";
import { home, turn } from "./settings.js";
import { SourcesPanel } from "./sources-panel.js";
import { conversationId } from "./storage.js";

const part = (id) => document.getElementById(id);

/** Bring the page to life; `told` is called with (what happened, its details), `profile` gives the company. */
export function startChat({ told = () => {}, profile } = {}) {
  const composer = new Composer(part("composer"), {
    send: (text) => conversation.ask(text),
    stop: () => conversation.stop(),
  });
  const conversation = new Conversation({
    composer,
    transcript: part("transcript"),
    announcer: part("announcer"),
    panel: new SourcesPanel(part("source-panel"), composer.field),
    amends: true,
    contact: (known) => contact.open(known),
    changed(begun) {
      part("welcome").hidden = begun;
      part("new-conversation").hidden = !begun;
      if (part("print")) part("print").hidden = !begun;
    },
    profile,
    answered: (reply, fresh) => fresh && told("answered", { kind: reply.kind, sources: reply.citations.length }),
  });
  const contact = new Contact(part("contact"), part("contact-open"), (kind) => told("request", { kind }));
  part("new-conversation").addEventListener("click", (event) => {
    event.preventDefault();
    conversation.renew();
  });
  part("print")?.addEventListener("click", () => print());
  for (const link of document.querySelectorAll("a[data-question]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      conversation.ask(link.textContent.trim());
    });
  }
  watchConnection();
  return { composer, conversation, contact, restored: restore(conversation) };
}

function watchConnection() {
  const show = () => { part("offline").hidden = navigator.onLine; };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}

async function restore(conversation) {
  if (turn?.reply) {
    part("transcript").replaceChildren();
    conversationId.set(turn.reply.conversation_id);
    conversation.replay(turn.message, turn.reply);
    window.history.replaceState(null, "", home);
  } else {
    await conversation.restore();
  }
  delete document.documentElement.dataset.restoring;
}
