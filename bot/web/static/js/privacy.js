// The privacy page: the visitor erases the conversation of this tab, or all that is kept of them.
import { conversationId, draft } from "./storage.js";

const said = document.getElementById("erase-said");

async function erase(address) {
  const response = await fetch(address, { method: "DELETE", credentials: "same-origin" }).catch(() => null);
  const gone = response?.ok || response?.status === 404;
  if (gone) {
    conversationId.clear();
    draft.keep("");
  }
  return { gone, found: response?.ok && response.status === 200 ? await response.json() : null };
}

document.getElementById("erase").addEventListener("click", async () => {
  const id = conversationId.get();
  if (!id) {
    said.textContent = said.dataset.none;
    return;
  }
  const { gone } = await erase(`/api/v1/conversations/${encodeURIComponent(id)}`);
  said.textContent = gone ? said.dataset.erased : said.dataset.failed;
});

document.getElementById("erase-all").addEventListener("click", async () => {
  const { gone, found } = await erase("/api/v1/visitor");
  const counts = found ?? { conversations: 0, requests: 0 };
  const told = said.dataset.all.replace("{conversations}", counts.conversations).replace("{requests}", counts.requests);
  said.textContent = gone ? told : said.dataset.failed;
});

// Off in the page until now, so that no press is lost before it is listened to.
for (const id of ["erase", "erase-all"]) document.getElementById(id).disabled = false;
