"""The rules of employer groups: which needs may stand in one set, each rule a named predicate."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from bot.companies.geography import distance_km
from bot.matching.group_need import GroupNeed, Limits
from bot.matching.group_week import Plan, week_plan

Families = Mapping[str, frozenset[str]]
"""The families of each function."""


def same_family(needs: Sequence[GroupNeed], families: Families) -> frozenset[str]:
    """Give the families that every need of a set shares; empty when there is none."""
    return frozenset.intersection(*(families[need.function] for need in needs))


def travel_km(one: GroupNeed, other: GroupNeed) -> float:
    """Give the distance that counts between two needs, as the crow flies.

    Work done from a distance lightens it: the share of the need that is most often remote is taken off.
    """
    away = 1 - max(one.remote, other.remote) / 100
    return distance_km(one.place, other.place) * away


def starts_apart(needs: Sequence[GroupNeed]) -> int:
    """Give the days between the first start and the last."""
    starts = [need.start for need in needs]
    return (max(starts) - min(starts)).days


def load_of(needs: Sequence[GroupNeed]) -> int:
    """Give what a set amounts to over the year, in quarters of an hour."""
    return sum(need.load for need in needs)


def busiest_week(needs: Sequence[GroupNeed]) -> int:
    """Give the most quarters of an hour that one week of the year holds."""
    most = 0
    for count in range(1, len(needs) + 1):
        for some in combinations(needs, count):
            weeks = some[0].weeks
            for need in some[1:]:
                weeks &= need.weeks
            if weeks:
                most = max(most, sum(need.quarters for need in some))
    return most


def farthest_km(needs: Sequence[GroupNeed]) -> float:
    """Give the largest distance that counts within a set."""
    return max((travel_km(one, other) for one, other in combinations(needs, 2)), default=0.0)


def may_stand_together(one: GroupNeed, other: GroupNeed, families: Families, limits: Limits) -> bool:
    """Tell whether two needs may be in one set, whatever its other needs: what forbids it is final."""
    return bool(
        families[one.function] & families[other.function]
        and starts_apart((one, other)) <= limits.start_days
        and one.load + other.load <= limits.most_load
        and (not one.weeks & other.weeks or one.quarters + other.quarters <= limits.week_quarters)
        and travel_km(one, other) <= limits.travel_km
    )


def viable_plan(needs: Sequence[GroupNeed], families: Families, limits: Limits) -> Plan | None:
    """Give the week of a set that keeps every rule, or None. This is the judge of last resort: the search
    for sets may be as clever as it likes, what it finds is held to this."""
    if not 2 <= len(needs) <= limits.largest or not same_family(needs, families):
        return None
    if not limits.least_load <= load_of(needs) <= limits.most_load:
        return None
    if busiest_week(needs) > limits.week_quarters or starts_apart(needs) > limits.start_days:
        return None
    if farthest_km(needs) > limits.travel_km:
        return None
    return week_plan(needs)
