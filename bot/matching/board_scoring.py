"""The scoring: the chance that an offer and a need fit, by meaning, by words and by category."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.matching.board_categories import compatibility, examples
from bot.matching.board_item import BoardItem
from bot.matching.functions import Meaning

Floats = NDArray[np.float32]
Stems = Callable[[str], frozenset[str]]
"""Gives the stems of the content words of a text."""
FEATURES = ("meaning", "words", "category")
_SAID_BY_ALL = (
    "cherche recherche trouver vend vendre propose offre achète prend voudrait veut besoin faut petit grand "
    "proche local locaux neuf quantité environ semaine mois jour an deux trois quelqu'un société entreprise"
)
"""Words of any offer or need: shared, they tell nothing."""


@dataclass(frozen=True)
class Weights:
    """The weights of a logistic regression, those of `passerelle board --measure` on the fitting half."""

    meaning: float = 8.48
    words: float = 2.4
    category: float = 9.57
    bias: float = -10.8

    def log_odds(self, features: Floats) -> Floats:
        """Give the log odds of features, the last axis of which is that of FEATURES."""
        weights = np.array([self.meaning, self.words, self.category], np.float32)
        return np.asarray(features @ weights + np.float32(self.bias), np.float32)


@dataclass(frozen=True)
class Scoring:
    """Measures items against one another. Without a meaning, words and categories alone count."""

    stems: Stems
    meaning: Meaning | None = None
    weights: Weights = field(default_factory=Weights)

    def scores(self, ones: Sequence[BoardItem], others: Sequence[BoardItem]) -> Floats:
        """Give the log odds that each of `ones` (rows) fits each of `others` (columns)."""
        return self.weights.log_odds(self.features(ones, others))

    def features(self, ones: Sequence[BoardItem], others: Sequence[BoardItem]) -> Floats:
        """Give the measures of each pair, along the last axis in the order of FEATURES."""
        kinds = [
            [compatibility((one.category, other.category), (one.named, other.named)) for other in others]
            for one in ones
        ]
        return np.stack(
            [self.nearness(ones, others), self._words(ones, others), np.array(kinds, np.float32)], axis=-1
        )

    def nearness(self, ones: Sequence[BoardItem], others: Sequence[BoardItem]) -> Floats:
        """Give the cosines of the texts, once what all such texts share is taken off."""
        if self.meaning is None:
            return np.zeros((len(ones), len(others)), np.float32)
        middle = self.meaning.vectors(examples()).mean(axis=0)
        rows, columns = (
            _unit(self.meaning.vectors([item.text for item in items]) - middle) for items in (ones, others)
        )
        return np.asarray(rows @ columns.T, np.float32)

    def _words(self, ones: Sequence[BoardItem], others: Sequence[BoardItem]) -> Floats:
        """Give the cosines of the words, each weighed by how few texts hold it (smoothed IDF)."""
        idle = self.stems(_SAID_BY_ALL)
        found = [self.stems(item.text) - idle for item in (*ones, *others)]
        told = [*found, *map(self.stems, examples())]
        places = {stem: place for place, stem in enumerate(sorted(frozenset().union(*told)))}
        held = np.zeros((len(told), len(places)), np.float32)
        for row, stems in enumerate(told):
            held[row, [places[stem] for stem in stems]] = 1.0
        rarity = np.log((1 + len(told)) / (1 + held.sum(axis=0))) + 1
        weighed = _unit(held[: len(found)] * rarity)
        return np.asarray(weighed[: len(ones)] @ weighed[len(ones) :].T, np.float32)


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)
