"""The audit trail: what was seen, changed and exported at the desk, by whom and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from bot.clock import Clock
from bot.store.database import Database
from bot.store.desk_tables import AccountRow, AuditRow

PAGE: Final = 100


@dataclass(frozen=True)
class Trace:
    """One thing that was done."""

    account_id: int | None
    action: str
    target: str
    created: datetime
    by: str | None = None


class Audit:
    """Adds to the trail; nothing in it is ever changed."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def note(self, account_id: int | None, action: str, target: str = "") -> None:
        """Add one thing that was done, durably."""
        with self._database.writing() as session:
            session.add(
                AuditRow(account_id=account_id, action=action, target=target[:200], created=self._clock())
            )

    def page(
        self, *, before: int | None = None, account_id: int | None = None
    ) -> tuple[list[Trace], int | None]:
        """Give some of the trail, newest first, and where to go on before; None at the end."""
        query = select(AuditRow, AccountRow.name).outerjoin(AccountRow, AccountRow.id == AuditRow.account_id)
        if before is not None:
            query = query.where(AuditRow.id < before)
        if account_id is not None:
            query = query.where(AuditRow.account_id == account_id)
        with self._database.reading() as session:
            rows = session.execute(query.order_by(AuditRow.id.desc()).limit(PAGE + 1)).all()
        traces = [
            Trace(row.account_id, row.action, row.target, row.created, name) for row, name in rows[:PAGE]
        ]
        return traces, rows[PAGE - 1][0].id if len(rows) > PAGE else None

    def last(self, action: str) -> Mapping[int, datetime]:
        """Give when each account last did a thing, for those that did it within what is kept."""
        query = select(AuditRow.account_id, func.max(AuditRow.created)).where(AuditRow.action == action)
        with self._database.reading() as session:
            rows = session.execute(query.group_by(AuditRow.account_id))
            return {account_id: moment for account_id, moment in rows if account_id is not None}

    def latest(self, limit: int = 200) -> list[Trace]:
        """Give the latest, newest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(AuditRow).order_by(AuditRow.id.desc()).limit(limit))
            return [Trace(row.account_id, row.action, row.target, row.created) for row in rows]
