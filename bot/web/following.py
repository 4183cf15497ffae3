"""The following: the page by which whoever asked follows, changes or withdraws a request."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from bot.web.adviser.guard import desk_of, own_form
from bot.web.adviser.words import KINDS, STATES, TOLD
from bot.web.calendar import appointment_file
from bot.web.cleaning import Message
from bot.web.frame import frame_of, render
from bot.web.services import services_of

router = APIRouter(prefix="/demandes", include_in_schema=False)
Key = Annotated[str, Query(max_length=64)]
FormKey = Annotated[str, Form(max_length=64)]
_OWN = [Depends(own_form)]


@router.get("/{number}", response_class=HTMLResponse)
def follow(request: Request, number: str, cle: Key = "") -> HTMLResponse:
    """Give the follow-up page to whoever holds the key."""
    case = desk_of(request).cases.followed(number, cle)
    response = render(
        "adviser/follow.html", frame_of(request, "fr"), case=case, states=STATES, kinds=KINDS, told=TOLD
    )
    # The address holds the key: it goes to no other page and stays in no cache.
    response.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
    return response


@router.get("/{number}/rendez-vous.ics")
def calendar(request: Request, number: str, cle: Key = "") -> Response:
    """Give the appointment as a calendar file."""
    return appointment_file(desk_of(request).cases.followed(number, cle), services_of(request).clock())


@router.post("/{number}/modifier", dependencies=_OWN)
def change(request: Request, number: str, cle: FormKey, need: Annotated[Message, Form()]) -> Response:
    """Change what is asked."""
    desk_of(request).cases.change(number, cle, need)
    return _back(number, cle)


@router.post("/{number}/retirer", dependencies=_OWN)
def withdraw(request: Request, number: str, cle: FormKey) -> Response:
    """Withdraw the request."""
    desk_of(request).cases.withdraw(number, cle)
    return _back(number, cle)


@router.post("/{number}/avis", dependencies=_OWN)
def tell(request: Request, number: str, cle: FormKey, told: Annotated[str, Form(max_length=20)]) -> Response:
    """Note whether the company was helped."""
    desk_of(request).cases.tell(number, cle, told)
    return _back(number, cle)


def _back(number: str, key: str) -> Response:
    return RedirectResponse(f"/demandes/{number}?cle={key}", 303)
