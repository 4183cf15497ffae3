"""A real endpoint that speaks OpenAI's protocol on the loopback, and does what a test tells it."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

Script = Callable[[dict[str, Any]], AsyncIterator[bytes]]


@dataclass
class Endpoint:
    """Plays `script` for each call; while `failures` is above zero, answers `status` first."""

    script: Script
    status: int = 500
    failures: int = 0
    calls: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    async def complete(self, request: Request) -> Response:
        body = await request.json()
        self.calls.append(body)
        self.headers.append(dict(request.headers))
        if self.failures > 0:
            self.failures -= 1
            return JSONResponse({"error": {"message": "en panne"}}, self.status)
        return StreamingResponse(self._watched(body), media_type="text/event-stream")

    async def _watched(self, body: dict[str, Any]) -> AsyncIterator[bytes]:
        try:
            async for piece in self.script(body):
                yield piece
        except (asyncio.CancelledError, GeneratorExit):
            self.left.set()
            raise


def said(text: str) -> bytes:
    """Give one event of a stream."""
    chunk = {
        "id": "essai",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "essai",
        "choices": [{"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}],
    }
    return f"data: {json.dumps(chunk)}\n\n".encode()


DONE = b"data: [DONE]\n\n"


def saying(*pieces: str, pause: float = 0.0, first: float = 0.0) -> Script:
    """Stream the pieces, after `first` seconds and with a `pause` between them."""

    async def script(_: dict[str, Any]) -> AsyncIterator[bytes]:
        await asyncio.sleep(first)
        for piece in pieces:
            yield said(piece)
            await asyncio.sleep(pause)
        yield DONE

    return script


def cutting(*pieces: str) -> Script:
    """Stream the pieces, then drop the connection."""

    async def script(_: dict[str, Any]) -> AsyncIterator[bytes]:
        for piece in pieces:
            yield said(piece)
            await asyncio.sleep(0.02)
        raise ConnectionResetError("coupure")

    return script


def sending(data: bytes) -> Script:
    """Send bytes that are no stream of events."""

    async def script(_: dict[str, Any]) -> AsyncIterator[bytes]:
        yield data

    return script


def endless(piece: str, pause: float = 0.01) -> Script:
    """Stream the same piece for ever."""

    async def script(_: dict[str, Any]) -> AsyncIterator[bytes]:
        while True:
            yield said(piece)
            await asyncio.sleep(pause)

    return script


@contextmanager
def serving(script: Script, **more: Any) -> Iterator[Endpoint]:
    """Serve an endpoint while the block runs."""
    endpoint = Endpoint(script, **more)
    app = Starlette(routes=[Route("/v1/chat/completions", endpoint.complete, methods=["POST"])])
    config = uvicorn.Config(app, log_level="critical", lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen()
        endpoint.url = f"http://127.0.0.1:{bound.getsockname()[1]}/v1"
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield endpoint
        server.should_exit = True
        thread.join(timeout=10)


def free_port() -> int:
    """Give a port on which nobody listens."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        return port
