// The composer: where the visitor writes; it never loses a text.
import { draft } from "./storage.js";
import { limit, say } from "./settings.js";

const SHOW_COUNTER_FROM = 0.8;

export class Composer {
  constructor(form, { send, stop }) {
    this.field = form.querySelector("textarea");
    this.sendButton = form.querySelector("#send");
    this.stopButton = form.querySelector("#stop");
    this.counter = document.getElementById("counter");
    this.send = send;
    this.busy = false;
    this.field.addEventListener("input", () => this.refresh());
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.stopButton.addEventListener("click", () => {
      this.field.focus();
      stop();
    });
    addEventListener("pagehide", () => draft.keep(this.field.value.trim()));
    if (!this.field.value) this.field.value = draft.take();
    this.refresh();
  }

  get length() {
    return [...this.field.value.trim()].length; // characters as the server counts them
  }

  pressed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  submit() {
    const text = this.field.value.trim();
    if (!text || this.busy || this.length > limit) return;
    this.write("");
    this.send(text);
  }

  write(text) {
    this.field.value = text;
    this.refresh();
  }

  /** Give a text back after a failure, unless the visitor has begun another one. */
  giveBack(text) {
    if (!this.field.value.trim()) this.write(text);
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  setBusy(busy) {
    const held = this.sendButton === document.activeElement || this.stopButton === document.activeElement;
    this.busy = busy;
    this.sendButton.hidden = busy;
    this.stopButton.hidden = !busy;
    if (held) this.focus();
  }

  refresh() {
    const over = this.length > limit;
    this.counter.hidden = this.length < limit * SHOW_COUNTER_FROM;
    this.counter.textContent = say(over ? "too_long" : "counter", { count: this.length, limit });
    this.counter.classList.toggle("is-over", over);
    this.field.toggleAttribute("aria-invalid", over);
    if (over) this.field.setAttribute("aria-invalid", "true");
    if (!CSS.supports("field-sizing", "content")) {
      this.field.rows = Math.min(8, this.field.value.split("\n").length);
    }
  }
}
