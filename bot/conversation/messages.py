"""The messages: every sentence that the assistant says in its own name, in French and in English."""

from typing import Final

from bot.conversation.reply import Language

_TEXTS: Final[dict[str, dict[Language, str]]] = {
    "greeting": {
        "fr": "Bonjour ! Je suis l'assistant de Passerelle, un programme d'intelligence artificielle. "
        "Je réponds à vos questions d'entreprise à partir de documents que vous pouvez ouvrir, et je vous "
        "oriente vers la bonne personne. Que cherchez-vous ?",
        "en": "Hello! I am the Passerelle assistant, an artificial intelligence program. I answer business "
        "questions from documents that you can open (they are in French), and point you to the right "
        "people. What are you looking for?",
    },
    "thanks": {
        "fr": "Avec plaisir ! Je suis un assistant automatique : n'hésitez pas à vérifier les sources, "
        "ou à me poser une autre question.",
        "en": "You are welcome! I am an automatic assistant: do check the sources, or ask me something else.",
    },
    "farewell": {
        "fr": "Au revoir, et bonne continuation dans vos projets ! L'assistant automatique reste à votre disposition.",
        "en": "Goodbye, and all the best with your projects! The automatic assistant remains at your disposal.",
    },
    "identity": {
        "fr": "Je suis Passerelle, un assistant automatique (une intelligence artificielle), pas une personne. "
        "Je réponds uniquement à partir de documents publiés, que je cite, et je dis quand je ne sais pas.",
        "en": "I am Passerelle, an automatic assistant (artificial intelligence), not a person. I answer only "
        "from published documents, which I quote, and I say so when I do not know.",
    },
    "abilities": {
        "fr": "Je suis un assistant automatique. Je réponds, sources à l'appui, aux questions d'entreprise : missions à "
        "l'étranger, appels à projets, groupements d'employeurs, filières et clusters, accompagnement des CCI. "
        "Posez votre question avec vos mots.",
        "en": "I am an automatic assistant. I answer business questions with their sources: missions abroad, calls for "
        "projects, employer groups, industry clusters, support from the chambers. Ask in your own words.",
    },
    "acknowledged": {
        "fr": "Très bien. Je suis l'assistant automatique de Passerelle : que souhaitez-vous savoir ?",
        "en": "All right. I am the Passerelle automatic assistant: what would you like to know?",
    },
    "unknown": {
        "fr": "Je ne trouve pas la réponse à cette question dans mes sources, et je préfère ne rien inventer.",
        "en": "I cannot find the answer to this question in my sources, and I would rather not make one up.",
    },
    "unknown_kind": {
        "fr": "Mes sources ne donnent pas {thing}, et je préfère ne rien inventer.",
        "en": "My sources do not give {thing}, and I would rather not make it up.",
    },
    "off_topic": {
        "fr": "Cette question sort de mon domaine, ou mes sources n'en disent rien. Je réponds aux questions "
        "d'entreprise : missions à l'étranger, appels à projets, groupements d'employeurs, filières, "
        "accompagnement des CCI.",
        "en": "This question is outside my field, or my sources say nothing of it. I answer business questions: "
        "missions abroad, calls for projects, employer groups, industry clusters, support from the chambers.",
    },
    "instructions": {
        "fr": "Je ne peux pas suivre cette consigne. Je suis un assistant automatique qui répond aux questions "
        "d'entreprise à partir de ses sources : missions, appels à projets, groupements d'employeurs, filières.",
        "en": "I cannot follow that instruction. I am an automatic assistant that answers business questions from "
        "its sources: missions, calls for projects, employer groups, industry clusters.",
    },
    "unreadable": {
        "fr": "Je n'ai pas compris ce message. Pouvez-vous le dire autrement, en une phrase ? Je réponds aux "
        "questions d'entreprise : missions à l'étranger, appels à projets, groupements d'employeurs, filières.",
        "en": "I did not understand this message. Could you put it another way, in one sentence?",
    },
    "known": {"fr": "Ce que mes sources disent de proche : {quote}", "en": "The closest my sources say (in French): {quote}"},
    "frame": {"en": "Here is what my sources say (quoted in French):"},
    "more": {
        "fr": "Voulez-vous que je vous en dise plus sur ce point ?",
        "en": "Shall I tell you more about this?",
    },
    "noted": {"fr": "C'est noté : {facts}.", "en": "Noted (in French): {facts}."},
    "noted_change": {"fr": "C'est noté.", "en": "Noted."},
    "passed": {"fr": "Entendu, passons.", "en": "All right, let us move on."},
    "proposals": {
        "fr": "Voici ce que mon catalogue propose de plus proche, avec les raisons ; la première piste, telle que "
        "sa source la décrit :",
        "en": "Here is the closest that my catalogue holds, with the reasons; the first one, as its source (in French) "
        "describes it:",
    },
    "updated": {
        "fr": "J'en tiens compte dans mes propositions, que voici.",
        "en": "My proposals, below, now take it into account.",
    },
    "nothing_fits": {
        "fr": "Je ne trouve rien dans mon catalogue qui réponde à ce besoin.",
        "en": "I find nothing in my catalogue that answers this need.",
    },
    "ask_need": {"fr": "Que cherchez-vous pour votre entreprise ?", "en": "What is your company looking for?"},
    "creator": {
        "fr": "Vous créez votre entreprise : ni SIRET ni statuts ne sont demandés ici pour être mis en relation.",
        "en": "You are creating your company: no registration number is needed here to be put in touch.",
    },
    "invite_offre": {
        "fr": "Déposez cette offre : une entreprise proche la cherche peut-être.",
        "en": "Deposit this offer: a company nearby may be looking for it.",
    },
    "invite_besoin": {
        "fr": "Déposez ce besoin : une entreprise proche y répond peut-être.",
        "en": "Deposit this need: a company nearby may answer it.",
    },
    "invite_group": {
        "fr": "Déposez ce besoin de salarié partagé : d'autres entreprises proches en ont peut-être un qui le complète.",
        "en": "Deposit this need for a shared worker: other companies nearby may have one that completes it.",
    },
    "degraded": {
        "fr": "La rédaction automatique n'est pas disponible : voici les phrases mêmes des sources.",
        "en": "Automatic writing is not available: here are the very sentences of the sources.",
    },
    "contact": {
        "fr": "Pour une réponse sûre, adressez-vous à {contact}.",
        "en": "For a reliable answer, please contact {contact}.",
    },
    "partial": {
        "fr": "Je n'ai pas trouvé dans mes sources de réponse à cette partie de votre question : « {part} ».",
        "en": "My sources do not answer this part of your question: “{part}”.",
    },
    "past_date": {
        "fr": "Échéance passée ({when}) : ce que la source annonçait appartient désormais au passé. "
        "Renseignez-vous avant de vous y fier.",
        "en": "Date gone by ({when}): what the source announced now belongs to the past. Check before "
        "relying on it.",
    },
    "old_source": {
        "fr": "Source ancienne : « {title} » date {when} ; la situation a pu changer depuis.",
        "en": "Old source: “{title}” dates from {when}; things may have changed since.",
    },
    "undated_source": {
        "fr": "La date de la source « {title} » n'est pas connue.",
        "en": "The date of the source “{title}” is not known.",
    },
    "uncertain_date": {
        "fr": "« {title} » date {when}, d'après son contenu : la date exacte n'est pas donnée.",
        "en": "The date of “{title}” ({when}) was deduced from its content.",
    },
    "thing_number": {"fr": "ce nombre", "en": "this number"},
    "thing_date": {"fr": "cette date", "en": "this date"},
    "thing_phone": {"fr": "ce numéro de téléphone", "en": "this telephone number"},
    "thing_email": {"fr": "cette adresse électronique", "en": "this e-mail address"},
    "thing_url": {"fr": "cette adresse internet", "en": "this web address"},
    "thing_address": {"fr": "cette adresse", "en": "this address"},
    "thing_amount": {"fr": "ce prix ou ce montant", "en": "this price or amount"},
    "thing_percent": {"fr": "ce pourcentage", "en": "this percentage"},
    "thing_age": {"fr": "cet âge", "en": "this age"},
    "thing_duration": {"fr": "cette durée", "en": "this duration"},
}  # fmt: skip

CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "effectif": (
        "Aucun salarié", "1 à 9 salariés", "10 à 49 salariés", "50 à 249 salariés", "Plus de 249 salariés",
    ),
    "code_naf": ("Industrie", "Agroalimentaire", "Bâtiment", "Commerce", "Restauration", "Agriculture"),
    "forme_juridique": ("Entreprise individuelle", "Micro-entreprise", "SARL", "SAS", "Association"),
    "created": ("Pas encore créée", "Depuis 1 an", "Depuis 3 ans", "Depuis 5 ans", "Depuis 10 ans"),
    "to_be_created": ("Elle existe déjà", "Elle est à créer"),
    "needs": (
        "Vendre à l'étranger", "Recruter", "Partager un salarié", "Trouver des fournisseurs locaux",
        "Trouver des clients", "Numérique", "Transition écologique", "Créer mon entreprise",
    ),
}  # fmt: skip
"""Answers to pick from, by field of the profile: each is read like any other message."""


def say(key: str, language: Language, **values: str) -> str:
    """Give a message in a language, its places filled.

    >>> say("contact", "fr", contact="la CCI du Lot")
    'Pour une réponse sûre, adressez-vous à la CCI du Lot.'
    """
    return _TEXTS[key][language].format(**values)
