"""The showing: a set and a near miss as plain data, without a word that a company wrote."""

from typing import Any

from bot.matching.functions import families_by_words
from bot.matching.group_builder import GroupSet
from bot.matching.group_calendar import DAYS, season_words
from bot.matching.group_desk import Outcome
from bot.matching.group_law import NOTED, POINTS, WARNING
from bot.matching.group_near_misses import NearMiss
from bot.matching.group_need import GroupNeed, Limits
from bot.matching.group_telling import (
    function_words,
    hours_words,
    letter,
    miss_words,
    outcome_words,
    reasons_of,
    week_grid,
    year_loads,
)


def shown_set(one: GroupSet, own: str | None = None) -> dict[str, Any]:
    """Give a set as its members may see it; `own` is the key of the need of whoever looks."""
    return {
        "share": round(one.share, 3),
        "function": function_words(one.families),
        "farthest_km": round(one.farthest),
        "members": [_member(need, place, own) for place, need in enumerate(one.needs)],
        "reasons": reasons_of(one, named=False),
        "week": [
            {"half": half, "days": [[letter(cell.member) for cell in cells] for cells in row]}
            for half, row in week_grid(one)
        ],
        "year": [{"month": month.month, "hours": list(month.hours)} for month in year_loads(one)],
    }


def shown_miss(miss: NearMiss, limits: Limits, own: str | None = None) -> dict[str, Any]:
    """Give a near miss in the same way."""
    return {
        "text": miss_words(miss, limits),
        "fault": miss.fault,
        "amount": round(miss.amount, 2),
        "members": [_member(need, place, own) for place, need in enumerate(miss.needs)],
    }


def shown_outcome(outcome: Outcome) -> dict[str, Any]:
    """Give everything that is proposed."""
    proposal = outcome.proposal
    return {
        "needs": proposal.covered + len(proposal.uncovered),
        "covered": proposal.covered,
        "bound": proposal.bound,
        "greedy": proposal.greedy,
        "proven": proposal.proven,
        "gap": round(proposal.gap, 4),
        "text": outcome_words(proposal),
        "sets": [shown_set(one) for one in proposal.sets],
        "near_misses": [shown_miss(one, outcome.limits) for one in outcome.misses],
    }


def shown_law() -> dict[str, Any]:
    """Give the legal statements, dated, with their sources."""
    return {
        "warning": WARNING,
        "noted": NOTED.isoformat(),
        "points": [{"text": one.text, "source": one.source} for one in POINTS],
    }


def _member(need: GroupNeed, place: int, own: str | None) -> dict[str, Any]:
    return {
        "letter": letter(place),
        "yours": need.key == own,
        "function": function_words(families_by_words(need.function)),
        "departement": need.place.departement,
        "hours": need.hours,
        "time": hours_words(need.hours),
        "days": [DAYS[day] for day in need.days],
        "season": season_words(need.weeks),
        "remote": need.remote,
    }
