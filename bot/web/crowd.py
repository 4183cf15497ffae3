"""The crowd: so many answers are made or wait at once; one more is told at once to come back."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import Unavailable
from bot.web.messages import CROWDED
from bot.web.problems import problem_of, problem_response

_COSTLY = ("/chat", "/chat/completions", "/match", "/search")
"""Ends of the paths whose answers take the model, the index and a while."""


class Crowded(Unavailable):
    """More answers are asked for than can be made in a reasonable time."""


class Crowd:
    """Admits `most` costly calls at a time, those that wait included.

    What is refused costs nothing: neither its body nor its key is read.
    """

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app = app
        self.most = most
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the call, or refuse it."""
        if scope["type"] != "http" or scope["method"] == "OPTIONS" or not scope["path"].endswith(_COSTLY):
            await self.app(scope, receive, send)
            return
        if self._inside >= self.most:
            refusal = problem_response(problem_of(Request(scope), Crowded(CROWDED)), {"Connection": "close"})
            await refusal(scope, receive, send)
            return
        self._inside += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._inside -= 1
