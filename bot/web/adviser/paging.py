"""The paging: how a page of the desk is drawn, for whoever is signed in."""

from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from bot.web.adviser.guard import SignedIn
from bot.web.frame import frame_of, render


def desk_page(name: str, request: Request, me: SignedIn, **values: Any) -> HTMLResponse:
    """Give a page of the desk: its forms carry the session's token, and no cache keeps it."""
    frame = frame_of(request, "fr")
    response = render(name, frame, HTTPStatus.OK, me=me.account, csrf=me.csrf, **values)
    response.headers["Cache-Control"] = "no-store"
    return response
