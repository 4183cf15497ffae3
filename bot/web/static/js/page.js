// What every page has: the theme button.
import { theme } from "./storage.js";

const root = document.documentElement;
const toggle = document.getElementById("theme-toggle");

function label() {
  const words = root.hasAttribute("data-dark") ? toggle.dataset.light : toggle.dataset.dark;
  toggle.setAttribute("aria-label", words);
  toggle.title = words;
}

toggle.addEventListener("click", () => {
  root.dataset.theme = root.hasAttribute("data-dark") ? "light" : "dark";
  root.dispatchEvent(new Event("passerelle:theme"));
  theme.set(root.dataset.theme);
  label();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);
label();
