// The company file: what is known of the company, kept beside the chat and sent with each message.
import { company, say } from "../settings.js";
import { companyFile } from "../storage.js";

const WIDE = matchMedia("(min-width: 64rem)");

export class CompanyFile {
  constructor(details) {
    this.form = details.querySelector("form");
    this.summary = details.querySelector("#company-summary");
    this.form.addEventListener("input", () => this.keep());
    this.form.addEventListener("reset", () => setTimeout(() => this.keep()));
    details.open = WIDE.matches;
    const kept = companyFile.get();
    if (kept) this.fill(JSON.parse(kept)); // else what was typed meanwhile stays
    if (company && company.number !== this.number) this.pin(company);
    this.showRequest();
    this.keep();
  }

  /** Pin the company of a request, and the question to begin with. */
  pin({ number, name, contact, question, facts }) {
    this.form.reset();
    this.fill({ number, name, contact, ...facts });
    this.begins = question;
  }

  fill(values) {
    this.number = values.number;
    for (const field of this.fields()) field.value = values[field.name] ?? "";
  }

  fields() {
    return [...this.form.querySelectorAll("input")];
  }

  value(name) {
    return this.form.elements[name].value.trim();
  }

  keep() {
    if (!this.fields().some((field) => field.value.trim())) this.number = undefined;
    const values = Object.fromEntries(this.fields().map((field) => [field.name, field.value.trim()]));
    companyFile.set(JSON.stringify({ number: this.number, ...values }));
    this.summary.textContent = [values.name, values.commune || values.departement].filter(Boolean).join(", ");
    this.showRequest();
  }

  showRequest() {
    const note = this.form.querySelector("#company-request");
    note.hidden = !this.number;
    note.textContent = this.number ? say("pinned_request", { number: this.number }) : "";
  }

  /** Give the facts as the service reads them, or nothing when none is known. */
  profile() {
    const facts = {};
    for (const field of this.fields().filter((one) => "fact" in one.dataset)) {
      const value = field.value.trim();
      if (value) facts[field.name] = field.name === "effectif" ? headcount(value) : value;
    }
    return Object.keys(facts).length ? facts : undefined;
  }

  /** Fill the fields left empty with what was understood of the conversation. */
  learn(profile) {
    for (const field of this.fields().filter((one) => "fact" in one.dataset && !one.value.trim())) {
      const fact = profile?.[field.name];
      const value = fact?.value ?? fact;
      if (value === undefined || value === null) continue;
      field.value = typeof value === "object" ? `${value.least}-${value.most}` : String(value);
    }
    this.keep();
  }
}

function headcount(text) {
  const range = /^(\d+)\s*(?:-|à)\s*(\d+)$/.exec(text);
  if (range) return { least: Number(range[1]), most: Number(range[2]) };
  return /^\d+$/.test(text) ? Number(text) : text;
}
