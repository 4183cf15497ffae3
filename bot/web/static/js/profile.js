// The profile: what was understood of the company, as chips to correct, to take off or to complete.
import { element, icon } from "./element.js";
import { findCompanies } from "./service.js";
import { directory, say } from "./settings.js";

const FIELDS = ["effectif", "code_naf", "commune", "departement", "region", "forme_juridique", "created", "siren",
  "siret", "country", "to_be_created"];
const ADDED = ["effectif", "commune", "code_naf", "forme_juridique", "created", "country", "siret"];
const BY_LABEL = ["commune", "country"]; // what a person reads can be written back

/**
 * Draw the chips of a profile, or nothing without one. `amend` is called with what changes, in the shape of the
 * API (null takes off), and with the message that says so.
 */
export function drawProfile(profile, amend) {
  const known = FIELDS.filter((name) => profile[name]);
  const needs = profile.needs ?? [];
  if (!known.length && !needs.length) return null;
  return element("section", { class: "company", "aria-label": say("company_title") },
    element("h3", { class: "label" }, say("company_title")),
    element("ul", { class: "facts", lang: "fr" },
      known.map((name) => element("li", {}, drawFact(name, profile[name], amend))),
      needs.map((need, place) => element("li", {}, drawNeed(need, needs.toSpliced(place, 1), amend))),
      element("li", {}, drawAdding(ADDED.filter((name) => !profile[name]), amend))),
    directory && !profile.to_be_created?.value ? drawDirectory(amend) : null);
}

function drawFact(name, fact, amend) {
  const field = say(`field_${name}`);
  return drawChip(field, fact.label, told(fact),
    name === "to_be_created" ? null : drawForm(say("correct"), field, shown(name, fact), (value) =>
      amend({ [name]: { value: written(name, value), origin: "corrected" } }, say("said_correct", { field, value }))),
    drawRemoval(`${field} : ${fact.label}`, () => amend({ [name]: null }, say("said_remove", { field }))));
}

function drawNeed(need, others, amend) {
  return drawChip(say("field_need"), need.label ?? need.text, need.label ? say("from_words", { words: need.text }) : "",
    null, drawRemoval(need.label ?? need.text, () => amend({ needs: others }, say("said_remove_need"))));
}

function drawChip(field, label, words, ...actions) {
  return element("details", { class: "fact", name: "fact" },
    element("summary", {}, element("span", { class: "fact-field" }, `${field} : `), label, icon("icon-edit")),
    element("div", { class: "fact-body" }, words ? element("p", { class: "fact-words" }, words) : null, actions));
}

function drawForm(action, field, value, send) {
  const input = element("input", { value, required: true, maxlength: 200, autocomplete: "off" });
  return element("form", { class: "fact-form", onsubmit: (event) => {
    event.preventDefault();
    if (input.value.trim()) send(input.value.trim());
  } }, element("label", {}, element("span", {}, field), input), element("button", { class: "button" }, action));
}

function drawRemoval(what, act) {
  return element("button", {
    type: "button", class: "button", "aria-label": `${say("remove")} : ${what}`, onclick: act,
  }, say("remove"));
}

/** Draw what lets the visitor tell a fact that was not understood, or not said. */
function drawAdding(missing, amend) {
  if (!missing.length) return null;
  const choice = element("select", {}, missing.map((name) => element("option", { value: name }, say(`field_${name}`))));
  const form = drawForm(say("add"), say("value"), "", (value) => {
    const name = choice.value;
    amend({ [name]: { value: written(name, value), origin: "corrected" } },
      say("said_add", { field: say(`field_${name}`), value }));
  });
  form.prepend(element("label", {}, element("span", {}, say("which_field")), choice));
  return element("details", { class: "fact fact-add", name: "fact" },
    element("summary", {}, icon("icon-plus"), say("add_fact")), element("div", { class: "fact-body" }, form));
}

/** Draw the look-up in the public directory: nothing is sent there before the visitor agrees. */
function drawDirectory(amend) {
  const found = element("div", { role: "status" });
  const form = drawForm(say("directory_agree"), say("directory_asked"), "", async (asked) => {
    found.replaceChildren(say("searching"));
    try {
      const { companies } = await findCompanies(asked);
      found.replaceChildren(element("ul", { class: "suggestions" }, companies.map((one) =>
        element("li", {}, element("button", {
          type: "button", class: "button suggestion", onclick: () => amend(one.profile, say("said_directory")),
        }, [one.name, one.town].filter(Boolean).join(", "))))));
    } catch (problem) {
      found.replaceChildren(problem.message);
    }
  });
  return element("details", { class: "directory" }, element("summary", {}, say("directory_title")),
    element("p", {}, say("directory_notice")), form, found);
}

function told({ origin, words }) {
  if (origin === "said") return words ? say("from_words", { words }) : "";
  return say(`from_${origin}`, { words });
}

function shown(name, { value, label }) {
  if (BY_LABEL.includes(name)) return name === "country" ? label.replace(/ \(.*/, "") : label;
  return typeof value === "object" ? `${value.least}-${value.most}` : String(value);
}

function written(name, value) {
  if (name !== "effectif") return value;
  const bounds = /^(\d+)\s*(?:-|à)\s*(\d+)$/.exec(value);
  return bounds ? { least: Number(bounds[1]), most: Number(bounds[2]) } : value;
}
