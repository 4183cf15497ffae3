// What this browser keeps: the conversation's id and the draft for this tab, the theme if chosen.

const CONVERSATION = "passerelle-conversation";
const DRAFT = "passerelle-draft";
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

export const draft = {
  take() {
    const text = attempt(() => sessionStorage.getItem(DRAFT));
    write(() => sessionStorage, DRAFT, null);
    return text ?? "";
  },
  keep: (text) => write(() => sessionStorage, DRAFT, text),
};

export const theme = { set: (name) => write(() => localStorage, THEME, name) };
