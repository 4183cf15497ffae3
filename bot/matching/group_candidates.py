"""The candidates: every set of two to four needs that keeps the rules, found by growing smaller ones."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from random import Random

from bot.matching.group_calendar import WHOLE_YEAR, bits_of, mask
from bot.matching.group_need import GroupNeed, Limits, share_of
from bot.matching.group_rules import Families, farthest_km, may_stand_together
from bot.matching.group_week import week_plan

MOST = 120_000
"""More sets than this are not all weighed."""
SAMPLE = 10_000
_EVERY_DAY = 0b1111111


@dataclass(frozen=True)
class Candidate:
    """A viable set, its members by their place in the component; a lower `cost` makes a better job."""

    members: tuple[int, ...]
    cost: int


@dataclass(frozen=True)
class Found:
    """The viable sets of a component. When not `whole`, time ran out and others may exist."""

    candidates: tuple[Candidate, ...]
    whole: bool


def links(needs: Sequence[GroupNeed], families: Families, limits: Limits) -> list[int]:
    """Give, for each need, the mask of those that it may stand with."""
    linked = [0] * len(needs)
    for one, other in combinations(range(len(needs)), 2):
        if may_stand_together(needs[one], needs[other], families, limits):
            linked[one] |= 1 << other
            linked[other] |= 1 << one
    return linked


def components(linked: Sequence[int]) -> list[tuple[int, ...]]:
    """Give the groups of needs that no link joins to one another, lone needs left out.

    >>> components([0b010, 0b001, 0b000])
    [(0, 1)]
    """
    seen, found = 0, []
    for first in range(len(linked)):
        if seen >> first & 1 or not linked[first]:
            continue
        reached, edge = 1 << first, linked[first]
        while edge & ~reached:
            reached |= edge
            edge = 0
            for index in range(len(linked)):
                if reached >> index & 1:
                    edge |= linked[index]
        seen |= reached
        found.append(tuple(index for index in range(len(linked)) if reached >> index & 1))
    return found


def find_candidates(needs: Sequence[GroupNeed], families: Families, limits: Limits, seconds: float) -> Found:
    """Give every viable set among these needs; when `seconds` are too few for all, a fair sample of them."""
    growing = _Growing(needs, families, limits, time.monotonic() + seconds / 2)
    found = list(islice(growing.every(), MOST + 1))
    if growing.in_time and len(found) <= MOST:
        return Found(tuple(found), whole=True)
    # What was found begins with the same few needs: every need gets its chance, and those keep a part.
    growing.deadline = time.monotonic() + seconds / 2
    sample = {one.members: one for one in (*found[:: len(found) // SAMPLE + 1], *growing.drawn())}
    return Found(tuple(sample[members] for members in sorted(sample)), whole=False)


_Clique = tuple[int, int, int, int, int]
"""Needs that two by two share a week: their mask, common weeks, days, half-days, quarters of an hour."""
_ALONE: _Clique = (0, WHOLE_YEAR, 0, 0, 0)


class _Growing:
    """Grows sets one need at a time, as long as the rules leave room. Stops at `deadline`."""

    def __init__(
        self, needs: Sequence[GroupNeed], families: Families, limits: Limits, deadline: float
    ) -> None:
        self.needs = needs
        self.limits = limits
        self.deadline = deadline
        self.in_time = True
        self._linked = links(needs, families, limits)
        self._families = [families[need.function] for need in needs]
        self._overlaps = [
            mask(index for index, other in enumerate(needs) if other.weeks & need.weeks) for need in needs
        ]
        self._steps = 0

    def every(self) -> Iterator[Candidate]:
        """Give each set once, its members in order."""
        for first in range(len(self.needs)):
            start = self._extended((), [_ALONE], first)
            later = self._linked[first] >> (first + 1) << (first + 1)
            if start is not None:
                yield from self._grown((first,), start, later, self._families[first])

    def drawn(self) -> Iterator[Candidate]:
        """Give sets drawn at random, each need first in its turn, until time is up."""
        chance, turn = Random(1), 0
        while time.monotonic() < self.deadline:
            members: tuple[int, ...] = ()
            cliques: list[_Clique] | None = [_ALONE]
            free, index, shared = -1, turn % len(self.needs), self._families[turn % len(self.needs)]
            turn += 1
            for _ in range(16):
                grown = self._extended(members, cliques or [], index)
                if grown is not None and shared & self._families[index]:
                    members, cliques = (*members, index), grown
                    free, shared = free & self._linked[index], shared & self._families[index]
                    if self._is_viable_load(members):
                        yield self._candidate(tuple(sorted(members)))
                    if len(members) == self.limits.largest:
                        break
                choices = bits_of(free) if free > 0 else ()
                if not choices:
                    break
                index = chance.choice(choices)

    def _grown(
        self, members: tuple[int, ...], cliques: list[_Clique], free: int, shared: frozenset[str]
    ) -> Iterator[Candidate]:
        while free and self._goes_on():
            bit = free & -free
            free ^= bit
            index = bit.bit_length() - 1
            families = shared & self._families[index]
            grown = self._extended(members, cliques, index) if families else None
            if grown is None:
                continue
            larger = (*members, index)
            if self._is_viable_load(larger):
                yield self._candidate(larger)
            if len(larger) < self.limits.largest:
                yield from self._grown(larger, grown, free & self._linked[index], families)

    def _goes_on(self) -> bool:
        self._steps += 1
        if self._steps % 512 == 0 and time.monotonic() > self.deadline:
            self.in_time = False
        return self.in_time

    def _load(self, members: tuple[int, ...]) -> int:
        return sum(self.needs[index].load for index in members)

    def _is_viable_load(self, members: tuple[int, ...]) -> bool:
        return len(members) > 1 and self._load(members) >= self.limits.least_load

    def _extended(self, members: tuple[int, ...], cliques: list[_Clique], index: int) -> list[_Clique] | None:
        """Give the cliques of the set with a need more, or None when the week has no room for it."""
        need, overlaps = self.needs[index], self._overlaps[index]
        if members and self._load(members) + need.load > self.limits.most_load:
            return None
        fresh = []
        for held, weeks, days, half_days, quarters in cliques:
            if held & overlaps != held:
                continue
            grown = (
                held | 1 << index,
                weeks & need.weeks,
                days | need.day_mask,
                half_days + need.half_days,
                quarters + need.quarters,
            )
            if grown[3] > 2 * grown[2].bit_count() or (grown[1] and grown[4] > self.limits.week_quarters):
                return None
            fresh.append(grown)
        # Hall's theorem: when all share their weeks, room for each subset is room for all at once.
        largest = fresh[-1]
        together = largest[0].bit_count() == len(members) + 1
        if together and largest[2] != _EVERY_DAY:
            return [*cliques, *fresh]
        plan = week_plan([self.needs[one] for one in (*members, index)])
        return None if plan is None else [*cliques, *fresh]

    def _candidate(self, members: tuple[int, ...]) -> Candidate:
        return Candidate(members, cost_of([self.needs[index] for index in members], self._load(members)))


def cost_of(needs: Sequence[GroupNeed], load: int) -> int:
    """Give what makes a set less good, from 0: the way between companies, then the gap to full time.

    One point is a kilometre, or one hundredth of full time, or a company more to share the week with.
    """
    gap = abs(1 - share_of(load)) * 100
    return round(farthest_km(needs)) + round(gap) + 2 * len(needs)
