"""The report: what every system did with every question, and the figures drawn from it."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.evaluation.answerability import Coverage
from bot.evaluation.intervals import bootstrap, quantile
from bot.evaluation.metrics import Scores
from bot.evaluation.questions import KINDS, Question
from bot.evaluation.systems import Outcome

ALL = "all"
_OF_A_STYLE = 10
"""Questions that a style needs for figures of its own."""
_LATENCIES = {"latency_p50": 0.5, "latency_p95": 0.95}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Result(_Frozen):
    """One question put to one system."""

    question: Question
    outcome: Outcome
    scores: Scores

    @property
    def is_right(self) -> bool:
        """Tell whether nothing was wrong with it."""
        return self.scores["right"] == 1.0


class Figure(_Frozen):
    """A metric over `count` questions, with its 95 % interval."""

    value: float
    low: float
    high: float
    count: int


Figures = dict[str, Figure]


class SystemReport(_Frozen):
    """All that one system did; `figures` are by kind of question, `all` being every kind.

    `auroc` and `curve` are there when the outcomes carried a confidence.
    """

    name: str
    figures: dict[str, Figures]
    results: tuple[Result, ...]
    auroc: float | None = None
    curve: tuple[Coverage, ...] = ()

    def misses(self) -> list[Result]:
        """Give the results that are not right, in the order of the questions."""
        return [result for result in self.results if not result.is_right]

    def figure(self, metric: str, kinds: Iterable[str] = ()) -> Figure | None:
        """Give a metric over some kinds together (every kind by default); None when it is absent."""
        wanted = set(kinds)
        chosen = [result for result in self.results if not wanted or result.question.kind in wanted]
        return figures_of(chosen).get(metric)


class Report(_Frozen):
    """One run: the first system is the one under judgement, the others stand beside it."""

    created: str
    snapshot: dict[str, Any]
    systems: tuple[SystemReport, ...]
    notes: tuple[str, ...] = ()

    @property
    def ours(self) -> SystemReport:
        """Give the system under judgement."""
        return self.systems[0]


def figures_of(results: Iterable[Result]) -> Figures:
    """Give every metric that at least one of the results has, with its interval."""
    columns: dict[str, list[float]] = {}
    for result in results:
        for name, value in result.scores.items():
            columns.setdefault(name, []).append(value)
    seconds = columns.pop("seconds", [])
    figures = {name: _figure(values) for name, values in columns.items()}
    if seconds:
        figures |= {name: _figure(seconds, share) for name, share in _LATENCIES.items()}
    return figures


def figures_by_kind(results: Iterable[Result]) -> dict[str, Figures]:
    """Give the figures of every kind of question together (`all`), then of each kind met."""
    gathered: dict[str, list[Result]] = {ALL: [], **{kind: [] for kind in KINDS}}
    for result in results:
        gathered[ALL].append(result)
        gathered[result.question.kind].append(result)
    return {kind: figures_of(chosen) for kind, chosen in gathered.items() if chosen}


def figures_by_style(results: Iterable[Result]) -> dict[str, Figures]:
    """Give the figures of every style that some questions have, by name; a question may be of several."""
    gathered: dict[str, list[Result]] = {}
    for result in results:
        for style in result.question.style:
            gathered.setdefault(style, []).append(result)
    return {style: figures_of(of) for style, of in sorted(gathered.items()) if len(of) >= _OF_A_STYLE}


def _figure(values: list[float], share: float | None = None) -> Figure:
    value, low, high = bootstrap(values) if share is None else bootstrap(values, quantile(share))
    return Figure(value=value, low=low, high=high, count=len(values))
