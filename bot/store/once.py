"""The writes that are made once: what was done under an idempotency key, kept for a day."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.errors import BotError
from bot.store.database import Database
from bot.store.key_tables import OnceRow
from bot.store.messages import KEY_IN_USE, KEY_REUSED
from bot.store.requests import KeyReused
from bot.store.tables import MessageRow

OK = 200
KEPT = timedelta(hours=24)
LEASE = timedelta(minutes=2)
"""After which a write that never ended, its process killed, may be made anew, unless its message was said."""


class KeyInUse(BotError):
    """A write under this key is being made at this very moment."""


@dataclass(frozen=True)
class Done:
    """What a write answered: a status, and a body or the message that was said."""

    status: int
    body: str | None = None
    message_id: str | None = None


class Once:
    """Keeps what was done under each key; the same key never does two things."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def begin(self, key: str, fingerprint: str) -> Done | None:
        """Give what was done under a key; None when it is now the caller's to do.

        Raises KeyReused when the key came with something else, KeyInUse while that is being done.
        """
        with self._database.writing() as session:
            now = self._clock()
            session.execute(delete(OnceRow).where(OnceRow.created < now - KEPT))
            row = session.get(OnceRow, key, with_for_update=True)
            if row is None:
                row = self._claimed(session, key, fingerprint)
                if row is None:
                    return None
            if row.fingerprint != fingerprint:
                raise KeyReused(KEY_REUSED)
            if (done := _done(session, row)) is not None:
                return done
            if row.created > now - LEASE:
                raise KeyInUse(KEY_IN_USE)
            row.created = now
            return None

    def announce(self, key: str, message_id: str) -> None:
        """Note which message is about to be said: stored, it counts as said even if `finish` never comes."""
        with self._database.writing() as session:
            session.get_one(OnceRow, key).announced = message_id

    def finish(self, key: str, done: Done) -> None:
        """Keep what was done, durably."""
        with self._database.writing() as session:
            row = session.get_one(OnceRow, key)
            row.status, row.body, row.message_id = done.status, done.body, done.message_id

    def give_up(self, key: str) -> None:
        """Forget a write that failed: it may be tried again under the same key."""
        with self._database.writing() as session:
            row = session.get(OnceRow, key)
            if row is not None and _done(session, row) is None:
                session.delete(row)

    def _claimed(self, session: Session, key: str, fingerprint: str) -> OnceRow | None:
        """Take the key; give the row of whoever took it meanwhile, where writers run side by side."""
        try:
            with session.begin_nested():
                session.add(OnceRow(key_hash=key, fingerprint=fingerprint, created=self._clock()))
        except IntegrityError:
            return session.get_one(OnceRow, key)
        return None


def _done(session: Session, row: OnceRow) -> Done | None:
    """Give what was done. An announced message that is stored was said, though nobody noted it."""
    if row.status is None and row.announced and session.get(MessageRow, row.announced):
        row.status, row.message_id = OK, row.announced
    return None if row.status is None else Done(row.status, row.body, row.message_id)
