"""The tables of the API: its keys, and the writes that an idempotency key has made."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table


class ApiKeyRow(Table):
    """A key of another server, known only by the hash of its secret."""

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[str]]
    created: Mapped[datetime]
    last_used: Mapped[datetime | None]
    revoked: Mapped[datetime | None]


class OnceRow(Table):
    """A write made under an idempotency key; `status` is missing while it is being made.

    What was said in a chat is not copied: `message_id` leads to it, and goes with it. `announced` is the
    id of the message that is being said: it is in `messages` once it has been said, and not before.
    """

    __tablename__ = "idempotency"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int | None]
    body: Mapped[str | None] = mapped_column(Text)
    message_id: Mapped[str | None] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    announced: Mapped[str | None] = mapped_column(String(64))
    created: Mapped[datetime] = mapped_column(index=True)
