"""The idempotency of the API: a write sent twice under one key is made once."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any

from fastapi import Header
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bot.conversation.reply import Event, Reply
from bot.store.once import Done, Once
from bot.web.admission import caller
from bot.web.observing import route_of
from bot.web.services import services_of

REPLAYED = {"Idempotency-Replayed": "true"}

IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=16,
        max_length=255,
        pattern=r"^[!-~]+$",
        description=(
            "Clé tirée au hasard, propre à cet envoi : répété avec elle sous 24 heures, il n'est fait "
            "qu'une fois, et la même réponse revient avec l'en-tête `Idempotency-Replayed: true`."
        ),
        examples=["5b0c1f9e-6f0e-4c55-9d0a-1d4ff0e7a3b2"],
    ),
]


@dataclass
class Attempt:
    """One sending of a write. `done` is what an earlier sending did, or this one once it has ended."""

    book: Once | None
    key: str
    done: Done | None = None
    replayed: bool = False

    def announce(self, message_id: str) -> None:
        """Note which message is about to be said."""
        if self.book is not None:
            self.book.announce(self.key, message_id)

    def finish(self, done: Done) -> None:
        """Note what was done, durably where there is a key."""
        if self.book is not None:
            self.book.finish(self.key, done)
        self.done = done

    def give_up(self) -> None:
        """Let the same sending be tried again."""
        if self.book is not None and self.done is None:
            self.book.give_up(self.key)

    def response(self) -> Response:
        """Give the response that tells what was done."""
        assert self.done is not None, "an attempt is finished before it answers"
        headers = REPLAYED if self.replayed else {}
        if self.done.body is None:
            return Response(status_code=self.done.status, headers=headers)
        return Response(self.done.body, self.done.status, headers, media_type="application/json")


def attempt(request: Request, key: str | None, sent: BaseModel | None = None) -> Attempt:
    """Begin a write. Raises KeyReused, or KeyInUse while its twin is under way."""
    book = services_of(request).once
    if key is None or book is None:
        return Attempt(None, "")
    # The route, not the address: an address may hold the id of what is erased.
    scope = f"{caller(request)}\n{request.method} {route_of(request.scope)}\n{key}"
    hashed = sha256(scope.encode()).hexdigest()
    body = sent.model_dump_json() if sent else ""
    done = book.begin(hashed, sha256(f"{request.url.path}\n{body}".encode()).hexdigest())
    return Attempt(book, hashed, done, replayed=done is not None)


@contextmanager
def once(request: Request, key: str | None, sent: BaseModel | None = None) -> Iterator[Attempt]:
    """Open a write that is made in one go; what fails may be tried again."""
    begun = attempt(request, key, sent)
    try:
        yield begun
    finally:
        begun.give_up()


async def noted(begun: Attempt, events: AsyncIterator[Event]) -> AsyncGenerator[Event, None]:
    """Give the events of a reply, noting its message as it starts, and as done before `done` is given."""
    try:
        async for event in events:
            if event.name == "start":
                await run_in_threadpool(begun.announce, event.data["message_id"])
            if event.name == "done":
                await run_in_threadpool(begun.finish, Done(200, message_id=event.data["message_id"]))
            yield event
    finally:
        if isinstance(events, AsyncGenerator):
            await events.aclose()
        begun.give_up()


async def replayed(reply: Reply) -> AsyncGenerator[Event, None]:
    """Give again the events of a reply that was given."""
    whole: dict[str, Any] = reply.model_dump(mode="json")
    named = {"conversation_id": reply.conversation_id, "message_id": reply.message_id}
    yield Event(name="start", data=named)
    yield Event(name="text", data={"text": reply.answer})
    for citation in whole["citations"]:
        yield Event(name="citation", data=citation)
    for match in whole["matches"]:
        yield Event(name="match", data=match)
    for notice in whole["notices"]:
        yield Event(name="notice", data=notice)
    yield Event(name="done", data=whole)
