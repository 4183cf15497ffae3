"""The composed embedder: vectors of passages put together from those of their lines, each embedded once.

Embedding a hundred thousand passages takes an hour of two cores, and says nothing of how an index bears them.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from zlib import crc32

import numpy as np
from langchain_core.embeddings import Embeddings

from bot.retrieval.vectors import Embedder, Floats, Offsets, TextVectors

_NOISE = 0.005
"""Added to each of the dimensions of a sentence vector, whose norm is 1: no two passages are equal."""


class ComposedEmbedder(Embeddings):
    """Gives a text the mean of the vectors of its lines, and the tokens of all of them, always the same.

    Every line and every question is embedded for real. What is found is only near to what would be found;
    how long that takes, and what it weighs, is not changed by it.
    """

    def __init__(self, real: Embedder, shared: Iterable[str]) -> None:
        """Embed the lines that many texts share, once; those of one text are embedded with it."""
        self._real = real
        lines = list(dict.fromkeys(shared))
        # Half the memory: an index keeps one byte of each of these numbers.
        self._shared = {
            line: replace(vectors, tokens=vectors.tokens.astype(np.float16))
            for line, vectors in zip(lines, real.embed_texts(lines), strict=True)
        }
        self.fingerprint = f"compose-de-{real.fingerprint}"
        self.dimension = real.dimension
        self.question_seconds = 0.0
        """Time spent so far on questions."""

    def embed_question(self, text: str) -> TextVectors:
        """Embed a question, for real."""
        begun = time.perf_counter()
        vectors = self._real.embed_question(text)
        self.question_seconds += time.perf_counter() - begun
        return vectors

    def embed_texts(self, texts: Sequence[str]) -> list[TextVectors]:
        """Put together the vectors of passages."""
        own = list(dict.fromkeys(line for text in texts for line in _lines(text) if line not in self._shared))
        known = {**self._shared, **dict(zip(own, self._real.embed_texts(own), strict=True))}
        return [self._composed(text, [known[line] for line in _lines(text)]) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Give LangChain the sentence vector of a question."""
        return [float(value) for value in self.embed_question(text).sentence]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Give LangChain the sentence vectors of passages."""
        return [[float(value) for value in one.sentence] for one in self.embed_texts(texts)]

    def _composed(self, text: str, parts: Sequence[TextVectors]) -> TextVectors:
        chance = np.random.default_rng(crc32(text.encode()))
        noise: Floats = _NOISE * chance.standard_normal(self.dimension, np.float32)
        mixed = np.mean([one.sentence for one in parts], axis=0) + noise
        sentence: Floats = (mixed / np.linalg.norm(mixed)).astype(np.float32)
        tokens: Floats = np.concatenate([one.tokens for one in parts]).astype(np.float32)
        offsets: Offsets = np.concatenate(
            [one.offsets + np.int32(at) for at, one in zip(_starts(text), parts, strict=True)]
        )
        return TextVectors(sentence, tokens, offsets)


def _lines(text: str) -> list[str]:
    """Give the lines of a text that say something; the whole text when none does."""
    return [line for line in text.split("\n") if line.strip()] or [text]


def _starts(text: str) -> list[int]:
    """Give where the lines of `_lines` begin.

    >>> _starts("Un.\\n\\nDeux.")
    [0, 5]
    """
    starts, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(at)
        at += len(line) + 1
    return starts or [0]
