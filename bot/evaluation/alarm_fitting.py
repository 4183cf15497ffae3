"""The fitting of the alarm: from messages by kind and ordinary questions, its committed coefficients."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from bot.conversation.alarm import centred
from bot.retrieval.vectors import Embedder, Floats

DISTRESSED: Final = frozenset({"distress", "weariness"})
THRESHOLD: Final = 0.5
_STRENGTH: Final = 100.0
"""Inverse of the regularisation: with 1 or 10, ordinary questions come close to the threshold."""


def fit_alarm(
    embedder: Embedder, messages: Mapping[str, Sequence[str]], questions: Sequence[str]
) -> dict[str, Any]:
    """Give the coefficients fitted on messages, by kind, and on ordinary questions."""
    from sklearn.linear_model import LogisticRegression

    told = [message for kind in sorted(DISTRESSED) for message in messages[kind]]
    plain = [*messages["none"], *questions]
    others = [m for kind, said in messages.items() if kind not in DISTRESSED | {"none"} for m in said]
    mean = _embedded(embedder, plain).mean(axis=0)
    rows = centred(_embedded(embedder, [*told, *plain, *others]), mean)
    model = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=2000)
    model.fit(rows, [True] * len(told) + [False] * (len(plain) + len(others)))
    return {
        "fingerprint": embedder.fingerprint,
        "threshold": THRESHOLD,
        "bias": round(float(model.intercept_[0]), 4),
        "weights": [round(float(weight), 4) for weight in model.coef_[0]],
        "mean": [round(float(value), 5) for value in mean],
    }


def _embedded(embedder: Embedder, texts: Sequence[str]) -> Floats:
    return np.stack([embedder.embed_question(text).sentence for text in texts])
