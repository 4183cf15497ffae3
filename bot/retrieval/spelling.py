"""Spelling repair: a word that nobody knows is brought to its nearest neighbour in the index.

A word that French knows is never touched, even when the index lacks it: « démission » must not
become « mission ».
"""

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from bot.retrieval.words import FUNCTION_WORDS, fold, words

_SHORTEST = 5


class Spelling:
    """Repairs the words of questions against one vocabulary of folded words."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._vocabulary = frozenset(vocabulary)
        self._targets = sorted(
            word for word in self._vocabulary if len(word) >= _SHORTEST and not word.isdigit()
        )
        self._nearest = lru_cache(maxsize=4096)(self._search)

    def repair(self, question: str) -> str:
        """Give the question with its unknown words replaced where one near word stands out.

        >>> Spelling(["mission", "californie"]).repair("La mision en Californi")
        'La mission en californie'
        """
        repaired, end = [], 0
        for word in words(question):
            nearest = self._nearest(word.form) if self._is_unknown(word.form) else None
            if nearest:
                repaired += [question[end : word.start], nearest]
                end = word.end
        return "".join([*repaired, question[end:]])

    def knows(self, form: str) -> bool:
        """Tell whether a folded word is French or stands in the index."""
        return not self._is_unknown(form)

    def _is_unknown(self, form: str) -> bool:
        return (
            len(form) >= _SHORTEST
            and form.isalpha()
            and form not in self._vocabulary
            and form not in FUNCTION_WORDS
            and form not in _french()
        )

    def _search(self, form: str) -> str | None:
        allowed = 1 if len(form) < 8 else 2
        found = process.extract(form, self._targets, scorer=OSA.distance, score_cutoff=allowed, limit=4)
        found.sort(key=lambda item: (item[1], item[0][0] != form[0], abs(len(item[0]) - len(form))))
        return str(found[0][0]) if found else None


@lru_cache(maxsize=1)
def _french() -> frozenset[str]:
    """Give the folded French words that pyspellchecker ships."""
    return frozenset(fold(word) for word in SpellChecker(language="fr").word_frequency.words())
