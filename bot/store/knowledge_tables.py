"""The tables of the editors: drafts, versions, tasks, uses of the documents, evaluation questions, links."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table


class DraftRow(Table):
    """A document being prepared. `card` is what was typed, right or wrong; `document_id` what it replaces."""

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    document_id: Mapped[str] = mapped_column(String(200))
    card: Mapped[dict[str, Any]] = mapped_column(JSON)
    text: Mapped[str] = mapped_column(Text)
    cut: Mapped[list[str]]
    question_key: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    created: Mapped[datetime]
    changed: Mapped[datetime]


class VersionRow(Table):
    """What a document was from one moment on: published as `content`, or withdrawn. Rows are only added."""

    __tablename__ = "document_versions"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    document_id: Mapped[str] = mapped_column(String(200))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    owner: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    created: Mapped[datetime]


class TaskRow(Table):
    """A reply that left someone without an answer. Erased with its conversation."""

    __tablename__ = "tasks"

    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    question_key: Mapped[str] = mapped_column(String(64), index=True)
    question: Mapped[str] = mapped_column(Text)
    cause: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), index=True)
    document_id: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    created: Mapped[datetime]


class UseRow(Table):
    """A document that a reply cites."""

    __tablename__ = "document_uses"

    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    document_id: Mapped[str] = mapped_column(String(200), primary_key=True, index=True)


class EvaluationRow(Table):
    """A question that joined the evaluation set, in the form of its files."""

    __tablename__ = "evaluation_questions"

    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    question_key: Mapped[str] = mapped_column(String(64), unique=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    created: Mapped[datetime]


class LinkRow(Table):
    """What an address answered when it was last visited."""

    __tablename__ = "link_visits"

    url: Mapped[str] = mapped_column(Text, primary_key=True)
    alive: Mapped[bool]
    told: Mapped[str] = mapped_column(Text)
    visited: Mapped[datetime]
