// The element: DOM nodes made from plain values. Text only ever becomes text nodes.

const SVG = "http://www.w3.org/2000/svg";

/** Make an element; `onclick`-like keys listen, `undefined`, `null` and `false` values are left out. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** Make an icon of the page's sprite; it is decoration, its button carries the name. */
export function icon(name, kind = "icon") {
  const picture = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  picture.setAttribute("class", kind);
  picture.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#${name}`);
  picture.append(use);
  return picture;
}

/** Make a block with a small heading, or nothing when there is nothing to list. */
export function block(title, kind, items, level = "h3") {
  if (!items.length) return null;
  return element("div", { class: `${kind}-block` },
    element(level, { class: "label" }, title),
    element("ul", { class: kind }, items.map((item) => element("li", {}, item))));
}

/** Let no line break at the spaces that French puts before its double signs and inside its quotation marks. */
export function keepTogether(text) {
  return text.replace(/« /g, "«\u00a0").replace(/ ([»:;?!])/g, "\u00a0$1");
}
