"""The visitors: known by a random token, given at the first message and nothing else.

It is a cookie on our own pages. In a frame of the widget, where cookies do not work, it is a header: the
widget's guard then says whose call it is in `request.state.visitor`.
"""

import re
import secrets

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "passerelle_visiteur"
HEADER = "X-Passerelle-Visitor"
_DAYS = 30
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def presented(request: Request) -> str | None:
    """Give the token that the client presents, or None; what is not one of ours counts as none."""
    token = _of_widget(request)
    if token is None:
        token = request.cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else None


def in_header(request: Request) -> str:
    """Give the token that a frame of the widget presents, or nothing."""
    return request.headers.get(HEADER, "")


def new_token() -> str:
    """Give a token for a new visitor: 256 bits, from which nothing can be learnt."""
    return secrets.token_urlsafe(32)


def remember(response: Response, request: Request, token: str) -> None:
    """Give a visitor's token to the browser: in a cookie out of reach of scripts and of other sites, or
    in the header that a frame of the widget reads."""
    if _of_widget(request) is not None:
        response.headers[HEADER] = token
        return
    response.set_cookie(
        COOKIE,
        token,
        max_age=_DAYS * 24 * 3600,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def _of_widget(request: Request) -> str | None:
    token: str | None = getattr(request.state, "visitor", None)
    return token
