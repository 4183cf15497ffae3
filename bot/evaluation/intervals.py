"""The interval: how far a figure could have moved with other questions of the same kind."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

SEED = 20261
RESAMPLES = 2000
LEVEL = 0.95

Statistic = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""Reduces the last axis: one row a resample."""


def mean(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the mean of each row."""
    return np.asarray(rows.mean(axis=-1))


def quantile(share: float) -> Statistic:
    """Give the statistic that takes the quantile `share` of each row."""
    return lambda rows: np.asarray(np.quantile(rows, share, axis=-1))


def bootstrap(values: Sequence[float], statistic: Statistic = mean) -> tuple[float, float, float]:
    """Give the statistic and its 95 % percentile bootstrap interval; the same values give the same.

    Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13. Raises ValueError
    when there is no value.

    >>> bootstrap([1.0, 1.0, 1.0])
    (1.0, 1.0, 1.0)
    """
    if not values:
        raise ValueError("No value to resample.")
    sample = np.asarray(values, dtype=np.float64)
    drawn = np.random.default_rng(SEED).integers(0, len(sample), size=(RESAMPLES, len(sample)))
    spread = statistic(sample[drawn])
    low, high = np.quantile(spread, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(statistic(sample)), float(low), float(high)
