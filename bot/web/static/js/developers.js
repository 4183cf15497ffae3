// The developers' page: samples to copy, and forms that call this very service.
const key = document.getElementById("key");
const SHOWN = ["X-Request-ID", "ETag", "RateLimit", "Retry-After", "Idempotency-Replayed"];

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const code = button.closest("figure").querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copié";
    } catch {
      getSelection().selectAllChildren(code); // no clipboard outside a secure context
      button.textContent = "Sélectionné";
    }
    setTimeout(() => { button.textContent = "Copier"; }, 2500);
  });
}

for (const form of document.querySelectorAll("form.try")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    call(form).catch(() => tell(form, "Le service ne répond pas."));
  });
}

async function call(form) {
  const answer = form.querySelector(".try-answer");
  answer.hidden = true;
  answer.textContent = "";
  tell(form, "En cours…");
  const { address, options } = asked(form);
  const response = await fetch(address, options);
  const told = SHOWN.filter((name) => response.headers.has(name)).map((name) => `${name} : ${response.headers.get(name)}`);
  tell(form, [`Statut ${response.status}`, ...told].join(" · "));
  if (response.status === 204) return;
  answer.hidden = false;
  if (response.headers.get("Content-Type")?.startsWith("text/event-stream")) {
    for await (const piece of response.body.pipeThrough(new TextDecoderStream())) answer.textContent += piece;
  } else {
    answer.textContent = pretty(await response.text());
  }
}

function asked(form) {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  const headers = {};
  let body;
  for (const field of form.querySelectorAll("[data-in]")) {
    const { name } = field.dataset;
    if (field.dataset.in === "stream") {
      if (field.checked) headers.Accept = "text/event-stream";
    } else if (field.value === "") continue;
    else if (field.dataset.in === "path") path = path.replace(`{${name}}`, encodeURIComponent(field.value));
    else if (field.dataset.in === "query") query.set(name, field.value);
    else if (field.dataset.in === "header") headers[name] = field.value;
    else body = field.value;
  }
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key.value) headers.Authorization = `Bearer ${key.value}`;
  const address = query.size ? `${path}?${query}` : path;
  return { address, options: { method: form.dataset.method, headers, body, credentials: "same-origin" } };
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function tell(form, text) {
  form.querySelector(".try-status").textContent = text;
}
