"""The leases: what only one of the processes that share a database does at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import StorageUnavailable
from bot.store.database import Database
from bot.store.messages import STORAGE_UNAVAILABLE


class Lease:
    """Held by one process at most, until it lets go or dies. SQLite has one process: it always holds."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name
        self._connection: Connection | None = None

    def held(self) -> bool:
        """Take the lease if it is free, and tell whether it is ours. Raises StorageUnavailable."""
        if self._database.engine.dialect.name != "postgresql":
            return True
        try:
            if self._connection is not None:
                self._connection.execute(text("SELECT 1"))
                return True
            return self._taken(self._database.engine.connect())
        except SQLAlchemyError as fault:
            # The server let the lease go with the connection.
            self.release()
            raise StorageUnavailable(STORAGE_UNAVAILABLE) from fault

    def release(self) -> None:
        """Let another process have it."""
        if self._connection is not None:
            # Closed for good, never given to someone else with the lease still on it.
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _taken(self, connection: Connection) -> bool:
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        asked = text("SELECT pg_try_advisory_lock(:key)").bindparams(key=_key(self._name))
        if connection.scalar(asked):
            self._connection = connection
            return True
        connection.close()
        return False


@contextmanager
def in_turn(database: Database, name: str) -> Iterator[None]:
    """Wait until no other process is at this, and keep the others waiting meanwhile."""
    if database.engine.dialect.name != "postgresql":
        yield
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)").bindparams(key=_key(name)))
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)").bindparams(key=_key(name)))


def _key(name: str) -> int:
    return crc32(f"passerelle {name}".encode())
