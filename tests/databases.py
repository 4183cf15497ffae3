"""The databases of the tests: SQLite in the folder of a test, or a PostgreSQL of our own when asked for.

`BOT_TEST_DATABASE=postgresql` asks for it. One server serves the whole run; each data folder has a database
in it, copied from one that has the latest schema.
"""

import os
import shutil
from contextlib import closing
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, StaticPool, create_engine, make_url

from bot.settings import Settings
from bot.store.database import open_database, sqlite_url
from bot.store.schema import upgrade

ASKED = os.environ.get("BOT_TEST_DATABASE") == "postgresql"
_SERVER = "BOT_TEST_POSTGRESQL"
"""Where a process started by a test finds the server."""
_MODEL = "modele"


def database_url(folder: Path) -> str:
    """Give the address of the database of a data folder; on PostgreSQL it is made when first asked for."""
    if not ASKED:
        return sqlite_url(folder / "passerelle.sqlite3")
    name = _name(folder)
    if name not in _made:
        if not _exists(name):  # a process of a test may have made it
            _run(f"CREATE DATABASE {name} TEMPLATE {_MODEL}")
        _made[name] = folder
    return _address(name)


def settings_of(folder: Path, **more: Any) -> Settings:
    """Give settings whose state is in a data folder and its database."""
    return Settings(data_dir=folder, database_url=database_url(folder) if ASKED else None, **more)


def environment_of(folder: Path) -> dict[str, str]:
    """Give what a process of its own reads of such settings."""
    database = {"BOT_DATABASE_URL": database_url(folder)} if ASKED else {}
    return {"BOT_DATA_DIR": str(folder), **database}


def copy_folder(source: Path, folder: Path) -> None:
    """Copy a data folder that nobody has open, and its database, over those of another."""
    shutil.copytree(source, folder, dirs_exist_ok=True)
    if ASKED:
        name = _name(folder)
        _run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        _run(f"CREATE DATABASE {name} TEMPLATE {_name(source)}")
        _made[name] = folder


def upgrade_by_copy(connection: Connection) -> None:
    """Do what `upgrade` does; an empty SQLite is given the tables that the migrations made in another one."""
    empty = "SELECT count(*) = 0 FROM sqlite_master"
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql(empty).scalar():
        for statement in _migrated():
            connection.exec_driver_sql(statement)
    else:
        upgrade(connection)


@cache
def _migrated() -> list[str]:
    """Give the statements that make what the migrations make, in a hundredth of a second."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as connection:
        upgrade(connection)
    with closing(engine.raw_connection()) as copied:
        statements = [*copied.driver_connection.iterdump()]  # type: ignore[union-attr]
    engine.dispose()
    return statements[1:-1]  # the transaction is the caller's


def forget_databases(within: Path) -> None:
    """Drop the databases of a folder and of what is in it."""
    for name, folder in list(_made.items()):
        if folder.is_relative_to(within):
            _run(f"DROP DATABASE {name} WITH (FORCE)")
            del _made[name]


def keep_databases_in(server: str) -> None:
    """Make them in a server, whose address is that of its first database."""
    os.environ[_SERVER] = server
    _run(f"CREATE DATABASE {_MODEL}")
    open_database(_address(_MODEL)).close()


_made: dict[str, Path] = {}


def _name(folder: Path) -> str:
    return f"dossier_{sha256(str(folder).encode()).hexdigest()[:16]}"


def _address(name: str) -> str:
    return make_url(os.environ[_SERVER]).set(database=name).render_as_string(hide_password=False)


def _exists(name: str) -> bool:
    return name in _run("SELECT datname FROM pg_database")


def _run(statement: str) -> list[Any]:
    """Run a statement on the server, and give the first column of what it returns."""
    engine = create_engine(os.environ[_SERVER], isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            done = connection.exec_driver_sql(statement)
            return [*done.scalars()] if done.returns_rows else []
    finally:
        engine.dispose()
