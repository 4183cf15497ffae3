"""The databases of the tests: SQLite in the folder of a test, or a PostgreSQL of our own when asked for.

`BOT_TEST_DATABASE=postgresql` asks for it. One server serves the whole run; each data folder has a database
in it, copied from one that has the latest schema.
"""

import os
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url

from bot.settings import Settings
from bot.store.database import open_database, sqlite_url

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


def _run(statement: str) -> None:
    engine = create_engine(os.environ[_SERVER], isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
    finally:
        engine.dispose()
