// The element: <passerelle-chat>, a button that floats over the page or an invitation in its text.
import { FramedChat, Unavailable } from "./loader-chat.js";
import { closer, launcher, node, stateOf } from "./loader-parts.js";
import { dress } from "./loader-style.js";
import { textsIn } from "./loader-texts.js";

const SCRIPT = document.currentScript;
/** Where the chat comes from: where this script came from. */
export const SERVICE = new URL(SCRIPT.src).origin;
const ATTRIBUTES = ["site", "lang", "position", "colour", "theme", "opening", "territory", "subject", "profile", "identity", "height"];
/** What the script's own tag says, for the elements that do not say otherwise. */
export const DEFAULTS = Object.fromEntries(ATTRIBUTES.map((name) => [name, SCRIPT.dataset[name]]));

export class PasserelleChat extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    this.asked = Object.fromEntries(ATTRIBUTES.map((name) => [name, this.getAttribute(name) ?? DEFAULTS[name]]));
    this.asked.lang ??= document.documentElement.lang.startsWith("en") ? "en" : undefined;
    this.texts = textsIn(this.asked.lang);
    this.floating = this.hasAttribute("floating");
    this.waiting = [];
    this.build();
    this.announce("ready");
  }

  build() {
    const root = this.attachShadow({ mode: "open" });
    dress(root, this.asked.colour, this.asked.height);
    if (this.asked.theme) this.setAttribute("theme", this.asked.theme);
    this.button = launcher(this.texts, this.floating, () => this.open());
    if (this.floating) {
      this.box = node("dialog", { class: "box", "aria-label": this.texts.name, close: () => this.box.open || this.closed() },
        closer(this.texts, () => this.close()));
      this.box.addEventListener("click", (event) => event.target === this.box && this.outside(event) && this.close());
    } else {
      this.invitation = node("div", { class: "invitation" }, node("p", {}, this.asked.opening ?? this.texts.opening), this.button);
      this.box = node("div", { class: "box" }, this.invitation);
    }
    const side = this.asked.position === "left" ? " left" : "";
    root.append(node("div", { class: (this.floating ? "floating" : "inline") + side, role: "region", "aria-label": this.texts.name, lang: this.asked.lang ?? "fr" },
      ...(this.floating ? [this.button] : []), this.box));
  }

  outside({ clientX, clientY }) {
    const { left, right, top, bottom } = this.box.getBoundingClientRect();
    return clientX < left || clientX > right || clientY < top || clientY > bottom;
  }

  /** Open the chat; it is loaded the first time. */
  open() {
    if (this.isOpen) return;
    this.isOpen = true;
    this.button.setAttribute("aria-expanded", "true");
    if (this.floating) {
      this.box.showModal();
    } else {
      this.invitation.hidden = true;
      this.box.classList.add("opened");
    }
    if (!this.chat) this.load();
    else if (this.there) this.arrived();
  }

  /** Close it; the conversation is still there at the next opening. */
  close() {
    if (this.floating) this.box.close();
    this.closed();
  }

  // The dialog tells that it is closed only later: by then the page may have opened it again.
  closed() {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.button.setAttribute("aria-expanded", "false");
    if (!this.floating) {
      this.invitation.hidden = false;
      this.box.classList.remove("opened");
      if (this.chat?.frame) this.chat.frame.hidden = true;
      this.button.focus();
    }
    this.announce("closed");
  }

  /** Ask a question; the chat is opened if need be. */
  send(text) {
    if (typeof text !== "string" || !text.trim() || text.length > 2000) throw new TypeError("1 à 2000 caractères");
    if (this.there) this.chat.tell("send", { text });
    else this.waiting.push(text);
    this.open();
  }

  /** Give the signed identity of the person, or a function that fetches a fresh one. */
  identify(identity) {
    this.identity = identity;
  }

  async load() {
    this.show("loading");
    this.chat = new FramedChat({
      service: SERVICE,
      asked: this.asked,
      identity: async () => (typeof this.identity === "function" ? this.identity() : this.identity ?? this.asked.identity),
      texts: this.texts,
      modal: this.floating,
      heard: (type, details) => (type === "close" ? this.close() : this.announce(type, details)),
    });
    try {
      await this.chat.start(this.box);
    } catch (fault) {
      this.fail(fault);
      return;
    }
    this.there = true;
    this.state.remove();
    this.arrived();
  }

  arrived() {
    this.chat.frame.hidden = false;
    if (!this.isOpen) return;
    this.chat.frame.focus();
    this.chat.tell("opened");
    for (const text of this.waiting.splice(0)) this.chat.tell("send", { text });
    this.announce("opened");
  }

  fail(fault) {
    this.chat.end();
    this.chat = null;
    this.waiting = [];
    this.show(fault instanceof Unavailable ? fault.state : "failed");
    if (!(fault instanceof Unavailable)) throw fault;
  }

  show(name) {
    this.state?.remove();
    const retry = name === "loading" || name === "refused" ? null : () => this.load();
    this.state = stateOf(this.texts, name, SERVICE, retry);
    this.box.append(this.state);
  }

  announce(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(`passerelle:${name}`, { bubbles: true, detail }));
  }
}
