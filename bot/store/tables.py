"""The tables: documents, passages, conversations, messages, feedback and requests."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC whatever the database remembers of time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment to UTC on its way in."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware moment: SQLite forgets the zone, PostgreSQL does not."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(DeclarativeBase):
    """Every table; constraints are named so that migrations can find them again."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, list[str]: JSON, list[list[int]]: JSON}  # noqa: RUF012


class DocumentRow(Table):
    """A document, whole: text, metadata, and where it came from."""

    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(String(128))
    kind: Mapped[str] = mapped_column(String(100))
    publisher: Mapped[str] = mapped_column(Text)
    published_day: Mapped[date | None]
    published_precision: Mapped[str | None] = mapped_column(String(10))
    published_certain: Mapped[bool | None]
    ends: Mapped[date | None]
    people: Mapped[list[str]]
    organisations: Mapped[list[str]]
    territories: Mapped[list[str]]
    topics: Mapped[list[str]]
    audience: Mapped[str] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(Text)

    passages: Mapped[list["PassageRow"]] = relationship(
        cascade="all, delete-orphan", order_by="PassageRow.position", passive_deletes=True
    )


class PassageRow(Table):
    """A passage of a document; `sentences` are pairs of offsets in its text."""

    __tablename__ = "passages"
    __table_args__ = (Index(None, "document_id", "position"),)

    id: Mapped[str] = mapped_column(String(255), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    position: Mapped[int]
    heading: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    start: Mapped[int]
    end: Mapped[int]
    sentences: Mapped[list[list[int]]]


class ConversationRow(Table):
    """A conversation; its visitor is known only by the hash of a random token.

    `audience` is whose sources it may quote: an « internal » one is an adviser's, and no visitor's.
    """

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    visitor_hash: Mapped[str] = mapped_column(String(64), index=True)
    created: Mapped[datetime]
    audience: Mapped[str] = mapped_column(String(10), server_default="public")


class MessageRow(Table):
    """A turn: what was asked, what was searched, and the reply with its citations as they were."""

    __tablename__ = "messages"
    __table_args__ = (UniqueConstraint("conversation_id", "position"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    position: Mapped[int]
    message: Mapped[str] = mapped_column(Text)
    searched: Mapped[str] = mapped_column(Text)
    reply: Mapped[dict[str, Any]] = mapped_column(JSON)
    created: Mapped[datetime] = mapped_column(index=True)


class FeedbackRow(Table):
    """What a visitor thought of one reply; the last word replaces the one before."""

    __tablename__ = "feedback"

    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    useful: Mapped[bool]
    reason: Mapped[str | None] = mapped_column(String(50))
    comment: Mapped[str | None] = mapped_column(Text)
    created: Mapped[datetime]


class RequestRow(Table):
    """A request to be called back, with the consent it rests on."""

    __tablename__ = "requests"
    # A number that was given out is never given again, even when its request is erased.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(String(320))
    phone: Mapped[str | None] = mapped_column(String(40))
    company: Mapped[str | None] = mapped_column(Text)
    need: Mapped[str] = mapped_column(Text)
    consented: Mapped[datetime]
    conversation_id: Mapped[str | None] = mapped_column(
        ForeignKey("conversations.id", ondelete="SET NULL"), index=True
    )
    idempotency_key: Mapped[str | None] = mapped_column(String(255), unique=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    created: Mapped[datetime]


from bot.store import barometer_tables as barometer_tables  # noqa: E402 - the barometer's too
from bot.store import board_tables as board_tables  # noqa: E402 - and those of the board
from bot.store import catalogue_tables as catalogue_tables  # noqa: E402 - and so does the catalogue's
from bot.store import change_tables as change_tables  # noqa: E402 - and the numbers of changes
from bot.store import deposit_tables as deposit_tables  # noqa: E402 - and what companies deposit
from bot.store import desk_tables as desk_tables  # noqa: E402 - its tables belong to the same metadata
from bot.store import introduction_tables as introduction_tables  # noqa: E402 - and their introductions
from bot.store import key_tables as key_tables  # noqa: E402 - and those of the API
from bot.store import knowledge_tables as knowledge_tables  # noqa: E402 - and those of the editors
from bot.store import matching_tables as matching_tables  # noqa: E402 - and those of the matching
from bot.store import site_tables as site_tables  # noqa: E402 - and that of the sites
