// The privacy page: the visitor erases the conversation of this tab.
import { conversationId, draft } from "./storage.js";

const button = document.getElementById("erase");
const said = document.getElementById("erase-said");

button.addEventListener("click", async () => {
  const id = conversationId.get();
  if (!id) {
    said.textContent = said.dataset.none;
    return;
  }
  const address = `/api/v1/conversations/${encodeURIComponent(id)}`;
  const response = await fetch(address, { method: "DELETE", credentials: "same-origin" }).catch(() => null);
  const gone = response?.ok || response?.status === 404;
  if (gone) {
    conversationId.clear();
    draft.keep("");
  }
  said.textContent = gone ? said.dataset.erased : said.dataset.failed;
});
