"""The wanting: what one tells of a wish or a trouble of one's company, whatever it is about."""

import re
from collections.abc import Iterable, Sequence

from bot.companies.clauses import Clause
from bot.companies.facts import Fact
from bot.conversation.answer_kinds import FORMAL, AnswerKind, asked
from bot.conversation.bare_call import is_bare_call
from bot.conversation.presenting import presents
from bot.retrieval.words import content_words, stems_of

_HELP = re.compile(
    r"\bque (?:nous |me )?(?:proposez|propose|conseillez|faire|pouvez|peux)"
    r"|\b(?:aides?|solutions?|dispositifs?|accompagnements?|pistes?|conseils?|quelque chose)\b"
    r"|comment (?:faire|m'y prendre|s'y prendre|nous y prendre)"
    r"|\bqui (?:contacter|voir|appeler|peut|pourrait)\b"
    r"|a qui (?:s'|m'|me |nous |se )?(?:adresser|parler|demander)"
    r"|\b(?:est-ce|c'est) possible\b|par (?:ou|quoi) (?:commencer|passer)"
)
_WHOM = re.compile(
    r"\bqui (?:contacter|voir|appeler|solliciter|rencontrer"
    r"|(?:peut|pourrait|pourra) (?:(?:m|nous |vous )'?)?(?:aider|conseiller|accompagner|renseigner)"
    r"|(?:peut|pourrait|pourra) (?:\w+ )?(?:m'|me |nous )\w+)"
    r"|\b(?:a|vers) qui (?:s'|m'|me |nous |se )?(?:adresser|parler|demander|tourner|aller)"
    r"|\bquel(?:le)? (?:est (?:l'|le |la |mon |ma |notre ))?(?:bon(?:ne)? )?"
    r"(?:interlocut\w+|conseill\w+|contact)\b"
)
_HOW = re.compile(
    r"\W*(?:et |alors |donc )?(?:comment|(?:a|chez|aupres de) qui|ou"
    r"|(?:est-ce qu'il )?y a[- ]?t?[- ]?il|existe[- ]t[- ]il|(?:avez|proposez|connaissez)-vous)\b"
)
_WANTS = re.compile(
    r"\b(?:voudr(?:ai|i)\w*|souhait\w+|aimer(?:ai|i)\w*|cherch\w+|recherch\w+|veut|veux|voulons|faut|faudr\w+|besoins?|envie|probleme\w*|soucis?"
    r"|du mal|difficile|ne sai[st] (?:plus|pas)|arriv\w+ (?:pas|plus)|manqu\w+|pirat\w+|perd(?:s|ons)?|bloqu\w+|galer\w+|recrut\w+|trouve(?:r|ns)?"
    r"|jet(?:te|tes|tent|tons|er)|trop cher|couter?|rame|idee|projets?)\b"
)
"""Words of who wants something, or is in trouble, whatever the subject."""
_STATES = re.compile(
    r"^\W*(?:bonjour |bonsoir |alors |et |mais )*(?:je|j'|on|nous|il (?:me|nous)|mon|ma|mes|nos|notre)\b"
)
"""How one begins to tell of oneself, though the sentence ends as a question."""
_WISHES = re.compile(
    r"^\W*(?!(?:savoir|connaitre|expliquer|presenter|resumer|decrire|lister|citer|definir|raconter|chercher|trouver le|comprendre|apprendre|lire|voir|dire|montrer|donner|parler|discuter|traduire|ecrire|rediger|calculer"
    r"|repondre|entre|contre|outre|autre|notre|votre|quatre|centre|novembre|hier|cher|premier|chantier|metier|loisir|maire|affaire)\b)"
    r"[a-z]{2,}(?:er|ir|re)\b(?! \?)(?=.* )"
)
"""A wish told by its verb alone: « remplacer notre vieux four »."""
_SEEKS = re.compile(
    r"^\W*(?:bonjour |urgent )*(?:besoins? d|(?:re)?cherch(?:e|ons)\b(?! (?:et|en) )|manqu(?:e|ons) d)"
)
"""A wish told without saying whose: « besoin d'un comptable »."""
_TO_KNOW = re.compile(
    r"\b(?:cherch\w+|voudr\w+|veu[xt]|voulons|aimer\w+|souhait\w+|besoins? d\w*'?|faut|faudr\w+|recherch\w+)\W+(?:(?:bien|a|de|d|avoir|obtenir|trouver|juste|vous|te)\W+)*"
    r"(?:(?:l|l[ae]s?|des?|du|une?|d|quelques|plus|vos|votre|son|ses|leurs?|cette|ces?)\W+)*(?:\w+ )?"
    r"(?:noms?|adresses?|numeros?|telephones?|mails?|e-mails?|dates?|horaires?|infos?|informations?|renseign\w+|precisions?|details?|savoir|connaitre"
    r"|comprendre|definitions?|listes?|documents?|articles?|sources?|liens?|pages?|chiffres?|reponses?|exemples?|resumes?|traductions?|coordonnees|parler|voir|lire)\b"
)
"""Who seeks to know something asks it."""
_ORDER = re.compile(r"^\W*(?:bonjour |merci de )?\w+(?:ez|e|s|ts)[- ](?:moi|nous)\b")
"""Who tells the assistant to do something for them."""
_FEWEST = 3
_FEWEST_ASKING = 2
"""Words besides the facts told that a situation has at least; fewer where help is asked for with it."""


def asks_for_help(clause: Clause) -> bool:
    """Tell whether a question only asks what could be done, or by whom."""
    if asked(clause.said.text) in FORMAL | {AnswerKind.DEFINITION}:
        return False
    return is_bare_call(clause.text) or any(words.search(clause.text) for words in (_HELP, _WHOM))


def asks_whom(clause: Clause) -> bool:
    """Tell whether a clause asks for someone: who does states a need, even in a question."""
    return _WHOM.search(clause.text) is not None


def asks_how(clause: Clause) -> bool:
    """Tell whether a clause asks how, where, to whom, or whether there is such a thing."""
    return _HOW.match(clause.text) is not None


def need_told(clauses: Sequence[Clause], facts: Iterable[Fact]) -> str | None:
    """Give the words of the need that a message tells of one's company; None when it tells none, or asks
    something else.

    `facts` are those that the message tells: alone they are no need.
    """
    asking = [one for one in clauses if one.is_question and not _tells(one)]
    if not all(asks_for_help(one) or asks_how(one) for one in asking):
        return None
    told = [one for one in clauses if _tells(one) and (not _TO_KNOW.search(one.text) or asks_for_help(one))]
    known = stems_of(" ".join(fact.words for fact in facts))
    said = [word for one in told for word in content_words(one.said.text) if word.stem not in known]
    wants = any(_WANTS.search(one.text) or _WISHES.match(one.text) for one in told)
    more = sum(_WANTS.fullmatch(word.form) is None for word in said)
    if not asking and not wants and all(map(presents, told)):
        return None
    if more < (1 if wants else _FEWEST_ASKING if asking else _FEWEST):
        return None
    return ", ".join(one.said.text.strip() for one in clauses if not is_bare_call(one.text))


def _tells(clause: Clause) -> bool:
    """Tell whether a clause tells of one's company, rather than asks."""
    if clause.is_question:
        return clause.is_own and (_STATES.match(clause.text) is not None or asks_whom(clause))
    if _ORDER.match(clause.text):
        return False
    return clause.is_own or any(words.match(clause.text) for words in (_WISHES, _SEEKS))
