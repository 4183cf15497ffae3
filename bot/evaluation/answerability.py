"""Answerability: how well a confidence tells the questions that have an answer from the others."""

from collections.abc import Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict


class Coverage(BaseModel):
    """A point of the risk-coverage curve.

    Answering only when the confidence is at least `threshold` answers the share `coverage` of the
    questions, of which the share `risk` is answered wrongly.
    """

    model_config = ConfigDict(frozen=True)

    threshold: float
    coverage: float
    risk: float


def auroc(confidences: Sequence[float], answerable: Sequence[bool]) -> float | None:
    """Give the chance that an answerable question is trusted more than another; ties count half.

    Mann and Whitney, Annals of Mathematical Statistics 18 (1947). None when one side is empty.

    >>> auroc([0.9, 0.6, 0.6, 0.1], [True, True, False, False])
    0.875
    """
    scores, truth = np.asarray(confidences, dtype=np.float64), np.asarray(answerable, dtype=bool)
    positives, negatives = scores[truth], scores[~truth]
    if not positives.size or not negatives.size:
        return None
    gaps = positives[:, None] - negatives[None, :]
    return float((gaps > 0).mean() + (gaps == 0).mean() / 2)


def risk_coverage(confidences: Sequence[float], wrong: Sequence[bool]) -> list[Coverage]:
    """Give the curve, a point for each different confidence, from the surest down.

    >>> [(point.coverage, point.risk) for point in risk_coverage([0.9, 0.2], [False, True])]
    [(0.5, 0.0), (1.0, 0.5)]
    """
    order = np.argsort(-np.asarray(confidences, dtype=np.float64), kind="stable")
    errors, curve = 0, []
    for rank, index in enumerate(order, start=1):
        errors += wrong[index]
        threshold = confidences[index]
        last_of_its_value = rank == len(order) or confidences[order[rank]] != threshold
        if last_of_its_value:
            curve.append(Coverage(threshold=threshold, coverage=rank / len(order), risk=errors / rank))
    return curve
