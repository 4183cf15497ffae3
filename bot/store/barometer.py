"""The barometer's memory: what is published of a year, and the subjects that people correct."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from bot.barometer.coverage import Coverage, published_coverage
from bot.barometer.facts import OTHER
from bot.barometer.suppression import Cell, Count
from bot.companies.needs import SUBJECTS
from bot.errors import InvalidInput, NotFound
from bot.store.barometer_tables import AskedRow, BarometerYearRow
from bot.store.database import Database
from bot.store.matching_tables import CoverageHoleRow
from bot.store.messages import CONVERSATION_NOT_FOUND, SUBJECT_UNKNOWN
from bot.store.rollup import mark_stale
from bot.store.tables import DocumentRow, MessageRow

_TO_CORRECT = 30


@dataclass(frozen=True)
class Year:
    """What may be shown of a year; `data` is as `published_year` gives it, empty before the first rollup."""

    year: str
    data: Mapping[str, Any]
    computed: datetime | None


@dataclass(frozen=True)
class AskedQuestion:
    """A question whose subject may be corrected."""

    conversation_id: str
    text: str
    subject: str
    corrected: bool
    created: datetime


class Barometer:
    """Gives what is published, and takes corrections. What it gives has no small count in it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def years(self) -> list[str]:
        """Give the years that something was asked in, the last first."""
        with self._database.reading() as session:
            query = select(BarometerYearRow.year).order_by(BarometerYearRow.year.desc())
            return list(session.scalars(query))

    def year(self, year: str) -> Year:
        """Give what is published of a year; a document that is not public any more is not named."""
        with self._database.reading() as session:
            row = session.get(BarometerYearRow, year)
            if row is None:
                return Year(year, {}, None)
            public = set(session.scalars(select(DocumentRow.id).where(DocumentRow.audience == "public")))
            documents = [one for one in row.data.get("documents", ()) if one[0] in public]
            return Year(year, {**row.data, "documents": documents}, row.computed)

    def holes(self, year: str) -> Coverage | None:
        """Give what nobody covered in a year, by subject and département."""
        query = (
            select(CoverageHoleRow.subject, CoverageHoleRow.departement, func.sum(CoverageHoleRow.count))
            .where(CoverageHoleRow.month.between(f"{year}-01", f"{year}-12"))
            .group_by(CoverageHoleRow.subject, CoverageHoleRow.departement)
        )
        with self._database.reading() as session:
            counts: dict[Cell, Count] = {
                (subject, departement): Count(int(count), int(count))
                for subject, departement, count in session.execute(query)
            }
        return published_coverage(counts)

    def questions(self, subject: str = "") -> list[AskedQuestion]:
        """Give the latest questions of visitors, or those of a subject, to have their subject corrected."""
        query = (
            select(AskedRow, MessageRow.message, MessageRow.created)
            .join(MessageRow, MessageRow.conversation_id == AskedRow.conversation_id)
            .where(MessageRow.position == 0)
            .order_by(MessageRow.created.desc())
            .limit(_TO_CORRECT)
        )
        if subject:
            query = query.where(AskedRow.subject == subject)
        with self._database.reading() as session:
            return [
                AskedQuestion(row.conversation_id, message, row.subject, row.corrected, created)
                for row, message, created in session.execute(query)
            ]

    def correct(self, conversation_id: str, subject: str) -> None:
        """Set the subject of a conversation by hand, for good. Raises InvalidInput or NotFound."""
        if subject not in SUBJECTS and subject != OTHER:
            raise InvalidInput(SUBJECT_UNKNOWN)
        with self._database.writing() as session:
            row = session.get(AskedRow, conversation_id)
            if row is None:
                raise NotFound(CONVERSATION_NOT_FOUND)
            row.subject, row.corrected = subject, True
            mark_stale(session, [row.month[:4]])
