"""The streaming: replies as server-sent events, and work that stops when its client leaves."""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine
from typing import Any, TypeVar

from sse_starlette import EventSourceResponse
from starlette.requests import ClientDisconnect, Request

from bot.conversation.reply import Event
from bot.web.journal import note_fault
from bot.web.metrics import Metrics
from bot.web.observing import route_of
from bot.web.problems import Problem, problem_of
from bot.web.resuming import Numbered

PING_SECONDS = 15
SLOWEST_READER_SECONDS = 60
LAST_SECONDS = 8
"""Left to a stream under way when the server is told to stop: less than the server leaves to its requests."""

T = TypeVar("T")

# At its DEBUG level this library writes every chunk, that is, what people were answered.
logging.getLogger("sse_starlette").setLevel(logging.INFO)


def event_stream(request: Request, events: AsyncIterator[Event], metrics: Metrics) -> EventSourceResponse:
    """Give the response that sends `events` as they come, and cancels them if the client leaves."""
    return numbered_stream(request, _unnumbered(events), metrics)


def numbered_stream(
    request: Request, events: AsyncIterator[Numbered], metrics: Metrics
) -> EventSourceResponse:
    """Give the response that sends events with their numbers, by which a client may resume."""
    return EventSourceResponse(
        _sent(request, events, metrics),
        ping=PING_SECONDS,
        send_timeout=SLOWEST_READER_SECONDS,
        shutdown_grace_period=LAST_SECONDS,
        sep="\n",
    )


def wants_events(request: Request) -> bool:
    """Tell whether the client asks for server-sent events."""
    return "text/event-stream" in request.headers.get("accept", "").lower()


async def unless_client_leaves(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Give what `work` gives; if the client leaves first, cancel it and raise ClientDisconnect."""
    working = asyncio.create_task(work)
    leaving = asyncio.create_task(_departure(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise ClientDisconnect
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _departure(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        continue


async def _unnumbered(events: AsyncIterator[Event]) -> AsyncGenerator[Numbered, None]:
    try:
        async for event in events:
            yield "", event
    finally:
        if isinstance(events, AsyncGenerator):
            await events.aclose()


async def _sent(
    request: Request, events: AsyncIterator[Numbered], metrics: Metrics
) -> AsyncGenerator[bytes, None]:
    try:
        async for number, event in events:
            if event.name == "done":
                metrics.replied(str(event.data["kind"]))
            yield _server_sent(event.name, event.data, number)
    except Exception as error:  # noqa: BLE001 - the response has begun: only an event can still tell
        document = failure_of(request, error)
        yield _server_sent("error", document.model_dump(mode="json", exclude_none=True))
    finally:
        if isinstance(events, AsyncGenerator):
            await events.aclose()


def failure_of(request: Request, error: Exception) -> Problem:
    """Give the problem of an error met inside a stream, and note it when it is ours."""
    document = problem_of(request, error)
    if document.status >= 500:
        note_fault(error, request_id=document.request_id, route=route_of(request.scope))
    return document


def _server_sent(name: str, data: dict[str, Any], number: str = "") -> bytes:
    """Write one event, its number last: simple readers take an event's name and its data together."""
    numbered = f"id: {number}\n" if number else ""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n{numbered}\n".encode()
