"""The exchange: a site's public key, from a page of an allowed origin, for a short-lived token."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from bot.web.messages import SITE_REFUSED
from bot.web.requirements import json_body
from bot.web.services import services_of
from bot.web.widget.guard import is_own, site_for, tokens_of, widget_of
from bot.web.widget.identities import Identity, identity_of
from bot.web.widget.refusals import SiteRefused
from bot.web.widget.tokens import LIFETIME, Pass

router = APIRouter(prefix="/widget/sites", include_in_schema=False)


class Asked(BaseModel):
    """What comes with the key. `origin` is that of the page around a plain frame, which only our own
    page may tell: browsers refuse to show it on any other (frame-ancestors)."""

    origin: str = Field(default="", max_length=300)
    identity: str = Field(default="", max_length=4000)


@router.options("/{key}/token")
def preflight(request: Request, key: str) -> Response:
    """Tell a browser whether a page of this origin may exchange this key."""
    origin = _origin(request)
    site_for(request, key, origin)
    headers = {
        "Access-Control-Allow-Methods": "POST",
        "Access-Control-Allow-Headers": "content-type",
        "Access-Control-Max-Age": "60",
    }
    return Response(status_code=204, headers={**headers, **_allowed(origin)})


@router.post("/{key}/token", dependencies=[Depends(json_body)])
def exchange(request: Request, key: str, asked: Annotated[Asked, Body()]) -> JSONResponse:
    """Give a token for the page that asks; refuse any other, and one that does not say who it is."""
    sender = _origin(request)
    page = asked.origin if is_own(request, sender) and asked.origin else sender
    site = site_for(request, key, page)
    known = Identity("", {})
    if asked.identity:
        known = identity_of(asked.identity, site, widget_of(request).signing, services_of(request).clock)
    return JSONResponse(
        {
            "token": tokens_of(request).write(Pass(site.key, page, known.visitor)),
            "expires_in": int(LIFETIME.total_seconds()),
            "person": known.person or None,
        },
        headers={"Cache-Control": "no-store", **_allowed(sender)},
    )


def _origin(request: Request) -> str:
    """Give the origin that the browser states. A sandboxed page states « null »: it is nobody."""
    origin = request.headers.get("origin", "null")
    if origin == "null":
        raise SiteRefused(SITE_REFUSED)
    return origin


def _allowed(origin: str) -> dict[str, str]:
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}
