"""The presenting: what a message tells of whoever writes it, before it asks."""

import re

from bot.companies.clauses import Clause, clauses_of
from bot.companies.livelihood import read_activity, read_legal_form
from bot.companies.staff import read_staff
from bot.companies.whereabouts import sightings
from bot.retrieval.words import content_words

_SOMEBODY = (
    r"(?:(?:pour |chez |dans )?(?:mon|ma|mes|notre|nos|une?|des|deux|l'un de (?:mes|nos)) (?:\w+ ){0,2}?)?"
    r"(?:clients?|clientes?|ressortissante?s?|adherente?s?|prospects?|porteu(?:r|se)s? de projets?|createur|creatrice|dirigeante?s?"
    r"|gerante?s?|patronn?e?s?|chef\w* d'entreprise|salariee?s?|artisane?s?|commercante?s?|entreprises?|societes?|pme|tpe|eti"
    r"|amie?s?|collegues?|associee?s?|voisine?s?|maris?|femmes?|freres?|soeurs?|peres?|meres?|fils|filles?|cousine?s?|epou(?:x|se))\b"
)
_PRESENTS = re.compile(
    r"^\W*(?:en tant qu|comme |etant |ici |mon nom |moi c'est|my name |this is |as an? |being |here "
    r"|(?:je|j'|nous|on|i|we) ?(?:(?:me |nous |m'|n(?:e |'))?(?:suis|sommes|est|appelle|tiens|tenons|gere|gerons|dirige|dirigeons"
    r"|travaille|travaillons|habite|habitons|exerce|exploite|exploitons|am|are|run|own|manage|work|live)\b|'m\b|'re\b)"
    rf"|{_SOMEBODY}|(?:dossier|rdv|rendez-vous|appel|visite|reunion)\b)"
)
"""How one presents oneself, or whoever one asks for."""
_KNOW = r"(?:savoir|connaitre|comprendre|vous demander|te demander)"
_WONDERS = (
    r"(?:(?:je|j'|nous|on) ?(?:voudr\w+|veux|veut|voulons|aimer\w+|souhait\w+|(?:me |nous |se )?demand\w+|cherch\w+ a)"
    rf"(?: bien)?(?: {_KNOW})?|i (?:would like|want) to know|i wonder)"
)
_POLITE = re.compile(rf"^\W*{_WONDERS}\W*$")
"""What only leads to a question: « je voudrais savoir »."""
_WANTS = re.compile(
    r"(?:,|;|:|\bet|\bmais)\s+(?=(?:(?:je|nous|on) (?:cherch|recherch|voudr|veu|voul|souhait|aimer|ai besoin|avons besoin|a besoin)"
    rf"|j'(?:aimer|ai besoin))\w*\b(?! (?:a )?{_KNOW}))"
)
"""Where a wish begins, in a clause that tells of the company first."""
_BREAK = re.compile(rf"(?:,|\s:)\s+(?:(?:et )?{_WONDERS}\s*[:,]?\s*)?|\s(?:et|mais)\s+{_WONDERS}\s*[:,]?\s*")
"""Where a question may begin behind the words that present who asks it."""
_ASKED_FOR = re.compile(
    rf"^\W*{_SOMEBODY}[^.?!]{{0,60}}?\s(?:me |m'|nous )?(?:(?:cherch|recherch|demand)\w+|(?:voudr|aimer)ai\w*|veu(?:t|lent)|souhait\w+)"
    rf"(?: (?:a )?{_KNOW})? (?=\w)"
)
"""What somebody else wants to know: « ma collègue cherche le nom de… »."""
_FEWEST = 2
"""Content words that a question, and a presentation, have at least."""


def presented(message: str) -> tuple[str, str]:
    """Part a message into what it asks and how its writer is presented before; the second may be empty.

    Who asks need not be told by what answers, as the other words of a question must. What one wants or
    meets with is a part of the question.

    >>> presented("Je tiens un gîte à Rocamadour : qu'est-ce que le Défi Tourisme ?")
    ("qu'est-ce que le Défi Tourisme ?", 'Je tiens un gîte à Rocamadour')
    >>> presented("Mon local est trop petit, que proposez-vous à Figeac ?")[1]
    ''
    """
    for start in _asks_at(message):
        asked, told = message[start:], message[:start].strip(" ,;:-–\t\n")
        if told and len(content_words(asked)) >= _FEWEST:
            return asked, told
    return message, ""


def _asks_at(message: str) -> list[int]:
    """Give where a message may begin to ask, once it has told of its writer and of nothing else."""
    cursor = 0
    empty: int | None = None
    found: list[int] = []
    for clause in clauses_of(message):
        at = message.find(clause.said.text, cursor)
        if at < 0:
            return []
        cursor = at + len(clause.said.text)
        if clause.is_question:
            inside = _question_at(clause)
            if inside or not _PRESENTS.match(clause.text):
                return [at + inside if inside or empty is None else empty, *found]
        elif not content_words(clause.said.text):
            empty = at  # « sur | combien de jours »: the first word of the question
            continue
        elif not _presents(clause):
            return found
        wish = _WANTS.search(clause.text)
        if wish:
            return [at + clause.said.origins[wish.end()]]
        asked_for = _ASKED_FOR.match(clause.text)
        if asked_for and asked_for.end() < len(clause.text):
            found.append(at + clause.said.origins[asked_for.end()])
        empty = None
    return found


def _question_at(clause: Clause) -> int:
    """Give where the question of a clause begins, behind what presents who asks it."""
    for found in _BREAK.finditer(clause.text):
        head = clause.said.words(0, found.start()) if found.start() else ""
        if len(content_words(head)) < _FEWEST or found.end() == len(clause.text):
            continue
        if any(one.is_question or not _presents(one) for one in clauses_of(head)):
            return 0
        return clause.said.origins[found.end()]
    return 0


def _presents(clause: Clause) -> bool:
    """Tell whether a clause says who asks, or only leads to the question."""
    if any(words.match(clause.text) for words in (_PRESENTS, _POLITE)):
        return True
    facts = (read_activity, read_legal_form, read_staff, sightings)
    return clause.is_own and any(read(clause) for read in facts)
