"""The resuming: the events of the replies under way and just given, for a client that was cut off.

Each event is numbered `{message}.{place}`. A client that comes back with the last number it saw
(`Last-Event-ID`) is given those that follow, once and in order: it goes on with the very same reply.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from typing import Final, cast

from starlette.requests import Request

from bot.conversation.reply import Event, Reply

GRACE: Final = 1.0
"""Seconds that a reply goes on without anybody to read it: a client that is gone must not cost more."""
KEPT: Final = 120.0
"""Seconds that the events of a reply are kept once it has ended."""
_MOST: Final = 2000
_NUMBER: Final = re.compile(r"([0-9A-Za-z_-]{8,64})\.(\d{1,4})")

Numbered = tuple[str, Event]
"""An event with its number, which may be empty."""


@dataclass
class Line:
    """The events of one reply, as far as it has come. `failure` is what ended it too early."""

    events: list[Event] = field(default_factory=list)
    message: str = ""
    readers: int = 0
    ended: bool = False
    failure: Exception | None = None
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    task: "asyncio.Task[None] | None" = None

    @property
    def conversation(self) -> str:
        """The conversation of the reply."""
        return str(self.events[0].data["conversation_id"]) if self.events else ""

    def number(self, place: int) -> str:
        """Give the number of the event at a place; nothing for a reply that has no name."""
        return f"{self.message}.{place}" if self.message else ""

    def move(self) -> None:
        """Wake those who read."""
        self.moved.set()
        self.moved = asyncio.Event()


class Lines:
    """The replies of this process, by the message that they will be. Of one event loop."""

    def __init__(self, grace: float = GRACE, kept: float = KEPT, most: int = _MOST) -> None:
        self._grace = grace
        self._kept = kept
        self._most = most
        self._lines: dict[str, Line] = {}

    def begin(self, events: AsyncIterator[Event]) -> AsyncGenerator[Numbered, None]:
        """Give the events of a new reply, numbered, while it is made apart from who reads them."""
        return self._begun(Line(), events)

    def find(self, message: str) -> Line | None:
        """Give the reply under way, or that ended well lately."""
        line = self._lines.get(message)
        return None if line is None or line.failure is not None else line

    async def follow(self, line: Line, place: int) -> AsyncGenerator[Numbered, None]:
        """Give the events of a reply from a place on. Raises what ended it too early."""
        line.readers += 1
        try:
            while True:
                moved = line.moved
                while place < len(line.events):
                    yield line.number(place), line.events[place]
                    place += 1
                if line.failure is not None:
                    raise line.failure
                if line.ended:
                    return
                if moved is line.moved:
                    await moved.wait()
        finally:
            line.readers -= 1
            if not line.readers and not line.ended:
                asyncio.get_running_loop().call_later(self._grace, self._stop_unless_read, line)

    async def _begun(self, line: Line, events: AsyncIterator[Event]) -> AsyncGenerator[Numbered, None]:
        line.task = asyncio.create_task(self._make(line, events))
        async for numbered in self.follow(line, 0):
            yield numbered

    async def _make(self, line: Line, events: AsyncIterator[Event]) -> None:
        try:
            async for event in events:
                if not line.events:
                    self._keep(line, str(event.data.get("message_id", "")))
                line.events.append(event)
                line.move()
        except Exception as error:  # noqa: BLE001 - whoever reads is told, as if there were no task between
            line.failure = error
        finally:
            if isinstance(events, AsyncGenerator):
                await events.aclose()
            if not (line.events and line.events[-1].name == "done") and line.failure is None:
                self._forget(line)
            line.ended = True
            line.move()
            asyncio.get_running_loop().call_later(self._kept, self._forget, line)

    def _keep(self, line: Line, message: str) -> None:
        line.message = message
        while len(self._lines) >= self._most:
            del self._lines[next(iter(self._lines))]
        if message:
            self._lines[message] = line

    def _forget(self, line: Line) -> None:
        if self._lines.get(line.message) is line:
            del self._lines[line.message]

    def _stop_unless_read(self, line: Line) -> None:
        if not line.readers and not line.ended and line.task is not None:
            line.task.cancel()


def last_seen(header: str | None) -> tuple[str, int] | None:
    """Read a `Last-Event-ID`: the message, and the place of the event that comes next.

    >>> last_seen("4f0c9e6fa1.2")
    ('4f0c9e6fa1', 3)
    >>> last_seen("garbage")
    """
    found = _NUMBER.fullmatch(header or "")
    return (found[1], int(found[2]) + 1) if found else None


async def ended(reply: Reply, place: int) -> AsyncGenerator[Numbered, None]:
    """Give the end of a reply whose events are gone: it holds all that they said."""
    yield f"{reply.message_id}.{place}", Event(name="done", data=reply.model_dump(mode="json"))


def lines_of(request: Request) -> Lines:
    """Give the replies of the application that serves this request."""
    return cast(Lines, request.app.state.lines)
