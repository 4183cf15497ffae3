"""The tables of the matching: traces of matches, the catalogues they speak of, and coverage holes."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table


class CatalogueVersionRow(Table):
    """A catalogue as it was when a match was made."""

    __tablename__ = "catalogue_versions"

    version: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created: Mapped[datetime]


class MatchTraceRow(Table):
    """A match, whole in `data`; the version of its catalogue is kept as long as the trace."""

    __tablename__ = "match_traces"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[str] = mapped_column(String(64), index=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    created: Mapped[datetime] = mapped_column(index=True)


class CoverageHoleRow(Table):
    """How often nobody covered a subject in a département, in a month."""

    __tablename__ = "coverage_holes"
    __table_args__ = (UniqueConstraint("subject", "departement", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    subject: Mapped[str] = mapped_column(String(200))
    departement: Mapped[str] = mapped_column(String(3))
    month: Mapped[str] = mapped_column(String(7))
    count: Mapped[int]
