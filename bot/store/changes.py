"""The changes: a number for what every process keeps in memory, which grows with each change of it."""

from typing import Literal

from sqlalchemy import CursorResult, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store.change_tables import ChangeRow
from bot.store.database import Database

Changing = Literal["documents", "catalogue"]


def note_change(session: Session, name: Changing) -> None:
    """Count a change in the very transaction that makes it, last: others who change it wait for its end."""
    if not _counted(session, name):
        try:
            with session.begin_nested():
                session.add(ChangeRow(name=name, number=1))
        except IntegrityError:  # another process counted the first one meanwhile
            _counted(session, name)


class Changes:
    """Tells how many changes there were: one small read, whatever the size of what changes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def numbers(self) -> dict[str, int]:
        """Give the number of changes, by name."""
        with self._database.reading() as session:
            return {row.name: row.number for row in session.scalars(select(ChangeRow))}


def _counted(session: Session, name: Changing) -> bool:
    session.flush()
    done = session.execute(
        update(ChangeRow).where(ChangeRow.name == name).values(number=ChangeRow.number + 1),
        execution_options={"synchronize_session": False},
    )
    return isinstance(done, CursorResult) and done.rowcount > 0
