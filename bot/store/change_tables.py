"""The table that numbers the changes of what every process keeps in memory."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table


class ChangeRow(Table):
    """How many times something was changed: the documents, or the catalogue."""

    __tablename__ = "changes"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int]
