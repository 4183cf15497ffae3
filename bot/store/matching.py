"""The matching's memory: traces that can be replayed, and a count of what nobody covers."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import delete, func, select

from bot.clock import Clock
from bot.matching.catalogue import Adviser, Catalogue
from bot.matching.routing import Hole, Loads
from bot.matching.traces import Trace, read_catalogue, write_catalogue
from bot.store.database import Database
from bot.store.desk_tables import AccountRow, CaseRow
from bot.store.holes import count_hole
from bot.store.matching_tables import CatalogueVersionRow, CoverageHoleRow, MatchTraceRow
from bot.store.routing import OPEN_STATES

_TRACE: TypeAdapter[Trace] = TypeAdapter(Trace)


class MatchTraces:
    """Keeps traces of matches, and once each catalogue they speak of."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def record(self, trace: Trace, catalogue: Catalogue) -> str:
        """Store a trace durably; give its id, which cannot be guessed."""
        identity = secrets.token_urlsafe(16)
        with self._database.writing() as session:
            if session.get(CatalogueVersionRow, trace.version) is None:
                session.add(
                    CatalogueVersionRow(
                        version=trace.version, content=write_catalogue(catalogue), created=self._clock()
                    )
                )
            session.add(
                MatchTraceRow(
                    id=identity,
                    version=trace.version,
                    data=_TRACE.dump_python(trace, mode="json"),
                    created=self._clock(),
                )
            )
        return identity

    def trace(self, identity: str) -> tuple[Trace, Catalogue] | None:
        """Give a trace with the catalogue that it was made on, ready to be replayed, or None."""
        with self._database.reading() as session:
            row = session.get(MatchTraceRow, identity)
            if row is None:
                return None
            content = session.get_one(CatalogueVersionRow, row.version).content
            return _TRACE.validate_python(row.data), read_catalogue(content)

    def erase(self, identity: str) -> None:
        """Erase a trace; one that is not there is no fault."""
        with self._database.writing() as session:
            session.execute(delete(MatchTraceRow).where(MatchTraceRow.id == identity))

    def forget_before(self, moment: datetime) -> int:
        """Erase the traces made before a moment, and catalogues nobody speaks of; give how many traces."""
        with self._database.writing() as session:
            old = session.scalars(select(MatchTraceRow.id).where(MatchTraceRow.created < moment)).all()
            session.execute(delete(MatchTraceRow).where(MatchTraceRow.created < moment))
            spoken_of = select(MatchTraceRow.version)
            session.execute(
                delete(CatalogueVersionRow).where(
                    CatalogueVersionRow.created < moment, CatalogueVersionRow.version.not_in(spoken_of)
                )
            )
        return len(old)


def adviser_loads(database: Database, advisers: Iterable[Adviser]) -> Loads:
    """Give what counts the open requests of each adviser who has an account, known by the e-mail address."""
    keys = {adviser.email.lower(): adviser.key for adviser in advisers if adviser.email}

    def loads() -> Mapping[str, int]:
        if not keys:
            return {}
        with database.reading() as session:
            rows = session.execute(
                select(AccountRow.email, func.count())
                .join(CaseRow, CaseRow.account_id == AccountRow.id)
                .where(CaseRow.state.in_(OPEN_STATES))
                .group_by(AccountRow.email)
            )
            return {keys[email.lower()]: count for email, count in rows if email.lower() in keys}

    return loads


@dataclass(frozen=True)
class HoleCount:
    """How often nobody covered a subject in a département, over the months asked for."""

    subject: str
    departement: str
    count: int


class CoverageHoles:
    """Counts what nobody covers, by subject, département and month; it keeps nothing of who asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, hole: Hole) -> None:
        """Count one more."""
        with self._database.writing() as session:
            count_hole(session, hole)

    def coverage_holes(self, since: str = "") -> list[HoleCount]:
        """Give the holes by subject and département, the deepest first, from a month (« 2026-11 ») on."""
        total = func.sum(CoverageHoleRow.count)
        with self._database.reading() as session:
            rows = session.execute(
                select(CoverageHoleRow.subject, CoverageHoleRow.departement, total)
                .where(CoverageHoleRow.month >= since)
                .group_by(CoverageHoleRow.subject, CoverageHoleRow.departement)
                .order_by(total.desc(), CoverageHoleRow.subject, CoverageHoleRow.departement)
            )
            return [HoleCount(subject, departement, int(count)) for subject, departement, count in rows]
