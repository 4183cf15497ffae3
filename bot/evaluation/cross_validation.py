"""The cross-validation: how well the ranker does on questions, and on whole sets, it was not fitted on.

For each public set, MRR@10 by document of: the ranker fitted on four fifths of the set and on the others;
the ranker fitted on the other sets only; what it starts from (dense, full text, their plain fusion); and the
stock pipelines over the same documents.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.examples import Progress
from bot.evaluation.fitting import fit_ranking
from bot.evaluation.questions import Question
from bot.evaluation.systems import System, distinct
from bot.retrieval.ranking import FEATURES, Ranker, reciprocal_rank_fusion
from bot.retrieval.search import Search
from bot.retrieval.vectors import Floats

FOLDS = 5
_DEPTH = 10
_STARTS = ("dense", "bm25")


@dataclass(frozen=True)
class Pool:
    """The candidates of a question before they are ranked: `candidates` has shape (n, FEATURES).

    `stock` gives the documents found by each stock pipeline, best first.
    """

    candidates: Floats
    documents: tuple[str, ...]
    answering: frozenset[str]
    stock: Mapping[str, tuple[str, ...]]

    @property
    def right(self) -> NDArray[np.bool_]:
        """Tell which candidates are of a document that answers: shape (n,)."""
        return np.array([document in self.answering for document in self.documents])


def gather_pools(
    search: Search, questions: Sequence[Question], stock: Sequence[System], progress: Progress
) -> list[Pool]:
    """Give the candidates of each question, and what the stock pipelines find for it."""
    pools = []
    for done, question in enumerate(questions, start=1):
        progress(done, len(questions), question.id)
        entries, candidates = search.candidates(search.prepare(question.message))
        found = {system.name: asyncio.run(system.ask(question.turns)).documents for system in stock}
        documents = tuple(entry.passage.document_id for entry in entries)
        pools.append(Pool(candidates, documents, frozenset(question.documents), found))
    return pools


def cross_validate(sets: Mapping[str, Sequence[Pool]]) -> dict[str, dict[str, float]]:
    """Give MRR@10 by set and by way of ranking, with the number of questions of each set."""
    return {name: _of_set(name, sets) for name in sets}


def _of_set(name: str, sets: Mapping[str, Sequence[Pool]]) -> dict[str, float]:
    pools, others = sets[name], {key: value for key, value in sets.items() if key != name}
    ours = [0.0] * len(pools)
    for fold in range(FOLDS):
        kept = [pool for place, pool in enumerate(pools) if place % FOLDS != fold]
        weights = fit_ranking({**others, name: kept})
        for place in range(fold, len(pools), FOLDS):
            ours[place] = _reciprocal_rank(pools[place], _ranked(pools[place], weights))
    found = {"questions": len(pools), "cross_validated": _mean(ours)}
    if others:
        unseen = fit_ranking(others)
        found["from_other_sets"] = _mean([_reciprocal_rank(pool, _ranked(pool, unseen)) for pool in pools])
    for way in _STARTS:
        found[way] = _mean([_reciprocal_rank(pool, _by(pool, way)) for pool in pools])
    found["rrf"] = _mean([_reciprocal_rank(pool, _fused(pool)) for pool in pools])
    for system in pools[0].stock if pools else ():
        found[system] = _mean([_reciprocal_rank(pool, pool.stock[system]) for pool in pools])
    return found


def _ranked(pool: Pool, weights: Mapping[str, float]) -> list[str]:
    ranker = Ranker(np.array([weights[name] for name in FEATURES], np.float32), {})
    return [pool.documents[place] for place in np.argsort(-ranker.scores(pool.candidates), kind="stable")]


def _order(pool: Pool, way: str) -> list[int]:
    """Give the candidates in the order of one measure; what full text did not find is left out."""
    measure = pool.candidates[:, FEATURES.index(way)]
    order = np.argsort(-measure, kind="stable")
    return [int(place) for place in order if way != "bm25" or measure[place] > 0]


def _by(pool: Pool, way: str) -> list[str]:
    return [pool.documents[place] for place in _order(pool, way)]


def _fused(pool: Pool) -> list[str]:
    places = [[str(place) for place in _order(pool, way)] for way in _STARTS]
    return [pool.documents[int(place)] for place in reciprocal_rank_fusion(places)]


def _reciprocal_rank(pool: Pool, documents: Sequence[str]) -> float:
    for rank, document in enumerate(distinct(documents, _DEPTH), start=1):
        if document in pool.answering:
            return 1 / rank
    return 0.0


def _mean(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), 3) if values else 0.0
