"""The requests: people who ask to be called back, kept before they are told so."""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.errors import InvalidInput
from bot.store.accounts import Account
from bot.store.conversations import owned_conversation
from bot.store.database import Database
from bot.store.desk_tables import CaseRow, EventRow
from bot.store.messages import KEY_REUSED
from bot.store.outbox import put
from bot.store.routing import route
from bot.store.tables import RequestRow

Kind = Literal["inscription", "besoin", "rendez-vous", "autre"]
_IN_REQUEST = ("name", "need", "email", "phone", "company", "conversation_id")


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
    kind: Kind = "autre"
    departement: str | None = None
    subject: str | None = None
    consent_text: str = ""
    shares_conversation: bool = False

    @property
    def fingerprint(self) -> str:
        """A hash of the whole content: equal for equal requests."""
        return sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Receipt:
    """The proof that a request is kept: the number to quote, and since when."""

    number: str
    created: datetime
    secret: str = ""

    @property
    def follow(self) -> str:
        """The address of the page from which the request is followed; whoever has it may change it."""
        return f"/demandes/{self.number}?cle={self.secret}"


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
                return _replayed(session, earlier, request)
            if request.conversation_id is not None:
                owned_conversation(session, request.conversation_id, visitor)
            now = self._clock()
            row = RequestRow(
                **{name: getattr(request, name) for name in _IN_REQUEST},
                consented=now,
                created=now,
                idempotency_key=key,
                fingerprint=request.fingerprint,
            )
            try:
                with session.begin_nested():
                    session.add(row)
                    session.flush()
                    case = open_case(request, row, now)
                    session.add(case)
            except IntegrityError:
                # Where writers run side by side, the twin of this request may have gone in meanwhile.
                earlier = _with_key(session, key) if key else None
                if earlier is None:
                    raise
                return _replayed(session, earlier, request)
            chosen = route(session, self._clock, case, counts=True)
            session.add(EventRow(request_id=row.id, step="nouvelle", reason="", created=now))
            receipt = _receipt(row, case)
            announce(session, self._clock, request, receipt, chosen)
            return receipt

    def request(self, number: str) -> ContactRequest | None:
        """Give the request of a number, or None."""
        identity = request_identity(number)
        if identity is None:
            return None
        with self._database.reading() as session:
            row = session.get(RequestRow, identity)
            if row is None or request_number(row.created.year, row.id) != number:
                return None
            return contact_of(row, session.get_one(CaseRow, row.id))


def request_number(year: int, identity: int) -> str:
    """Give the number that a person quotes on the telephone.

    >>> request_number(2026, 42)
    '2026-00042'
    """
    return f"{year}-{identity:05d}"


def request_identity(number: str) -> int | None:
    """Give the row that a number points at, or None for what cannot be a number.

    >>> request_identity("2026-00042"), request_identity("boulangerie"), request_identity("2026-²")
    (42, None, None)
    """
    year, _, identity = number.partition("-")
    plausible = all(part.isascii() and part.isdecimal() for part in (year, identity))
    return int(identity) if plausible and len(identity) <= 9 else None


def _with_key(session: Session, key: str) -> RequestRow | None:
    return session.scalar(select(RequestRow).where(RequestRow.idempotency_key == key))


def contact_of(row: RequestRow, case: CaseRow) -> ContactRequest:
    """Give what was asked, as it was asked."""
    kind: Kind = case.kind  # type: ignore[assignment]
    return ContactRequest(
        **{name: getattr(row, name) for name in _IN_REQUEST},
        kind=kind,
        departement=case.departement,
        subject=case.subject,
        consent_text=case.consent_text,
        shares_conversation=case.shares_conversation,
    )


def open_case(request: ContactRequest, row: RequestRow, now: datetime) -> CaseRow:
    """Give the case of a new request."""
    return CaseRow(
        request_id=row.id,
        kind=request.kind,
        departement=request.departement,
        subject=request.subject,
        consent_text=request.consent_text,
        shares_conversation=request.shares_conversation and request.conversation_id is not None,
        secret=secrets.token_urlsafe(24),
        state="nouvelle",
        draft="",
        reminders=0,
        changed=now,
    )


def announce(
    session: Session, clock: Clock, request: ContactRequest, receipt: Receipt, chosen: Account | None
) -> None:
    """Put in the outbox what is told of a new request: to the company, to the adviser, to a CRM."""
    if request.email:
        told = {"to": request.email, "text": "received", "number": receipt.number, "follow": receipt.follow}
        put(session, clock, "mail", told)
    if chosen:
        put(session, clock, "mail", {"to": chosen.email, "text": "assigned", "number": receipt.number})
    put(
        session,
        clock,
        "webhook",
        {"event": "request.created", "number": receipt.number, "kind": request.kind},
    )


def _replayed(session: Session, earlier: RequestRow, request: ContactRequest) -> Receipt:
    if earlier.fingerprint != request.fingerprint:
        raise KeyReused(KEY_REUSED)
    return _receipt(earlier, session.get_one(CaseRow, earlier.id))


def _receipt(row: RequestRow, case: CaseRow) -> Receipt:
    return Receipt(request_number(row.created.year, row.id), row.created, case.secret)
