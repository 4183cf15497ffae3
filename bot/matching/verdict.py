"""The verdict: what the rules say of a company and an entry of the catalogue, criterion by criterion."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What is known of one criterion: three values, and what only a person can read."""

    MET = "met"
    FAILED = "failed"
    UNKNOWN = "unknown"
    TO_CHECK = "to_check"


class Outcome(StrEnum):
    """What is known of all criteria together, on a day."""

    ELIGIBLE = "eligible"
    PROBABLE = "probable"
    UNKNOWN = "unknown"
    INELIGIBLE = "ineligible"
    PAST = "past"
    UPCOMING = "upcoming"
    SUSPENDED = "suspended"


@dataclass(frozen=True)
class Criterion:
    """One criterion judged. `name` is the field it comes from; `text` says it in French, with what the
    company has; `source` is the quote or the field that states it; `change` is what would make it met."""

    name: str
    state: State
    text: str
    source: str = ""
    change: str | None = None


@dataclass(frozen=True)
class Verdict:
    """The criteria of one entry for one company on one day, and what they amount to."""

    outcome: Outcome
    criteria: tuple[Criterion, ...]
    priorities: tuple[Criterion, ...] = ()
    """The « ciblage » fields: they move a rank, they refuse nobody."""
