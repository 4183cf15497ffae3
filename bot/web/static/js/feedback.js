// The feedback: what the visitor may do with an answer: copy it, say whether it helped and why.
import { copy, replyText } from "./clipboard.js";
import { element, icon } from "./element.js";
import { sendFeedback } from "./service.js";
import { reasons, say } from "./settings.js";

/** Draw the row of actions under an answer. */
export function drawActions(reply) {
  const note = element("p", { class: "actions-note", role: "status" });
  const form = element("div", { class: "feedback-place" });
  const tell = (name) => { note.textContent = say(name); };
  const useful = thumb("useful", "icon-up", () => record({ useful: true }));
  const useless = thumb("useless", "icon-down", () => ask());
  const copier = tool("copy", "icon-copy", async () => tell((await copy(replyText(reply))) ? "copied" : "copy_failed"));

  async function record(opinion) {
    try {
      await sendFeedback({ message_id: reply.message_id, ...opinion });
      press(opinion.useful);
      closeForm();
      tell("feedback_thanks");
    } catch (problem) {
      note.textContent = problem.message;
    }
  }
  function press(value) {
    useful.setAttribute("aria-pressed", String(value));
    useless.setAttribute("aria-pressed", String(!value));
  }
  function closeForm() {
    if (form.contains(document.activeElement)) useless.focus();
    form.replaceChildren();
  }
  function ask() {
    note.textContent = "";
    form.replaceChildren(drawForm(reply.message_id, record, closeForm));
    form.querySelector("input").focus();
  }

  return [element("div", { class: "actions", role: "group", "aria-label": say("actions") }, copier, useful, useless, note), form];
}

function tool(name, picture, act) {
  return element("button", { type: "button", class: "tool", "aria-label": say(name), title: say(name), onclick: act }, icon(picture));
}

function thumb(name, picture, act) {
  const button = tool(name, picture, act);
  button.setAttribute("aria-pressed", "false");
  return button;
}

function drawForm(messageId, record, close) {
  const choices = reasons.map((reason, position) =>
    element("label", { class: "choice" },
      element("input", { type: "radio", name: `reason-${messageId}`, value: reason, required: true, checked: position === 0 }),
      say(`feedback_${reason}`)));
  const comment = element("textarea", { maxlength: 2000, id: `comment-${messageId}` });
  const send = (event) => {
    event.preventDefault();
    const reason = event.target.querySelector("input:checked").value;
    record({ useful: false, reason, comment: comment.value.trim() || null });
  };
  const cancel = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  };
  return element("form", { class: "feedback", onsubmit: send, onkeydown: cancel },
    element("fieldset", {}, element("legend", {}, say("feedback_title")), element("div", { class: "choices" }, choices)),
    element("div", {}, element("label", { for: comment.id }, say("feedback_comment")), comment),
    element("div", { class: "feedback-buttons" },
      element("button", { type: "submit", class: "button button-strong" }, say("feedback_send")),
      element("button", { type: "button", class: "button", onclick: close }, say("cancel"))));
}
