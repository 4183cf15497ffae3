"""The vocabulary: the words that companies begin to use, each said by enough of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.barometer.suppression import LEAST
from bot.retrieval.words import FUNCTION_WORDS, fold

MOST: Final = 20
_WORD = re.compile(r"[^\W\d_]{4,30}")
_GROWTH = 2.0
"""How many times more people than before must say a word for it to be new."""


def words_said(message: str) -> Iterator[str]:
    """Give the words of a message that may count: no number, no address, no word of grammar.

    >>> sorted(words_said("Une aide pour la cybersécurité ? jeanne@delmas.fr 0565000000"))
    ['aide', 'cybersécurité']
    """
    for piece in message.lower().split():
        if "@" in piece or "/" in piece:
            continue
        for word in _WORD.findall(piece):
            if fold(word) not in FUNCTION_WORDS:
                yield word


def fresh_words(
    now: Mapping[str, int], before: Sequence[Mapping[str, int]]
) -> list[tuple[str, int, float | None]]:
    """Give the words that grow most: how many people say each this month, and how many times more than in
    the months before, None when too few said it then. Words of a few people are never given.

    >>> fresh_words({"taxe": 12, "export": 30, "delmas": 2}, [{"export": 28}, {"export": 32, "taxe": 1}])
    [('taxe', 12, None)]
    """
    found = []
    for word, people in now.items():
        if people < LEAST:
            continue
        earlier = [month.get(word, 0) for month in before]
        usual = sum(earlier) / len(earlier) if earlier else 0.0
        growth = people / max(usual, 1.0)
        if growth >= _GROWTH:
            known = min(earlier, default=0) >= LEAST
            found.append((growth, word, people, round(growth, 1) if known else None))
    ordered = sorted(found, key=lambda one: (-one[0], one[1]))[:MOST]
    return [(word, people, growth) for _, word, people, growth in ordered]
