"""The bulk: rows that bring their own numbers, and those that come after them."""

from datetime import UTC, datetime

from sqlalchemy import select

from bot.store.bulk import store_in_bulk
from bot.store.database import Database
from bot.store.tables import RequestRow

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_rows_that_come_later_are_numbered_after_those_stored_at_once(database: Database) -> None:
    asked = {"name": "Jeanne", "need": "Un four.", "consented": NOON, "fingerprint": "", "created": NOON}
    store_in_bulk(database, [(RequestRow, [{"id": number, **asked} for number in (1, 2, 7)])])
    with database.writing() as session:
        session.add(RequestRow(**asked))
    with database.reading() as session:
        assert [*session.scalars(select(RequestRow.id).order_by(RequestRow.id))] == [1, 2, 7, 8]
