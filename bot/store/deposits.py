"""The deposits: what companies offer and need of one another, kept until withdrawn or expired."""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import Any, Final, Literal

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.errors import NotFound
from bot.store.database import Database
from bot.store.deposit_erasing import forget_introductions, waiting_for
from bot.store.deposit_secrets import hashed, proof_of, secret_of
from bot.store.deposit_tables import DepositRow
from bot.store.messages import DEPOSIT_NOT_FOUND, KEY_REUSED
from bot.store.outbox import put, recall
from bot.store.requests import KeyReused

DepositKind = Literal["groupement", "offre", "besoin"]
TO_CONFIRM: Final = "a_confirmer"
"""Its author has not opened the link of the e-mail yet: it is matched with nothing."""
OPEN: Final = "ouvert"
WITHDRAWN: Final = "retire"
PROVIDED: Final = "pourvu"
LIFETIME: Final = timedelta(days=180)
UNCONFIRMED: Final = timedelta(days=7)
"""How long a deposit that nobody has confirmed is kept."""
AFTERWARDS: Final = timedelta(days=30)
"""How long a deposit that has expired is kept before it is erased."""
_FOLLOWED_AT: Final[dict[str, str]] = {"groupement": "/groupements", "offre": "/offres", "besoin": "/offres"}
_PERSONAL: Final = ("company", "name", "email", "phone", "consent_text")


@dataclass(frozen=True)
class Party:
    """The company behind a deposit and how to reach it. Nobody else sees it before both sides agree."""

    company: str
    name: str
    email: str
    phone: str = ""
    sector: str = ""
    departement: str = ""


@dataclass(frozen=True)
class GivenDeposit:
    """What is deposited: `data` is the offer or the need itself."""

    kind: DepositKind
    data: dict[str, Any]
    party: Party
    consent_text: str
    until: date | None = None
    """Its last day, which `data` tells too."""

    @property
    def fingerprint(self) -> str:
        """A hash of the whole content."""
        told = {name: value for name, value in asdict(self).items() if name != "until"}
        return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Deposit:
    """A deposit that is kept."""

    id: str
    kind: str
    state: str
    data: dict[str, Any]
    party: Party
    created: datetime
    expires: datetime

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be matched."""
        return self.state == OPEN

    @property
    def about(self) -> str:
        """What it is about, in the words of its author."""
        told = (self.data.get(name) for name in ("function", "text", "quantity", "period"))
        return ", ".join(str(one) for one in told if one)


@dataclass(frozen=True)
class DepositReceipt:
    """The proof that a deposit is kept; whoever has the secret may follow and withdraw it."""

    id: str
    secret: str
    created: datetime
    expires: datetime
    kind: str

    @property
    def follow(self) -> str:
        """The secret address of its page."""
        return f"{_FOLLOWED_AT[self.kind]}/{self.id}?cle={self.secret}"


class Deposits:
    """Keeps deposits; the same idempotency key never makes two."""

    def __init__(self, database: Database, clock: Clock, proof_key: bytes | None = None) -> None:
        """With `proof_key`, a deposit is matched once its author has opened the link of the e-mail."""
        self._database = database
        self._clock = clock
        self._proof_key = proof_key

    def submit(self, given: GivenDeposit, key: str | None = None) -> DepositReceipt:
        """Store a deposit, durably, and give its receipt; for a known `key`, the receipt of then.

        Raises KeyReused when `key` came with another content.
        """
        with self._database.writing() as session:
            if key and (earlier := _with_key(session, key)):
                return _replayed(earlier, given, key)
            row, secret = _new_row(given, key, self._clock())
            row.state = TO_CONFIRM if self._proof_key else OPEN
            try:
                with session.begin_nested():
                    session.add(row)
                    session.flush()
            except IntegrityError:
                # Where writers run side by side, the twin of this deposit may have gone in meanwhile.
                earlier = _with_key(session, key) if key else None
                if earlier is None or key is None:
                    raise
                return _replayed(earlier, given, key)
            receipt = _receipt(row, secret)
            put(session, self._clock, "mail", self._told(row, receipt))
            return receipt

    def _told(self, row: DepositRow, receipt: DepositReceipt) -> dict[str, Any]:
        told = {"to": row.email, "text": "deposited", "follow": receipt.follow, "about": [row.id]}
        if self._proof_key is None:
            return told
        proof = proof_of(self._proof_key, row.id, row.email)
        return told | {"text": "to_confirm", "follow": f"{receipt.follow}&preuve={proof}"}

    def confirm(self, identity: str, secret: str, proof: str) -> bool:
        """Open a deposit to matching, once its author brings what the e-mail told; tell whether it is.

        Raises NotFound for a secret that opens nothing.
        """
        with self._database.writing() as session:
            row = opened_by(session, identity, secret)
            awaited = proof_of(self._proof_key, row.id, row.email) if self._proof_key else None
            if row.state == TO_CONFIRM and awaited and compare_digest(awaited.encode(), proof.encode()):
                row.state = OPEN
            return row.state != TO_CONFIRM

    def followed(self, identity: str, secret: str) -> Deposit:
        """Give the deposit that this secret opens; raise NotFound for any other."""
        with self._database.reading() as session:
            return deposit_of(opened_by(session, identity, secret))

    def withdraw(self, identity: str, secret: str) -> None:
        """Withdraw a deposit and erase who wrote it and what they wrote."""
        with self._database.writing() as session:
            row = opened_by(session, identity, secret)
            self._database.note_erased("deposit", [row.id])
            for email in waiting_for(session, row.id):
                put(session, self._clock, "mail", {"to": email, "text": "refusee", "others": ""})
            recall(session, [row.id], row.email)
            forget_introductions(session, [row.id])
            erase(row)
        self._database.scrub()

    def open_ones(self, *kinds: DepositKind) -> list[Deposit]:
        """Give what is open today, oldest first."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(DepositRow)
                .where(
                    DepositRow.kind.in_(kinds), DepositRow.state == OPEN, DepositRow.expires > self._clock()
                )
                .order_by(DepositRow.created, DepositRow.id)
            )
            return [deposit_of(row) for row in rows]

    def forget_expired(self, after: timedelta = AFTERWARDS) -> int:
        """Erase what expired long enough ago, and what nobody confirmed; give how many."""
        now = self._clock()
        unconfirmed = and_(DepositRow.state == TO_CONFIRM, DepositRow.created < now - UNCONFIRMED)
        gone = or_(DepositRow.expires < now - after, unconfirmed)
        with self._database.reading() as session:
            if not session.scalar(select(DepositRow.id).where(gone).limit(1)):
                return 0
        with self._database.writing() as session:
            old = session.execute(select(DepositRow.id, DepositRow.email).where(gone)).all()
            for identity, email in old:
                recall(session, [identity], email)
            identities = [identity for identity, _ in old]
            forget_introductions(session, identities)
            session.execute(delete(DepositRow).where(DepositRow.id.in_(identities)))
        self._database.scrub()
        return len(old)


def deposit_of(row: DepositRow) -> Deposit:
    """Give the deposit of a row."""
    party = Party(row.company, row.name, row.email, row.phone, row.sector, row.departement)
    return Deposit(row.id, row.kind, row.state, row.data, party, row.created, row.expires)


def is_open(row: DepositRow, now: datetime) -> bool:
    """Tell whether a row is still to be matched at a moment."""
    return row.state == OPEN and row.expires > now


def opened_by(session: Session, identity: str, secret: str) -> DepositRow:
    """Give the row that this secret opens; raise NotFound for any other."""
    row = session.get(DepositRow, identity)
    # A hash is compared even when there is no such row: time must not tell which.
    known = row.secret_hash if row else hashed("")
    if not compare_digest(known, hashed(secret)) or row is None:
        raise NotFound(DEPOSIT_NOT_FOUND)
    return row


def erase(row: DepositRow) -> None:
    """Leave nothing of who made a deposit, nor of what it said."""
    row.state, row.data = WITHDRAWN, {}
    for name in _PERSONAL:
        setattr(row, name, "")


def _new_row(given: GivenDeposit, key: str | None, now: datetime) -> tuple[DepositRow, str]:
    salt = secrets.token_hex(32)
    secret = secret_of(salt, key or secrets.token_urlsafe(32))
    row = DepositRow(
        id=secrets.token_hex(8),
        kind=given.kind,
        state=OPEN,
        data=given.data,
        **asdict(given.party),
        consent_text=given.consent_text,
        salt=salt,
        secret_hash=hashed(secret),
        key_hash=hashed(key) if key else None,
        fingerprint=given.fingerprint,
        created=now,
        expires=_end(given, now),
    )
    return row, secret


def _end(given: GivenDeposit, now: datetime) -> datetime:
    """Give when a deposit ends: after its last day, or once nobody has renewed it for long."""
    longest = now + LIFETIME
    if given.until is None:
        return longest
    return min(longest, datetime.combine(given.until + timedelta(days=1), time.min, now.tzinfo))


def _with_key(session: Session, key: str) -> DepositRow | None:
    return session.scalar(select(DepositRow).where(DepositRow.key_hash == hashed(key)))


def _replayed(earlier: DepositRow, given: GivenDeposit, key: str) -> DepositReceipt:
    if earlier.fingerprint != given.fingerprint:
        raise KeyReused(KEY_REUSED)
    return _receipt(earlier, secret_of(earlier.salt, key))


def _receipt(row: DepositRow, secret: str) -> DepositReceipt:
    return DepositReceipt(row.id, secret, row.created, row.expires, row.kind)
