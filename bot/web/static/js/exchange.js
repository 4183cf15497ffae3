// The exchange: one question and its reply, from the first sentence to the authoritative end.
import { drawAnswer, drawSentence, drawWords } from "./answer.js";
import { publishedInWords } from "./dates.js";
import { block, element, icon, keepTogether } from "./element.js";
import { drawActions } from "./feedback.js";
import { drawMatches } from "./matches.js";
import { drawProfile } from "./profile.js";
import { drawQuestion } from "./question.js";
import { language, say, today } from "./settings.js";

const NOTICE_ICONS = { past_date: "icon-clock", old_source: "icon-clock", undated_source: "icon-clock", uncertain_date: "icon-clock" };

export class Exchange {
  /**
   * `open` shows a citation, `ask` sends a suggested question, `extras` draws more under a reply; where a page has
   * them, `amend` sends what changes in the profile and `contact` opens the form of contact.
   */
  constructor(question, { open, ask, extras, amend, contact }) {
    this.question = question;
    this.amend = amend;
    this.contact = contact;
    this.open = open;
    this.ask = ask;
    this.extras = extras;
    this.sources = new Map();
    this.streamed = [];
    this.answer = element("div", { class: "message message-assistant" });
    this.element = element("article", { class: "exchange", tabindex: "-1" },
      element("div", { class: "message message-visitor" },
        element("h2", { class: "visually-hidden" }, say("you")), element("p", {}, question)),
      this.answer);
  }

  /** Show that the answer is being sought, with nothing of it yet. */
  wait() {
    this.sources.clear();
    this.streamed = [];
    this.prose = element("div", { class: "prose", "aria-busy": "true" },
      element("p", { class: "searching" }, say("searching")));
    this.answer.replaceChildren(byline(), this.prose);
  }

  addSource(citation) {
    this.sources.set(citation.number, citation);
    if (this.streamed.length) this.redraw(); // its mark may be on the page already
  }

  addSentence(text) {
    this.streamed.push(text);
    if (this.streamed.length === 1) this.prose.replaceChildren(element("p", {}));
    const said = element("span", { class: "sentence" }, drawSentence(text.trim(), language, this.sources, this.open));
    this.prose.lastChild.append(" ", said);
  }

  redraw() {
    const text = this.streamed.map((one) => one.trim()).join(" ");
    this.prose.replaceChildren(...drawAnswer(text, language, this.sources, this.open));
  }

  /** Draw the reply as the server finally gave it. */
  finish(reply) {
    this.sources = new Map(reply.citations.map((citation) => [citation.number, citation]));
    this.answer.className = `message message-assistant message-${reply.kind}`;
    this.answer.replaceChildren(...[
      byline(),
      verdict(reply.kind),
      element("div", { class: "prose", lang: reply.language },
        drawAnswer(reply.answer, reply.language, this.sources, this.open),
        reply.question && !reply.question_about?.length && !reply.answer.includes(reply.question)
          ? element("p", {}, reply.question) : null),
      drawNotices(reply),
      this.drawSources(reply.citations),
      this.amend ? drawProfile(reply.profile ?? {}, this.amend) : null,
      drawQuestion(reply, this.ask),
      reply.matches.length
        ? drawMatches(reply.matches, { open: this.open, contact: this.contact, about: reply.profile })
        : null,
      block(say("next_steps"), "steps", [...reply.next_steps, ...(reply.invitations ?? []).map(drawInvitation)]),
      ...drawActions(reply),
      ...(this.extras?.(reply) ?? []),
      this.drawSuggestions(reply.suggestions),
    ].filter(Boolean));
  }

  /** Keep what was said when the visitor stopped the answer. */
  stop() {
    this.prose.removeAttribute("aria-busy");
    if (!this.streamed.length) this.prose.replaceChildren();
    this.answer.append(element("p", { class: "actions-note" }, say("stopped")));
  }

  /** Say what went wrong, and offer to try again. */
  fail(message, retry) {
    this.answer.replaceChildren(byline(),
      element("div", { class: "callout callout-fault" }, icon("icon-warning"),
        element("div", {}, element("p", {}, element("strong", {}, say("error_title"))),
          element("p", {}, message), element("p", {}, say("error_kept")))),
      element("p", {}, element("button", { type: "button", class: "button retry", onclick: retry }, say("retry"))));
  }

  drawSources(citations) {
    return block(say("sources"), "sources", citations.map((citation) => {
      const row = element("button", {
        type: "button", class: "source", "data-number": citation.number,
        "aria-haspopup": "dialog", "aria-expanded": "false", onclick: () => this.open(citation, row),
      },
      element("span", { class: "number" }, String(citation.number)),
      element("span", {},
        element("span", { class: "source-title", lang: "fr" }, citation.title, drawInternal(citation)),
        element("span", { class: "source-facts" },
          [place(citation), citation.publisher].filter(Boolean)
            .flatMap((fact) => [element("span", { lang: "fr" }, fact), " · "]),
          publishedInWords(citation.published, citation.published_certain, today, language)),
        element("span", { class: "source-quote", lang: "fr" }, keepTogether(`« ${citation.quote} »`))),
      icon("icon-arrow"));
      return row;
    }));
  }

  drawSuggestions(suggestions) {
    return block(say("suggestions"), "suggestions", suggestions.map((text) =>
      element("button", { type: "button", class: "button suggestion", onclick: () => this.ask(text) }, text)));
  }
}

function byline() {
  return element("h2", { class: "byline" }, icon("mark", "mark"), say("assistant"), " ",
    element("span", {}, say("assistant_role")));
}

function drawInternal({ audience }) {
  return audience === "internal" ? [" ", element("span", { class: "internal" }, say("internal"))] : null;
}

// Two passages of one document are told apart by the nearest of their headings.
function place({ heading }) {
  return heading.split("›").at(-1).trim();
}

function verdict(kind) {
  if (kind !== "abstention" && kind !== "clarification") return null;
  return element("p", { class: "verdict-line" }, say(`kind_${kind}`));
}

function drawNotices({ notices, language: spoken, citations }) {
  if (!notices.length) return null;
  const titles = citations.map((citation) => citation.title);
  return element("div", { class: "callouts", role: "group", "aria-label": say("notices") }, notices.map((notice) =>
    element("div", { class: `callout callout-${notice.kind}` }, icon(NOTICE_ICONS[notice.kind] ?? "icon-info"),
      element("p", { lang: spoken }, drawWords(keepTogether(notice.text), spoken, titles)))));
}

/** Draw the way to a page of deposit; on another site's page, in a window of its own. */
function drawInvitation({ text, href }) {
  const apart = window.top !== window;
  return element("a", { href, target: apart && "_blank", rel: apart && "noopener" }, text);
}
