"""The verdict: what the rules say of a company and an entry of the catalogue, criterion by criterion."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.matching.standing import Standing


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


def outcome_of(states: Iterable[State], standing: Standing) -> Outcome:
    """Give what the states of the conditions amount to, for an entry of that standing.

    What is over is past for everyone; what refuses a company does so before it opens, too. Only
    what is met, known and open is « eligible »; only what is failed is « ineligible ».

    >>> outcome_of([State.MET, State.UNKNOWN], "open").value
    'unknown'
    >>> outcome_of([State.UNKNOWN, State.FAILED], "upcoming").value
    'ineligible'
    """
    if standing == "past":
        return Outcome.PAST
    found = set()
    for state in states:
        if state is State.FAILED:
            return Outcome.INELIGIBLE
        found.add(state)
    if standing in ("suspended", "upcoming"):
        return Outcome.SUSPENDED if standing == "suspended" else Outcome.UPCOMING
    if State.UNKNOWN in found:
        return Outcome.UNKNOWN
    uncertain = standing == "uncertain" or State.TO_CHECK in found
    return Outcome.PROBABLE if uncertain else Outcome.ELIGIBLE
