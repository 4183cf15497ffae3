"""The group desk: what is proposed today for the needs that are open, decided anew when they change."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.matching.functions import Meaning, families_of
from bot.matching.group_builder import GroupSet, Part, Proposal, Refusals, build_groups
from bot.matching.group_near_misses import NearMiss, near_misses
from bot.matching.group_need import GroupNeed, Limits
from bot.matching.group_solver import Effort


class NeedBook(Protocol):
    """Knows the needs."""

    def needs(self) -> list[GroupNeed]:
        """Give those that are open today."""
        ...


class PartBook(Protocol):
    """Keeps what was decided last."""

    def parts(self) -> list[Part]:
        """Give it."""
        ...

    def replace(self, parts: Sequence[Part]) -> None:
        """Keep these decisions in its place."""
        ...


@dataclass(frozen=True)
class Outcome:
    """What is proposed, and what nearly was."""

    proposal: Proposal
    misses: tuple[NearMiss, ...]
    limits: Limits

    def set_of(self, key: str) -> GroupSet | None:
        """Give the set that a need is in, or None."""
        return next((one for one in self.proposal.sets if key in one.keys), None)

    def misses_of(self, key: str) -> list[NearMiss]:
        """Give the near misses that a need is in."""
        return [one for one in self.misses if any(need.key == key for need in one.needs)]


class GroupDesk:
    """Proposes sets over the open needs. Thread-safe: one decision at a time, kept while nothing changes."""

    def __init__(
        self,
        needs: NeedBook,
        parts: PartBook,
        meaning: Meaning | None = None,
        limits: Limits | None = None,
        effort: Effort | None = None,
        refusals: Callable[[], Refusals] | None = None,
    ) -> None:
        self._needs = needs
        self._parts = parts
        self._meaning = meaning
        self._limits = limits or Limits()
        self._effort = effort or Effort(8.0)
        self._refusals = refusals or dict
        self._lock = threading.Lock()
        self._last: tuple[tuple[GroupNeed, ...], Refusals, Outcome] | None = None

    def outcome(self) -> Outcome:
        """Give what is proposed today. Raises StorageUnavailable."""
        with self._lock:
            needs, refusals = tuple(self._needs.needs()), self._refusals()
            if self._last is None or self._last[:2] != (needs, refusals):
                self._last = (needs, refusals, self._decided(needs, refusals))
            return self._last[2]

    def _decided(self, needs: tuple[GroupNeed, ...], refusals: Refusals) -> Outcome:
        before = self._parts.parts()
        outcome = propose(needs, before, self._meaning, self._limits, self._effort, refusals)
        if set(outcome.proposal.parts) != set(before):
            self._parts.replace(outcome.proposal.parts)
        return outcome


def propose(
    needs: Sequence[GroupNeed],
    previous: Sequence[Part] = (),
    meaning: Meaning | None = None,
    limits: Limits | None = None,
    effort: Effort | None = None,
    refusals: Refusals | None = None,
) -> Outcome:
    """Give what is proposed for these needs."""
    limits = limits or Limits()
    families = families_of([need.function for need in needs], meaning)
    proposal = build_groups(needs, families, limits, previous, effort, refusals)
    return Outcome(proposal, tuple(near_misses(proposal.uncovered, families, limits)), limits)
