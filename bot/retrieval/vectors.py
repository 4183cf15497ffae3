"""Vectors: what an embedder gives for a text, and the shape every embedder has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Offsets = NDArray[np.int32]


@dataclass(frozen=True)
class TextVectors:
    """One forward pass over one text.

    `sentence` has shape (dimension,) and norm 1. `tokens` has shape (n, dimension), one row a
    token of the text itself (no prompt prefix, no special token), not normalised. `offsets` has
    shape (n, 2): the characters [start, end) of each token in the text that was given.
    """

    sentence: Floats
    tokens: Floats
    offsets: Offsets


class Embedder(Protocol):
    """Turns texts into vectors. Thread-safe; deterministic for a given `fingerprint`."""

    @property
    def fingerprint(self) -> str:
        """Name, version and hash of the model: two equal fingerprints give equal vectors."""
        ...

    @property
    def dimension(self) -> int:
        """Length of the vectors."""
        ...

    def embed_question(self, text: str) -> TextVectors:
        """Embed one question, with the model's prompt for questions."""
        ...

    def embed_texts(self, texts: Sequence[str]) -> list[TextVectors]:
        """Embed passages, with the model's prompt for passages; order is kept."""
        ...
