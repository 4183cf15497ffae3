"""The requests of a year: by what became of them and how long they waited, published like the questions."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot.barometer.publication import grid_data, publish_grid
from bot.barometer.suppression import LEAST, Count
from bot.store.cases import CLOSED
from bot.store.desk_tables import CaseRow, EventRow
from bot.store.tables import RequestRow

_STEPS = {"prise_en_charge": "taken", "reponse": "answered"} | dict.fromkeys(CLOSED, "closed")
_WHO = func.coalesce(RequestRow.email, RequestRow.phone, CaseRow.secret)


def requests_year(session: Session, year: str) -> dict[str, Any]:
    """Give what may be shown of the requests made in a year, as plain data."""
    return {"outcomes": _outcomes(session, year), "delays": _delays(session, year)}


def years_with_steps_since(session: Session, moment: datetime) -> set[str]:
    """Give the years of the requests that took a step since a moment."""
    query = (
        select(RequestRow.created)
        .join(EventRow, EventRow.request_id == RequestRow.id)
        .where(EventRow.created >= moment)
        .distinct()
    )
    return {f"{created:%Y}" for created in session.scalars(query)}


def _outcomes(session: Session, year: str) -> dict[str, Any] | None:
    """Count the requests by kind and by what became of them; nothing when they are too few."""
    query = (
        select(CaseRow.kind, CaseRow.state, func.count(), func.count(_WHO.distinct()))
        .join(RequestRow, RequestRow.id == CaseRow.request_id)
        .where(_within(year))
        .group_by(CaseRow.kind, CaseRow.state)
    )
    counts = {(kind, state): Count(value, people) for kind, state, value, people in session.execute(query)}
    published = publish_grid(counts)
    return grid_data(published[0]) if published else None


def _delays(session: Session, year: str) -> dict[str, float]:
    """Give the median hours that requests waited for each step, of at least five people.

    How many requests there were is not told: with the table of outcomes it would give hidden counts away.
    """
    query = (
        select(EventRow.step, _WHO, RequestRow.created, func.min(EventRow.created))
        .join(RequestRow, RequestRow.id == EventRow.request_id)
        .join(CaseRow, CaseRow.request_id == RequestRow.id)
        .where(_within(year), EventRow.step.in_(_STEPS))
        .group_by(EventRow.request_id, EventRow.step, _WHO, RequestRow.created)
    )
    waited: dict[str, list[float]] = defaultdict(list)
    people: dict[str, set[str]] = defaultdict(set)
    for step, who, asked, done in session.execute(query):
        waited[_STEPS[step]].append((done - asked) / timedelta(hours=1))
        people[_STEPS[step]].add(who)
    return {
        name: round(median(hours), 1) for name, hours in sorted(waited.items()) if len(people[name]) >= LEAST
    }


def _within(year: str) -> ColumnElement[bool]:
    start = datetime(int(year), 1, 1, tzinfo=UTC)
    return (RequestRow.created >= start) & (RequestRow.created < start.replace(year=start.year + 1))
