// The frame: the chat inside another's page.
import { admitBy } from "../access.js";
import { startChat } from "../chat-page.js";
import { say, widget } from "../settings.js";
import { accents } from "./colours.js";
import { Host } from "./host.js";
import { soundOptions } from "./protocol.js";
import { Session } from "./session.js";

const part = (id) => document.getElementById(id);
const root = document.documentElement;

const host = new Host(widget.origins, (type, details) => heard[type](details));
const session = new Session({ page: host.guess(), ask: widget.plain ? null : () => host.tell("renew") });
admitBy(session);

let profile;
let modal = false;
const chat = startChat({ told: (type, details) => host.tell(type, details), profile: () => profile });

const heard = {
  start(details) {
    modal = details.modal;
    document.body.toggleAttribute("data-modal", modal); // leaves room for the page's own close button
    apply({ ...widget.options, ...details.options }, details.person ?? {});
    session.take(details);
    host.tell("ready");
  },
  token: (details) => session.take(details),
  refused: () => session.refuse(),
  opened: () => focus(),
  send: ({ text }) => chat.conversation.ask(text.trim()),
};

/** Give the chat the colours, the words and the facts that the page around asks for. */
function apply({ colour, opening, territory, subject, profile: facts = {} }, person) {
  for (const [name, { light, dark }] of Object.entries(colour ? accents(colour) : {})) {
    root.style.setProperty(name, `light-dark(${light}, ${dark})`);
  }
  if (opening) part("welcome-title").textContent = opening;
  if (subject) chat.composer.field.placeholder = say("subject_placeholder", { subject });
  const known = { ...(territory && { departement: territory }), ...facts };
  profile = Object.keys(known).length ? known : undefined;
  chat.contact.subject = subject;
  chat.contact.known = { ...(known.departement && { departement: known.departement }), ...person };
}

function focus() {
  // On a touch screen the keyboard would hide the chat at once.
  if (matchMedia("(pointer: coarse)").matches) part("content").focus();
  else chat.composer.focus();
}

// Escape closes what is open inside first, then the chat itself.
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !modal) return;
  if (document.querySelector("dialog[open]") || event.target.closest?.(".feedback")) return;
  host.tell("close");
}, { capture: true });

if (widget.plain) {
  const asked = Object.fromEntries(new URLSearchParams(location.search));
  apply({ ...widget.options, ...soundOptions(asked) }, {});
}
await chat.restored;
