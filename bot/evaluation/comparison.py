"""The comparison: what a run gained and lost against another, question by question."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import ConfigurationFault
from bot.evaluation.intervals import bootstrap
from bot.evaluation.report import Report, Result

COMPARED = ("right", "document_cited", "facts", "refusal_right", "wrongful_refusal", "mrr_10")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Shift(_Frozen):
    """The mean difference of a metric over the questions both runs have, with its interval."""

    metric: str
    value: float
    low: float
    high: float
    count: int


class Change(_Frozen):
    """A question whose verdict is not the same in the two runs."""

    before: Result
    after: Result


class Comparison(_Frozen):
    """What changed for the system under judgement between an earlier run and this one."""

    created: str
    gained: tuple[Change, ...]
    lost: tuple[Change, ...]
    shifts: tuple[Shift, ...]
    settings: dict[str, tuple[str, str]]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]


def read_report(path: Path) -> Report:
    """Read a report written as JSON. Raises ConfigurationFault."""
    try:
        return Report.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise ConfigurationFault(f"{path} : rapport illisible ({fault.strerror}).") from fault
    except (ValidationError, UnicodeDecodeError) as fault:
        raise ConfigurationFault(
            f"{path} : ce n'est pas un rapport d'évaluation de cette version."
        ) from fault


def compare(before: Report, after: Report) -> Comparison:
    """Compare two runs on the questions they share, those asked in the very same words."""
    old = {_key(result): result for result in before.ours.results}
    new = {_key(result): result for result in after.ours.results}
    pairs = [Change(before=old[key], after=new[key]) for key in new if key in old]
    return Comparison(
        created=before.created,
        gained=tuple(pair for pair in pairs if pair.after.is_right and not pair.before.is_right),
        lost=tuple(pair for pair in pairs if pair.before.is_right and not pair.after.is_right),
        shifts=tuple(_shifts(pairs)),
        settings=_differences(before.snapshot, after.snapshot),
        only_before=tuple(result.question.id for key, result in old.items() if key not in new),
        only_after=tuple(result.question.id for key, result in new.items() if key not in old),
    )


def _key(result: Result) -> tuple[str, ...]:
    return (result.question.id, *result.question.turns)


def _shifts(pairs: list[Change]) -> Iterator[Shift]:
    for metric in COMPARED:
        gaps = [
            pair.after.scores[metric] - pair.before.scores[metric]
            for pair in pairs
            if metric in pair.after.scores and metric in pair.before.scores
        ]
        if gaps:
            value, low, high = bootstrap(gaps)
            yield Shift(metric=metric, value=value, low=low, high=high, count=len(gaps))


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    old, new = dict(_flat(before)), dict(_flat(after))
    names = sorted(old.keys() | new.keys())
    return {name: (old.get(name, ""), new.get(name, "")) for name in names if old.get(name) != new.get(name)}


def _flat(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value)
