// The settings that the server wrote into the page: texts, language, today's date, limits.

const settings = JSON.parse(document.getElementById("settings").textContent);

export const { language, chosen, today, limit, reasons, turn, home } = settings;

/** Give an interface text, its {blanks} filled in. */
export function say(name, values = {}) {
  return settings.texts[name].replace(/\{(\w+)\}/g, (blank, key) => values[key] ?? blank);
}
