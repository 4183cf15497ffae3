// The loader: the element is defined, the button put on the page, and window.Passerelle is there to drive it.
import { DEFAULTS, PasserelleChat } from "./loader-element.js";

const NAME = "passerelle-chat";
const INLINE = document.currentScript.dataset.mode === "inline";

function begin() {
  customElements.define(NAME, PasserelleChat);
  if (INLINE || !DEFAULTS.site || document.querySelector(`${NAME}[floating]`)) return;
  const floating = document.createElement(NAME);
  floating.setAttribute("floating", "");
  // Beside the body, whose own transforms would carry the button away.
  document.documentElement.append(floating);
}

const chosen = () => document.querySelector(`${NAME}[floating]`) ?? document.querySelector(NAME);

const api = {
  open: () => chosen()?.open(),
  close: () => chosen()?.close(),
  send: (text) => chosen()?.send(text),
  identify: (identity) => chosen()?.identify(identity),
  on(name, listener) {
    const heard = (event) => listener(event.detail);
    document.addEventListener(`passerelle:${name}`, heard);
    return () => document.removeEventListener(`passerelle:${name}`, heard);
  },
};

if (!customElements.get(NAME)) {
  window.Passerelle = Object.freeze(api);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
}
