"""The classifier: the chances of what a message may be, by logistic regression over its vector."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Self

import numpy as np

from bot.retrieval.vectors import Floats

NONE = "none"
"""The class of what is none of the others; its weights are zero."""


@dataclass(frozen=True, eq=False)
class Classifier:
    """Gives chances by multinomial logistic regression over a vector, less the mean of ordinary questions
    and brought to length 1.

    `weights` has shape (n, dimension) and `bias` (n,): one row a label, NONE aside.
    """

    labels: tuple[str, ...]
    mean: Floats
    weights: Floats
    bias: Floats
    threshold: float

    @classmethod
    def fitted(cls, name: str, fingerprint: str) -> Self | None:
        """Load committed coefficients; `passerelle fit` makes them again.

        None for another model than the one that they were fitted on.
        """
        raw = json.loads(files("bot.conversation").joinpath(f"{name}.json").read_text("utf-8"))
        if raw["fingerprint"] != fingerprint:
            return None
        return cls.read(raw)

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """Give the classifier of coefficients as they are written down."""
        return cls(
            tuple(raw["labels"]),
            np.array(raw["mean"], np.float32),
            np.array(raw["weights"], np.float32),
            np.array(raw["bias"], np.float32),
            raw["threshold"],
        )

    def chances(self, vector: Floats) -> Mapping[str, float]:
        """Give the chance of every label, from 0 to 1; what they leave of 1 is that of NONE."""
        scores = np.append(self.weights @ centred(vector, self.mean) + self.bias, 0.0)
        powers = np.exp(scores - scores.max())
        return dict(zip(self.labels, (powers / powers.sum()).tolist(), strict=False))

    def likeliest(self, vector: Floats) -> tuple[str | None, float]:
        """Give the likeliest label and its chance; None for the label where that is below the threshold."""
        chances = self.chances(vector)
        label = max(chances, key=chances.__getitem__)
        return (label if chances[label] >= self.threshold else None), chances[label]


def centred(vectors: Floats, mean: Floats) -> Floats:
    """Give vectors less a mean, each of length 1; shape (dimension,) or (n, dimension).

    >>> centred(np.array([3.0, 5.0], np.float32), np.array([0.0, 1.0], np.float32)).tolist()
    [0.6000000238418579, 0.800000011920929]
    """
    moved = vectors - mean
    length = np.linalg.norm(moved, axis=-1, keepdims=True)
    centred_vectors: Floats = (moved / np.maximum(length, 1e-9)).astype(np.float32)
    return centred_vectors
