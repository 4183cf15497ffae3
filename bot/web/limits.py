"""The limits on what a client may send: the size of a body, and its type."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.messages import BODY_TOO_LARGE
from bot.web.problems import OPENAI, problem, problem_response

MAX_BODY = 64 * 1024
MAX_CONVERSATION = 512 * 1024
"""Where a client sends its whole conversation each time."""


class BodyLimit:
    """Reads a body before the application does, and refuses it as soon as it is too large.

    Starlette's own limit answers in plain text, from outside our other layers. `roomy` gives another
    limit for a request that deserves one, or 0.
    """

    def __init__(
        self, app: ASGIApp, limit: int = MAX_BODY, roomy: Callable[[Request], int] | None = None
    ) -> None:
        self.app = app
        self.limit = limit
        self.roomy = roomy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, or refuse its body."""
        if scope["type"] != "http" or not _has_body(scope):
            await self.app(scope, receive, send)
            return
        limit = MAX_CONVERSATION if scope["path"].startswith(OPENAI) else self.limit
        if self.roomy is not None:
            limit = (await run_in_threadpool(self.roomy, Request(scope))) or limit
        messages = None if _declared(scope) > limit else await self._read(receive, limit)
        if messages is None:
            detail = BODY_TOO_LARGE.format(limit=limit // 1024)
            refusal = problem_response(problem(Request(scope), 413, detail), {"Connection": "close"})
            await refusal(scope, receive, send)
            return
        replayed = iter(messages)

        async def receive_again() -> Message:
            for message in replayed:
                return message
            return await receive()

        await self.app(scope, receive_again, send)

    async def _read(self, receive: Receive, limit: int) -> list[Message] | None:
        messages: list[Message] = []
        size = 0
        while True:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if size > limit:
                return None
            if message["type"] != "http.request" or not message.get("more_body", False):
                return messages


def _has_body(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return "transfer-encoding" in headers or _declared(scope) > 0


def _declared(scope: Scope) -> int:
    declared = Headers(scope=scope).get("content-length", "0")
    # Cut before it is read: whatever its length, such a number stays beyond any limit.
    return int(declared[:19]) if declared.isdecimal() else 0
