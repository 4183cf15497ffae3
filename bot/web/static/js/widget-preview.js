// The preview of the widget: what is chosen goes into the line to paste, and into a page that shows it.
const form = document.getElementById("preview-form");
const line = document.getElementById("preview-line");
const frame = document.getElementById("preview-frame");
const ATTRIBUTES = { lang: "data-lang", theme: "data-theme", colour: "data-colour", opening: "data-opening", territory: "data-territory" };
const PAUSE = 400; // milliseconds without a key before the page is shown anew
const USUAL = { lang: "fr", theme: "auto", place: "right" };

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function chosen() {
  const given = Object.fromEntries(new FormData(form));
  if (!form.elements.coloured.checked) delete given.colour;
  delete given.coloured;
  for (const [name, value] of Object.entries(given)) {
    if (!value.trim() || USUAL[name] === value) delete given[name];
  }
  return given;
}

function snippet(given) {
  const { service } = form.dataset;
  const attributes = Object.entries(given).filter(([name]) => name in ATTRIBUTES)
    .map(([name, value]) => ` ${ATTRIBUTES[name]}="${escaped(value)}"`);
  if (given.place === "left") attributes.push(' data-position="left"');
  if (given.place === "inline") attributes.push(' data-mode="inline"');
  const tag = `<script async src="${service}/widget.js" data-site="clé-du-site"${attributes.join("")}></script>`;
  return given.place === "inline" ? `${tag}\n<passerelle-chat></passerelle-chat>` : tag;
}

let shown = "";

function show() {
  if (!form.checkValidity()) return;
  const given = chosen();
  const asked = String(new URLSearchParams(given));
  if (asked === shown) return; // the page that is tried is not loaded again for nothing
  shown = asked;
  line.textContent = snippet(given);
  // In the place of the page shown before: « back » leaves this page, whatever was tried.
  frame.contentWindow.location.replace(`${form.dataset.preview}?${asked}`);
}

let waiting;
form.addEventListener("input", (event) => {
  if (event.target.name === "colour") form.elements.coloured.checked = true;
  clearTimeout(waiting);
  waiting = setTimeout(show, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  form.reportValidity();
  show();
});
