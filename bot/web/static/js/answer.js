// The answer: a text with [n] marks drawn as paragraphs, lists and chips that open their source.
import { element, keepTogether } from "./element.js";
import { say } from "./settings.js";

/** Draw a whole answer; `sources` maps numbers to citations, `open` is called with (citation, chip). */
export function drawAnswer(text, replyLanguage, sources, open) {
  const nodes = [];
  for (const line of text.split("\n").map((one) => one.trim()).filter(Boolean)) {
    const item = /^[-•*]\s+(.*)$/.exec(line);
    const content = drawSentence(item ? item[1] : line, replyLanguage, sources, open);
    if (!item) nodes.push(element("p", {}, content));
    else if (nodes.at(-1)?.tagName === "UL") nodes.at(-1).append(element("li", {}, content));
    else nodes.push(element("ul", {}, element("li", {}, content)));
  }
  return nodes;
}

/** Draw a piece of text with its chips; a number without a citation stays as it was written. */
export function drawSentence(text, replyLanguage, sources, open) {
  const quotes = [...sources.values()].map((source) => keepTogether(source.quote));
  return text.split(/\s*(\[\d+\])/).flatMap((piece) => {
    const number = /^\[(\d+)\]$/.exec(piece)?.[1];
    const citation = number && sources.get(Number(number));
    if (citation) return ["\u00a0", drawChip(citation, open)]; // the chip stays with its last word
    if (number) return [`\u00a0${piece}`];
    return drawWords(keepTogether(piece), replyLanguage, quotes);
  });
}

function drawChip(citation, open) {
  const chip = element("button", {
    type: "button",
    class: citation.audience === "internal" ? "chip chip-internal" : "chip",
    "data-number": citation.number,
    "aria-haspopup": "dialog",
    "aria-expanded": "false",
    "aria-label": say("open_source", citation) + (citation.audience === "internal" ? ` (${say("internal")})` : ""),
    title: citation.title,
    onclick: () => open(citation, chip),
  }, element("span", {}, String(citation.number)));
  return chip;
}

/** Draw words; inside an answer in another language, what is quoted from the French sources says so. */
export function drawWords(text, replyLanguage, quotes) {
  if (replyLanguage === "fr") return [text];
  const found = /«[^»]*»/.exec(text)?.[0] ?? quotes.find((quote) => quote && text.includes(quote));
  if (!found) return [text];
  const start = text.indexOf(found);
  return [
    ...drawWords(text.slice(0, start), replyLanguage, quotes),
    element("span", { lang: "fr" }, found),
    ...drawWords(text.slice(start + found.length), replyLanguage, quotes),
  ].filter((piece) => piece !== "");
}
