// The ready reply: the e-mail drafted by the server, to be read over, completed and copied.
import { copy } from "../clipboard.js";
import { element } from "../element.js";
import { Problem, prepareReply } from "../service.js";
import { say } from "../settings.js";

export class ReadyReply {
  constructor(dialog, file) {
    this.dialog = dialog;
    this.file = file;
    this.field = dialog.querySelector("#ready-text");
    this.said = dialog.querySelector("#ready-said");
    this.choice = dialog.querySelector("#ready-internal");
    this.checkbox = this.choice.querySelector("input");
    dialog.querySelector("#ready-close").addEventListener("click", () => dialog.close());
    dialog.querySelector("#ready-copy").addEventListener("click", () => this.copy());
    this.checkbox.addEventListener("change", () => this.show());
  }

  drawButton(reply) {
    const button = element("button", { type: "button", class: "button ready-open", onclick: () => this.open(reply, button) }, say("ready"));
    const note = element("span", { class: "actions-note", role: "status" });
    button.note = note;
    return element("p", { class: "ready-place" }, button, note);
  }

  async open(reply, button) {
    button.note.textContent = "";
    try {
      this.texts = await prepareReply(reply.conversation_id, {
        message_id: reply.message_id,
        contact: this.file.value("contact") || undefined,
      });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      button.note.textContent = problem.message;
      return;
    }
    this.checkbox.checked = false;
    this.choice.hidden = !this.texts.internal;
    this.show();
    this.dialog.showModal();
  }

  show() {
    this.field.value = this.checkbox.checked ? this.texts.marked : this.texts.text;
    this.said.textContent = "";
  }

  async copy() {
    this.said.textContent = say((await copy(this.field.value)) ? "copied" : "copy_failed");
  }
}
