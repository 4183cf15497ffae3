"""The presenting: what a message tells of whoever writes it, before it asks."""

import re

from bot.companies.clauses import Clause, clauses_of, placed_clauses
from bot.companies.livelihood import read_activity, read_legal_form
from bot.companies.staff import read_staff
from bot.companies.whereabouts import sightings
from bot.retrieval.words import content_words, fold

_MY = r"(?:(?:pour |chez |dans )?(?:mon|ma|mes|notre|nos) (?:\w+ ){0,2}?|pour une? )"
_WHOSE = rf"(?:{_MY}|(?:une?|deux|l'un de (?:mes|nos)) (?:\w+ )?)"
_PERSON = (
    r"(?:clients?|clientes?|ressortissante?s?|adherente?s?|prospects?|porteu(?:r|se)s? de projets?|createur|creatrice|dirigeante?s?"
    r"|gerante?s?|patronn?e?s?|chef\w* d'entreprise|salariee?s?|artisane?s?|commercante?s?|amie?s?|collegues?|associee?s?|voisine?s?"
    r"|maris?|femmes?|freres?|soeurs?|peres?|meres?|fils|filles?|cousine?s?|epou(?:x|se)|beaux?-\w+|belles?-\w+)\b"
)
_COMPANY = r"(?:entreprises?|societes?|boites?|pme|tpe|eti)\b"
_WISHES = r"(?:(?:cherch|recherch|demand)\w+|(?:voudr|aimer)ai\w*|veu(?:t|lent)|souhait\w+)"
_ROLE = r"(?:gerante?|patronn?e?|dirigeante?|presidente?|directeur|directrice|chef\w* d'entreprise|salariee?|artisane?)"
_PRESENTS = re.compile(
    r"^\W*(?:en tant qu|comme (?:je|nous|on|ma|mon|notre)\b|etant |ici |mon nom |moi c'est|my name |this is |as an? |being |here "
    r"|(?:je|j'|nous|on|i|we) ?(?:(?:me |nous |m'|n(?:e |'))?(?:(?:suis|sommes|est)(?! (?:tres |bien |vraiment |plutot )?"
    r"(?:interess|curieu|a la recherche|tomb|perdu|en train|d'accord|all[eé]|venu|inscri|etonn|surpri|content|ravi|sur\b|certain"
    r"|passionn|attir|tent[eé]|convaincu|au courant|inform[eé]|concern))|appelle|tiens|tenons|gere|gerons|dirige|dirigeons"
    r"|(?:travaille|travaillons)(?! sur)|habite|habitons|exerce|exploite|exploitons|am|are|run|own|manage|work|live)\b|'m\b|'re\b)"
    rf"|{_WHOSE}{_PERSON}|{_MY}{_COMPANY}(?! {_WISHES})|{_ROLE} (?:d'une?|de (?:ma|mon|notre)|chez|a|au|en|dans|sur)\b"
    r"|(?:rdv|rendez-vous)\b[^:,]*\bavec\b)"
)
"""How one presents oneself, or whoever one asks for."""
_KNOW = r"(?:savoir|connaitre|comprendre|vous demander|te demander)"
_WONDERS = (
    r"(?:(?:je|j'|nous|on) ?(?:voudr\w+|veux|veut|voulons|aimer\w+|souhait\w+|(?:me |nous |se )?demand\w+|cherch\w+ a)"
    rf"(?: bien)?(?: {_KNOW})?|i (?:would like|want) to know|i wonder)"
)
_POLITE = re.compile(rf"(?:^|,)\W*{_WONDERS}\W*$")
"""What only leads to a question: « je voudrais savoir », whatever is told of oneself before its comma."""
_WANTS = re.compile(
    r"(?:,|;|:|\bet|\bmais)\s+(?=(?:(?:je|nous|on) (?:cherch|recherch|voudr|veu|voul|souhait|aimer|ai besoin|avons besoin|a besoin)"
    rf"|j'(?:aimer|ai besoin))\w*\b(?! (?:a )?{_KNOW}))"
)
"""Where a wish begins, in a clause that tells of the company first."""
_BREAK = re.compile(rf"(?:,|\s:)\s+(?:(?:et )?{_WONDERS}\s*[:,]?\s*)?|\s(?:et|mais)\s+{_WONDERS}\s*[:,]?\s*")
"""Where a question may begin behind the words that present who asks it."""
_ASKED_FOR = re.compile(
    rf"^\W*(?:{_WHOSE}{_PERSON}[^.?!]{{0,60}}?\s(?:me |m'|nous )?{_WISHES}(?: (?:a )?{_KNOW})?"
    rf"|{_MY}{_COMPANY}[^.?!]{{0,60}}?\s{_WISHES} (?:a )?{_KNOW}) (?=\w)"
)
"""What somebody else wants to know: « ma collègue cherche le nom de… »."""
_OF_THE_WRITER = re.compile(
    r"\b(?:comme|pour) (?:moi|nous|ma boite|mon entreprise|notre entreprise)\b|\b(?:mon|notre) (?:cas|projet|activite|secteur|domaine|metier)\b"
    r"|\bma (?:situation|branche|filiere)\b|\b(?:for|like) (?:me|us)\b"
)
"""What a question is about when it is about whoever asks."""
_FEWEST = 2
"""Content words that a question has at least, to be understood without what stands before it."""


def presented(message: str) -> tuple[str, str]:
    """Part a message into what it asks and how its writer is presented before; the second may be empty.

    Who asks need not be told by what answers, as the other words of a question must. What one wants or
    meets with is a part of the question.

    >>> presented("Je tiens un gîte à Rocamadour : qu'est-ce que le Défi Tourisme ?")
    ("qu'est-ce que le Défi Tourisme ?", 'Je tiens un gîte à Rocamadour')
    >>> presented("Mon local est trop petit, que proposez-vous à Figeac ?")[1]
    ''
    """
    start = _asks_at(message)
    asked, told = message[start:], message[:start].strip(" ,;:-–\t\n")
    if not told or len(content_words(asked)) < _FEWEST:
        return message, ""
    return asked, told


def is_about_its_writer(question: str) -> bool:
    """Tell whether a question points at whoever asks: how they are presented is then a part of it.

    >>> is_about_its_writer("Y a-t-il un fournil pour nous ?"), is_about_its_writer("Qui tient le fournil ?")
    (True, False)
    """
    return _OF_THE_WRITER.search(fold(question)) is not None


def _asks_at(message: str) -> int:
    """Give where a message begins to ask, once it has told of its writer; 0 when it tells nothing before."""
    empty: int | None = None
    for at, clause in placed_clauses(message):
        begins = at if empty is None else empty
        is_presenting = presents(clause)
        is_topic = is_presenting and message[at + len(clause.said.text) :].lstrip().startswith(":")
        if not content_words(clause.said.text):
            empty = begins  # « sur | combien de jours »: the first word of the question
            continue
        wish = None if clause.is_question else _WANTS.search(clause.text)
        inside = clause.said.origins[wish.end()] if wish and is_presenting else _behind(clause)
        if inside and not is_topic:
            return at + inside
        if not is_presenting or (clause.is_question and not is_topic):
            return begins
        empty = None
    return 0


def _behind(clause: Clause) -> int:
    """Give where something else begins in a clause that presents somebody; 0 when nothing does."""
    asked_for = _ASKED_FOR.match(clause.text)
    if asked_for and asked_for.end() < len(clause.text):
        return clause.said.origins[asked_for.end()]
    begins = 0
    for found in _BREAK.finditer(clause.text):
        if found.start() == begins or found.end() == len(clause.text):
            continue
        head = clause.said.words(begins, found.start())
        if any(one.is_question or not presents(one) for one in clauses_of(head)):
            break
        begins = found.end()
    if not begins:
        return 0
    rest = clause.said.words(begins, len(clause.text))
    if not clause.is_question and any(map(presents, clauses_of(rest))):
        return 0
    return clause.said.origins[begins]


def presents(clause: Clause) -> bool:
    """Tell whether a clause says who asks, or only leads to the question."""
    if _PRESENTS.match(clause.text) or _POLITE.search(clause.text):
        return True
    facts = (read_activity, read_legal_form, read_staff, sightings)
    return clause.is_own and any(read(clause) for read in facts)
