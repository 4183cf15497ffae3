// The parts of the element: nodes made one by one, since the page may refuse markup made of text.

const SVG = "http://www.w3.org/2000/svg";
const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox";
const BRIDGE = "M3 16h18M5 16C7 7 17 7 19 16M9 11v5M12 10v6M15 11v5";
const CROSS = "M6 6l12 12M18 6L6 18";

/** Make a node with its properties and its children. */
export function node(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function picture(path) {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** Make the button that opens the chat. */
export function launcher(texts, floating, open) {
  const popup = floating ? { "aria-haspopup": "dialog" } : {};
  return node("button", { type: "button", class: "launch", "aria-expanded": "false", ...popup, click: open },
    picture(BRIDGE), node("span", {}, texts.launch));
}

/** Make the button that closes it. */
export function closer(texts, close) {
  return node("button", { type: "button", class: "close", "aria-label": texts.close, title: texts.close, click: close },
    picture(CROSS));
}

/** Make the frame of the chat, which nothing of the page can reach. */
export function chatFrame(address, texts) {
  return node("iframe", {
    src: address, title: texts.name, sandbox: SANDBOX, allow: "clipboard-write", referrerpolicy: "origin",
  });
}

/** Make what stands in for the chat: it is coming, or why it is not. */
export function stateOf(texts, name, service, retry) {
  const said = node("p", {}, texts[name]);
  const parts = [said];
  if (retry) parts.push(node("button", { type: "button", click: retry }, texts.retry));
  if (name !== "loading") parts.push(node("a", { href: service, target: "_blank", rel: "noopener" }, texts.elsewhere));
  return node("div", { class: "state", role: "status" }, ...parts);
}
