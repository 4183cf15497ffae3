"""What is counted: the words that stand beside the numbers of a sentence."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from bot.conversation.values import Number, values
from bot.retrieval.words import fold

_WORDS_BEFORE = re.compile(
    r"(?:[^\s.;:!?]+\s*){0,5}(?::\s*"
    r"|\b(?:est|sont|etai\w+|sera|seront|atteint|atteignent|s'eleve\w*|se monte\w*|au nombre)"
    r"(?:\s+(?:a|de|d'|pres|environ|plus|moins|que|au|en|desormais|aujourd'hui|maintenant))*\s*)$"
)
_WORDS_AFTER = re.compile(r"(?:\s*[^\s.;:!?]+){0,5}")
_TIME_UNIT = re.compile(
    r"\s*(?:ans?|annees?|mois|jours?|journees?|semaines?|heures?|minutes?|years?|months?|days?|weeks?|hours?)\b"
)
# « 2 000 euros de dons »: a sum, or a share, of what is counted.
_OF = re.compile(r"\s(?:de |d')\w{3}")
_PEOPLE_ASKED = re.compile(
    r"\b(?:combien|nombre|cb|cmb|how many)\s*(?:d['’ ]|de\s+|des\s+)?\s*(?:personnes?|gens|monde|people)\b"
    r"|\b(?:ils|elles|vous|nous|on) (?:sont|etaient|etait|est|etiez|serez|seront) (?:combien|cb|cmb)\b"
    r"|\b(?:combien|cb|cmb) (?:sont|etaient|etiez|serez|seront)-(?:ils|elles|vous)\b|\bhow many were (?:they|there|you)\b"
)
_PEOPLE = re.compile(
    r"\b(?!heure|valeur|secteur|moteur|ailleurs|plusieurs|couleur|hauteur|longueur|largeur|restaurant)"
    r"(?:emplois|postes|effectifs?|personnes?|gens|people|hommes?|femmes?|jeunes|membres?|chefs?|eleves?|stagiaires?|proprietaires?|partenaires?"
    r"|cadres?|salariee?s?|employee?s?|elue?s?|associee?s?|apprentie?s?|agents?|artisans?|candidate?s?|ouvriere?s?"
    r"|conseillere?s?|medecins?|\w{2,}(?:eure?s?|euses?|rices?|antes?|ants|istes?|iens?|iennes?))\b"
)

_ANYBODY = re.compile(r"\b(?:personnes?|participant(?:e?s|es)?|gens|people|persons?)\b")


def counts_people(question: str) -> bool:
    """Tell whether a question asks how many people, whatever they are called.

    >>> counts_people("Combien de personnes travaillent au fournil ?"), counts_people("Combien de fours ?")
    (True, False)
    """
    return _PEOPLE_ASKED.search(fold(question)) is not None


def names_people(words: str) -> bool:
    """Tell whether some of these words are a name for people.

    >>> names_people("vingt vendeuses sont venues"), names_people("trois fours")
    (True, False)
    """
    return _PEOPLE.search(fold(words)) is not None


def names_anybody(words: str) -> bool:
    """Tell whether some of these words stand for people of any kind.

    >>> names_anybody("quatorze personnes en tout"), names_anybody("quatorze boulangères")
    (True, False)
    """
    return _ANYBODY.search(fold(words)) is not None


@dataclass(frozen=True)
class Counted:
    """The words beside a number: [start, end) of the text, the number itself ending at `number_end`."""

    start: int
    number_end: int
    end: int


def holds_number(sentence: str) -> bool:
    """Tell whether a sentence gives a number that is not that of a date.

    >>> holds_number("Ils étaient douze au fournil."), holds_number("Le four date de mai 2021.")
    (True, False)
    """
    return any(isinstance(found.value, Number) for found in values(sentence))


@lru_cache(maxsize=20_000)
def beside_numbers(sentence: str) -> tuple[Counted, ...]:
    """Give the words that each count of a sentence counts, five on a side at most.

    They follow the number, and also stand before it where a verb or a colon says so (« ils sont 12 »).
    A date, a length of time or a rank counts nothing; nor does a sum or a share, unless « de » follows it.

    >>> text = "En 2021, le fournil de Figeac a vendu 1 200 pains en huit jours."
    >>> [text[counted.start : counted.end] for counted in beside_numbers(text)]
    ['1 200 pains en huit jours']
    """
    folded = fold(sentence)
    found = []
    for number in values(sentence):
        if not isinstance(number.value, Number) or _TIME_UNIT.match(folded, number.end):
            continue
        if number.value.unit and not _OF.match(folded, number.end):
            continue
        before, after = _WORDS_BEFORE.search(folded, 0, number.start), _WORDS_AFTER.match(folded, number.end)
        if after:
            found.append((before.start() if before else number.start, number.end, after.end()))
    return tuple(_as_written(sentence, places) for places in found)


def _as_written(text: str, places: tuple[int, int, int]) -> Counted:
    """Give the places in a text of those in its folded form, where « œ » and « … » are several characters."""
    ends = list(accumulate(len(fold(character)) for character in text))
    start, number_end, end = places
    return Counted(
        bisect_right(ends, start), *(bisect_right(ends, last - 1) + 1 for last in (number_end, end))
    )
