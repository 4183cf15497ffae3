"""The bulk: many rows stored at once, for a database that is filled to be measured."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert

from bot.store.database import Database
from bot.store.tables import Table


def store_in_bulk(database: Database, filled: Sequence[tuple[type[Table], list[dict[str, Any]]]]) -> None:
    """Store the rows of several tables in that order, all or none."""
    with database.writing() as session:
        for table, rows in filled:
            if rows:
                session.execute(insert(table), rows)
