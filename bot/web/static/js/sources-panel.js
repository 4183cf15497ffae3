// The sources panel: a passage with its quoted sentence, beside the chat or over it.
import { citationText, copy } from "./clipboard.js";
import { publishedInWords } from "./dates.js";
import { element, icon, keepTogether } from "./element.js";
import { language, say, today } from "./settings.js";

const WIDE = matchMedia("(min-width: 64rem)");

export class SourcesPanel {
  /** `fallback` receives the focus when what opened the panel is gone. */
  constructor(dialog, fallback) {
    this.dialog = dialog;
    this.fallback = fallback;
    this.frame = dialog.parentElement;
    this.part = (name) => dialog.querySelector(`#panel-${name}`);
    this.part("close").addEventListener("click", () => this.close());
    this.part("copy").addEventListener("click", () => this.copy());
    dialog.addEventListener("close", () => this.closed());
    dialog.addEventListener("click", (event) => event.target === dialog && this.close());
    document.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && this.close());
    WIDE.addEventListener("change", () => this.dialog.open && this.show());
  }

  open(citation, opener) {
    this.opener?.setAttribute("aria-expanded", "false");
    this.citation = citation;
    this.opener = opener;
    opener.setAttribute("aria-expanded", "true");
    this.draw(citation);
    this.show();
    this.part("title").focus({ preventScroll: true });
    this.part("body").scrollTop = 0;
    this.dialog.querySelector("mark")?.scrollIntoView({ block: "nearest" });
  }

  /** Show the dialog the way the width asks for: beside the chat, or modal over it. */
  show() {
    if (this.dialog.open) this.dialog.close();
    this.frame.classList.add("has-panel");
    if (WIDE.matches) this.dialog.show();
    else this.dialog.showModal();
  }

  close() {
    if (this.dialog.open) this.dialog.close();
  }

  closed() {
    if (this.dialog.open) return; // it was only re-opened the other way
    this.frame.classList.remove("has-panel");
    this.opener?.setAttribute("aria-expanded", "false");
    (this.opener?.isConnected ? this.opener : this.fallback).focus();
    this.opener = null;
  }

  draw(citation) {
    const title = this.part("title");
    title.textContent = keepTogether(citation.title);
    title.lang = "fr";
    this.part("number").textContent = citation.number;
    this.part("document").setAttribute("href", documentAddress(citation.href));
    this.part("copy").lastElementChild.textContent = say("copy_citation");
    this.part("content").replaceChildren(
      citation.audience === "internal"
        ? element("p", {}, element("span", { class: "internal" }, say("internal_source"))) : "",
      element("p", { class: "panel-facts" },
        citation.publisher ? element("strong", { lang: "fr" }, citation.publisher) : null,
        element("span", {}, publishedInWords(citation.published, citation.published_certain, today, language))),
      element("div", { class: "panel-quote" },
        element("h3", { class: "label" }, say("quoted_passage")),
        citation.heading ? element("p", { class: "panel-heading", lang: "fr" }, citation.heading) : null,
        element("blockquote", { class: "panel-passage", lang: "fr" }, highlight(citation))),
      originalLink(citation.url) ?? "");
  }

  async copy() {
    const copied = await copy(citationText(this.citation));
    this.part("copy").lastElementChild.textContent = say(copied ? "copied" : "copy_failed");
  }
}

function highlight({ passage, quote }) {
  const start = passage.indexOf(quote);
  if (start < 0) return [element("mark", {}, quote)];
  return [passage.slice(0, start), element("mark", {}, quote), passage.slice(start + quote.length)];
}

// The page of the document keeps the language that the visitor chose.
function documentAddress(href) {
  const address = new URL(href, location.href);
  const chosen = new URL(location.href).searchParams.get("lang");
  if (chosen) address.searchParams.set("lang", chosen);
  return address.pathname + address.search + address.hash;
}

function originalLink(url) {
  if (!/^https?:\/\//.test(url ?? "")) return null;
  return element("p", { class: "panel-links" },
    element("a", { href: url, rel: "noreferrer noopener external", target: "_blank" }, say("original"), icon("icon-external")));
}
