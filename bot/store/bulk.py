"""The bulk: many rows stored at once, for a database that is filled to be measured."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from bot.store.database import Database
from bot.store.tables import Table


def store_in_bulk(database: Database, filled: Sequence[tuple[type[Table], list[dict[str, Any]]]]) -> None:
    """Store the rows of several tables in that order, all or none."""
    with database.writing() as session:
        for table, rows in filled:
            if rows:
                session.execute(insert(table), rows)
                _number_after(session, table)


def _number_after(session: Session, table: type[Table]) -> None:
    """Let the rows to come be numbered after those stored: PostgreSQL counts only numbers that it gives."""
    column = Table.metadata.tables[table.__tablename__].autoincrement_column
    if column is None or session.get_bind().dialect.name != "postgresql":
        return
    sequence = func.pg_get_serial_sequence(table.__tablename__, column.name)
    session.execute(select(func.setval(sequence, select(func.max(column)).scalar_subquery())))
