"""The workers: several processes that serve one address over one data folder."""

import socket
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from bot.bootstrap import open_passerelle
from bot.errors import ConfigurationFault
from bot.serving import OPTIONS, address_of, prepare, web_application
from bot.settings import Settings
from bot.upkeep import upkeep

if TYPE_CHECKING:
    from fastapi import FastAPI

_SLOWEST_START = 60
"""Seconds in which a worker that is loading its model may be too busy to say that it lives."""


@dataclass(frozen=True)
class Listener:
    """An address that each process which is handed it opens for itself, beside those that have it open.

    The system then shares the connections evenly between the processes. Of one socket in common, the process
    that wakes first takes all the connections that wait, and keeps them for as long as they are kept alive.
    """

    family: int
    address: Any
    """As `getsockname` gives it: its form is the family's."""

    def __reduce__(self) -> tuple[Callable[..., socket.socket], tuple[int, Any]]:
        """Arrive in the other process as a socket that is bound and does not listen yet."""
        return open_beside, (self.family, self.address)


def open_beside(family: int, address: Any) -> socket.socket:
    """Bind one more socket to an address that was shared with `share`. Raises OSError."""
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    opened.bind(address)
    return opened


def share(taken: socket.socket) -> "Listener | socket.socket":
    """Let other processes of this user bind the address of a socket that never listens.

    Only Linux shares the connections then; elsewhere the socket itself is what the processes have in common.
    """
    if sys.platform != "linux":
        return taken
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    return Listener(taken.family, taken.getsockname())


def serve_in_workers(taken: socket.socket, workers: int, ready: Callable[[], None]) -> None:
    """Serve in several processes, each of which opens its own parts from the environment.

    One that dies is replaced.
    """
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    config = uvicorn.Config(
        "bot.workers:worker_application",
        factory=True,
        workers=workers,
        timeout_worker_healthcheck=_SLOWEST_START,
        **OPTIONS,
    )
    stopping = threading.Event()
    threading.Thread(target=_once_ready, args=(address_of(taken), ready, stopping), daemon=True).start()
    try:
        # What uvicorn does with the sockets is to pickle them for each process it starts.
        Multiprocess(config, sockets=[cast("socket.socket", share(taken))]).run()
    finally:
        stopping.set()


def _once_ready(address: str, ready: Callable[[], None], stopping: threading.Event) -> None:
    """Wait until a worker answers: this process cannot see into theirs."""
    import httpx

    while not stopping.wait(0.2):
        try:
            answer = httpx.get(f"{address}/readyz", timeout=5, trust_env=False)
        except httpx.TransportError:
            continue
        if answer.is_success:
            ready()
            return


def worker_application() -> "FastAPI":
    """Give the application of one worker, which closes its parts when it is told to stop."""
    passerelle = open_passerelle(Settings())
    prepare(passerelle)
    app = web_application(passerelle)

    @asynccontextmanager
    async def attended(_: "FastAPI") -> AsyncIterator[None]:
        try:
            with upkeep(passerelle):
                yield
        finally:
            passerelle.close()

    app.router.lifespan_context = attended
    return app


def refuse_workers(settings: Settings, workers: int) -> None:
    """Raise ConfigurationFault when several workers cannot share what the settings give them."""
    if workers > 1 and not settings.is_shared:
        raise ConfigurationFault(
            f"{workers} processus ne peuvent pas partager l'index embarqué : Chroma n'y admet qu'un seul "
            "processus, deux l'abîmeraient. Donnez BOT_CHROMA_URL (serveur Chroma) et BOT_DATABASE_URL "
            "(PostgreSQL), ou gardez --workers 1."
        )
