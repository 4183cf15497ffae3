"""The database: the engine, its pragmas, and the two kinds of session that the repositories open."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import Error as SqliteFault
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import StorageUnavailable
from bot.store.erasures import ErasedKind, ErasureJournal
from bot.store.messages import STORAGE_UNAVAILABLE
from bot.store.schema import upgrade

BUSY_TIMEOUT_MS = 10_000
_PATIENCE = {"connect_timeout": 3, "tcp_user_timeout": 10_000}
"""Of PostgreSQL's client: seconds to connect, milliseconds for bytes sent to be received."""
_WRITES = "passerelle_writes"


DATABASE: Final = "passerelle.sqlite3"
"""Its file in a data folder, when it is SQLite."""


def sqlite_url(path: Path) -> str:
    """Give the URL of a SQLite file.

    >>> sqlite_url(Path("etat/passerelle.sqlite3"))
    'sqlite:///etat/passerelle.sqlite3'
    """
    return f"sqlite:///{path}"


@dataclass(frozen=True)
class Database:
    """An open database, at the latest schema, and the journal of what people had erased from it.

    Thread-safe: each session is of one thread.
    """

    engine: Engine
    erasures: ErasureJournal | None = None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that sees one state of the data; raise StorageUnavailable when it cannot."""
        try:
            with Session(self.engine) as session:
                yield session
        except SQLAlchemyError as error:
            raise StorageUnavailable(STORAGE_UNAVAILABLE) from error

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session whose work is durable when the block ends, or undone if the block raises."""
        try:
            with Session(self.engine.execution_options(**{_WRITES: True})) as session, session.begin():
                yield session
        except SQLAlchemyError as error:
            raise StorageUnavailable(STORAGE_UNAVAILABLE) from error

    def check(self) -> None:
        """Raise StorageUnavailable unless the database answers, and can be written to."""
        with self.writing() as session:
            session.execute(text("SELECT 1"))

    def note_erased(self, kind: ErasedKind, identities: Iterable[str]) -> None:
        """Note, durably, what is about to be erased at someone's wish. Raises StorageUnavailable."""
        if self.erasures is not None:
            self.erasures.note(kind, identities)

    def scrub(self) -> None:
        """Leave nothing of what was erased in the files: SQLite keeps it in its journal until told.

        Raises StorageUnavailable. PostgreSQL overwrites it in its own time (VACUUM).
        """
        if self.engine.dialect.name != "sqlite":
            return
        try:
            connection = self.engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()
        except (SQLAlchemyError, SqliteFault) as error:
            raise StorageUnavailable(STORAGE_UNAVAILABLE) from error

    def close(self) -> None:
        """Give the connections back to the system."""
        self.engine.dispose()


def open_database(url: str, erasures: ErasureJournal | None = None) -> Database:
    """Open the database of `url` (any SQLAlchemy URL) and bring its schema up to date."""
    database = Database(make_engine(url), erasures)
    try:
        with database.engine.execution_options(**{_WRITES: True}).begin() as connection:
            if connection.dialect.name == "postgresql":
                # Two processes that start together would both make the same tables.
                connection.execute(text("SELECT pg_advisory_xact_lock(1)"))
            upgrade(connection)
    except SQLAlchemyError as error:
        database.close()
        raise StorageUnavailable(STORAGE_UNAVAILABLE) from error
    return database


def make_engine(url: str) -> Engine:
    """Give an engine; on SQLite, one that never loses what it has acknowledged."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        patience = _PATIENCE if parsed.get_backend_name() == "postgresql" else {}
        return create_engine(parsed, pool_pre_ping=True, hide_parameters=True, connect_args=patience)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    # What people wrote must not end in the text of an error.
    engine = create_engine(parsed, hide_parameters=True)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: SqliteConnection, _record: ConnectionPoolEntry) -> None:
    # The driver's own transaction handling starts too late for reads and skips DDL: we say BEGIN.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        # What is erased is overwritten, not only unlinked.
        "secure_delete = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A writer takes its lock at once: a read lock that must be raised later fails without waiting.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
