"""The pages of the board: the form by which an offer or a need is deposited, and the page that follows it."""

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
from bot.matching.board_categories import FAMILIES, categories
from bot.matching.board_reading import stored_item
from bot.matching.given_need import NeedFault
from bot.web.adviser.guard import own_form
from bot.web.deposit_form import faults_by_field, given_by, sent_values
from bot.web.frame import frame_of, render
from bot.web.group_words import INTRODUCED, TO_CONFIRM
from bot.web.groups import between_of
from bot.web.introductions import shown_introduction
from bot.web.offer_words import CONSENT, FIELDS, KINDS, NOT_YET, STATES
from bot.web.offers import GivenOffer, followed_offer, keep_offer
from bot.web.services import services_of

router = APIRouter(prefix="/offres", include_in_schema=False)
Key = Annotated[str, Query(max_length=64)]
_OWN = [Depends(own_form)]
_SECTORS = {letter: label for letter, (label, _, _) in SECTIONS.items() if letter not in "TU"}
_FILLED_BEFORE = ("kind", "category", "text", "commune")
"""What the address of the empty form may fill: what the assistant heard."""
_LONGEST = 500


@router.get("", response_class=HTMLResponse)
def form(request: Request) -> HTMLResponse:
    """Give the form, empty or with what its address says."""
    between_of(request)
    said = {name: request.query_params.get(name, "")[:_LONGEST] for name in _FILLED_BEFORE}
    return _form(request, {"partners": "1", "sectors": [], **said}, {})


@router.post("", dependencies=_OWN)
async def deposit(request: Request) -> Response:
    """Keep a deposit and go to its page; when something is wrong, give the form back as it was filled."""
    values, key = await sent_values(request, ("sectors",))
    try:
        given = GivenOffer.model_validate(given_by(values))
        clock = services_of(request).clock
        receipt = await run_in_threadpool(keep_offer, between_of(request), given, key, clock)
    except (ValidationError, NeedFault) as fault:
        return _form(request, values, faults_by_field(fault))
    return RedirectResponse(receipt.follow, HTTPStatus.SEE_OTHER)


@router.get("/{offer_id}", response_class=HTMLResponse)
def follow(request: Request, offer_id: str, cle: Key = "", preuve: Key = "") -> Response:
    """Give the page of a deposit to whoever holds its key; with what the e-mail told, confirm it first."""
    between = between_of(request)
    if preuve:
        between.deposits.confirm(offer_id, cle, preuve)
        return RedirectResponse(f"/offres/{offer_id}?cle={cle}", HTTPStatus.SEE_OTHER)
    one = followed_offer(between, offer_id, cle)
    return _page(
        "offers/follow.html",
        request,
        deposit=one,
        item=stored_item(one.data, one.id) if one.data else None,
        categories=categories(),
        introductions=[shown_introduction(each) for each in between.introductions.of_deposit(one.id)],
        introduced=INTRODUCED,
        states=STATES,
        secret=cle,
        not_yet=NOT_YET,
        to_confirm=TO_CONFIRM,
    )


@router.post("/{offer_id}/retirer", dependencies=_OWN)
def withdraw(request: Request, offer_id: str, cle: Annotated[str, Form(max_length=64)]) -> Response:
    """Withdraw a deposit."""
    between = between_of(request)
    followed_offer(between, offer_id, cle)
    between.deposits.withdraw(offer_id, cle)
    return RedirectResponse(f"/offres/{offer_id}?cle={cle}", HTTPStatus.SEE_OTHER)


def _form(request: Request, values: dict[str, Any], faults: dict[str, str]) -> HTMLResponse:
    families = {
        label: [one for one in categories().values() if one.family == family]
        for family, label in FAMILIES.items()
    }
    return _page(
        "offers/form.html",
        request,
        HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK,
        fields=FIELDS,
        kinds=KINDS,
        families=families,
        sectors=_SECTORS,
        consent=CONSENT,
        values=defaultdict(str, values),
        faults=defaultdict(str, faults),
        key=secrets.token_urlsafe(24),
    )


def _page(name: str, request: Request, status: HTTPStatus = HTTPStatus.OK, **values: Any) -> HTMLResponse:
    response = render(name, frame_of(request, "fr", at="/"), status, **values)
    # The address holds the key, or what was said: it goes to no other page and stays in no cache.
    response.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
    return response
