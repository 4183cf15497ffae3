// The clipboard: texts to carry elsewhere, with their sources.
import { publishedInWords } from "./dates.js";
import { language, say, today } from "./settings.js";

/** Copy a text; say whether it worked. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // no clipboard outside a secure context
  }
}

function copyBySelection(text) {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  before?.focus();
  return copied;
}

/** Give one citation as a line of text. */
export function citationText(citation) {
  const date = publishedInWords(citation.published, citation.published_certain, today, language);
  const origin = citation.url ?? new URL(citation.href, location.href).href;
  const facts = [citation.title, citation.publisher, date].filter(Boolean).join(", ");
  return `« ${citation.quote} » (${facts}) ${origin}`;
}

/** Give an answer as text, followed by its sources. */
export function replyText(reply) {
  const sources = reply.citations.map((citation) => `[${citation.number}] ${citationText(citation)}`);
  return sources.length ? `${reply.answer}\n\n${say("sources")}\n${sources.join("\n")}` : reply.answer;
}
