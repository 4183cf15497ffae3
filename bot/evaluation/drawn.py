"""The drawn embedder: vectors drawn from those of real passages, where embedding every text takes hours."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from langchain_core.embeddings import Embeddings

from bot.retrieval.vectors import Embedder, Floats, TextVectors

_NOISE = 0.02
"""Added to each of the dimensions of a sentence vector, whose norm is 1."""


class DrawnEmbedder(Embeddings):
    """Gives a text the mixed and blurred vectors of two real passages, always the same ones.

    Questions are embedded for real. What is found means nothing; how long it takes does.
    """

    def __init__(self, real: Embedder, passages: Sequence[str]) -> None:
        """Embed these passages, to draw from."""
        self._real = real
        self._known = real.embed_texts(passages)
        self.fingerprint = f"tire-de-{real.fingerprint}"
        self.dimension = real.dimension

    def embed_question(self, text: str) -> TextVectors:
        """Embed a question, for real."""
        return self._real.embed_question(text)

    def embed_texts(self, texts: Sequence[str]) -> list[TextVectors]:
        """Draw the vectors of passages."""
        return [self._drawn(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Give LangChain the sentence vector of a question."""
        return [float(value) for value in self.embed_question(text).sentence]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Give LangChain the sentence vectors of passages."""
        return [[float(value) for value in one.sentence] for one in self.embed_texts(texts)]

    def _drawn(self, text: str) -> TextVectors:
        chance = np.random.default_rng(crc32(text.encode()))
        first, second = (self._known[place] for place in chance.integers(0, len(self._known), 2))
        share = chance.uniform(0.3, 0.9)
        noise: Floats = _NOISE * chance.standard_normal(self.dimension, np.float32)
        mixed = share * first.sentence + (1 - share) * second.sentence + noise
        sentence: Floats = (mixed / np.linalg.norm(mixed)).astype(np.float32)
        return TextVectors(sentence, first.tokens, np.minimum(first.offsets, len(text)))
