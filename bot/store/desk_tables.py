"""The tables of the advisers' desk: accounts, sessions, audit trail, cases, their events, and the outbox."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table


class AccountRow(Table):
    """Someone who works at the desk. The password is known only by its Argon2id hash."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(20))
    territories: Mapped[list[str]]
    subjects: Mapped[list[str]]
    password_hash: Mapped[str] = mapped_column(Text)
    disabled: Mapped[bool]
    failures: Mapped[int]
    locked_until: Mapped[datetime | None]
    absent_from: Mapped[date | None]
    absent_until: Mapped[date | None]
    created: Mapped[datetime]


class SessionRow(Table):
    """A browser that is signed in, known only by the hash of its token."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    expires: Mapped[datetime]
    created: Mapped[datetime]


class AuditRow(Table):
    """One thing that was seen, changed or exported; rows are only ever added."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    action: Mapped[str] = mapped_column(String(50))
    target: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(index=True)


class CaseRow(Table):
    """What becomes of a request. `secret` opens its follow-up page, and stands only for this row."""

    __tablename__ = "cases"
    __table_args__ = (Index(None, "account_id", "state"),)

    request_id: Mapped[int] = mapped_column(
        ForeignKey("requests.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    kind: Mapped[str] = mapped_column(String(20))
    departement: Mapped[str | None] = mapped_column(String(3))
    subject: Mapped[str | None] = mapped_column(String(100))
    consent_text: Mapped[str] = mapped_column(Text)
    shares_conversation: Mapped[bool]
    secret: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(20), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    appointment: Mapped[datetime | None]
    draft: Mapped[str] = mapped_column(Text)
    told_by_company: Mapped[str | None] = mapped_column(String(20))
    reminders: Mapped[int]
    changed: Mapped[datetime]


class EventRow(Table):
    """One step in the life of a case."""

    __tablename__ = "case_events"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("cases.request_id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    step: Mapped[str] = mapped_column(String(30))
    reason: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime]


class OutboxRow(Table):
    """Something that must leave: an e-mail or a webhook call, kept until it has."""

    __tablename__ = "outbox"
    __table_args__ = (Index(None, "sent", "due"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    channel: Mapped[str] = mapped_column(String(10))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    tries: Mapped[int]
    due: Mapped[datetime]
    sent: Mapped[datetime | None]
    created: Mapped[datetime]
