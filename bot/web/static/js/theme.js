// The theme, set before the first paint: the visitor's choice, else the machine's.
// A classic script, so that the page never flashes in the wrong colours.
(() => {
  const root = document.documentElement;
  const machine = matchMedia("(prefers-color-scheme: dark)");

  const stored = (store, key) => {
    try {
      return store().getItem(key);
    } catch {
      return null; // storage refused by the browser: the defaults do
    }
  };

  const apply = () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : machine.matches;
    root.toggleAttribute("data-dark", dark);
  };

  // On other people's pages the theme is the one that they ask for.
  const chosen = "widget" in root.dataset ? null : stored(() => localStorage, "passerelle-theme");
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  if (stored(() => sessionStorage, ["passerelle-conversation", root.dataset.space].filter(Boolean).join("-"))) root.dataset.restoring = "";
  root.dataset.script = "";
  apply();
  machine.addEventListener("change", apply);
  root.addEventListener("passerelle:theme", apply);
})();
