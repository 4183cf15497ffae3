"""The query: a question made ready for both halves of the index."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.retrieval.glossary import Glossary
from bot.retrieval.spelling import Spelling
from bot.retrieval.vectors import Embedder, Floats, Offsets
from bot.retrieval.words import content_words, stems_of

CONTEXT_WEIGHT = 0.35
"""Weight of what was said before, beside the question itself."""
EXPANSION_WEIGHT = 0.6
"""Weight of a glossary synonym, beside the word itself."""


@dataclass(frozen=True)
class QueryWord:
    """A content word of the question. `tokens` are the rows of the query's token vectors.

    `weight` is its rarity (idf) in the index; `said` are the ways to say it: its own stem, then the stems of
    each synonym of its phrase.
    """

    form: str
    said: tuple[frozenset[str], ...]
    weight: float
    tokens: tuple[int, ...]

    def is_in(self, stems: frozenset[str]) -> bool:
        """Tell whether these stems hold the word, or one of its synonyms whole."""
        return any(way <= stems for way in self.said)


@dataclass(frozen=True)
class Query:
    """A prepared question: sentence vector (dimension,), reduced tokens (n, reduced), weights (n,)."""

    text: str
    sentence: Floats
    tokens: Floats
    weights: Floats
    words: tuple[QueryWord, ...]
    terms: dict[str, float] = field(default_factory=dict)
    brought: tuple[frozenset[str], ...] = ()
    """The stems of each term that the glossary brings."""


@dataclass(frozen=True)
class QueryMaker:
    """Prepares questions; all it holds is fixed between two changes of the index."""

    embedder: Embedder
    reduce: Callable[[Floats], Floats]
    frequency: Callable[[str], int]
    size: int
    glossary: Glossary
    spelling: Spelling

    def make(self, question: str, context: str = "") -> Query:
        """Prepare a question; `context` is what it follows up, weighing less."""
        focus = self._focus(question)
        lead = f"{context} " if context else ""
        vectors = self.embedder.embed_question(lead + focus)
        content = _content_rows(lead + focus, vectors.offsets)
        offsets = vectors.offsets[content] - np.int32(len(lead))
        weights = np.where(offsets[:, 0] >= 0, 1.0, CONTEXT_WEIGHT).astype(np.float32)
        words = self._words(focus, offsets)
        brought = self._brought(focus)
        return Query(
            focus,
            vectors.sentence,
            self.reduce(vectors.tokens[content]),
            weights,
            words,
            _terms(brought, focus, context),
            brought,
        )

    def terms(self, question: str) -> dict[str, float]:
        """Give the stems to look for, with their weights, as `make` does but without embedding."""
        focus = self._focus(question)
        return _terms(self._brought(focus), focus, "")

    def in_full(self, question: str) -> str:
        """Give the question in full words, spelt as the index spells them."""
        return self.spelling.repair(self.glossary.normalise(question))

    def _focus(self, question: str) -> str:
        """Give the question in full, with the acronyms that no document uses."""
        return self.glossary.write_out(self.in_full(question), lambda stem: self.frequency(stem) > 0)

    def _brought(self, focus: str) -> tuple[frozenset[str], ...]:
        return tuple(stems_of(extra) for extra in self.glossary.expand(focus))

    def _words(self, focus: str, offsets: Offsets) -> tuple[QueryWord, ...]:
        made = []
        meanings = self.glossary.meanings(focus)
        for word in content_words(focus):
            rows = tuple(
                int(i) for i in np.flatnonzero((offsets[:, 1] > word.start) & (offsets[:, 0] < word.end))
            )
            synonyms = [stems for term in meanings.get(word.start, ()) if (stems := stems_of(term))]
            said = (frozenset({word.stem}), *synonyms)
            made.append(QueryWord(word.form, said, self.idf(word.stem), rows))
        return tuple(made)

    def idf(self, stem: str) -> float:
        """Give the rarity of a stem, as in BM25; a word that the index lacks is the rarest."""
        # Passages being written are counted before the size takes them in.
        found = min(self.frequency(stem), self.size)
        return math.log(1 + (self.size - found + 0.5) / (found + 0.5))


def _terms(brought: Sequence[frozenset[str]], focus: str, context: str) -> dict[str, float]:
    """Give the stems to look for, with their weights: what is asked outweighs what is brought or was said."""
    terms = {stem: EXPANSION_WEIGHT for stems in brought for stem in sorted(stems)}
    for word in content_words(context):
        terms[word.stem] = CONTEXT_WEIGHT
    for word in content_words(focus):
        terms[word.stem] = 1.0
    return terms


def _content_rows(text: str, offsets: Offsets) -> list[int]:
    return [i for i, (start, end) in enumerate(offsets) if any(c.isalnum() for c in text[start:end])]
