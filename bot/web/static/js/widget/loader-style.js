// The style of the button and of the box around the frame; the page's own rules cannot reach inside.
import { contrast, hexColour, inkOn } from "./colours.js";

const DEFAULT_COLOUR = "#0b5d57";

// Inside, « !important » wins over the page's own. Sizes are in em of the reader's own size: the page may
// have changed what a rem is.
const RULES = `
:host { all: initial !important; direction: ltr !important; unicode-bidi: normal !important; color-scheme: light dark !important; font: medium/1.45 system-ui, sans-serif !important; }
:host([floating]) { display: contents !important; }
:host(:not([floating])) { display: block !important; }
:host([theme="light"]) { color-scheme: light !important; }
:host([theme="dark"]) { color-scheme: dark !important; }
:host([hidden]) { display: none !important; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
button, a { font: inherit; font-weight: 600; cursor: pointer; }
button:focus-visible, a:focus-visible { outline: 3px solid light-dark(#0b1517, #fff); outline-offset: 2px; box-shadow: 0 0 0 5px light-dark(#fff, #0b1517); }
svg { width: 1.5em; height: 1.5em; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.launch { display: inline-flex; align-items: center; gap: .6em; min-height: 3em; padding: .55em 1.15em; border: 2px solid var(--ink); border-radius: 1.75em; background: var(--colour); color: var(--ink); }
.floating .launch { position: fixed; z-index: 2147483000; inset: auto 1.25em max(1.25em, env(safe-area-inset-bottom)) auto; max-width: calc(100vw - 2.5em); box-shadow: 0 0 0 1px var(--colour), 0 .3em 1em rgb(0 0 0 / .3); }
.left .launch { inset-inline: 1.25em auto; }
.box { background: light-dark(#fffdf8, #172327); color: light-dark(#17262b, #ece8dd); border: 1px solid light-dark(#837b69, #74878a); border-radius: 1em; overflow: hidden; }
dialog { position: fixed; inset: auto 1.25em 1.25em auto; width: min(28em, 100vw - 2.5em); height: min(46em, 100dvh - 2.5em); max-width: none; max-height: none; margin: 0; padding: 0; box-shadow: 0 1em 3em rgb(0 0 0 / .35); }
.left dialog { inset-inline: 1.25em auto; }
dialog::backdrop { background: rgb(10 20 22 / .35); }
.inline .box { position: relative; padding: 0; }
.inline .opened { height: var(--height, 40em); min-height: 24em; }
.invitation { display: grid; justify-items: start; gap: 1em; padding: 1.25em; margin: 0; }
.invitation p { margin: 0; max-width: 40em; }
iframe { display: block; width: 100%; height: 100%; border: 0; }
iframe:not(.there) { position: absolute; visibility: hidden; }
.close { position: absolute; z-index: 1; inset: .375em .375em auto auto; display: inline-flex; align-items: center; justify-content: center; width: 2.75em; height: 2.75em; padding: 0; border: 0; border-radius: .6em; background: none; color: inherit; }
.close:hover { background: light-dark(#e1ebe4, #1b3431); }
.state { display: grid; align-content: center; justify-items: center; gap: 1em; height: 100%; padding: 3.5em 1.5em 1.5em; text-align: center; }
.state p { margin: 0; }
.state button { min-height: 2.75em; padding: .5em 1.25em; border: 1px solid currentColor; border-radius: .6em; background: none; color: inherit; }
.state a { display: inline-block; padding: .5em; color: inherit; }
@media (max-width: 30em), (max-height: 32em) {
  dialog.box, .left dialog.box { inset: 0; width: 100vw; width: 100dvw; height: 100vh; height: 100dvh; border: 0; border-radius: 0; }
}
@media (max-width: 24em) { .floating .launch { inset-inline-end: .75em; } .left .launch { inset-inline: .75em auto; } }
@media (prefers-reduced-motion: no-preference) {
  dialog[open] { animation: rise .18s ease-out; }
  @keyframes rise { from { opacity: 0; transform: translateY(1em); } }
}
@media (forced-colors: active) {
  .launch, .close, .state button, .box { border: 2px solid ButtonText; }
  button:focus-visible, a:focus-visible { outline-color: Highlight; }
}
@media print { .floating { display: none; } }
`;

/** Give the colour of the button and the ink that reads on it; what cannot be read as a colour is refused. */
export function buttonColours(asked) {
  const colour = hexColour(asked);
  if (asked && !colour) console.warn(`Passerelle : la couleur « ${asked} » ne s'écrit pas comme « #0b5d57 ».`);
  const used = colour ?? DEFAULT_COLOUR;
  const ink = inkOn(used);
  return { colour: used, ink, contrast: contrast(used, ink) };
}

/** Style a shadow root, without a style element: the page's own security policy may refuse one. */
export function dress(root, asked, height) {
  const { colour, ink } = buttonColours(asked);
  const sheet = new CSSStyleSheet();
  const tall = /^\d{3,4}$/.test(height ?? "") ? `--height: ${height}px;` : "";
  sheet.replaceSync(`${RULES} :host { --colour: ${colour}; --ink: ${ink}; ${tall} }`);
  root.adoptedStyleSheets = [sheet];
}
