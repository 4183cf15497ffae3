"""The stream of the OpenAI-compatible API: chunks, a whole verified sentence at a time."""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request

from bot.conversation.reply import Event, Reply
from bot.web.completion_shape import GivenCompletion, annotations_of, usage_of
from bot.web.metrics import Metrics
from bot.web.problems import openai_error
from bot.web.streaming import LAST_SECONDS, PING_SECONDS, SLOWEST_READER_SECONDS, failure_of
from bot.web.told import told


@dataclass(frozen=True)
class Streaming:
    """What one stream is made of. `done` is called with the reply before the client learns that it ends."""

    request: Request
    given: GivenCompletion
    created: int
    site: str
    done: Callable[[Reply], None]


def completion_stream(asked: Streaming, events: AsyncGenerator[Event, None]) -> EventSourceResponse:
    """Give the response that sends a reply as `chat.completion.chunk` objects, then `[DONE]`."""
    return EventSourceResponse(
        _sent(asked, events),
        ping=PING_SECONDS,
        send_timeout=SLOWEST_READER_SECONDS,
        shutdown_grace_period=LAST_SECONDS,
        sep="\n",
    )


async def _sent(
    asked: Streaming, events: AsyncGenerator[Event, None]
) -> AsyncGenerator[ServerSentEvent, None]:
    async with aclosing(events):
        try:
            async for chunk in _chunks(asked, events):
                yield _server_sent(chunk)
        except Exception as error:  # noqa: BLE001 - the response has begun: only an event can still tell
            yield _server_sent(openai_error(failure_of(asked.request, error)))
            return
        yield ServerSentEvent("[DONE]", sep="\n")


async def _chunks(asked: Streaming, events: AsyncIterator[Event]) -> AsyncIterator[dict[str, Any]]:
    identity, said = "", ""
    async for event in events:
        if event.name == "start":
            identity = f"chatcmpl-{event.data.get('message_id', '')}"
            yield _chunk(asked, identity, {"role": "assistant", "content": ""})
        elif event.name == "text":
            piece = event.data["text"] if not said else " " + event.data["text"]
            said += piece
            yield _chunk(asked, identity, {"content": piece})
        elif event.name == "done":
            reply = Reply.model_validate(event.data)
            asked.done(reply)
            metrics: Metrics = asked.request.app.state.metrics
            metrics.replied(reply.kind)
            for chunk in _ending(asked, identity, said, reply):
                yield chunk


def _ending(asked: Streaming, identity: str, said: str, reply: Reply) -> list[dict[str, Any]]:
    """Give what follows the sentences: what is told beside the answer, the annotations, the end."""
    text = told(reply)
    rest = text.removeprefix(said)
    annotations = [one.model_dump(mode="json") for one in annotations_of(reply, text, asked.site)]
    chunks = [_chunk(asked, identity, {"content": rest})] if rest else []
    chunks += [_chunk(asked, identity, {"annotations": annotations})] if annotations else []
    chunks.append(_chunk(asked, identity, {}, finish="stop"))
    if asked.given.stream_options and asked.given.stream_options.include_usage:
        usage = usage_of(asked.given, text).model_dump()
        chunks.append({**_chunk(asked, identity, {}), "choices": [], "usage": usage})
    return chunks


def _chunk(
    asked: Streaming, identity: str, delta: dict[str, Any], finish: str | None = None
) -> dict[str, Any]:
    return {
        "id": identity,
        "object": "chat.completion.chunk",
        "created": asked.created,
        "model": asked.given.model,
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}],
    }


def _server_sent(data: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(data, ensure_ascii=False), sep="\n")
