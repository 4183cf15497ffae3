"""The requests: people who ask to be called back, kept before they are told so."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.errors import InvalidInput
from bot.store.conversations import owned_conversation
from bot.store.database import Database
from bot.store.messages import KEY_REUSED
from bot.store.tables import RequestRow


class KeyReused(InvalidInput):
    """An idempotency key that was given before, with another request."""


@dataclass(frozen=True)
class ContactRequest:
    """What someone asks of the chamber, and how to reach them; consent has been given."""

    name: str
    need: str
    email: str | None = None
    phone: str | None = None
    company: str | None = None
    conversation_id: str | None = None

    @property
    def fingerprint(self) -> str:
        """A hash of the whole content: equal for equal requests."""
        return sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Receipt:
    """The proof that a request is kept: the number to quote, and since when."""

    number: str
    created: datetime


class Requests:
    """Keeps requests; the same idempotency key never makes two."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def submit(self, request: ContactRequest, *, visitor: str | None, key: str | None = None) -> Receipt:
        """Store a request, durably, and give its receipt; for a known `key`, the receipt of then.

        Raises NotFound when its conversation is not there or is another visitor's, and KeyReused
        when `key` came with another content.
        """
        with self._database.writing() as session:
            if key and (earlier := _with_key(session, key)):
                return _replayed(earlier, request)
            if request.conversation_id is not None:
                owned_conversation(session, request.conversation_id, visitor)
            now = self._clock()
            row = RequestRow(
                **asdict(request),
                consented=now,
                created=now,
                idempotency_key=key,
                fingerprint=request.fingerprint,
            )
            try:
                with session.begin_nested():
                    session.add(row)
            except IntegrityError:
                # Where writers run side by side, the twin of this request may have gone in meanwhile.
                earlier = _with_key(session, key) if key else None
                if earlier is None:
                    raise
                return _replayed(earlier, request)
            return _receipt(row)

    def request(self, number: str) -> ContactRequest | None:
        """Give the request of a number, or None."""
        _, _, identity = number.partition("-")
        if not identity.isdecimal() or len(identity) > 12:
            return None
        with self._database.reading() as session:
            row = session.get(RequestRow, int(identity))
            if row is None or _receipt(row).number != number:
                return None
            return ContactRequest(row.name, row.need, row.email, row.phone, row.company, row.conversation_id)


def request_number(year: int, identity: int) -> str:
    """Give the number that a person quotes on the telephone.

    >>> request_number(2026, 42)
    '2026-00042'
    """
    return f"{year}-{identity:05d}"


def _with_key(session: Session, key: str) -> RequestRow | None:
    return session.scalar(select(RequestRow).where(RequestRow.idempotency_key == key))


def _replayed(earlier: RequestRow, request: ContactRequest) -> Receipt:
    if earlier.fingerprint != request.fingerprint:
        raise KeyReused(KEY_REUSED)
    return _receipt(earlier)


def _receipt(row: RequestRow) -> Receipt:
    return Receipt(request_number(row.created.year, row.id), row.created)
