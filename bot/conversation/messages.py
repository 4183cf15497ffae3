"""The messages: every sentence that the assistant says in its own name, in French and in English."""

from typing import Final

from bot.conversation.reply import Language
from bot.conversation.talk_messages import TALK

_TEXTS: Final[dict[str, dict[Language, str]]] = {
    **TALK,
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
    "known": {"fr": "Ce que mes sources disent de proche : {quote}", "en": "The closest my sources say (in French): {quote}"},
    "frame": {"en": "Here is what my sources say (quoted in French):"},
    "more": {
        "fr": "Voulez-vous que je vous en dise plus sur ce point ?",
        "en": "Shall I tell you more about this?",
    },
    "no_more": {
        "fr": "Mes sources n'en disent pas plus sur ce point.",
        "en": "My sources say no more about this.",
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
    "proposals_alone": {
        "fr": "Voici ce que mon catalogue propose de plus proche, avec les raisons.",
        "en": "Here is the closest that my catalogue holds, with the reasons.",
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
    "writer_down": {
        "fr": "Le modèle de langue ne répond pas : les réponses sont faites d'extraits.",
        "en": "The language model does not answer: replies are made of extracts.",
    },
    "voice": {
        "fr": "« Nous », « notre », « je » : ce sont les mots de la source ({titles}), non ceux de cet assistant.",
        "en": "“Nous” (we), “notre” (our), “je” (I): these are the words of the source ({titles}), not of this assistant.",
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
    "beyond": {
        "fr": "Mes sources ne disent rien de « {narrow} », ni du département ou de la région autour.",
        "en": "My sources say nothing of “{narrow}”, nor of the département or the region around it.",
    },
    "only_around": {
        "fr": "Mes sources ne disent rien de « {narrow} » en particulier ; elles parlent du territoire autour : {around}.",
        "en": "My sources say nothing of “{narrow}” in particular; they tell of the territory around: {around}.",
    },
    "unsure": {
        "fr": "Je ne suis pas sûr que cela réponde à votre question : lisez ces phrases dans leurs sources, ou "
        "demandez à {contact}.",
        "en": "I am not sure that this answers your question: read these sentences in their sources, or ask {contact}.",
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
    "disagreement": {
        "fr": "Ces sources ne donnent pas {what} : {newer} et {older}. Les deux sont citées ; à vérifier avant de "
        "vous en servir.",
        "en": "These sources do not give {what}: {newer} and {older}. Both are quoted; check before relying on them.",
    },
    "differs_date": {"fr": "la même date", "en": "the same date"},
    "differs_amount": {"fr": "le même montant", "en": "the same amount"},
    "differs_number": {"fr": "le même nombre", "en": "the same number"},
    "dated_title": {"fr": "« {title} » ({when})", "en": "“{title}” ({when})"},
    "no_date": {"fr": "sans date connue", "en": "date unknown"},
    "thing_number": {"fr": "ce nombre", "en": "this number"},
    "thing_date": {"fr": "cette date", "en": "this date"},
    "thing_phone": {"fr": "ce numéro de téléphone", "en": "this telephone number"},
    "thing_contact": {"fr": "ces coordonnées", "en": "these contact details"},
    "thing_email": {"fr": "cette adresse électronique", "en": "this e-mail address"},
    "thing_url": {"fr": "cette adresse internet", "en": "this web address"},
    "thing_address": {"fr": "cette adresse", "en": "this address"},
    "thing_charge": {"fr": "de prix à ce sujet", "en": "any price for this"},
    "thing_price": {"fr": "ce prix", "en": "this price"},
    "thing_amount": {"fr": "ce montant", "en": "this amount"},
    "thing_percent": {"fr": "ce pourcentage", "en": "this percentage"},
    "thing_age": {"fr": "cet âge", "en": "this age"},
    "thing_duration": {"fr": "cette durée", "en": "this duration"},
    "thing_hours": {"fr": "ces horaires", "en": "these hours"},
    "thing_deadline": {"fr": "cette date limite", "en": "this deadline"},
    "thing_person": {"fr": "ce nom", "en": "this name"},
    "thing_body": {"fr": "ce nom", "en": "this name"},
    "thing_country": {"fr": "ce pays", "en": "this country"},
    "thing_town": {"fr": "cette commune", "en": "this town"},
    "thing_procedure": {"fr": "la marche à suivre", "en": "how to go about it"},
    "thing_stance": {"fr": "de réponse sur ce sujet", "en": "any answer on this"},
    "thing_frequency": {"fr": "cette fréquence", "en": "how often"},
    "thing_place": {"fr": "ce lieu", "en": "this place"},
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
