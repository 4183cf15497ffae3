"""The pages of the employer groups: the form by which a need is deposited, and the page that follows it."""

import secrets
from collections import defaultdict
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from bot.companies.activities import SECTIONS
from bot.matching.given_need import NeedFault, read_need
from bot.matching.group_calendar import DAYS, MONTHS, season_words
from bot.matching.group_law import POINTS, WARNING
from bot.matching.group_telling import hours_words, week_grid, year_loads
from bot.web.adviser.guard import own_form
from bot.web.deposit_form import faults_by_field, given_by, sent_values
from bot.web.frame import frame_of, render
from bot.web.group_words import CONSENT, FIELDS, INTRODUCED, NOT_YET, SEASONS, TO_CONFIRM
from bot.web.groups import GivenGroupNeed, between_of, followed_need, keep_need

router = APIRouter(prefix="/groupements", include_in_schema=False)
Key = Annotated[str, Query(max_length=64)]
_OWN = [Depends(own_form)]
_MANY = ("days", "months")
_WORDS: dict[str, Any] = {
    "fields": FIELDS,
    "seasons": SEASONS,
    "consent": CONSENT,
    "day_names": DAYS,
    "month_names": MONTHS,
    "sectors": {letter: label for letter, (label, _, _) in SECTIONS.items() if letter not in "TU"},
    "points": POINTS,
    "warning": WARNING,
}


@router.get("", response_class=HTMLResponse)
def form(request: Request) -> HTMLResponse:
    """Give the form, empty or with what its address says."""
    between_of(request)
    said = {name: request.query_params.get(name, "")[:200] for name in ("function", "commune")}
    return _form(request, {"days": ["1", "2", "3", "4", "5"], "weeks": "toutes", **said}, {})


@router.post("", dependencies=_OWN)
async def deposit(request: Request) -> Response:
    """Keep a need and go to its page; when something is wrong, give the form back as it was filled."""
    values, key = await sent_values(request, _MANY)
    try:
        given = GivenGroupNeed.model_validate(given_by(values))
        receipt = await run_in_threadpool(keep_need, between_of(request), given, key)
    except (ValidationError, NeedFault) as fault:
        return _form(request, values, faults_by_field(fault))
    return RedirectResponse(receipt.follow, HTTPStatus.SEE_OTHER)


@router.get("/{need_id}", response_class=HTMLResponse)
def follow(request: Request, need_id: str, cle: Key = "", preuve: Key = "") -> Response:
    """Give the page of a need to whoever holds its key; with what the e-mail told, confirm it first."""
    between = between_of(request)
    if preuve:
        between.deposits.confirm(need_id, cle, preuve)
        return RedirectResponse(f"/groupements/{need_id}?cle={cle}", HTTPStatus.SEE_OTHER)
    one = between.deposits.followed(need_id, cle)
    need = read_need(one.data, one.id) if one.data else None
    told = {"hours": hours_words(need.hours), "season": season_words(need.weeks)} if need else {}
    found = between.groups.outcome().set_of(one.id) if one.is_open else None
    return _page(
        "groups/follow.html",
        request,
        deposit=one,
        need=need,
        told=told,
        found=followed_need(between, one),
        drawn={"week": week_grid(found), "year": year_loads(found)} if found else None,
        introductions=between.introductions.of_deposit(one.id),
        states=INTRODUCED,
        secret=cle,
        not_yet=NOT_YET,
        to_confirm=TO_CONFIRM,
    )


@router.post("/{need_id}/retirer", dependencies=_OWN)
def withdraw(request: Request, need_id: str, cle: Annotated[str, Form(max_length=64)]) -> Response:
    """Withdraw a need."""
    between_of(request).deposits.withdraw(need_id, cle)
    return RedirectResponse(f"/groupements/{need_id}?cle={cle}", HTTPStatus.SEE_OTHER)


def _form(request: Request, values: dict[str, Any], faults: dict[str, str]) -> HTMLResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return _page(
        "groups/form.html",
        request,
        status,
        values=defaultdict(str, values),
        faults=defaultdict(str, faults),
        key=secrets.token_urlsafe(24),
    )


def _page(name: str, request: Request, status: HTTPStatus = HTTPStatus.OK, **values: Any) -> HTMLResponse:
    response = render(name, frame_of(request, "fr", at="/"), status, **_WORDS, **values)
    # The address holds the key: it goes to no other page and stays in no cache.
    response.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
    return response
