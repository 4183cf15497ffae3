"""The visitors: known by a random token in a cookie, set at the first message and nothing else."""

import re
import secrets

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "passerelle_visiteur"
_DAYS = 30
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def presented(request: Request) -> str | None:
    """Give the token that the client presents, or None; what is not one of ours counts as none."""
    token = request.cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else None


def new_token() -> str:
    """Give a token for a new visitor: 256 bits, from which nothing can be learnt."""
    return secrets.token_urlsafe(32)


def remember(response: Response, request: Request, token: str) -> None:
    """Set the cookie of a visitor, out of reach of scripts and of other sites."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=_DAYS * 24 * 3600,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
