"""A proxy that hangs up in the middle of an answer, so many times, and counts the questions."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from serving import wait_until

_READ = 0.3
"""Seconds for a page to read what it was sent: what is not read yet is lost when a connection breaks."""
QUESTION = b"POST /api/v1/chat "


@dataclass
class CuttingProxy:
    """Passes bytes on to `target`; hangs up `cuts` times, right after the first sentence of an answer."""

    target: str
    cuts: int
    seen: list[bytes] = field(default_factory=list)
    port: int = 0

    async def serve(self, stopping: asyncio.Event) -> None:
        server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        await stopping.wait()
        server.close()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        parts = urlsplit(self.target)
        back, forth = await asyncio.open_connection(parts.hostname, parts.port)
        asking = asyncio.create_task(self._up(reader, forth))
        try:
            while data := await back.read(65_536):
                writer.write(data)
                await writer.drain()
                if b"event: text" in data and self.cuts:
                    self.cuts -= 1
                    await asyncio.sleep(_READ)
                    break
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            asking.cancel()
            for one in (forth, writer):
                one.close()
                with suppress(ConnectionError):
                    await one.wait_closed()

    async def _up(self, reader: asyncio.StreamReader, forth: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65_536):
                if data.startswith(QUESTION):
                    self.seen.append(data)
                forth.write(data)
                await forth.drain()
        except ConnectionError:
            pass


@contextmanager
def cutting(target: str, cuts: int) -> Iterator[CuttingProxy]:
    proxy, loop, stopping = CuttingProxy(target, cuts), asyncio.new_event_loop(), asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(proxy.serve(stopping),), daemon=True)
    thread.start()
    wait_until(lambda: proxy.port > 0)
    yield proxy
    loop.call_soon_threadsafe(stopping.set)
    thread.join(10)
    loop.close()
