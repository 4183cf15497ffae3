"""The links: what each address answered when it was last visited."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.clock import Clock
from bot.matching.links import Link
from bot.store.database import Database
from bot.store.knowledge_tables import LinkRow


@dataclass(frozen=True)
class Visited:
    """What an address answered."""

    url: str
    alive: bool
    told: str
    visited: datetime


class Links:
    """Keeps the last visit of each address."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def note(self, link: Link) -> None:
        """Store what an address answered, durably, in place of what it answered before."""
        with self._database.writing() as session:
            session.merge(LinkRow(url=link.url, alive=link.alive, told=link.text, visited=self._clock()))

    def all(self) -> list[Visited]:
        """Give every visit, in the order of addresses."""
        with self._database.reading() as session:
            rows = session.scalars(select(LinkRow).order_by(LinkRow.url))
            return [Visited(row.url, row.alive, row.told, row.visited) for row in rows]
