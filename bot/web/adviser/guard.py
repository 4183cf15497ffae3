"""The guard: who is signed in, and whether a form comes from our own page."""

from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from hmac import new as hmac
from http import HTTPStatus
from urllib.parse import urlsplit

from fastapi import Form
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.store.accounts import Account
from bot.web.services import Desk, services_of

SIGN_IN = "/conseiller/connexion"
_NAME = "passerelle_conseiller"


@dataclass(frozen=True)
class SignedIn:
    """The account of this browser's session, and the token that its forms must carry."""

    account: Account
    token: str

    @property
    def csrf(self) -> str:
        """The form token: bound to the session, useless in another."""
        return hmac(self.token.encode(), b"formulaire", sha256).hexdigest()


def desk_of(request: Request) -> Desk:
    """Give the desk; where there is none, these pages do not exist."""
    desk = services_of(request).desk
    if desk is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return desk


def cookie_name(request: Request) -> str:
    """Give the cookie's name: `__Host-` needs https, which a machine of one's own has not."""
    return f"__Host-{_NAME}" if request.url.scheme == "https" else _NAME


def presented(request: Request) -> str:
    """Give the session token that the browser presents, or nothing."""
    return request.cookies.get(cookie_name(request), "")


def signed_in(request: Request) -> SignedIn:
    """Give who is signed in; send anybody else to the sign-in page."""
    token = presented(request)
    account = desk_of(request).sessions.account(token) if token else None
    if account is None:
        raise HTTPException(HTTPStatus.SEE_OTHER, headers={"Location": SIGN_IN})
    return SignedIn(account, token)


def own_form(request: Request) -> None:
    """Refuse what another site makes a browser send."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = urlsplit(request.headers.get("origin", "")).netloc or request.url.netloc
    if site not in ("same-origin", "none") or origin != request.url.netloc:
        raise HTTPException(HTTPStatus.FORBIDDEN)


def checked_form(request: Request, csrf: str = Form("")) -> None:
    """Refuse a form that is not ours, or not of this session."""
    own_form(request)
    if not compare_digest(signed_in(request).csrf.encode(), csrf.encode()):
        raise HTTPException(HTTPStatus.FORBIDDEN)


def checked_call(request: Request) -> None:
    """Refuse a script's call that does not come from a page of this session."""
    own_form(request)
    given = request.headers.get("x-csrf", "")
    if not compare_digest(signed_in(request).csrf.encode(), given.encode()):
        raise HTTPException(HTTPStatus.FORBIDDEN)


def remember(response: Response, request: Request, token: str) -> None:
    """Give the browser its session."""
    secure = request.url.scheme == "https"
    response.set_cookie(cookie_name(request), token, path="/", httponly=True, samesite="lax", secure=secure)


def forget(response: Response, request: Request) -> None:
    """Take the session off the browser."""
    response.delete_cookie(
        cookie_name(request), path="/", secure=request.url.scheme == "https", httponly=True
    )
