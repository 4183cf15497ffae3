"""The retention: how long each kind of data is kept, and the purge of what is older."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.store.database import Database
from bot.store.deposit_tables import DepositRow
from bot.store.deposits import AFTERWARDS, LIFETIME
from bot.store.desk_tables import AuditRow, CaseRow, OutboxRow, SessionRow
from bot.store.key_tables import OnceRow
from bot.store.matching_tables import MatchTraceRow
from bot.store.personal import erase_conversations
from bot.store.tables import ConversationRow, MessageRow, RequestRow

DEFAULT_PERIODS: Mapping[str, timedelta] = {
    "conversations": timedelta(days=400),
    "requests": timedelta(days=3 * 365),
    "deposits": timedelta(days=30),
    "traces": timedelta(days=400),
    "outbox": timedelta(days=30),
    "sessions": timedelta(),
    "once": timedelta(days=1),
    "audit": timedelta(days=365),
}
"""How long after the last message of a conversation, the last step of a request, the end of a deposit or of
a session, the sending of a parcel, or the moment itself for the rest."""


def periods(conversations: int, requests: int) -> dict[str, timedelta]:
    """Give the periods that the settings change, from their days."""
    spoken, asked = timedelta(days=conversations), timedelta(days=requests)
    return {"conversations": spoken, "traces": spoken, "requests": asked}


_EVERY = timedelta(hours=6)

Sweep = Callable[[Session, datetime], int]


@dataclass(frozen=True)
class Purged:
    """What was purged, counted by kind of data."""

    counts: dict[str, int]

    @property
    def total(self) -> int:
        """Rows of every kind."""
        return sum(self.counts.values())


class Retention:
    """Purges what is kept longer than its period. Doing it twice changes nothing more."""

    def __init__(self, database: Database, clock: Clock, periods: Mapping[str, timedelta]) -> None:
        self._database = database
        self._clock = clock
        self._periods = {**DEFAULT_PERIODS, **periods}
        self._due: datetime | None = None

    def round(self) -> None:
        """Purge, at most every six hours."""
        now = self._clock()
        if self._due is None or now >= self._due:
            self._due = now + _EVERY
            self.purge()

    def purge(self) -> Purged:
        """Erase what is older than its period, from the tables and from the file of the database."""
        now, counts = self._clock(), {}
        with self._database.writing() as session:
            for kind, sweep in _SWEEPS.items():
                counts[kind] = sweep(session, now - self._periods[kind])
        if any(counts.values()):
            self._database.scrub()
        if self._database.erasures is not None:
            self._database.erasures.forget((now - max(*self._periods.values(), LIFETIME + AFTERWARDS)).date())
        return Purged(counts)


def _old_conversations(session: Session, before: datetime) -> int:
    """Erase conversations whose last message is old, and those in which nothing was said."""
    recent = select(MessageRow.conversation_id).where(MessageRow.created >= before)
    query = select(ConversationRow.id).where(ConversationRow.created < before)
    identities = list(session.scalars(query.where(ConversationRow.id.not_in(recent))))
    for start in range(0, len(identities), 500):
        erase_conversations(session, identities[start : start + 500])
    return len(identities)


def _old_requests(session: Session, before: datetime) -> int:
    old = select(CaseRow.request_id).where(CaseRow.changed < before)
    return _count(session.execute(delete(RequestRow).where(RequestRow.id.in_(old))))


def _old_deposits(session: Session, before: datetime) -> int:
    return _count(session.execute(delete(DepositRow).where(DepositRow.expires < before)))


def _old_traces(session: Session, before: datetime) -> int:
    return _count(session.execute(delete(MatchTraceRow).where(MatchTraceRow.created < before)))


def _old_parcels(session: Session, before: datetime) -> int:
    return _count(session.execute(delete(OutboxRow).where(OutboxRow.sent < before)))


def _old_sessions(session: Session, before: datetime) -> int:
    return _count(session.execute(delete(SessionRow).where(SessionRow.expires < before)))


def _old_keys(session: Session, before: datetime) -> int:
    return _count(session.execute(delete(OnceRow).where(OnceRow.created < before)))


def _old_audit(session: Session, before: datetime) -> int:
    return _count(session.execute(delete(AuditRow).where(AuditRow.created < before)))


def _count(done: object) -> int:
    return done.rowcount if isinstance(done, CursorResult) else 0


_SWEEPS: Mapping[str, Sweep] = {
    "conversations": _old_conversations,
    "requests": _old_requests,
    "deposits": _old_deposits,
    "traces": _old_traces,
    "outbox": _old_parcels,
    "sessions": _old_sessions,
    "once": _old_keys,
    "audit": _old_audit,
}
