"""The evidence: a sentence of a passage found, with its chance of answering the question."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.conversation.measures import FEATURES
from bot.documents.model import Sentence
from bot.retrieval.search import Hit
from bot.retrieval.vectors import Floats

_STAYS = 3.0
"""By how much the odds grow, of an answer and of the sentences of a document, once the question before was
answered from there."""

_QUOTED = 10.0
"""By how much they grow for a sentence just quoted, of which something more is asked."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """A sentence of a hit. `chance` is the fitted probability that it answers; `row` its measures."""

    hit: Hit
    sentence: Sentence
    position: int
    chance: float
    fits: bool
    """Whether it has the form of what is asked, where that has a form of its own."""
    row: Floats
    met: Floats
    """What it meets of each word of the question; all of them met whole make 1 together."""

    @property
    def key(self) -> tuple[str, int]:
        """The sentence itself, whatever the question."""
        return self.hit.entry.row, self.position

    @property
    def has_form(self) -> bool:
        """Whether it holds what is asked by its form: a date, a number, a name."""
        return self.fits and bool(self.row[FEATURES.index("kind")] > 0)

    @property
    def names_held(self) -> bool:
        """Whether its passage, or its document, holds the names of the question."""
        return bool(self.row[FEATURES.index("names")] > 0)

    @property
    def sentence_words(self) -> float:
        """Share of the question's words, weighted by rarity, that it holds by the letter."""
        return float(self.row[FEATURES.index("sentence_words")])

    @property
    def passage_words(self) -> float:
        """Share of the question's words, weighted by rarity, that the passage holds by the letter."""
        return float(self.row[FEATURES.index("passage_words")])

    @property
    def passage_soft(self) -> float:
        """Share of the question's words, weighted by rarity, that the passage meets."""
        return float(self.row[FEATURES.index("passage_soft")])


def likelier(chance: float, times: float = _STAYS) -> float:
    """Give the chance that is left when its odds are multiplied: as often when the question goes on with
    one that was answered from there.

    >>> round(likelier(0.25), 3)
    0.5
    """
    odds = times * odds_of(chance)
    return odds / (1 + odds)


def odds_of(chance: float) -> float:
    """Give the odds of a chance.

    >>> odds_of(0.75)
    3.0
    """
    return chance / max(1e-6, 1 - chance)


def favour(
    ranked: Sequence[Evidence], documents: Collection[str], quotes: Collection[str] = ()
) -> list[Evidence]:
    """Give the evidence with that of these documents made likelier, best first; likelier still, the sentences
    of these quotes that have the form of what is asked."""
    if not documents:
        return list(ranked)
    found = []
    for evidence in ranked:
        chance = evidence.chance
        if evidence.hit.document.id in documents:
            chance = likelier(chance)
        if evidence.has_form and any(evidence.sentence.text in quote for quote in quotes):
            chance = likelier(chance, _QUOTED)
        found.append(evidence if chance == evidence.chance else replace(evidence, chance=chance))
    return sorted(found, key=lambda evidence: -evidence.chance)
