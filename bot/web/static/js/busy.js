// Says what a form is busy with while the server works, and keeps a second click from sending it twice.
for (const form of document.querySelectorAll("form[data-busy]")) {
  const button = form.querySelector("button:not([type])");
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  told.className = "desk-hint";
  form.append(told);
  form.addEventListener("submit", (event) => {
    if (button.getAttribute("aria-disabled")) event.preventDefault();
    button.setAttribute("aria-disabled", "true");
    told.textContent = form.dataset.busy;
  });
  // Back by the history, the page comes as it was left.
  addEventListener("pageshow", () => {
    button.removeAttribute("aria-disabled");
    told.textContent = "";
  });
}
