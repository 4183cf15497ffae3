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
        measures = (self.nearness(ones, others), self._words(ones, others), _compatibilities(ones, others))
        return np.stack(measures, axis=-1)

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


def _compatibilities(ones: Sequence[BoardItem], others: Sequence[BoardItem]) -> Floats:
    """Give how well the categories go together; many items are of the same, which are compared once."""
    rows, columns = ([(item.category, item.named) for item in items] for items in (ones, others))
    places = [{kind: place for place, kind in enumerate(dict.fromkeys(kinds))} for kinds in (rows, columns)]
    known = np.array(
        [[compatibility((one[0], other[0]), (one[1], other[1])) for other in places[1]] for one in places[0]],
        np.float32,
    ).reshape(len(places[0]), len(places[1]))
    return known[np.ix_([places[0][one] for one in rows], [places[1][one] for one in columns])]


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)
