"""The ranking: what is measured of a passage against a question, and the fitted weights."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.fulltext import Entry
from bot.retrieval.query import Query
from bot.retrieval.token_matrix import best_matches
from bot.retrieval.vectors import Floats

FEATURES = ("maxsim", "dense", "bm25", "best_sentence", "title")


def reciprocal_rank_fusion(rankings: Iterable[Sequence[str]], k: int = 60) -> list[str]:
    """Fuse rankings: each row earns 1/(k + rank) from each (Cormack, Clarke & Büttcher, 2009).

    The order of the rankings does not matter; ties are broken by row.

    >>> reciprocal_rank_fusion([["gramat", "figeac"], ["figeac", "cahors"]])
    ['figeac', 'gramat', 'cahors']
    """
    earned: dict[str, list[float]] = {}
    for ranking in rankings:
        for rank, row in enumerate(ranking, start=1):
            earned.setdefault(row, []).append(1.0 / (k + rank))
    # A plain sum is not quite the same in another order, and would break ties by it.
    scores = {row: math.fsum(parts) for row, parts in earned.items()}
    return sorted(scores, key=lambda row: (-scores[row], row))


def measure(query: Query, entry: Entry, bm25: float) -> Floats:
    """Measure a passage against a question: one number for each of FEATURES."""
    best = best_matches(query.tokens, entry.matrix.tokens)
    return np.array(
        [
            weighted_mean(best, query.weights),
            float(query.sentence @ entry.matrix.sentence),
            bm25,
            max((coverage(query, stems) for stems in entry.sentence_stems), default=0.0),
            coverage(query, entry.title_stems),
        ],
        np.float32,
    )


def weighted_mean(values: Floats, weights: Floats) -> float:
    """Average values by weights; zero when there are none."""
    total = float(weights.sum())
    return float(values @ weights) / total if total else 0.0


def coverage(query: Query, stems: frozenset[str]) -> float:
    """Give the share of the question's content words, weighted by rarity, that the stems hold."""
    total = sum(word.weight for word in query.words)
    held = sum(word.weight for word in query.words if word.is_in(stems))
    return held / total if total else 0.0


def standardise(rows: NDArray[np.float32]) -> Floats:
    """Bring each column to mean 0 and deviation 1 among the candidates of one question."""
    exact = rows.astype(np.float64)  # in single precision, equal values do not quite average to themselves
    spread = exact.std(axis=0)
    standardised: Floats = ((exact - exact.mean(axis=0)) / np.where(spread > 1e-6, spread, 1.0)).astype(
        np.float32
    )
    return standardised


def weighed(rows: Floats, weights: Floats) -> Floats:
    """Give the weighted sum of each row: shapes (n, columns), (columns,) to (n,).

    Added up without a BLAS product: over so few columns it gains nothing, and one was seen to warn of an
    invalid number over finite ones.
    """
    sums: Floats = (rows * weights).sum(axis=1)
    return sums


@dataclass(frozen=True)
class Ranker:
    """A linear ranker over the standardised FEATURES, and the full-text field boosts."""

    weights: Floats
    boosts: dict[str, float]

    @classmethod
    def fitted(cls) -> Self:
        """Load the committed weights; `passerelle fit` makes them again."""
        raw = json.loads(files("bot.retrieval").joinpath("ranking.json").read_text("utf-8"))
        return cls(np.array([raw["weights"][name] for name in FEATURES], np.float32), raw["boosts"])

    def scores(self, rows: NDArray[np.float32]) -> Floats:
        """Score candidates measured as rows of FEATURES; higher is better."""
        return weighed(standardise(rows), self.weights)
