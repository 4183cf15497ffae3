"""The search: the passages that best match a question, by words, by meaning, then token by token."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np

from bot.documents.library import Library
from bot.documents.model import Audience, Document, Passage
from bot.retrieval.fulltext import Entry
from bot.retrieval.glossary import Glossary
from bot.retrieval.index import Index, View
from bot.retrieval.query import Query, QueryMaker
from bot.retrieval.ranking import FEATURES, Ranker, measure, reciprocal_rank_fusion
from bot.retrieval.spelling import Spelling
from bot.retrieval.vectors import Embedder, Floats
from bot.retrieval.words import stems_of

DEPTH = 50
"""Candidates asked of each half of the index."""
_RERANKED = 24
"""Candidates of the fusion that are measured token by token."""


@dataclass(frozen=True)
class Hit:
    """A passage found for a question, with its document. `score` orders the hits of one question."""

    document: Document
    passage: Passage
    score: float
    entry: Entry


class Reranker(Protocol):
    """Scores (question, passage) pairs; higher is better."""

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """Give one score a text."""
        ...


class Search:
    """Finds passages. The audience is filtered inside both engines, never after them."""

    def __init__(
        self,
        index: Index,
        library: Library,
        embedder: Embedder,
        glossary: Glossary,
        ranker: Ranker,
        reranker: Reranker | None = None,
    ) -> None:
        self._index = index
        self._library = library
        self._embedder = embedder
        self._glossary = glossary
        self._ranker = ranker
        self._reranker = reranker
        self._makers: dict[Audience, QueryMaker] = {}
        self._document = lru_cache(maxsize=512)(self._load)

    def refresh(self) -> None:
        """Take note that the index has changed: vocabulary, size and documents are read anew."""
        self._makers.clear()
        self._document.cache_clear()

    def prepare(self, question: str, *, context: str = "", audience: Audience = "public") -> Query:
        """Make a question ready; `context` is what it follows up."""
        return self._maker(audience).make(question, context)

    def in_full(self, question: str, *, audience: Audience = "public") -> str:
        """Give a question with its text-message spellings and its misspelt words written out."""
        return self._maker(audience).in_full(question)

    def terms(self, question: str, *, audience: Audience = "public") -> dict[str, float]:
        """Give the stems that a question looks for, with their weights."""
        return self._maker(audience).terms(question)

    def tells_of(self, name: str, *, audience: Audience = "public") -> bool:
        """Tell whether every word of a name is in some passage."""
        frequency = self._maker(audience).frequency
        return all(frequency(stem) for stem in stems_of(name))

    def search(self, question: str, *, k: int = 10, audience: Audience = "public") -> list[Hit]:
        """Give the `k` best passages for a question, best first. Raises IndexUnavailable."""
        return self.find(self.prepare(question, audience=audience), k=k, audience=audience)

    def find(self, query: Query, *, k: int = 10, audience: Audience = "public") -> list[Hit]:
        """Give the `k` best passages for a prepared question, best first."""
        entries, rows = self.candidates(query, audience=audience)
        if not entries:
            return []
        scores = self._ranker.scores(rows).tolist()
        if self._reranker is not None:
            scores = self._reranker.score(query.text, [entry.passage.text for entry in entries])
        ranked = sorted(zip(scores, entries, strict=True), key=lambda pair: (-pair[0], pair[1].row))
        return self._hits(ranked, k)

    def candidates(self, query: Query, *, audience: Audience = "public") -> tuple[list[Entry], Floats]:
        """Give the best passages of the fused halves with their measures: rows of ranking.FEATURES."""
        view = self._index.view()
        found = self._candidates(view, query, audience)
        latest = self._index.view()
        # A document replaced meanwhile may have lost its old passages when the new ones were not yet seen.
        same = latest.live is view.live or latest.live == view.live
        return found if same else self._candidates(latest, query, audience)

    def _candidates(self, view: View, query: Query, audience: Audience) -> tuple[list[Entry], Floats]:
        words = view.by_words(query.terms, self._ranker.boosts, DEPTH, audience)
        meaning = view.by_meaning(query.sentence, DEPTH, audience)
        fused = reciprocal_rank_fusion([[row for row, _ in words], [row for row, _ in meaning]])
        entries = [entry for row in fused[:_RERANKED] if (entry := self._index.entry(row)) is not None]
        bm25 = dict(words)
        rows = [measure(query, entry, bm25.get(entry.row, 0.0)) for entry in entries]
        return entries, np.array(rows, np.float32).reshape(len(rows), len(FEATURES))

    def _hits(self, ranked: Sequence[tuple[float, Entry]], k: int) -> list[Hit]:
        hits: list[Hit] = []
        seen: set[str] = set()
        for score, entry in ranked:
            document = self._document(entry.passage.document_id, entry.revision)
            if document is None or entry.passage.text in seen:
                continue
            seen.add(entry.passage.text)
            hits.append(Hit(document, entry.passage, float(score), entry))
            if len(hits) == k:
                break
        return hits

    def _load(self, document_id: str, revision: str) -> Document | None:
        """Give a document; `revision` keeps what one version gave from being remembered for the next."""
        return self._library.document(document_id)

    def _maker(self, audience: Audience) -> QueryMaker:
        maker = self._makers.get(audience)
        if maker is None:
            maker = QueryMaker(
                self._embedder,
                self._index.reduce,
                lambda stem: self._index.document_frequency(stem, audience),
                self._index.counted(audience),
                self._glossary,
                Spelling(self._index.vocabulary(audience)),
            )
            self._makers[audience] = maker
        return maker
