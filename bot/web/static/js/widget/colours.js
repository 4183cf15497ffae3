// The colours: one colour asked for, and what is made of it so that everyone can read (WCAG 2.2, level AA).

const READABLE = 4.5;
const INK = "#0b1517";
const WHITE = "#ffffff";
const PAPERS = { light: "#efeadd", dark: "#1d2b2f" }; // the hardest backgrounds that the chat writes on

/** Give a colour as "#rrggbb", or null for anything but "#rgb" and "#rrggbb". */
export function hexColour(text) {
  const found = typeof text === "string" && /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim());
  if (!found) return null;
  const digits = found[1].length === 3 ? [...found[1]].map((one) => one + one).join("") : found[1];
  return `#${digits.toLowerCase()}`;
}

const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

function luminance(colour) {
  const [red, green, blue] = channels(colour)
    .map((one) => one / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Give the contrast of two colours, from 1 to 21. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Mix a colour into another: 0 is the first, 1 the second. */
export function mix(one, other, share) {
  const to = channels(other);
  const mixed = channels(one).map((channel, at) => Math.round(channel + (to[at] - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** Give the ink, black or white, that reads best on a colour. One of the two always does. */
export function inkOn(colour) {
  return contrast(WHITE, colour) >= contrast(INK, colour) ? WHITE : INK;
}

/** Give the nearest colour, darker or lighter, that can be read on a background. */
export function readableOn(colour, background) {
  const goal = inkOn(background);
  for (let share = 0; share < 1; share += 0.04) {
    const tried = mix(colour, goal, share);
    if (contrast(tried, background) >= READABLE) return tried;
  }
  return goal;
}

/** Give the colours of the chat's theme made of one: each a pair, for light and for dark. */
export function accents(colour) {
  const soft = { light: mix(PAPERS.light, colour, 0.08), dark: mix(PAPERS.dark, colour, 0.12) };
  const accent = { light: readableOn(colour, soft.light), dark: readableOn(colour, soft.dark) };
  const strong = { light: mix(accent.light, INK, 0.25), dark: mix(accent.dark, WHITE, 0.25) };
  return {
    "--accent": accent,
    "--accent-strong": strong,
    "--accent-soft": soft,
    "--on-accent": { light: inkOn(accent.light), dark: inkOn(accent.dark) },
  };
}
