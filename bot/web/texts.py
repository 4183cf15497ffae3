"""The interface texts of the pages: every one in French, then in English."""

from bot.conversation.reply import Language
from bot.web.match_texts import MATCH_TEXTS

_TEXTS: dict[str, tuple[str, str]] = {
    # Frame
    "site_name": ("Passerelle", "Passerelle"),
    "site_role": (
        "L'assistant des chambres de commerce et d'industrie",
        "The assistant of the chambers of commerce and industry",
    ),
    "site_description": (
        "Posez une question sur les aides, les réseaux et les filières : Passerelle répond court, "
        "et chaque phrase ouvre sa source.",
        "Ask about programmes, networks and sectors: Passerelle answers briefly, "
        "and every sentence opens its source.",
    ),
    "skip": ("Aller au contenu", "Skip to content"),
    "navigation": ("Outils de la page", "Page tools"),
    "new_conversation": ("Nouvelle conversation", "New conversation"),
    "print": ("Imprimer", "Print"),
    "theme_dark": ("Passer en thème sombre", "Switch to the dark theme"),
    "theme_light": ("Passer en thème clair", "Switch to the light theme"),
    "other_language": ("English", "Français"),
    "back": ("Retour à la conversation", "Back to the conversation"),
    "share_worker": ("Partager un salarié", "Partager un salarié"),
    "board": ("Offres et besoins", "Offres et besoins"),
    "privacy": ("Confidentialité", "Privacy"),
    "developers": ("Développeurs", "Developers (in French)"),
    "footer": (
        "Un service des chambres de commerce et d'industrie. Réponses tirées de documents datés.",
        "A service of the chambers of commerce and industry. Answers drawn from dated documents.",
    ),
    # Welcome
    "welcome_title": ("Que cherche votre entreprise ?", "What is your company looking for?"),
    "welcome_lead": (
        "Passerelle, l'assistant IA des chambres, cherche dans leurs documents et ceux de leurs partenaires, "
        "puis répond en quelques phrases. Chaque numéro ouvre sa source.",
        "Passerelle, the chambers' AI assistant, searches their documents and those of their partners, "
        "then answers in a few sentences. Every number opens its source.",
    ),
    "welcome_ai_title": ("Une intelligence artificielle", "An artificial intelligence"),
    "welcome_ai": (
        "Vous parlez à un programme, pas à une personne. Il peut se tromper : vérifiez la source "
        "avant de décider.",
        "You are talking to a program, not to a person. It can be wrong: check the source before you decide.",
    ),
    "welcome_can_title": ("Des réponses sourcées", "Answers with their sources"),
    "welcome_can": (
        "Aides, appels à projets, réseaux, filières, contacts. Quand les sources ne disent rien, il le dit "
        "et indique à qui s'adresser.",
        "Funding, calls for projects, networks, sectors, contacts. When the sources do not say, it "
        "says so and tells you whom to ask.",
    ),
    "welcome_keeps_title": ("Ce que nous gardons", "What we keep"),
    "welcome_keeps": (
        "Votre conversation, sans votre nom ni votre adresse IP, et rien avant votre premier message.",
        "Your conversation, without your name or IP address, and nothing before your first message.",
    ),
    "welcome_start": ("Pour commencer", "To start with"),
    # Composer
    "composer": ("Votre question", "Your question"),
    "placeholder": ("Votre question…", "Your question…"),
    "send": ("Envoyer", "Send"),
    "stop": ("Arrêter la réponse", "Stop the answer"),
    "composer_hint": (
        "Entrée pour envoyer, Maj + Entrée pour aller à la ligne.",
        "Enter to send, Shift + Enter for a new line.",
    ),
    "composer_notice": (
        "Passerelle est une IA : vérifiez les sources. N'écrivez rien de confidentiel.",
        "Passerelle is an AI: check the sources. Do not type anything confidential.",
    ),
    "counter": ("{count} caractères sur {limit}", "{count} of {limit} characters"),
    "too_long": (
        "Votre message dépasse {limit} caractères : raccourcissez-le pour l'envoyer.",
        "Your message is longer than {limit} characters: shorten it to send it.",
    ),
    "no_script": (
        "JavaScript est désactivé : posez votre question ici, la page se rechargera avec la réponse et "
        "ses sources.",
        "JavaScript is off: ask your question here and the page will reload with the answer and its sources.",
    ),
    # Conversation
    "conversation": ("Conversation", "Conversation"),
    "you": ("Vous", "You"),
    "assistant": ("Passerelle", "Passerelle"),
    "assistant_role": ("assistant IA", "AI assistant"),
    "searching": ("Recherche dans les sources…", "Searching the sources…"),
    "answer_ready": ("Réponse de Passerelle : {text}", "Passerelle's answer: {text}"),
    "one_source": ("1 source.", "1 source."),
    "many_sources": ("{count} sources.", "{count} sources."),
    "stopped": ("Réponse arrêtée à votre demande.", "Answer stopped at your request."),
    "kind_abstention": ("Les sources ne le disent pas", "The sources do not say"),
    "kind_clarification": ("Une précision, s'il vous plaît", "One detail, please"),
    "sources": ("Sources", "Sources"),
    "notices": ("À savoir", "Worth knowing"),
    "suggestions": ("Pour continuer", "To go on"),
    "next_steps": ("Prochaines étapes", "Next steps"),
    "matches": ("Ce qui pourrait vous convenir", "What may suit you"),
    "contact": ("Contact", "Contact"),
    "next_step": ("Étape suivante", "Next step"),
    "verdict_eligible": ("Éligible", "Eligible"),
    "verdict_probable": ("Probable", "Likely"),
    "verdict_unknown": ("À préciser", "To be specified"),
    "verdict_ineligible": ("Non éligible", "Not eligible"),
    "verdict_past": ("Terminé", "Over"),
    "verdict_upcoming": ("À venir", "Upcoming"),
    "verdict_suspended": ("Suspendu", "Suspended"),
    # Actions
    "actions": ("Sur cette réponse", "About this answer"),
    "copy": ("Copier la réponse", "Copy the answer"),
    "copied": ("Copié", "Copied"),
    "copy_failed": ("La copie n'a pas marché.", "Copying did not work."),
    "useful": ("Réponse utile", "Useful answer"),
    "useless": ("Réponse inutile", "Not useful"),
    "feedback_thanks": ("Merci, votre avis est enregistré.", "Thank you, your opinion is recorded."),
    "feedback_title": ("Qu'est-ce qui ne va pas ?", "What is wrong?"),
    "feedback_off_topic": ("Ne répond pas à ma question", "Does not answer my question"),
    "feedback_wrong": ("Contient une erreur", "Contains a mistake"),
    "feedback_outdated": ("L'information n'est plus à jour", "The information is out of date"),
    "feedback_unsupported": ("La source ne dit pas cela", "The source does not say this"),
    "feedback_unclear": ("Difficile à comprendre", "Hard to understand"),
    "feedback_incomplete": ("Il manque quelque chose", "Something is missing"),
    "feedback_other": ("Autre raison", "Another reason"),
    "feedback_comment": ("Un commentaire (facultatif)", "A comment (optional)"),
    "feedback_send": ("Envoyer mon avis", "Send my opinion"),
    "cancel": ("Annuler", "Cancel"),
    # Source panel and source page
    "open_source": ("Source {number} : {title}", "Source {number}: {title}"),
    "panel": ("Source", "Source"),
    "close": ("Fermer", "Close"),
    "quoted_passage": ("Le passage cité", "The passage quoted"),
    "full_document": ("Lire le document", "Read the document"),
    "original": ("Page d'origine", "Original page"),
    "copy_citation": ("Copier la citation", "Copy the citation"),
    "undated": ("sans date", "undated"),
    "inferred_date": ("date déduite", "date inferred"),
    "publisher": ("Éditeur", "Publisher"),
    "published": ("Publication", "Published"),
    "ends": ("Valable jusqu'au", "Valid until"),
    "kind": ("Nature", "Kind"),
    "people": ("Personnes", "People"),
    "organisations": ("Organismes", "Organisations"),
    "territories": ("Territoires", "Territories"),
    "topics": ("Thèmes", "Topics"),
    "origin": ("D'où vient ce document", "Where this document comes from"),
    "about_document": ("À propos de ce document", "About this document"),
    "passages": ("Texte du document", "Text of the document"),
    "passage_link": ("Lien vers le passage {number}", "Link to passage {number}"),
    "sheet_language": ("", "This document is in French, the language of its source."),
    # Privacy page
    "kept_days": (
        "{days} jours après votre dernier message, ou jusqu'à ce que vous les effaciez ci-dessous",
        "{days} days after your last message, or until you erase them below",
    ),
    "kept_cookie": ("trente jours, ou jusqu'à ce que vous l'effaciez", "thirty days, or until you erase it"),
    "erase_title": ("Emporter ou effacer vos données", "Take away or erase your data"),
    "nothing_kept_title": ("Rien n'est gardé de vous", "Nothing is kept of you"),
    "nothing_kept": (
        "Ce navigateur n'a pas encore posé de question, ou tout a été effacé : il n'y a rien à télécharger.",
        "This browser has asked no question yet, or all was erased: there is nothing to download.",
    ),
    "erase": ("Effacer la conversation de cet onglet", "Erase the conversation of this tab"),
    "erase_all": ("Effacer toutes mes conversations et demandes", "Erase all my conversations and requests"),
    "erased_all": (
        "Tout est effacé. Conversations : {conversations} ; demandes : {requests}.",
        "All is erased. Conversations: {conversations}; requests: {requests}.",
    ),
    "erase_none": (
        "Aucune conversation n'est en cours dans cet onglet.",
        "There is no conversation in this tab.",
    ),
    "erased": (
        "La conversation, ses messages et vos avis sont effacés.",
        "The conversation, its messages and your opinions are erased.",
    ),
    # Contact
    "contact_open": ("Être contacté", "Be contacted"),
    "contact_title": ("Être contacté par un conseiller", "Be contacted by an adviser"),
    "contact_name": ("Votre nom", "Your name"),
    "contact_company": ("Votre entreprise (facultatif)", "Your company (optional)"),
    "contact_email": ("Adresse électronique", "E-mail address"),
    "contact_phone": ("Ou téléphone", "Or telephone"),
    "contact_departement": ("Département, par exemple 46 (facultatif)", "Département, such as 46 (optional)"),
    "contact_kind": ("Ce que vous souhaitez", "What you wish"),
    "contact_autre": ("Une autre aide", "Other help"),
    "contact_inscription": ("M'inscrire à une mission", "Join a mission"),
    "contact_besoin": ("Déposer un besoin (groupement d'employeurs)", "Tell a need (employer group)"),
    "contact_rendez_vous": ("Prendre rendez-vous", "Make an appointment"),
    "contact_need": ("Votre besoin en quelques mots", "Your need in a few words"),
    "contact_share": ("Joindre cette conversation à ma demande", "Attach this conversation to my request"),
    "contact_consent": (
        "J'accepte que ma chambre de commerce et d'industrie utilise ces informations pour traiter ma "
        "demande et me recontacter. Je peux la modifier ou la retirer à tout moment.",
        "I agree that my chamber of commerce and industry uses this information to handle my request and "
        "get back to me. I can change or withdraw it at any time.",
    ),
    "contact_send": ("Envoyer ma demande", "Send my request"),
    "contact_done": ("Votre demande porte le numéro {number}.", "Your request has number {number}."),
    "contact_follow": ("Suivre ma demande", "Follow my request"),
    # On other people's pages
    "preview_title": ("Votre page", "Your page"),
    "preview_text": (
        "Cette page tient lieu de la vôtre. La discussion s'y montre comme vos visiteurs la verront : "
        "ouvrez-la, posez une question.",
        "This page stands in for yours. The chat is shown as your visitors will see it: "
        "open it, ask a question.",
    ),
    "site_refused": (
        "L'assistant n'est pas disponible sur ce site pour le moment.",
        "The assistant is not available on this site for now.",
    ),
    "subject_placeholder": ("Votre question : {subject}…", "Your question: {subject}…"),
    "whole_page": ("Ouvrir dans une page entière", "Open in a whole page"),
    # Faults
    "retry": ("Réessayer", "Try again"),
    "error_title": ("La réponse n'est pas arrivée", "The answer did not arrive"),
    "error_kept": ("Votre texte est gardé dans le champ de saisie.", "Your text is kept in the input."),
    "error_network": (
        "Le service ne répond pas. Vérifiez votre connexion, puis réessayez.",
        "The service does not respond. Check your connection, then try again.",
    ),
    "error_unknown": (
        "Un incident a interrompu la réponse. Réessayez dans un instant.",
        "Something interrupted the answer. Try again in a moment.",
    ),
    "offline": (
        "Vous êtes hors connexion. Votre texte est gardé : envoyez-le quand la connexion revient.",
        "You are offline. Your text is kept: send it when the connection is back.",
    ),
    "history_lost": (
        "La conversation précédente n'a pas pu être rechargée.",
        "The previous conversation could not be loaded.",
    ),
    "not_found_title": ("Page introuvable", "Page not found"),
    "not_found": (
        "Cette page n'existe pas, ou n'existe plus.",
        "This page does not exist, or no longer does.",
    ),
}

_STARTERS: tuple[tuple[str, str], ...] = (
    (
        "Comment partager un salarié à temps partiel entre plusieurs entreprises ?",
        "How can several companies share a part-time employee?",
    ),
    (
        "Quelles missions d'études à l'étranger sont proposées aux entreprises ?",
        "Which study missions abroad are open to companies?",
    ),
    (
        "Quel appel à projets Cahors prépare-t-il autour de l'audioprothèse ?",
        "Which call for projects on hearing aids is Cahors preparing?",
    ),
    ("Quelles sont les filières importantes du Lot ?", "Which sectors matter in the Lot?"),
    ("Quels sont les clusters de Midi-Pyrénées ?", "Which clusters are there in Midi-Pyrénées?"),
)


def interface(language: Language) -> dict[str, str]:
    """Give every interface text in one language.

    >>> interface("fr")["send"], interface("en")["send"]
    ('Envoyer', 'Send')
    """
    column = 0 if language == "fr" else 1
    return {name: pair[column] for name, pair in (_TEXTS | MATCH_TEXTS).items()}


def starters(language: Language) -> list[str]:
    """Give the questions offered before the first message.

    >>> starters("fr")[3]
    'Quelles sont les filières importantes du Lot ?'
    """
    column = 0 if language == "fr" else 1
    return [pair[column] for pair in _STARTERS]
