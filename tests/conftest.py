"""What every test lives by: no socket leaves this machine, and the journal is left as it was."""

import logging
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from databases import ASKED, copy_folder, forget_databases, keep_databases_in, settings_of, upgrade_by_copy
from engines import postgresql_server
from hypothesis import settings as trials
from sqlalchemy import Connection, inspect

from bot.bootstrap import Passerelle, open_passerelle
from bot.retrieval.bundled import FOLDER_NAME
from bot.retrieval.embedder import SentenceTransformerEmbedder, load_embedder
from bot.store import accounts
from bot.store.database import Database, open_database, sqlite_url
from bot.store.tables import Table

# How long one example takes tells of the machine, and it may be busy.
trials.register_profile("passerelle", deadline=None)
trials.load_profile("passerelle")

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


@pytest.fixture(scope="session", autouse=True)
def full_cost() -> Iterator[PasswordHasher]:
    """Spare this process what is dear by design or done again for each test; give the true hasher.

    A process that a test starts pays the full price.
    """
    with pytest.MonkeyPatch.context() as spared:
        spared.setattr("bot.store.database.upgrade", upgrade_by_copy)
        hasher = accounts._hasher
        spared.setattr(accounts, "_hasher", PasswordHasher(1, 8, 1))
        yield hasher


@pytest.fixture(scope="session", autouse=ASKED)
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str | None]:
    """A PostgreSQL of our own, when BOT_TEST_DATABASE asks for one."""
    if not ASKED:
        yield None
        return
    with postgresql_server(tmp_path_factory.mktemp("run")) as address:
        keep_databases_in(address)
        yield address


@pytest.fixture(autouse=ASKED)
def databases_of_a_test(tmp_path: Path) -> Iterator[None]:
    """Drop the databases that a test had in its own folder."""
    yield
    forget_databases(tmp_path)


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
def seeded_folder(embedder: SentenceTransformerEmbedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that a first start has filled, to be copied: the model takes its time to read it all."""
    folder = tmp_path_factory.mktemp("seeded")
    open_passerelle(settings_of(folder, today=date(2026, 11, 22)), embedder=embedder).close()
    return folder


@pytest.fixture(scope="session")
def passerelle(
    embedder: SentenceTransformerEmbedder, seeded_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Passerelle]:
    folder = tmp_path_factory.mktemp("passerelle")
    copy_folder(seeded_folder, folder)
    settings = settings_of(folder, today=date(2026, 11, 22))
    with closing(open_passerelle(settings, embedder=embedder)) as opened:
        yield opened
