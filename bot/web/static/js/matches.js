// The match: a programme, a person or an organisation that may suit, with the reasons.
import { element } from "./element.js";
import { say } from "./settings.js";

const VERDICTS = ["eligible", "probable", "unknown", "ineligible", "past", "upcoming", "suspended"];

/** Draw a match as a card. */
export function drawMatch(match) {
  const verdict = VERDICTS.includes(match.verdict)
    ? element("span", { class: `verdict verdict-${match.verdict}` }, say(`verdict_${match.verdict}`))
    : null;
  const facts = [
    ["contact", contactText(match.contact)],
    ["next_step", match.next_step],
  ].filter(([, value]) => value);
  return element("article", { class: "match" },
    element("div", { class: "match-head" }, element("h4", { class: "match-title" }, match.title), verdict),
    match.reasons?.length ? element("ul", { class: "steps" }, match.reasons.map((one) => element("li", {}, one))) : null,
    facts.length
      ? element("dl", {}, facts.map(([name, value]) =>
          element("div", {}, element("dt", {}, say(name)), element("dd", {}, value))))
      : null);
}

function contactText(contact) {
  if (!contact || typeof contact === "string") return contact;
  return [contact.name, contact.role, contact.organisation, contact.email, contact.phone].filter(Boolean).join(", ");
}
