"""The near misses: needs that would make one job, were it not for one rule, and by how much."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from bot.matching.group_need import GroupNeed, Limits
from bot.matching.group_rules import (
    Families,
    busiest_week,
    farthest_km,
    load_of,
    same_family,
    starts_apart,
    travel_km,
)
from bot.matching.group_week import HALF_DAYS, Plan, week_plan

Fault = Literal["hours_short", "hours_over", "travel", "start", "clash"]
_NEIGHBOURS = 8
_EACH = 2
_MOST = 60
_WIDER_TRAVEL = 1.7
_WIDER_LOAD = 0.25
_LATER_DAYS = 62
_QUARTERS_A_YEAR = 4 * 52


@dataclass(frozen=True)
class NearMiss:
    """Needs that break one rule only. `amount` is in hours a week, kilometres or days, as the fault says.

    `day` is where the hours could go, or where they are missing; `who` lacks them in a clash.
    """

    needs: tuple[GroupNeed, ...]
    fault: Fault
    amount: float
    severity: float
    day: int | None = None
    who: GroupNeed | None = None


def near_misses(uncovered: Sequence[GroupNeed], families: Families, limits: Limits) -> list[NearMiss]:
    """Give, for needs that no set covers, the sets that nearly hold, the nearest first."""
    found: dict[frozenset[str], NearMiss] = {}
    for need in uncovered:
        best: list[NearMiss] = []
        for some in _tries(need, uncovered, families, limits):
            miss = near_miss(some, families, limits)
            if miss is not None:
                best.append(miss)
        for miss in sorted(best, key=_rank)[:_EACH]:
            found.setdefault(frozenset(one.key for one in miss.needs), miss)
    return sorted(found.values(), key=_rank)[:_MOST]


def near_miss(needs: Sequence[GroupNeed], families: Families, limits: Limits) -> NearMiss | None:
    """Give what one rule lacks, or None when none does, or more than one, or by too much."""
    ordered = tuple(sorted(needs, key=lambda need: need.key))
    if not same_family(ordered, families) or busiest_week(ordered) > limits.week_quarters:
        return None
    found = [miss for miss in (_travel(ordered, limits), _start(ordered, limits)) if miss]
    plan = week_plan(ordered)
    found += [miss for miss in (_hours(ordered, plan, limits), _clash(ordered) if not plan else None) if miss]
    if len(found) != 1 or found[0].severity > 1 or (plan is None and found[0].fault != "clash"):
        return None
    return found[0]


def _rank(miss: NearMiss) -> tuple[float, list[str]]:
    return miss.severity, [need.key for need in miss.needs]


def _tries(
    need: GroupNeed, others: Sequence[GroupNeed], families: Families, limits: Limits
) -> Iterator[tuple[GroupNeed, ...]]:
    near = [
        other
        for other in others
        if other is not need
        and families[need.function] & families[other.function]
        and travel_km(need, other) <= limits.travel_km * _WIDER_TRAVEL
    ]
    near = sorted(near, key=lambda other: (travel_km(need, other), other.key))[:_NEIGHBOURS]
    for count in (1, 2, 3):
        for some in combinations(near, count):
            yield (need, *some)


def _hours(needs: tuple[GroupNeed, ...], plan: Plan | None, limits: Limits) -> NearMiss | None:
    load = load_of(needs)
    if load < limits.least_load:
        lacking = (limits.least_load - load) / _QUARTERS_A_YEAR
        severity = (limits.least_load - load) / (limits.least_load * _WIDER_LOAD)
        return NearMiss(needs, "hours_short", lacking, severity, _free_day(plan))
    if load > limits.most_load:
        beyond = (load - limits.most_load) / _QUARTERS_A_YEAR
        severity = (load - limits.most_load) / (limits.most_load * _WIDER_LOAD)
        return NearMiss(needs, "hours_over", beyond, severity)
    return None


def _travel(needs: tuple[GroupNeed, ...], limits: Limits) -> NearMiss | None:
    beyond = farthest_km(needs) - limits.travel_km
    severity = beyond / (limits.travel_km * (_WIDER_TRAVEL - 1))
    return NearMiss(needs, "travel", beyond, severity) if beyond > 0 else None


def _start(needs: tuple[GroupNeed, ...], limits: Limits) -> NearMiss | None:
    beyond = starts_apart(needs) - limits.start_days
    return NearMiss(needs, "start", beyond, beyond / _LATER_DAYS) if beyond > 0 else None


def _clash(needs: tuple[GroupNeed, ...]) -> NearMiss | None:
    """Give the need that lacks a half-day, or a day, and which one: everything else has its place."""
    for fewer in (1, 2):
        for place, need in enumerate(needs):
            if need.half_days <= fewer:
                continue
            less = replace(need, half_days=need.half_days - fewer)
            plan = week_plan([*needs[:place], less, *needs[place + 1 :]])
            if plan is not None:
                lacking = fewer * need.hours / need.half_days
                return NearMiss(needs, "clash", lacking, fewer * 0.45, _taken_day(need, place, plan), need)
    return None


def _free_day(plan: Plan | None) -> int | None:
    taken = {slot for slots in plan or () for slot in slots}
    free = [slot // 2 for slot in range(HALF_DAYS) if slot not in taken and slot // 2 < 5]
    whole = [day for day in free if free.count(day) == 2]
    return next(iter((*whole, *free)), None) if plan else None


def _taken_day(need: GroupNeed, place: int, plan: Plan) -> int:
    """Give the day, of those possible, on which others leave the need the least."""
    others = {slot // 2 for other, slots in enumerate(plan) if other != place for slot in slots}
    own = [slot // 2 for slot in plan[place]]
    return min(need.days, key=lambda day: (day not in others, own.count(day), day))
