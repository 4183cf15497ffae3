// The contact: the dialog by which a visitor asks a person of the chamber to get in touch.
import { element } from "./element.js";
import { Problem, sendRequest } from "./service.js";
import { say } from "./settings.js";
import { conversationId } from "./storage.js";

export class Contact {
  /** `sent` is called with the kind of each request that is kept. */
  constructor(dialog, opener, sent = () => {}) {
    this.dialog = dialog;
    this.sent = sent;
    this.known = {};
    this.form = dialog.querySelector("form");
    this.said = dialog.querySelector("#contact-said");
    opener.addEventListener("click", () => this.open());
    dialog.querySelector("#contact-close").addEventListener("click", () => dialog.close());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
  }

  /** Open the form; `known` fills what is empty, and what the visitor came for. */
  open(known = {}) {
    for (const name of ["kind", "need", "departement"]) {
      const field = this.form.elements[name];
      if (known[name] && (name !== "departement" || !field.value)) field.value = known[name];
    }
    this.key = crypto.randomUUID?.() ?? String(Math.random()).slice(2); // no randomUUID outside a secure context
    this.said.replaceChildren();
    this.form.hidden = false;
    this.fill();
    this.dialog.querySelector("#contact-share").hidden = !conversationId.get();
    this.dialog.showModal();
  }

  /** Fill in what is known of the person, where nothing was typed. */
  fill() {
    for (const [name, value] of Object.entries(this.known)) {
      const field = this.form.elements.namedItem(name);
      if (field && !field.value) field.value = value;
    }
  }

  async send() {
    const given = Object.fromEntries([...new FormData(this.form)].filter(([, value]) => value.trim()));
    const share = given.share_conversation === "on" && Boolean(conversationId.get());
    const request = {
      ...given,
      subject: this.subject,
      consent: given.consent === "on",
      consent_text: this.form.querySelector("#contact-consent").textContent.trim(),
      share_conversation: share,
      conversation_id: share ? conversationId.get() : undefined,
    };
    try {
      const receipt = await sendRequest(request, this.key);
      this.sent(request.kind);
      this.form.reset();
      this.form.hidden = true;
      this.said.replaceChildren(
        element("strong", {}, say("contact_done", { number: receipt.number })), " ",
        element("a", { href: receipt.follow, class: "button" }, say("contact_follow")));
      this.said.querySelector("a").focus();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.said.textContent = problem.message;
    }
  }
}
