"""The employer groups at the desk: the sets found, each explained and drawn, and what nearly holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from bot.matching.group_builder import GroupSet
from bot.matching.group_calendar import DAYS, season_words
from bot.matching.group_law import POINTS, WARNING
from bot.matching.group_need import GroupNeed
from bot.matching.group_telling import (
    Cell,
    MonthLoad,
    function_words,
    hours_words,
    miss_words,
    outcome_words,
    reasons_of,
    week_grid,
    year_loads,
)
from bot.store.deposits import Party
from bot.web.adviser.guard import SignedIn, checked_form, desk_of, signed_in
from bot.web.adviser.paging import desk_page
from bot.web.group_words import INTRODUCED
from bot.web.groups import between_of

router = APIRouter(prefix="/conseiller", include_in_schema=False, dependencies=[Depends(signed_in)])
Me = Annotated[SignedIn, Depends(signed_in)]


@dataclass(frozen=True)
class Member:
    """A need with who deposited it: the desk sees both."""

    need: GroupNeed
    party: Party

    @property
    def hours(self) -> str:
        """The hours a week, in words."""
        return hours_words(self.need.hours)

    @property
    def season(self) -> str:
        """When in the year, in words."""
        return season_words(self.need.weeks)


@dataclass(frozen=True)
class DrawnSet:
    """A set as the page draws it."""

    keys: str
    state: str
    function: str
    share: int
    members: tuple[Member, ...]
    reasons: list[str]
    week: list[tuple[str, list[tuple[Cell, ...]]]]
    year: list[MonthLoad]


@dataclass(frozen=True)
class DrawnMiss:
    """A near miss as the page tells it."""

    text: str
    members: tuple[Member, ...]


@router.get("/groupements", response_class=HTMLResponse)
def groups(request: Request, me: Me) -> HTMLResponse:
    """Give the page of the sets."""
    between = between_of(request)
    desk_of(request).audit.note(me.account.id, "groupements_vus")
    parties = {one.id: one.party for one in between.deposits.open_ones("groupement")}
    outcome, states = between.groups.outcome(), between.introductions.states()
    missed = {need.key for miss in outcome.misses for need in miss.needs}
    return desk_page(
        "adviser/groups.html",
        request,
        me,
        proposal=outcome.proposal,
        outcome=outcome_words(outcome.proposal),
        sets=[
            _drawn(one, parties, INTRODUCED.get(states.get(one.keys, ""), ""))
            for one in outcome.proposal.sets
        ],
        misses=[
            DrawnMiss(miss_words(one, outcome.limits), _members(one.needs, parties)) for one in outcome.misses
        ],
        alone=_members(tuple(need for need in outcome.proposal.uncovered if need.key not in missed), parties),
        day_names=DAYS,
        points=POINTS,
        warning=WARNING,
    )


@router.post("/groupements/proposer", dependencies=[Depends(checked_form)])
def introduce(request: Request, me: Me, keys: Annotated[str, Form(max_length=200)]) -> Response:
    """Propose the companies of a set to one another."""
    between_of(request).introductions.propose(keys.split())
    desk_of(request).audit.note(me.account.id, "mise_en_relation", keys)
    return RedirectResponse("/conseiller/groupements", HTTPStatus.SEE_OTHER)


def _drawn(one: GroupSet, parties: Mapping[str, Party], state: str) -> DrawnSet:
    return DrawnSet(
        keys=" ".join(sorted(one.keys)),
        state=state,
        function=function_words(one.families),
        share=round(one.share * 100),
        members=_members(one.needs, parties),
        reasons=reasons_of(one),
        week=week_grid(one),
        year=year_loads(one),
    )


def _members(needs: tuple[GroupNeed, ...], parties: Mapping[str, Party]) -> tuple[Member, ...]:
    # A need withdrawn this very second has no author left to show.
    return tuple(Member(need, parties.get(need.key, _GONE)) for need in needs)


_GONE = Party("besoin retiré", "", "")
