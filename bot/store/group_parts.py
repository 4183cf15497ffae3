"""The parts: what was decided last for employer groups, so that what did not change is kept."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from bot.matching.group_builder import Part
from bot.store.database import Database
from bot.store.deposit_tables import GroupPartRow


class GroupParts:
    """Keeps the last decisions, and no others."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def parts(self) -> list[Part]:
        """Give the last decisions."""
        with self._database.reading() as session:
            return [_part(row) for row in session.scalars(select(GroupPartRow))]

    def replace(self, parts: Sequence[Part]) -> None:
        """Keep these decisions in the place of the last ones."""
        with self._database.writing() as session:
            session.execute(delete(GroupPartRow))
            session.add_all(_row(part) for part in {part.fingerprint: part for part in parts}.values())


def _row(part: Part) -> GroupPartRow:
    data = {
        "sets": [sorted(keys) for keys in part.sets],
        "covered": part.covered,
        "bound": part.bound,
        "greedy": part.greedy,
        "proven": part.proven,
    }
    return GroupPartRow(fingerprint=part.fingerprint, data=data)


def _part(row: GroupPartRow) -> Part:
    data = dict(row.data)
    sets = tuple(frozenset(keys) for keys in data.pop("sets"))
    return Part(fingerprint=row.fingerprint, sets=sets, **data)
