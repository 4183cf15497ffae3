"""The table of the sites: the pages of others that may show the chat."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table


class SiteRow(Table):
    """A site. `key` is public; `identities` counts the secrets that were made for its signed identities."""

    __tablename__ = "sites"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    origins: Mapped[list[str]]
    departement: Mapped[str | None] = mapped_column(String(3))
    colour: Mapped[str | None] = mapped_column(String(7))
    scheme: Mapped[str] = mapped_column(String(10))
    opening: Mapped[str] = mapped_column(Text)
    per_minute: Mapped[int]
    per_day: Mapped[int]
    enabled: Mapped[bool]
    identities: Mapped[int]
    created: Mapped[datetime]
