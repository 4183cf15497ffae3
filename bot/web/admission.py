"""The admission of a call to the API: whose key it bears, and whether its rate allows it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import Depends
from fastapi.security import HTTPBearer
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.errors import BotError
from bot.settings import Settings
from bot.store.keys import PREFIX, ApiKey, ApiKeys
from bot.store.keys import Scope as Right
from bot.web.messages import KEY_REFUSED, SCOPE_MISSING
from bot.web.problems import problem, problem_of, problem_response
from bot.web.rates import Quota, RateExceeded, Rates, Standing, quota_of

COUNTED = ("/api/v1/", "/v1/")
_SIGNED = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+")
_BEARER = HTTPBearer(
    scheme_name="key",
    description=f"Clé de serveur à serveur (`{PREFIX}…`), facultative : sans elle, l'appel est anonyme.",
    auto_error=False,
)


@dataclass(frozen=True)
class Quotas:
    """What a caller with a key may do, and one without; None is no limit."""

    key: Quota | None
    address: Quota | None


def quotas_of(settings: Settings) -> Quotas:
    """Give the quotas of the settings. Raises ConfigurationFault for one that cannot be read."""
    return Quotas(quota_of("key", settings.rate_key), quota_of("address", settings.rate_address))


class Admission:
    """Finds the key of each call to the API and counts the call; refuses a wrong key with 401, and
    what goes beyond a quota with 429. A call without a key is counted by its address."""

    def __init__(self, app: ASGIApp, keys: ApiKeys | None, rates: Rates, quotas: Quotas) -> None:
        self.app = app
        self.keys = keys
        self.rates = rates
        self.quotas = quotas

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the call, or refuse it."""
        if scope["type"] != "http" or scope["method"] == "OPTIONS" or not scope["path"].startswith(COUNTED):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        try:
            standing = await self._standing(request)
        except RateExceeded as refusal:
            document = problem_of(request, refusal)
            await problem_response(document, refusal.standing.headers)(scope, receive, send)
            return
        except HTTPException as refusal:
            document = problem(request, refusal.status_code, refusal.detail)
            await problem_response(document, refusal.headers)(scope, receive, send)
            return
        except BotError as fault:
            await problem_response(problem_of(request, fault))(scope, receive, send)
            return
        await self.app(scope, receive, _telling(standing, send))

    async def _standing(self, request: Request) -> Standing | None:
        secret = _presented(request)
        key = await run_in_threadpool(self._key, secret) if secret else None
        if key is not None:
            request.state.api_key = key
            return await self._counted(self.quotas.key, key.id)
        host = request.client.host if request.client else ""
        standing = await self._counted(self.quotas.address, await self._hashed(host))
        if secret:
            raise HTTPException(401, KEY_REFUSED, {"WWW-Authenticate": "Bearer"})
        return standing

    async def _hashed(self, host: str) -> str:
        # Once a day the salt is asked of Redis, which may be slow.
        if self.rates.waits:
            return await run_in_threadpool(self.rates.hashed, host)
        return self.rates.hashed(host)

    async def _counted(self, quota: Quota | None, subject: str) -> Standing | None:
        if self.rates.waits:
            return await run_in_threadpool(self.rates.admit, quota, subject)
        return self.rates.admit(quota, subject)

    def _key(self, secret: str) -> ApiKey | None:
        return self.keys.key(secret) if self.keys is not None and secret.startswith(PREFIX) else None


def may(right: Right) -> Any:
    """Give the dependency that refuses a key without this right; a call without a key is anonymous."""

    def check(request: Request) -> None:
        key: ApiKey | None = getattr(request.state, "api_key", None)
        if key is not None and right not in key.scopes:
            raise HTTPException(403, SCOPE_MISSING.format(scope=right))

    return Depends(check)


def bearer() -> Any:
    """Give the dependency by which a route's documentation says that a key may be presented."""
    return Depends(_BEARER)


def caller(request: Request) -> str:
    """Give what tells one server's calls from another's: the id of its key, or nothing."""
    key: ApiKey | None = getattr(request.state, "api_key", None)
    return key.id if key else ""


def _presented(request: Request) -> str:
    """Give the secret that the call bears. A signed token of a site is not a key: its routes read it."""
    kind, _, secret = Headers(scope=request.scope).get("authorization", "").partition(" ")
    secret = secret.strip()
    if kind.lower() != "bearer" or _SIGNED.fullmatch(secret):
        return ""
    return secret


def _telling(standing: Standing | None, send: Send) -> Callable[[Message], Any]:
    if standing is None:
        return send

    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(standing.headers)
        await send(message)

    return told
