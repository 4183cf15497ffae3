"""The tables of the barometer: the facts of each conversation, and what is published of each year."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table


class AskedRow(Table):
    """What one visitor's conversation adds to the counts; it goes when the conversation is erased."""

    __tablename__ = "asked"
    __table_args__ = (Index(None, "month", "subject"),)

    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    visitor_hash: Mapped[str] = mapped_column(String(64))
    month: Mapped[str] = mapped_column(String(7))
    subject: Mapped[str] = mapped_column(String(30))
    departement: Mapped[str] = mapped_column(String(10))
    sector: Mapped[str] = mapped_column(String(10))
    size: Mapped[str] = mapped_column(String(10))
    questions: Mapped[int]
    unanswered: Mapped[int]
    corrected: Mapped[bool]


class AskedDocumentRow(Table):
    """A public document that a conversation was answered with."""

    __tablename__ = "asked_documents"

    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("asked.conversation_id", ondelete="CASCADE"), primary_key=True
    )
    document_id: Mapped[str] = mapped_column(String(200), primary_key=True, index=True)


class BarometerYearRow(Table):
    """What is published of a year, its small counts hidden already; `stale` asks that it be made anew."""

    __tablename__ = "barometer_years"

    year: Mapped[str] = mapped_column(String(4), primary_key=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    stale: Mapped[bool]
    computed: Mapped[datetime | None]


class BarometerStateRow(Table):
    """Until when conversations were read; one row."""

    __tablename__ = "barometer_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    until: Mapped[datetime]
