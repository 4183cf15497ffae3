"""The observing of requests: an id, one line in the journal, figures, and no error left bare."""

import re
import secrets
import time
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.tracing import step
from bot.web.journal import note, note_fault
from bot.web.metrics import Metrics
from bot.web.problems import problem_of, problem_response

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
CLIENT_LEFT: Final = 499
"""The status noted, as nginx does, for a client that left before its answer."""


@dataclass
class _Observed:
    """What is learnt of one request while it is served."""

    status: int = CLIENT_LEFT
    started: bool = False


class Observing:
    """Gives each request its id, notes it when it ends, and turns what nobody caught into a problem."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, and note how it went."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        observed = _Observed()

        async def observing_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                observed.started, observed.status = True, message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        began = time.perf_counter()
        with step(scope["method"], request_id=request_id) as serving:
            try:
                await self._serve(scope, receive, observing_send, observed)
            finally:
                serving.rename(f"{scope['method']} {route_of(scope)}")
                serving.tell(route=route_of(scope), status=observed.status)
                self._note(scope, request_id, observed.status, time.perf_counter() - began)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, observed: _Observed) -> None:
        try:
            await self.app(scope, receive, send)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 - the last net: nothing above would answer in French
            request = Request(scope, receive)
            note_fault(error, request_id=request.state.request_id, route=route_of(scope))
            if not observed.started:
                await problem_response(problem_of(request, error))(scope, receive, send)

    def _note(self, scope: Scope, request_id: str, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        route = route_of(scope)
        self.metrics.served(method, route, status, seconds)
        note(
            "request",
            request_id=request_id,
            method=method,
            route=route,
            status=status,
            milliseconds=round(seconds * 1000, 1),
        )


def route_of(scope: Scope) -> str:
    """Give the pattern of the route, never the address itself: it may hold an id."""
    return getattr(scope.get("route"), "path", None) or "(none)"


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(12)
