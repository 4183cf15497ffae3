"""The alarm: a fitted model of messages, for distress that no rule of words foresaw."""

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

import numpy as np

from bot.retrieval.vectors import Embedder, Floats
from bot.retrieval.words import fold

_PERSONAL = re.compile(r"\b(?:je|j|jm|me|m|moi|mon|ma|mes|il|elle|on|i|my|me|he|she|vie|mort)\b")
"""Who suffers speaks of someone; a question without anybody in it is not measured, and costs nothing."""


@dataclass(frozen=True, eq=False)
class Alarm:
    """Measures messages: the chance that a message is of someone in distress, by logistic regression over
    its vector, less the mean of ordinary questions and brought to length 1."""

    embedder: Embedder
    mean: Floats
    weights: Floats
    bias: float
    threshold: float

    @classmethod
    def fitted(cls, embedder: Embedder) -> Self | None:
        """Load the committed coefficients; `passerelle fit --distress` makes them again.

        None for another model than the one that they were fitted on: the rules then stand alone.
        """
        raw = json.loads(files("bot.conversation").joinpath("alarm.json").read_text("utf-8"))
        if raw["fingerprint"] != embedder.fingerprint:
            return None
        return cls(
            embedder,
            np.array(raw["mean"], np.float32),
            np.array(raw["weights"], np.float32),
            raw["bias"],
            raw["threshold"],
        )

    def chance(self, message: str) -> float:
        """Give the chance, from 0 to 1, that a message is of someone in distress."""
        row = centred(self.embedder.embed_question(message).sentence, self.mean)
        return float(1 / (1 + np.exp(-(row @ self.weights + self.bias))))

    def is_raised(self, message: str) -> bool:
        """Tell whether a message is to be answered as one of distress."""
        return bool(_PERSONAL.search(fold(message))) and self.chance(message) >= self.threshold


def centred(vectors: Floats, mean: Floats) -> Floats:
    """Give vectors less a mean, each of length 1; shape (dimension,) or (n, dimension).

    >>> centred(np.array([3.0, 5.0], np.float32), np.array([0.0, 1.0], np.float32)).tolist()
    [0.6000000238418579, 0.800000011920929]
    """
    moved = vectors - mean
    length = np.linalg.norm(moved, axis=-1, keepdims=True)
    centred_vectors: Floats = (moved / np.maximum(length, 1e-9)).astype(np.float32)
    return centred_vectors
