"""An embedder whose behaviour a human can predict: texts are near when they share words."""

import re
import zlib
from collections.abc import Sequence

import numpy as np

from bot.retrieval.vectors import TextVectors

_WORD = re.compile(r"\w+")


class WordEmbedder:
    """Gives every word a fixed random direction, and a text the mean of its words."""

    fingerprint = "mots@1"
    dimension = 64

    def embed_question(self, text: str) -> TextVectors:
        return self._embed(text)

    def embed_texts(self, texts: Sequence[str]) -> list[TextVectors]:
        return [self._embed(text) for text in texts]

    def _embed(self, text: str) -> TextVectors:
        found = list(_WORD.finditer(text)) or [None]
        tokens = np.array([self._direction(word.group() if word else "") for word in found], np.float32)
        offsets = np.array([word.span() if word else (0, 0) for word in found], np.int32)
        mean = tokens.mean(axis=0)
        return TextVectors(mean / np.linalg.norm(mean), tokens, offsets)

    def _direction(self, word: str) -> np.ndarray:
        seed = zlib.crc32(word.lower().encode())
        return np.random.default_rng(seed).standard_normal(self.dimension)
