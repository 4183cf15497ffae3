"""The table of the catalogue's entries."""

from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table


class CatalogueEntryRow(Table):
    """An entry, whole in `data`, kept when withdrawn. `origin` is « seeds », « import » or « hand »."""

    __tablename__ = "catalogue_entries"

    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    origin: Mapped[str] = mapped_column(String(10))
    withdrawn: Mapped[bool]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
