"""The week of a set: which half-day goes to which need, the same all year, without a clash.

Half-days are numbered 0 (Monday morning) to 13 (Sunday afternoon). Two needs clash on a half-day when
they share a week of the year; needs of different seasons may have the same one.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from bot.matching.group_calendar import bits_of, mask
from bot.matching.group_need import GroupNeed

HALF_DAYS = 14
Plan = tuple[tuple[int, ...], ...]
"""For each need, in order, its half-days."""
_Shape = tuple[tuple[int, int, int], ...]


def week_plan(needs: Sequence[GroupNeed]) -> Plan | None:
    """Give each need its half-days, or None when no week has room for all. One day at least stays free.

    The answer is exact: every week is tried, up to the exchange of equal half-days.
    """
    return _plan(tuple((need.half_days, need.day_mask, need.weeks) for need in needs))


@lru_cache(maxsize=200_000)
def _plan(shape: _Shape) -> Plan | None:
    open_days = 0
    for _, days, _ in shape:
        open_days |= days
    rests = range(6, -1, -1) if open_days == 0b1111111 else (None,)
    for rest in rests:
        found = _fitted(shape, open_days if rest is None else open_days & ~(1 << rest))
        if found is not None:
            return found
    return None


def _fitted(shape: _Shape, open_days: int) -> Plan | None:
    """Fill the half-days one after the other; what is left to place is all that the rest depends on."""
    choices, bounds = _free_together(shape), _bounds(shape, open_days)
    dead: set[tuple[int, tuple[int, ...]]] = set()
    given: list[int] = []

    def fill(slot: int, left: tuple[int, ...]) -> bool:
        if not any(left):
            return True
        if (slot, left) in dead or not all(
            sum(left[index] for index in clique) <= room[slot] for clique, room in bounds
        ):
            return False
        for chosen in _ordered(choices, given, slot) if open_days >> slot // 2 & 1 else (0,):
            working = tuple(
                index
                for index, (_, days, _) in enumerate(shape)
                if chosen >> index & 1 and left[index] and days >> slot // 2 & 1
            )
            given.append(sum(1 << index for index in working))
            if fill(slot + 1, tuple(count - (index in working) for index, count in enumerate(left))):
                return True
            given.pop()
        dead.add((slot, left))
        return False

    if not fill(0, tuple(half_days for half_days, _, _ in shape)):
        return None
    return tuple(
        tuple(slot for slot, working in enumerate(given) if working >> index & 1)
        for index in range(len(shape))
    )


def _bounds(shape: _Shape, open_days: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Give, for needs that two by two share a week, how many half-days are left to them from each on."""
    found = []
    for members in _subsets(len(shape)):
        if not all(shape[one][2] & shape[other][2] for one, other in combinations(members, 2)):
            continue
        days = 0
        for index in members:
            days |= shape[index][1] & open_days
        room = tuple(
            sum(days >> slot // 2 & 1 for slot in range(first, HALF_DAYS)) for first in range(HALF_DAYS + 1)
        )
        found.append((members, room))
    return found


def _free_together(shape: _Shape) -> list[int]:
    """Give the largest subsets of needs of which no two share a week, as masks."""
    apart = [
        mask(members)
        for members in _subsets(len(shape))
        if not any(shape[one][2] & shape[other][2] for one, other in combinations(members, 2))
    ]
    return [one for one in apart if not any(one != other and one & other == one for other in apart)]


def _subsets(count: int) -> list[tuple[int, ...]]:
    return [bits_of(subset) for subset in range(1, 1 << count)]


def _ordered(choices: list[int], given: list[int], slot: int) -> list[int]:
    # Who has the morning keeps the afternoon, if it can.
    if slot % 2 and given[-1]:
        return sorted(choices, key=lambda chosen: chosen & given[-1] != given[-1])
    return choices
