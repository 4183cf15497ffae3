// What this browser keeps: the conversation's id and the draft for this tab, the theme if chosen.

// The desk keeps its own conversation and draft, apart from those of a visitor in the same tab.
const SPACE = document.documentElement.dataset.space;
const CONVERSATION = SPACE ? `passerelle-conversation-${SPACE}` : "passerelle-conversation";
const DRAFT = SPACE ? `passerelle-draft-${SPACE}` : "passerelle-draft";
const COMPANY = "passerelle-company";
const THEME = "passerelle-theme";

function attempt(action) {
  try {
    return action();
  } catch {
    return null; // storage refused or full: the page works without it
  }
}

function write(store, key, value) {
  attempt(() => (value ? store().setItem(key, value) : store().removeItem(key)));
}

export const conversationId = {
  get: () => attempt(() => sessionStorage.getItem(CONVERSATION)),
  set: (id) => write(() => sessionStorage, CONVERSATION, id),
  clear: () => write(() => sessionStorage, CONVERSATION, null),
};

export const companyFile = {
  get: () => attempt(() => sessionStorage.getItem(COMPANY)),
  set: (text) => write(() => sessionStorage, COMPANY, text),
};

export const draft = {
  take() {
    const text = attempt(() => sessionStorage.getItem(DRAFT));
    write(() => sessionStorage, DRAFT, null);
    return text ?? "";
  },
  keep: (text) => write(() => sessionStorage, DRAFT, text),
};

export const theme = { set: (name) => write(() => localStorage, THEME, name) };
