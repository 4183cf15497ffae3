"""The workers: several processes that serve one address over one data folder."""

import socket
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.bootstrap import open_passerelle
from bot.errors import ConfigurationFault
from bot.serving import OPTIONS, address_of, warm, web_application
from bot.settings import Settings
from bot.upkeep import upkeep

if TYPE_CHECKING:
    from fastapi import FastAPI

_SLOWEST_START = 60
"""Seconds in which a worker that is loading its model may be too busy to say that it lives."""


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
        Multiprocess(config, sockets=[taken]).run()
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
    warm(passerelle)
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
