"""The tokens: what a site's public key is exchanged for, good for one origin and a few minutes."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from bot.clock import Clock
from bot.imports import left_out
from bot.signing import Signing
from bot.web.messages import TOKEN_REFUSED
from bot.web.widget.refusals import TokenRefused

# Tokens are signed with one secret. For keys of two halves PyJWT looks for cryptography, which takes 8 MB.
with left_out("cryptography"):
    import jwt

LIFETIME: Final = timedelta(minutes=10)
ALGORITHM: Final = "HS256"
_ISSUER: Final = "passerelle"
_AUDIENCE: Final = "passerelle-widget"
_REQUIRED: Final = ["iss", "aud", "sub", "iat", "exp", "origin"]


@dataclass(frozen=True)
class Pass:
    """Whom a token admits: a site, shown on a page of one origin; a visitor if the site vouches for one."""

    site: str
    origin: str
    visitor: str = ""


class Tokens:
    """Writes tokens and reads them back; time is that of the clock."""

    def __init__(self, signing: Signing, clock: Clock) -> None:
        self._key = signing.key("widget-token")
        self._clock = clock

    def write(self, admitted: Pass) -> str:
        """Give the token of a pass."""
        now = int(self._clock().timestamp())
        claims = {
            "iss": _ISSUER,
            "aud": _AUDIENCE,
            "sub": admitted.site,
            "origin": admitted.origin,
            "visitor": admitted.visitor,
            "iat": now,
            "exp": now + int(LIFETIME.total_seconds()),
            "jti": secrets.token_urlsafe(9),
        }
        return jwt.encode(claims, self._key, algorithm=ALGORITHM)

    def read(self, token: str) -> Pass:
        """Give the pass of a token. Raises TokenRefused."""
        claims = signed_claims(token, self._key, issuer=_ISSUER, audience=_AUDIENCE, required=_REQUIRED)
        site, origin, visitor = claims["sub"], claims["origin"], claims.get("visitor", "")
        if self._clock().timestamp() >= moment(claims["exp"]) or not isinstance(origin, str):
            raise TokenRefused(TOKEN_REFUSED)
        return Pass(site, origin, visitor)


def signed_claims(
    token: str, key: bytes, *, issuer: str, audience: str, required: list[str]
) -> dict[str, Any]:
    """Give the claims of a token that this key signed for us; their times are the caller's to check.

    Raises TokenRefused. The algorithm is ours to choose, never the token's.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            issuer=issuer,
            audience=audience,
            # The library reads the machine's own clock.
            options={"require": required, "verify_exp": False, "verify_iat": False, "verify_nbf": False},
        )
    except jwt.InvalidTokenError as fault:
        raise TokenRefused(TOKEN_REFUSED) from fault
    return claims


def moment(value: Any) -> float:
    """Give a time claim as a number of seconds. Raises TokenRefused."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TokenRefused(TOKEN_REFUSED)
    return float(value)
