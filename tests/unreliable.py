"""A relay to a real server that can be made to misbehave: hang up, at once or at a given word, stay mute, or
talk nonsense."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

Mood = Literal["well", "resets", "cuts", "mute", "nonsense"]
NONSENSE = b"\x00\xff<html>bonjour</html>\r\n\r\n{]\r\n" * 40


class Relay:
    """Listens on a port of its own. A change of mood breaks the connections that are open."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.mood: Mood = "well"
        self.cut_at = b""
        self.calls = 0
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.port = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)

    def turn(self, mood: Mood, cut_at: bytes = b"") -> None:
        """Change the mood; one that cuts does so when the client says `cut_at`, which goes no further."""
        self.mood, self.cut_at = mood, cut_at
        asyncio.run_coroutine_threadsafe(self._drop(), self._loop).result(10)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._server.close)
        self.turn("resets")
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _listen(self) -> int:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def _drop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0.02)  # transports close at the next turns of the loop

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.calls += 1
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(ConnectionError):
                if self.mood == "nonsense":
                    writer.write(NONSENSE)
                    await writer.drain()
                elif self.mood == "mute":
                    await asyncio.sleep(60)
                elif self.mood in ("well", "cuts"):
                    await self._relay(reader, writer)
        finally:
            writer.transport.abort() if self.mood in ("resets", "cuts") else writer.close()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, forth = await asyncio.open_connection("127.0.0.1", self.target)
        pumps = [asyncio.ensure_future(self._pump(*pair)) for pair in ((reader, forth), (back, writer))]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)
            forth.close()

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65_536):
                if self.mood == "cuts" and data.startswith(self.cut_at):
                    return
                sink.write(data)
                await sink.drain()


@contextmanager
def relayed(target: int) -> Iterator[Relay]:
    relay = Relay(target)
    try:
        yield relay
    finally:
        relay.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
