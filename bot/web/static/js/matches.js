// The match: a programme, a person or an organisation that may suit, with the reasons and the criteria.
import { element, icon, keepTogether } from "./element.js";
import { say } from "./settings.js";

const VERDICTS = ["eligible", "probable", "unknown", "ineligible", "past", "upcoming", "suspended"];
const CLOSED = ["ineligible", "past", "suspended"];
const STATES = { met: "icon-check", failed: "icon-close", unknown: "icon-unknown", to_check: "icon-person" };

const AT_ONCE = 3;

/** Draw matches, the first ones at once and the others on demand. */
export function drawMatches(matches, means) {
  const cards = matches.map((match) => drawMatch(match, means));
  const rest = cards.slice(AT_ONCE);
  return element("div", {}, element("h3", { class: "label" }, say("matches")),
    element("div", { class: "matches", lang: "fr" }, cards.slice(0, AT_ONCE)),
    rest.length
      ? element("details", { class: "criteria more-matches" },
          element("summary", {}, say(rest.length === 1 ? "one_more_match" : "more_matches", { count: rest.length })),
          element("div", { class: "matches", lang: "fr" }, rest))
      : null);
}

/**
 * Draw a match as a card; `open` shows a citation, `contact` opens the form of contact, where the page has one,
 * with what is already known (`about` is the company's profile).
 */
function drawMatch(match, { open, contact, about = {} } = {}) {
  return element("article", { class: "match" },
    element("div", { class: "match-head" },
      element("h4", { class: "match-title" }, match.title), drawVerdict(match.verdict)),
    match.kind ? element("p", { class: "match-kind" }, say(`kind_of_${match.kind}`)) : null,
    match.description ? element("p", {}, match.description) : null,
    match.reasons?.length ? element("ul", { class: "steps" }, match.reasons.map((one) => element("li", {}, one))) : null,
    drawWhyNot(match),
    drawFacts(match),
    drawGrounds(match, open),
    contact ? drawContactButton(match, about, contact) : null);
}

function drawVerdict(verdict) {
  if (!VERDICTS.includes(verdict)) return null;
  return element("span", { class: `verdict verdict-${verdict}` }, say(`verdict_${verdict}`));
}

/** Say why this is not for the company now, and what would change it. */
function drawWhyNot({ verdict, criteria = [] }) {
  const against = criteria.filter((one) => one.state === "failed" || one.change);
  if (!CLOSED.includes(verdict) || !against.length) return null;
  return element("div", { class: "why-not" },
    element("h5", { class: "label" }, say("why_not")),
    element("ul", { class: "steps" }, against.map((one) =>
      element("li", {}, one.text, one.change ? [" ", element("strong", {}, one.change)] : null))));
}

/** Draw what the verdict rests on: each criterion judged, and the sources of the catalogue. */
function drawGrounds({ criteria = [], priorities = [], citations = [] }, open) {
  const judged = [...criteria, ...priorities];
  if (!judged.length && !citations.length) return null;
  const counts = Object.keys(STATES)
    .map((state) => [state, judged.filter((one) => one.state === state).length])
    .filter(([, count]) => count)
    .map(([state, count]) => `${count} ${say(count === 1 ? `state_${state}` : `states_${state}`)}`);
  return element("details", { class: "criteria" },
    element("summary", {}, [say("grounds"), counts.join(", ")].filter(Boolean).join(" : ")),
    judged.length ? element("ul", {}, judged.map(drawCriterion)) : null,
    drawCitations(citations, open));
}

function drawCriterion({ state, text, source }) {
  return element("li", { class: `criterion criterion-${state}` }, icon(STATES[state] ?? "icon-unknown"),
    element("div", {},
      element("p", {}, element("span", { class: "visually-hidden" }, `${say(`state_${state}`)} : `), text),
      source ? element("p", { class: "criterion-source" }, keepTogether(`${say("criterion_source")} : ${source}`)) : null));
}

function drawFacts({ contact, next_step }) {
  const facts = [["contact", drawContact(contact)], ["next_step", next_step]].filter(([, value]) => value);
  if (!facts.length) return null;
  return element("dl", {}, facts.map(([name, value]) =>
    element("div", {}, element("dt", {}, say(name)), element("dd", {}, value))));
}

function drawContact(contact) {
  if (!contact || typeof contact === "string") return contact;
  return [
    [contact.name, contact.role, contact.organisation].filter(Boolean).join(", "),
    contact.email ? [" · ", element("a", { href: `mailto:${contact.email}` }, contact.email)] : null,
    contact.phone ? [" · ", element("a", { href: `tel:${contact.phone.replace(/\s/g, "")}` }, contact.phone)] : null,
  ].flat().filter(Boolean);
}

function drawCitations(citations, open) {
  if (!citations.length || !open) return null;
  return element("ul", { class: "match-sources", "aria-label": say("sources") }, citations.map((citation) => {
    const row = element("button", {
      type: "button", class: "match-source", "aria-haspopup": "dialog", "aria-expanded": "false",
      "aria-label": say("open_source", citation), onclick: () => open(citation, row),
    }, icon("icon-document"), element("span", {}, keepTogether(`« ${shortened(citation.quote)} »`)));
    return element("li", {}, row);
  }));
}

function shortened(text) {
  return text.length > 110 ? `${text.slice(0, 110).replace(/\s+\S*$/, "")}…` : text;
}

/** What is done about a match: an appointment with people, an inscription to what is open, else a need told. */
function drawContactButton(match, about, contact) {
  const kind = CLOSED.includes(match.verdict) ? "besoin" : match.kind === "programme" ? "inscription" : "rendez-vous";
  const needs = (about.needs ?? []).map((need) => need.text);
  const prefilled = { kind, need: [match.title, ...needs].join("\n"), departement: departementOf(about) };
  return element("p", {}, element("button", {
    type: "button", class: "button", "aria-haspopup": "dialog",
    "aria-label": `${say(`act_${kind}`)} : ${match.title}`, onclick: () => contact(prefilled),
  }, say(`act_${kind}`)));
}

function departementOf({ departement, commune }) {
  const code = departement?.value ?? commune?.value ?? "";
  return code.startsWith("97") ? code.slice(0, 3) : code.slice(0, 2);
}
