"""The outbox: e-mails and webhook calls, kept with what caused them until they have left."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.errors import Unavailable
from bot.store.database import Database
from bot.store.desk_tables import OutboxRow
from bot.store.messages import DELIVERY_FAILING


class DeliveryFailing(Unavailable):
    """What must leave is refused where it goes; it is kept, and tried again."""


Channel = Literal["mail", "webhook"]
_LEASE = timedelta(minutes=2)
_LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True)
class Parcel:
    """Something to send. Its `id` never changes, so that a receiver can tell a repeat."""

    id: str
    channel: Channel
    content: dict[str, Any]


def put(session: Session, clock: Clock, channel: Channel, content: dict[str, Any]) -> None:
    """Add something to send to the very transaction that causes it."""
    now = clock()
    session.add(
        OutboxRow(id=secrets.token_hex(16), channel=channel, content=content, tries=0, due=now, created=now)
    )


def recall(session: Session, about: Collection[str], own: str = "") -> None:
    """Take back what still waits to be sent about deposits or introductions that are erased.

    Who was to be told of an acceptance is told that it comes to nothing, unless `own` is their address.
    """
    waiting = select(OutboxRow).where(OutboxRow.sent.is_(None), OutboxRow.channel == "mail")
    for row in session.scalars(waiting):
        if not set(row.content.get("about", ())) & set(about):
            continue
        to = row.content["to"]
        if row.content["text"] == "acceptee" and to != own:
            row.content = {"to": to, "text": "refusee", "others": ""}
        else:
            session.delete(row)


def forget_parcels(session: Session, number: str, email: str | None) -> None:
    """Empty what waits to be sent about a request: JSON has no common way to be searched in SQL."""
    for parcel in session.scalars(select(OutboxRow).where(OutboxRow.sent.is_(None))):
        if parcel.content.get("number") == number or (email and parcel.content.get("to") == email):
            session.delete(parcel)


class Outbox:
    """Gives out what must leave; a parcel that is being sent is given to nobody else meanwhile."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def take(self, channels: tuple[Channel, ...], limit: int = 20) -> list[Parcel]:
        """Give what is due, leased for two minutes."""
        now = self._clock()
        with self._database.writing() as session:
            rows = session.scalars(
                select(OutboxRow)
                .where(OutboxRow.sent.is_(None), OutboxRow.due <= now, OutboxRow.channel.in_(channels))
                .order_by(OutboxRow.created, OutboxRow.id)
                .limit(limit)
                .with_for_update(skip_locked=True)
            ).all()
            for row in rows:
                row.due, row.tries = now + _LEASE, row.tries + 1
            return [Parcel(row.id, row.channel, row.content) for row in rows]  # type: ignore[arg-type]

    def sent(self, parcel: Parcel) -> None:
        """Note that it has left, and keep nothing of what it said."""
        with self._database.writing() as session:
            session.execute(
                update(OutboxRow).where(OutboxRow.id == parcel.id).values(sent=self._clock(), content={})
            )

    def failed(self, parcel: Parcel, until: datetime | None = None) -> None:
        """Put it back, to be tried again at a moment, else later each time: after one minute, two, four… up
        to six hours."""
        with self._database.writing() as session:
            row = session.get(OutboxRow, parcel.id)
            if row is None:
                return  # taken back while it was being sent
            wait = min(timedelta(minutes=2 ** min(row.tries - 1, 12)), _LONGEST_WAIT)
            row.due = until or self._clock() + wait

    def check(self, channel: Channel) -> None:
        """Raise DeliveryFailing while something of this channel has been refused more than once."""
        refused = select(func.count()).where(
            OutboxRow.sent.is_(None), OutboxRow.channel == channel, OutboxRow.tries > 1
        )
        with self._database.reading() as session:
            count = session.scalar(refused) or 0
        if count:
            raise DeliveryFailing(DELIVERY_FAILING.format(count=count))

    def waiting(self) -> int:
        """Count what has not left."""
        with self._database.reading() as session:
            unsent = select(func.count()).where(OutboxRow.sent.is_(None))
            return session.scalar(unsent) or 0
