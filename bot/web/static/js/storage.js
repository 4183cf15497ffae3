// What this browser keeps: the conversation's id and the draft for this tab, the theme if chosen.

// The desk and each site of the widget keep their own, apart from those of a visitor in the same tab.
const SPACE = document.documentElement.dataset.space;
const CONVERSATION = SPACE ? `passerelle-conversation-${SPACE}` : "passerelle-conversation";
const DRAFT = SPACE ? `passerelle-draft-${SPACE}` : "passerelle-draft";
const VISITOR = `passerelle-visitor-${SPACE}`;
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
  keep(text) {
    // On other people's pages, nothing is kept before the first message.
    if ("widget" in document.documentElement.dataset && !conversationId.get()) return;
    write(() => sessionStorage, DRAFT, text);
  },
};

export const theme = { set: (name) => write(() => localStorage, THEME, name) };

/** Who the visitor is to the calls of the widget, where cookies do not work. */
export const visitor = {
  get: () => attempt(() => sessionStorage.getItem(VISITOR)),
  set: (token) => write(() => sessionStorage, VISITOR, token),
};
