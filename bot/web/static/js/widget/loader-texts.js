// The texts of the button and of what stands in for the chat while it is not there.

const TEXTS = {
  fr: {
    name: "Passerelle, l'assistant des chambres de commerce",
    launch: "Une question ?",
    opening: "Une question pour votre entreprise ? L'assistant des chambres de commerce répond, sources à l'appui.",
    close: "Fermer l'assistant",
    loading: "L'assistant arrive…",
    refused: "L'assistant n'est pas disponible sur ce site pour le moment.",
    failed: "L'assistant ne répond pas. Réessayez dans un instant.",
    offline: "Vous êtes hors connexion. Réessayez quand elle sera revenue.",
    retry: "Réessayer",
    elsewhere: "Ouvrir l'assistant dans une page",
  },
  en: {
    name: "Passerelle, the assistant of the chambers of commerce",
    launch: "Any questions?",
    opening: "A question for your company? The assistant of the chambers of commerce answers, with its sources.",
    close: "Close the assistant",
    loading: "The assistant is coming…",
    refused: "The assistant is not available on this site for now.",
    failed: "The assistant does not respond. Try again in a moment.",
    offline: "You are offline. Try again when the connection is back.",
    retry: "Try again",
    elsewhere: "Open the assistant in a page",
  },
};

/** Give the texts in French, or in English where the page asks for it. */
export function textsIn(language) {
  return language === "en" ? TEXTS.en : TEXTS.fr;
}
