"""The token matrix: the token vectors of a passage, reduced and quantised for late interaction.

MaxSim is the score of ColBERT (Khattab & Zaharia, 2020): each token of the question takes its best
match among the tokens of the text, and the matches are averaged.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.vectors import Floats, Offsets, TextVectors

_HEADER = struct.Struct("<HHH")


@dataclass(frozen=True)
class Projection:
    """The map from token vectors to their reduced form: centre, rotate, cut, set to norm 1.

    `mean` has shape (dimension,), `components` (reduced, dimension). Centring on the mean token
    takes off what all tokens share, which in E5 models is most of a cosine.
    """

    mean: Floats
    components: Floats

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a fitted projection."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(stored["mean"].astype(np.float32), stored["components"].astype(np.float32))

    @classmethod
    def fit(cls, tokens: Floats, reduced: int) -> Self:
        """Fit on token vectors of shape (n, dimension) by principal components."""
        mean = tokens.mean(axis=0)
        centred = tokens - mean
        _, vectors = np.linalg.eigh(centred.T @ centred)
        return cls(mean.astype(np.float32), vectors[:, ::-1].T[:reduced].astype(np.float32).copy())

    @classmethod
    def plain(cls, dimension: int, reduced: int) -> Self:
        """Give a random orthogonal projection: sound for any model, a little less sharp than a fitted one."""
        square = np.random.default_rng(dimension).standard_normal((dimension, min(reduced, dimension)))
        basis, _ = np.linalg.qr(square)
        return cls(np.zeros(dimension, np.float32), basis.T.astype(np.float32).copy())

    def save(self, path: Path) -> None:
        """Write the projection in half precision."""
        np.savez(path, mean=self.mean.astype(np.float16), components=self.components.astype(np.float16))

    def __call__(self, tokens: Floats) -> Floats:
        """Reduce token vectors of shape (n, dimension) to unit vectors of shape (n, reduced)."""
        if not len(tokens):
            return np.zeros((0, len(self.components)), np.float32)
        reduced = (tokens - self.mean) @ self.components.T
        norms = np.linalg.norm(reduced, axis=1, keepdims=True)
        unit: Floats = (reduced / np.maximum(norms, 1e-9)).astype(np.float32)
        return unit


@dataclass(frozen=True)
class TokenMatrix:
    """The vectors of one passage. `tokens` (n, reduced) and `sentence` (dimension,) have norm 1.

    `offsets` (n, 2) are characters of the passage's text; tokens of the title and heading, which
    are embedded before it, have offsets below zero or equal to it.
    """

    tokens: Floats
    offsets: Offsets
    sentence: Floats

    @classmethod
    def of(cls, text: str, vectors: TextVectors, projection: Projection, lead: int = 0) -> Self:
        """Reduce the vectors of `text`, whose first `lead` characters are title and heading."""
        keep = [i for i, (start, end) in enumerate(vectors.offsets) if _has_letter(text[start:end])]
        return cls(projection(vectors.tokens[keep]), vectors.offsets[keep] - np.int32(lead), vectors.sentence)

    def to_bytes(self) -> bytes:
        """Pack: int8 tokens (direction only), int16 offsets, float16 sentence vector."""
        peak = np.maximum(np.abs(self.tokens).max(axis=1, keepdims=True, initial=0), 1e-9)
        quantised = np.rint(self.tokens / peak * 127).astype(np.int8)
        header = _HEADER.pack(*quantised.shape, len(self.sentence))
        offsets = np.clip(self.offsets, -32768, 32767).astype("<i2")
        sentence = self.sentence.astype("<f2")
        return b"".join((header, quantised.tobytes(), offsets.tobytes(), sentence.tobytes()))

    @classmethod
    def from_bytes(cls, packed: bytes) -> Self:
        """Unpack what `to_bytes` gave, the tokens set back to norm 1."""
        count, reduced, dimension = _HEADER.unpack_from(packed)
        at = _HEADER.size
        raw = np.frombuffer(packed, np.int8, count * reduced, at).reshape(count, reduced)
        at += raw.nbytes
        offsets = np.frombuffer(packed, "<i2", count * 2, at).reshape(count, 2)
        at += offsets.nbytes
        sentence = np.frombuffer(packed, "<f2", dimension, at)
        tokens = raw.astype(np.float32)
        tokens /= np.maximum(np.linalg.norm(tokens, axis=1, keepdims=True), 1e-9)
        return cls(tokens, offsets.astype(np.int32), sentence.astype(np.float32))

    def within(self, start: int, end: int) -> NDArray[np.bool_]:
        """Tell which tokens lie in the characters [start, end) of the passage."""
        return (self.offsets[:, 0] >= start) & (self.offsets[:, 1] <= end)


def best_matches(question: Floats, tokens: Floats) -> Floats:
    """Give, for each token of the question, its best cosine among `tokens`; shape (questions,)."""
    if not len(tokens):
        return np.zeros(len(question), np.float32)
    best: Floats = (question @ tokens.T).max(axis=1)
    return best


def _has_letter(piece: str) -> bool:
    return any(character.isalnum() for character in piece)
