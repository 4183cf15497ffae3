"""The group builder: sets of needs that make viable shared jobs, as many needs covered as possible.

Needs that no link joins are solved apart. What did not change since the last proposal is not solved again,
and among choices that cover as much, the one that keeps the most of the sets already proposed is taken.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.matching.group_candidates import Candidate, components, find_candidates, links
from bot.matching.group_greedy import greedy_choice
from bot.matching.group_need import GroupNeed, Limits, share_of
from bot.matching.group_rules import Families, farthest_km, load_of, same_family, viable_plan
from bot.matching.group_solver import Choice, Effort, choose_sets
from bot.matching.group_week import Plan

Refusals = Mapping[frozenset[str], bool]
"""Needs of which one refused the others, by key, and whether for good."""
_REFUSED_COST = 40
_SEARCH_SHARE = 0.5
"""The part of the time that finding candidates may take."""
_LEAST_SECONDS = 1.0
"""What the smallest part has; it nearly always needs less."""


@dataclass(frozen=True)
class GroupSet:
    """A viable shared job. `plan` gives each need, in order, its half-days."""

    needs: tuple[GroupNeed, ...]
    families: frozenset[str]
    plan: Plan

    @property
    def keys(self) -> frozenset[str]:
        """The needs, by key."""
        return frozenset(need.key for need in self.needs)

    @property
    def share(self) -> float:
        """The share of full time over the year."""
        return share_of(load_of(self.needs))

    @property
    def farthest(self) -> float:
        """The largest distance that counts, in kilometres."""
        return farthest_km(self.needs)


@dataclass(frozen=True)
class Part:
    """What was decided for needs that are linked to one another, known by a hash of all that decides it."""

    fingerprint: str
    sets: tuple[frozenset[str], ...]
    covered: int
    bound: int
    greedy: int
    proven: bool


@dataclass(frozen=True)
class Proposal:
    """The sets proposed. No choice covers more than `bound` needs; `greedy` is what the baseline covers."""

    sets: tuple[GroupSet, ...]
    uncovered: tuple[GroupNeed, ...]
    parts: tuple[Part, ...]
    seconds: float

    @property
    def covered(self) -> int:
        """How many needs are in a set."""
        return sum(part.covered for part in self.parts)

    @property
    def bound(self) -> int:
        """The most needs that any choice may cover."""
        return sum(part.bound for part in self.parts)

    @property
    def greedy(self) -> int:
        """How many needs the greedy baseline covers."""
        return sum(part.greedy for part in self.parts)

    @property
    def proven(self) -> bool:
        """Tell whether no choice is better."""
        return all(part.proven for part in self.parts)

    @property
    def gap(self) -> float:
        """How far from the bound, as a share of it: 0 when no choice covers more."""
        return (self.bound - self.covered) / self.bound if self.bound else 0.0


def build_groups(
    needs: Sequence[GroupNeed],
    families: Families,
    limits: Limits | None = None,
    previous: Sequence[Part] = (),
    effort: Effort | None = None,
    refusals: Refusals | None = None,
) -> Proposal:
    """Give the sets to propose. `previous` are the parts of the last proposal, `effort` that of the whole.

    Needs refused together for good are in no set together; refused for now, they come last.
    """
    begun = time.monotonic()
    limits, effort = limits or Limits(), effort or Effort(8.0)
    ordered = sorted(needs, key=lambda need: need.key)
    known = {part.fingerprint: part for part in previous if part.proven}
    kept = frozenset(keys for part in previous for keys in part.sets)
    parts = []
    pending = sorted(components(links(ordered, families, limits)), key=len)
    while pending:
        members = pending.pop(0)
        chosen = [ordered[index] for index in members]
        keys = {need.key for need in chosen}
        refused = {some: final for some, final in (refusals or {}).items() if some <= keys}
        fingerprint = _fingerprint(chosen, families, limits, refused)
        # Sets grow with the cube of the needs, at least: so does the share of the time that is left.
        share = len(members) ** 3 / (len(members) ** 3 + sum(len(one) ** 3 for one in pending))
        seconds = max((effort.seconds - (time.monotonic() - begun)) * share, _LEAST_SECONDS)
        parts.append(
            known.get(fingerprint)
            or _solved(chosen, fingerprint, families, limits, kept, refused, Effort(seconds, effort.workers))
        )
    by_key = {need.key: need for need in ordered}
    sets = [
        _made([by_key[key] for key in sorted(keys)], families, limits) for part in parts for keys in part.sets
    ]
    taken = {key for keys in (one.keys for one in sets) for key in keys}
    return Proposal(
        sets=tuple(sorted(sets, key=lambda one: sorted(one.keys))),
        uncovered=tuple(need for need in ordered if need.key not in taken),
        parts=tuple(parts),
        seconds=time.monotonic() - begun,
    )


def _solved(
    needs: Sequence[GroupNeed],
    fingerprint: str,
    families: Families,
    limits: Limits,
    kept: frozenset[frozenset[str]],
    refused: Refusals,
    effort: Effort,
) -> Part:
    begun = time.monotonic()
    found = find_candidates(needs, families, limits, effort.seconds * _SEARCH_SHARE)
    candidates = _without_refused(found.candidates, needs, refused)
    keys = [_keys(one, needs) for one in candidates]
    stable = {place for place, one in enumerate(keys) if one in kept}
    greedy = greedy_choice(candidates)
    greedy_covered = _covered(greedy, candidates)
    choice = Choice((), 0, 0, proven=True)
    if candidates:
        left = Effort(effort.seconds - (time.monotonic() - begun), effort.workers)
        choice = choose_sets(candidates, stable, greedy, left)
    return Part(
        fingerprint=fingerprint,
        sets=tuple(sorted((keys[place] for place in choice.chosen), key=sorted)),
        covered=choice.covered,
        bound=choice.bound if found.whole else len(needs),
        greedy=greedy_covered,
        proven=choice.proven and found.whole,
    )


def _without_refused(
    candidates: Sequence[Candidate], needs: Sequence[GroupNeed], refused: Refusals
) -> list[Candidate]:
    """Give the candidates that nobody refused for good, those refused for now made dear."""
    if not refused:
        return list(candidates)
    left = []
    for one in candidates:
        keys = _keys(one, needs)
        finals = {final for some, final in refused.items() if some <= keys}
        if True not in finals:
            left.append(replace(one, cost=one.cost + _REFUSED_COST) if finals else one)
    return left


def _keys(one: Candidate, needs: Sequence[GroupNeed]) -> frozenset[str]:
    return frozenset(needs[index].key for index in one.members)


def _covered(chosen: Sequence[int], candidates: Sequence[Candidate]) -> int:
    return sum(len(candidates[place].members) for place in chosen)


def _made(needs: Sequence[GroupNeed], families: Mapping[str, frozenset[str]], limits: Limits) -> GroupSet:
    plan = viable_plan(needs, families, limits)
    if plan is None:
        raise ValueError("a set that was chosen does not keep the rules")
    return GroupSet(tuple(needs), same_family(needs, families), plan)


def _fingerprint(needs: Sequence[GroupNeed], families: Families, limits: Limits, refused: Refusals) -> str:
    refusals = sorted((sorted(some), final) for some, final in refused.items())
    told = [limits, refusals, *((need, sorted(families[need.function])) for need in needs)]
    return sha256(repr(told).encode()).hexdigest()[:32]
