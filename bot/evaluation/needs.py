"""The needs: what companies say, what the catalogue has for them, and how well the matching finds it."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import fmean
from typing import Any

import yaml
from rich.table import Table

from bot.companies.company import Company
from bot.errors import ConfigurationFault
from bot.matching.given_profile import company_of

_RECALL_AT = 5
_GAIN_AT = 10


@dataclass(frozen=True)
class Need:
    """A need of a company, and the keys of the entries that answer; with none, nothing should be shown."""

    text: str
    company: Company
    expected: frozenset[str]
    half: str
    day: date | None = None


@dataclass(frozen=True)
class NeedScores:
    """How well entries were found. `shown_off_topic` is the share of needs that nothing answers and
    that were shown something; `shown` is the mean number of entries shown for the others."""

    recall: float
    gain: float
    shown: float
    shown_off_topic: float


Finder = Callable[[Need], Sequence[str]]
"""Gives the keys that are shown for a need, best first."""


def load_needs(folder: Path) -> list[Need]:
    """Give the needs of a folder; each file is a half, by its name. Raises ConfigurationFault."""
    needs: list[Need] = []
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        needs.extend(_need(raw, path.stem) for raw in yaml.safe_load(path.read_text("utf-8")))
    if not needs:
        raise ConfigurationFault(f"{folder} : aucun besoin à évaluer dans ce dossier.")
    return needs


def _need(raw: Mapping[str, Any], half: str) -> Need:
    return Need(raw["need"], company_of(raw["company"]), frozenset(raw["expected"]), half, raw.get("day"))


def score_needs(needs: Iterable[Need], find: Finder) -> NeedScores:
    """Score what a finder shows."""
    recalls, gains, shown, off_topic = [], [], [], []
    for need in needs:
        found = list(find(need))
        if not need.expected:
            off_topic.append(float(bool(found)))
            continue
        recalls.append(recall_at(found, need.expected, _RECALL_AT))
        gains.append(gain_at(found, need.expected, _GAIN_AT))
        shown.append(float(len(found)))
    return NeedScores(*(fmean(values) if values else 0.0 for values in (recalls, gains, shown, off_topic)))


def recall_at(found: Sequence[str], expected: frozenset[str], k: int) -> float:
    """Give the share of what is expected among the first `k`, of which there cannot be more than `k`.

    >>> recall_at(["japon", "bois"], frozenset({"japon", "chine"}), 5)
    0.5
    """
    return len(expected.intersection(found[:k])) / min(k, len(expected))


def gain_at(found: Sequence[str], expected: frozenset[str], k: int) -> float:
    """Give nDCG@k with equal gains (Järvelin and Kekäläinen, 2002).

    >>> round(gain_at(["bois", "japon"], frozenset({"japon"}), 10), 3)
    0.631
    """
    got = sum(1.0 / math.log2(rank + 2) for rank, key in enumerate(found[:k]) if key in expected)
    best = sum(1.0 / math.log2(rank + 2) for rank in range(min(k, len(expected))))
    return got / best


def needs_table(scores: Mapping[tuple[str, str], NeedScores]) -> Table:
    """Show scores by half and system, for a terminal."""
    table = Table(title="Besoins → catalogue", title_justify="left")
    for column in ("moitié", "système", "rappel@5", "nDCG@10", "montrés", "hors sujet montrés"):
        table.add_column(column, justify="left" if column in ("moitié", "système") else "right")
    for (half, system), one in scores.items():
        numbers = (one.recall, one.gain, one.shown, one.shown_off_topic)
        table.add_row(half, system, *(f"{number:.3f}".replace(".", ",") for number in numbers))
    return table
