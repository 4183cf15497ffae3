"""The fitting of the classifiers of messages: from examples by label, their committed coefficients."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import numpy as np

from bot.conversation.classifier import NONE, centred
from bot.retrieval.vectors import Embedder, Floats

DISTRESSED: Final = frozenset({"distress", "weariness"})
_DISTRESS_THRESHOLD: Final = 0.5
_DISTRESS_STRENGTH: Final = 100.0
"""Inverse of the regularisation: with 1 or 10, ordinary questions come close to the threshold."""
_ASIDES_THRESHOLD: Final = 0.7
_ASIDES_STRENGTH: Final = 30.0
"""With 10, a tenth fewer asides of unseen hands are told at this threshold."""
_OUTSIDE_THRESHOLD: Final = 0.7
"""Of the unsure answers of the fitting halves, cross-validated, those to what is off topic are above it and
none of the right ones is; at 0.5 one is."""
_OUTSIDE_STRENGTH: Final = 30.0


class MessageFitting:
    """Fits classifiers of messages; each text is embedded once."""

    def __init__(self, embedder: Embedder) -> None:
        self._fingerprint = embedder.fingerprint
        self._vector = cache(lambda text: embedder.embed_question(text).sentence)

    def distress(self, messages: Mapping[str, Sequence[str]], questions: Sequence[str]) -> dict[str, Any]:
        """Give the coefficients of distress, fitted on sensitive messages by kind and ordinary questions."""
        told = [message for kind in sorted(DISTRESSED) for message in messages[kind]]
        others = [m for kind, said in messages.items() if kind not in DISTRESSED | {NONE} for m in said]
        fitted = self._fitted({"distress": told}, [*messages[NONE], *questions], others, _DISTRESS_STRENGTH)
        return {**fitted, "threshold": _DISTRESS_THRESHOLD}

    def asides(self, messages: Mapping[str, Sequence[str]], questions: Sequence[str]) -> dict[str, Any]:
        """Give the coefficients of the asides, fitted on messages by intent and on ordinary questions."""
        told = {label: said for label, said in messages.items() if label != NONE}
        fitted = self._fitted(told, questions, messages[NONE], _ASIDES_STRENGTH)
        return {**fitted, "threshold": _ASIDES_THRESHOLD}

    def outside(self, messages: Mapping[str, Sequence[str]], questions: Sequence[str]) -> dict[str, Any]:
        """Give the coefficients of what is outside the scope, from messages and questions of business."""
        told = {"outside": messages["outside"]}
        fitted = self._fitted(told, questions, messages[NONE], _OUTSIDE_STRENGTH)
        return {**fitted, "threshold": _OUTSIDE_THRESHOLD}

    def _fitted(
        self,
        told: Mapping[str, Sequence[str]],
        plain: Sequence[str],
        others: Sequence[str],
        strength: float,
    ) -> dict[str, Any]:
        """Fit one classifier; the mean of `plain` questions is taken off, `others` have no label either."""
        from sklearn.linear_model import LogisticRegression

        mean = self._rows(plain).mean(axis=0)
        texts = [*(text for said in told.values() for text in said), *plain, *others]
        labels = [label for label, said in told.items() for _ in said]
        labels += [NONE] * (len(texts) - len(labels))
        model = LogisticRegression(C=strength, class_weight="balanced", max_iter=3000)
        model.fit(centred(self._rows(texts), mean), labels)
        weights, bias = _from_none(list(model.classes_), model.coef_, model.intercept_)
        return {
            "fingerprint": self._fingerprint,
            "labels": [label for label in model.classes_ if label != NONE],
            "bias": [round(float(one), 4) for one in bias],
            "weights": [[round(float(one), 4) for one in row] for row in weights],
            "mean": [round(float(value), 5) for value in mean],
        }

    def _rows(self, texts: Sequence[str]) -> Floats:
        return np.stack([self._vector(text) for text in texts])


def _from_none(classes: Sequence[str], weights: Floats, bias: Floats) -> tuple[Floats, Floats]:
    """Give weights and bias of every label but NONE, told from those of NONE; of two classes, scikit-learn
    keeps only the row that tells the second from the first."""
    if len(classes) == 2:
        weights, bias = np.vstack([np.zeros_like(weights), weights]), np.append(0.0, bias)
    none = classes.index(NONE)
    return np.delete(weights - weights[none], none, axis=0), np.delete(bias - bias[none], none)
