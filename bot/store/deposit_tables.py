"""The tables of what companies deposit for one another, and of what was decided for employer groups."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table


class DepositRow(Table):
    """A need or an offer of a company, whole in `data`; once withdrawn, nothing of who wrote it is left.

    Its secret, and the idempotency key that it comes from, are known by their hashes only.
    """

    __tablename__ = "deposits"
    __table_args__ = (Index(None, "kind", "state"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    company: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(String(320))
    phone: Mapped[str] = mapped_column(String(40))
    sector: Mapped[str] = mapped_column(String(1))
    departement: Mapped[str] = mapped_column(String(3))
    consent_text: Mapped[str] = mapped_column(Text)
    salt: Mapped[str] = mapped_column(String(64))
    secret_hash: Mapped[str] = mapped_column(String(64))
    key_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    created: Mapped[datetime]
    expires: Mapped[datetime]


class GroupPartRow(Table):
    """What was decided for needs that are linked to one another: kept until it is decided anew."""

    __tablename__ = "group_parts"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
