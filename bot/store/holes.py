"""The holes: one more request that nobody covers, counted in the transaction that finds it out."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.matching.routing import Hole
from bot.store.matching_tables import CoverageHoleRow


def count_hole(session: Session, hole: Hole) -> None:
    """Count one more."""
    row = session.scalar(
        select(CoverageHoleRow)
        .where(
            CoverageHoleRow.subject == hole.subject,
            CoverageHoleRow.departement == hole.departement,
            CoverageHoleRow.month == hole.month,
        )
        .with_for_update()
    )
    if row is None:
        row = CoverageHoleRow(subject=hole.subject, departement=hole.departement, month=hole.month, count=0)
        session.add(row)
    row.count += 1
