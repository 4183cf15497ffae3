"""Spelling repair: a word that nobody knows is brought to its nearest neighbour in the index.

A word that French knows is never touched, even when the index lacks it: « démission » must not
become « mission ».
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from marisa_trie import Trie
from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from bot.retrieval.words import FUNCTION_WORDS, fold, words

_SHORTEST = 5
_APART = re.compile(
    r"(?<![\w'’])(?P<letter>[ldjn]|qu|c(?= (?:est|etait|était)\b)) (?=[aeiouyhàâéèêëîïôûü]\w)", re.IGNORECASE
)
_ELIDED = re.compile(r"(?P<letter>[ldjnsm]|qu)(?P<word>[aeiouyh]\w{3,})")
ASKED_FOR = (
    "adresse",
    "budget",
    "capital",
    "combien",
    "comment",
    "contact",
    "cotisation",
    "courriel",
    "document",
    "duree",
    "horaire",
    "inscription",
    "montant",
    "numero",
    "pourcentage",
    "pourquoi",
    "proportion",
    "salaire",
    "tarif",
    "telephone",
)
"""What questions ask for, whether or not the index writes it; a word with a capital is not brought there."""


class Spelling:
    """Repairs the words of questions against one vocabulary of folded words; gives lost apostrophes back."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._vocabulary = frozenset(vocabulary)
        targets = sorted(word for word in self._vocabulary if len(word) >= _SHORTEST and not word.isdigit())
        self._nearest = lru_cache(maxsize=4096)(lambda form: _near(form, targets))

    def repair(self, question: str) -> str:
        """Give the question with its unknown words replaced where one near word stands out.

        >>> Spelling(["mission", "californie"]).repair("La mision en Californi")
        'La mission en californie'
        """
        question = _APART.sub(r"\g<letter>'", question)
        repaired, end = [], 0
        for word in words(question):
            if not self._is_unknown(word.form):
                continue
            common = question[word.start].islower()
            nearest = (common and self._parted(word.form)) or self._nearest(word.form)
            if nearest is None and common:
                nearest = _near_asked_for(word.form)
            if nearest:
                repaired += [question[end : word.start], nearest]
                end = word.end
        return "".join([*repaired, question[end:]])

    def knows(self, form: str) -> bool:
        """Tell whether a folded word is French or stands in the index."""
        return not self._is_unknown(form)

    def _parted(self, form: str) -> str | None:
        """Give a word that lost its apostrophe with it, where a known one is left: « dinscription »."""
        match = _ELIDED.fullmatch(form)
        if match is None or not (match["word"] in self._vocabulary or match["word"] in french_words()):
            return None
        return f"{match['letter']}'{match['word']}"

    def _is_unknown(self, form: str) -> bool:
        return (
            len(form) >= _SHORTEST
            and form.isalpha()
            and form not in self._vocabulary
            and form not in FUNCTION_WORDS
            and form not in french_words()
        )


def _near(form: str, targets: Sequence[str]) -> str | None:
    allowed = 1 if len(form) < 8 else 2
    found = process.extract(form, targets, scorer=OSA.distance, score_cutoff=allowed, limit=4)
    found.sort(key=lambda item: (item[1], item[0][0] != form[0], abs(len(item[0]) - len(form))))
    return str(found[0][0]) if found else None


@lru_cache(maxsize=4096)
def _near_asked_for(form: str) -> str | None:
    return _near(form, ASKED_FOR)


@lru_cache(maxsize=1)
def french_words() -> Trie:
    """Give the folded French words that pyspellchecker ships: 130,000, in a trie, since a set takes 15 MB."""
    return Trie(fold(word) for word in SpellChecker(language="fr").word_frequency.words())
