// The settings that the server wrote into the page: texts, language, today's date, limits.

const settings = JSON.parse(document.getElementById("settings").textContent);

export const { language, chosen, today, limit, reasons, turn, home, csrf, company, directory, widget } = settings;

/** The addresses that the page speaks to: those of visitors, unless the page names its own. */
export const api = settings.api ?? {
  chat: "/api/v1/chat", conversations: "/api/v1/conversations/", feedback: "/api/v1/feedback",
  requests: "/api/v1/requests",
};

/** Give an interface text, its {blanks} filled in. */
export function say(name, values = {}) {
  return settings.texts[name].replace(/\{(\w+)\}/g, (blank, key) => values[key] ?? blank);
}
