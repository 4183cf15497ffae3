"""The migrations, one by one, over a database that holds a row in every table."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, Engine, MetaData, String, func, select
from sqlalchemy import Table as AnyTable
from sqlalchemy.types import JSON, Boolean, Date, DateTime, Float, Integer, LargeBinary

from bot.store.database import make_engine, sqlite_url
from bot.store.schema import downgrade, migration_config, upgrade
from bot.store.tables import Table

VALUES: tuple[tuple[type[Any], Any], ...] = (
    (Boolean, True),
    (Integer, 1),
    (Float, 1.5),
    (DateTime, datetime(2026, 11, 22, tzinfo=UTC)),
    (Date, date(2026, 11, 22)),
    (JSON, {}),
    (LargeBinary, b"x"),
    (String, "x"),
)


@pytest.fixture
def engine(tmp_path: Path, postgresql: str | None) -> Iterator[Engine]:
    made = make_engine(postgresql or sqlite_url(tmp_path / "passerelle.sqlite3"))
    if postgresql:
        with made.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
    yield made
    made.dispose()


def revisions(connection: Connection) -> list[str]:
    """Give the revisions, the first one first."""
    scripts = ScriptDirectory.from_config(migration_config(connection))
    return [script.revision for script in scripts.walk_revisions()][::-1]


def value_of(column: Column[Any], rows: dict[str, dict[str, Any]]) -> Any:
    """Give something that fits a column: what its foreign key points at, else any value of its type."""
    for key in column.foreign_keys:
        parent = rows.get(key.column.table.name)
        return parent[key.column.name] if parent else None
    return next(value for kind, value in VALUES if isinstance(column.type, kind))


def fill(connection: Connection) -> None:
    """Put a row in each table that has none."""
    schema = MetaData()
    schema.reflect(connection)
    rows: dict[str, dict[str, Any]] = {}
    for table in schema.sorted_tables:
        if table.name == "alembic_version":
            continue
        if found := connection.execute(select(table)).mappings().first():
            rows[table.name] = dict(found)
            continue
        rows[table.name] = {column.name: value_of(column, rows) for column in table.columns}
        connection.execute(table.insert().values(rows[table.name]))


def counts(connection: Connection) -> dict[str, int]:
    schema = MetaData()
    schema.reflect(connection)
    return {table.name: count(connection, table) for table in schema.sorted_tables}


def count(connection: Connection, table: AnyTable) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_from_the_first_version_to_the_last_and_back_no_row_is_lost_on_the_way(engine: Engine) -> None:
    with engine.begin() as connection:
        line = revisions(connection)
    for revision in line:
        with engine.begin() as connection:
            upgrade(connection, revision)
            fill(connection)
    with engine.connect() as connection:
        held = counts(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert list(compare_metadata(context, Table.metadata)) == []
    assert set(held) == {"alembic_version", *Table.metadata.tables}
    assert set(held.values()) == {1}
    for revision in [*line[-2::-1], "base"]:
        with engine.begin() as connection:
            downgrade(connection, revision)
            left = counts(connection)
        kept = {name: number for name, number in left.items() if name != "alembic_version"}
        assert set(kept.values()) <= {1}, revision
    assert kept == {}
    with engine.begin() as connection:
        upgrade(connection)
        assert set(counts(connection)) == {"alembic_version", *Table.metadata.tables}
