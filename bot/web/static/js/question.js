// The question: what the assistant asks of the company, with answers to pick from.
import { element } from "./element.js";
import { say } from "./settings.js";

/** Draw a question about the company, or nothing when the reply asks none; `ask` sends an answer. */
export function drawQuestion(reply, ask) {
  if (!reply.question || !reply.question_about?.length) return null;
  const answers = [...(reply.question_choices ?? []), say("dont_know")];
  return element("section", { class: "ask-block", "aria-label": say("question_title") },
    element("h3", { class: "label" }, say("question_title")),
    element("p", { lang: "fr" }, reply.question),
    element("ul", { class: "suggestions", lang: "fr" }, answers.map((text) =>
      element("li", {}, element("button", { type: "button", class: "button suggestion", onclick: () => ask(text) }, text)))));
}
