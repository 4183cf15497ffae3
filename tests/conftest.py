"""What every test lives by: no socket leaves this machine, and the journal is left as it was."""

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from engines import postgresql_server
from sqlalchemy import Connection, inspect

from bot.bootstrap import Passerelle, open_passerelle
from bot.retrieval.bundled import FOLDER_NAME
from bot.retrieval.embedder import SentenceTransformerEmbedder, load_embedder
from bot.settings import Settings
from bot.store.database import Database, open_database, sqlite_url
from bot.store.tables import Table

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def refuse_unless_loopback(family: int, address: Any) -> None:
    if family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
        raise AssertionError(f"a test tried to reach {address[0]}")


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded_connect(self: socket.socket, address: Any) -> None:
        refuse_unless_loopback(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        refuse_unless_loopback(self.family, address)
        return connect_ex(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)


@pytest.fixture(autouse=True)
def journal_as_before() -> Iterator[None]:
    """Put the journal back as it was: a command sets how much of it is heard."""
    journal = logging.getLogger("bot")
    level = journal.level
    yield
    journal.setLevel(level)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str | None]:
    """A PostgreSQL of our own, when BOT_TEST_DATABASE asks for one."""
    if os.environ.get("BOT_TEST_DATABASE") != "postgresql":
        yield None
        return
    with postgresql_server(tmp_path_factory.mktemp("run")) as url:
        yield url


@pytest.fixture
def database(tmp_path: Path, postgresql: str | None) -> Iterator[Database]:
    opened = open_database(postgresql or sqlite_url(tmp_path / "passerelle.sqlite3"))
    yield opened
    if postgresql:
        with opened.engine.begin() as connection:
            empty(connection)
    opened.close()


def empty(connection: Connection) -> None:
    """Leave PostgreSQL as it was opened: empty tables, numbers that begin at one again."""
    names = set(inspect(connection).get_table_names()) - {"alembic_version"}
    if names == set(Table.metadata.tables):
        connection.exec_driver_sql(f"TRUNCATE {', '.join(sorted(names))} RESTART IDENTITY CASCADE")
    else:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")


@pytest.fixture(scope="session")
def model_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def embedder(model_data_dir: Path) -> SentenceTransformerEmbedder:
    return load_embedder("bundled", model_data_dir)


@pytest.fixture(scope="session")
def model_folder(embedder: SentenceTransformerEmbedder, model_data_dir: Path) -> Path:
    return model_data_dir / "models" / FOLDER_NAME


@pytest.fixture(scope="session")
def passerelle(embedder: SentenceTransformerEmbedder, model_data_dir: Path) -> Iterator[Passerelle]:
    settings = Settings(data_dir=model_data_dir, today=date(2026, 11, 22))
    with closing(open_passerelle(settings, embedder=embedder)) as opened:
        yield opened
