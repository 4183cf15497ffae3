"""The proposing: how relevant each document of a small shelf (the catalogue) is to a need, from 0 to 1."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from bot.documents.model import Document
from bot.retrieval.glossary import Glossary
from bot.retrieval.index import Index
from bot.retrieval.query import Query, QueryMaker
from bot.retrieval.ranking import FEATURES, measure, reciprocal_rank_fusion
from bot.retrieval.spelling import Spelling
from bot.retrieval.vectors import Embedder, Floats

if TYPE_CHECKING:
    from bot.retrieval.ingestion import Progress

COEFFICIENTS = Path(__file__).with_name("relevance.json")
_DEPTH = 150
"""Passages asked of each half of the index: an entry has several, one a need."""
_SLICE = 256
"""Documents embedded and written at a time: the token vectors of thousands at once would fill the memory."""
_MEASURED = 80
"""Passages of the fusion that are measured token by token."""


@dataclass(frozen=True)
class RelevanceModel:
    """A logistic model over FEATURES, and what is too little relevant to be shown.

    `floor` is the least relevance, `share` the least beside that of the best entry; `link` is what a
    contact gets of the relevance of the programme that names it.
    """

    weights: Floats
    bias: float
    floor: float
    share: float
    link: float

    @classmethod
    def fitted(cls) -> Self:
        """Load the committed coefficients; `passerelle needs --fit` makes them again."""
        raw = json.loads(COEFFICIENTS.read_text("utf-8"))
        weights = np.array([raw["weights"][name] for name in FEATURES], np.float32)
        return cls(weights, raw["bias"], raw["floor"], raw["share"], raw["link"])

    def relevance(self, measures: Floats) -> float:
        """Give the relevance of an entry measured by FEATURES."""
        return float(1.0 / (1.0 + np.exp(-(float(measures @ self.weights) + self.bias))))


class Proposing:
    """Proposes documents for needs. It owns what its index shows: exactly what `fill` was given."""

    def __init__(
        self,
        index: Index,
        embedder: Embedder,
        glossary: Glossary,
        boosts: Mapping[str, float],
        model: RelevanceModel,
    ) -> None:
        """`boosts` are those of the full-text fields, as in `Ranker`."""
        self._index = index
        self._boosts = boosts
        self._embedder = embedder
        self._glossary = glossary
        self.model = model
        self._maker = self._make()

    def fill(self, documents: Sequence[Document], progress: "Progress | None" = None) -> int:
        """Show these documents and no others; give how many were new or changed, and embedded."""
        live = {document.id: document.content_hash for document in documents}
        with self._index.writing_or_unavailable():
            missing = set(self._index.missing(live))
            # By their text: equal ones then fall in one slice, and are embedded once.
            fresh = sorted(
                (one for one in documents if one.id in missing), key=lambda one: (one.title, one.text)
            )
            for start in range(0, len(fresh), _SLICE):
                part = fresh[start : start + _SLICE]
                self._index.stage(part)
                if progress is not None:
                    progress(start + len(part), len(fresh), part[-1].title)
            self._index.publish(live)
            self._index.sweep()
        self._maker = self._make()
        return len(fresh)

    def propose(self, need: str) -> dict[str, float]:
        """Give the relevance of the documents worth considering, by id. Raises IndexUnavailable."""
        return {key: self.model.relevance(measures) for key, measures in self.measures(need).items()}

    def measures(self, need: str) -> dict[str, Floats]:
        """Give each document's measures: for each of FEATURES, the best that a passage of it has."""
        query = self._maker.make(need)
        best: dict[str, Floats] = {}
        for key, measures in self._measured(query):
            best[key] = np.maximum(best[key], measures) if key in best else measures
        return best

    def _measured(self, query: Query) -> list[tuple[str, Floats]]:
        view = self._index.view()
        words = view.by_words(query.terms, self._boosts, _DEPTH, "public")
        meaning = view.by_meaning(query.sentence, _DEPTH, "public") if view.live else []
        fused = reciprocal_rank_fusion([[row for row, _ in words], [row for row, _ in meaning]])
        bm25 = dict(words)
        found = []
        for row in fused[:_MEASURED]:
            entry = self._index.entry(row)
            if entry is not None:
                found.append((entry.passage.document_id, measure(query, entry, bm25.get(row, 0.0))))
        return found

    def _make(self) -> QueryMaker:
        return QueryMaker(
            self._embedder,
            self._index.reduce,
            lambda stem: self._index.document_frequency(stem, "public"),
            self._index.counted("public"),
            self._glossary,
            Spelling(self._index.vocabulary("public")),
        )
