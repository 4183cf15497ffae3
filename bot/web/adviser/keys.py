"""The keys page: where an administrator makes, watches and revokes the keys of other servers."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.errors import InvalidInput
from bot.store.keys import SCOPES, ApiKeys
from bot.web.adviser.guard import SignedIn, checked_form, desk_of, signed_in
from bot.web.adviser.words import RIGHTS
from bot.web.frame import frame_of, render
from bot.web.services import services_of

PAGE = "/conseiller/cles"


def administrator(me: Annotated[SignedIn, Depends(signed_in)]) -> SignedIn:
    """Give the administrator who is signed in; for any other account this page does not exist."""
    if me.account.role != "administrator":
        raise HTTPException(404)
    return me


router = APIRouter(prefix=PAGE, include_in_schema=False, dependencies=[Depends(administrator)])
Me = Annotated[SignedIn, Depends(administrator)]
_CHECKED = [Depends(checked_form)]


@router.get("", response_class=HTMLResponse)
def page(request: Request, me: Me) -> HTMLResponse:
    """Give the keys, with their last use."""
    desk_of(request).audit.note(me.account.id, "cles_vues")
    return _page(request, me)


@router.post("", dependencies=_CHECKED)
def add(
    request: Request,
    me: Me,
    name: Annotated[str, Form(max_length=200)] = "",
    scopes: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Make a key, and show its secret: this once."""
    try:
        key, secret = _keys(request).add(name, scopes or [])
    except InvalidInput as fault:
        return _page(request, me, status=422, fault=fault.user_message, name=name, ticked=scopes or [])
    desk_of(request).audit.note(me.account.id, "cle_creee", key.id)
    return _page(request, me, status=201, secret=secret)


@router.post("/{identity}/revoquer", dependencies=_CHECKED)
def revoke(request: Request, me: Me, identity: str) -> Response:
    """Close a key for good."""
    _keys(request).revoke(identity)
    desk_of(request).audit.note(me.account.id, "cle_revoquee", identity)
    return RedirectResponse(PAGE, 303)


def _keys(request: Request) -> ApiKeys:
    keys = services_of(request).keys
    if keys is None:
        raise HTTPException(404)
    return keys


def _page(
    request: Request,
    me: SignedIn,
    *,
    status: int = 200,
    secret: str = "",
    fault: str = "",
    name: str = "",
    ticked: list[str] | None = None,
) -> HTMLResponse:
    response = render(
        "adviser/keys.html",
        frame_of(request, "fr"),
        status,
        me=me.account,
        csrf=me.csrf,
        keys=_keys(request).all(),
        rights=RIGHTS,
        secret=secret,
        fault=fault,
        given=name,
        ticked=list(SCOPES) if ticked is None else ticked,
    )
    response.headers["Cache-Control"] = "no-store"
    return response
