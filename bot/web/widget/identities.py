"""The identities: people whom a site has signed in itself, and vouches for with a secret of its own."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Any, Final

from bot.clock import Clock
from bot.errors import BotError
from bot.signing import Signing
from bot.store.sites import Site
from bot.web.messages import TOKEN_REFUSED
from bot.web.requests import checked_email
from bot.web.widget.refusals import TokenRefused
from bot.web.widget.tokens import moment, signed_claims

AUDIENCE: Final = "passerelle"
LONGEST_SECONDS: Final = 600
_CLOCKS_APART: Final = 60
_LONGEST = {"sub": 200, "name": 200, "email": 200, "company": 200, "phone": 40}


@dataclass(frozen=True)
class Identity:
    """Someone a site vouches for: the visitor they are here, and what to fill in for them."""

    visitor: str
    person: dict[str, str]


def identity_secret(signing: Signing, site: Site) -> str:
    """Give the secret with which a site signs identities: derived, so that it is stored nowhere."""
    return "psi_" + _text(signing.key("identity", site.key, str(site.identities)))


def identity_of(token: str, site: Site, signing: Signing, clock: Clock) -> Identity:
    """Give the identity that a site signed (HS256: `iss` its key, `aud` « passerelle », `sub`, `iat`, `exp`).

    Raises TokenRefused: a wrong signature, a stale token, or a site that was never given a secret.
    """
    if site.identities < 1:
        raise TokenRefused(TOKEN_REFUSED)
    claims = signed_claims(
        token,
        identity_secret(signing, site).encode(),
        issuer=site.key,
        audience=AUDIENCE,
        required=["iss", "aud", "sub", "iat", "exp"],
    )
    issued, expires, now = moment(claims["iat"]), moment(claims["exp"]), clock().timestamp()
    if not (issued - _CLOCKS_APART <= now < expires <= issued + LONGEST_SECONDS):
        raise TokenRefused(TOKEN_REFUSED)
    told = {name: _line(claims[name], most) for name, most in _LONGEST.items() if claims.get(name)}
    if not told.get("sub"):
        raise TokenRefused(TOKEN_REFUSED)
    if "email" in told:
        told["email"] = _email(told["email"])
    visitor = _text(signing.key("visitor", site.key, told.pop("sub")))
    return Identity(visitor, {name: value for name, value in told.items() if value})


def _line(value: Any, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise TokenRefused(TOKEN_REFUSED)
    return " ".join(value.split())


def _email(text: str) -> str:
    try:
        return checked_email(text)
    except (BotError, ValueError):
        return ""


def _text(key: bytes) -> str:
    return urlsafe_b64encode(key).decode().rstrip("=")
