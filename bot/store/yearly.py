"""The yearly counts: made of the facts by the database, published with their small ones hidden."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.barometer.facts import BANDS
from bot.barometer.publication import GRIDS, LINES, Publication, grid_data, publish
from bot.barometer.suppression import LEAST, Count
from bot.barometer.vocabulary import fresh_words, words_said
from bot.store.barometer_tables import AskedDocumentRow, AskedRow
from bot.store.tables import ConversationRow, DocumentRow, MessageRow

_MONTHS_COMPARED = 3
_PEOPLE = func.count(AskedRow.visitor_hash.distinct())
Dimension = InstrumentedAttribute[str] | ColumnElement[str]
_DIMENSIONS: dict[str, Dimension] = {
    "subject": AskedRow.subject,
    "departement": AskedRow.departement,
    "sector": AskedRow.sector,
    "size": AskedRow.size,
    "month": AskedRow.month,
    "outcome": case((AskedRow.unanswered > 0, "sans"), else_="avec"),
}


def published_year(session: Session, year: str) -> dict[str, Any]:
    """Give all that may be shown of a year, as plain data."""
    within = AskedRow.month.between(f"{year}-01", f"{year}-12")
    people = session.scalar(select(_PEOPLE).where(within)) or 0
    lines = {name: _line(session, name, within) for name in LINES}
    grids = {
        (first, second): {
            (one, two): Count(value, several)
            for one, two, value, several in session.execute(
                select(_DIMENSIONS[first], _DIMENSIONS[second], func.count(), _PEOPLE)
                .where(within)
                .group_by(_DIMENSIONS[first], _DIMENSIONS[second])
            )
        }
        for first, second in GRIDS
    }
    months = sorted(lines["month"])[-_MONTHS_COMPARED:]
    return _as_data(publish(lines, grids, people)) | {
        "words": _words(session, months),
        "documents": _documents(session, within),
    }


def _line(session: Session, name: str, within: ColumnElement[bool]) -> dict[str, Count]:
    column = _DIMENSIONS[name]
    query = select(column, func.count(), _PEOPLE).where(within).group_by(column).order_by(column)
    found = {key: Count(value, people) for key, value, people in session.execute(query)}
    if name == "size":
        return {band: found[band] for band in BANDS if band in found}
    if name in ("month", "outcome"):
        return found
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].value, pair[0])))


def _words(session: Session, months: list[str]) -> list[list[Any]]:
    """Give the words that more people used in the last month than in those before."""
    if not months:
        return []
    said: dict[str, dict[str, set[str]]] = {month: defaultdict(set) for month in months}
    query = (
        select(AskedRow.month, AskedRow.visitor_hash, MessageRow.message)
        .join(MessageRow, MessageRow.conversation_id == AskedRow.conversation_id)
        .join(ConversationRow, ConversationRow.id == AskedRow.conversation_id)
        .where(AskedRow.month.in_(months), ConversationRow.audience == "public")
    )
    for month, visitor, message in session.execute(query):
        for word in words_said(message):
            said[month][word].add(visitor)
    counted = [{word: len(people) for word, people in said[month].items()} for month in months]
    return [list(one) for one in fresh_words(counted[-1], counted[:-1])]


def _documents(session: Session, within: ColumnElement[bool]) -> list[list[Any]]:
    """Give the public documents by the number of conversations that they answered; None for a few."""
    query = (
        select(AskedDocumentRow.document_id, DocumentRow.title, func.count(), _PEOPLE)
        .join(AskedRow, AskedRow.conversation_id == AskedDocumentRow.conversation_id)
        .join(DocumentRow, DocumentRow.id == AskedDocumentRow.document_id)
        .where(within, DocumentRow.audience == "public")
        .group_by(AskedDocumentRow.document_id, DocumentRow.title)
        .order_by(func.count().desc(), AskedDocumentRow.document_id)
    )
    return [
        [identity, title, count if people >= LEAST else None]
        for identity, title, count, people in session.execute(query)
    ]


def _as_data(publication: Publication) -> dict[str, Any]:
    return {
        "lines": {
            name: {"values": _pairs(line.values.items()), "total": line.total}
            for name, line in publication.lines.items()
        },
        "grids": {
            f"{first}/{second}": grid_data(grid) for (first, second), grid in publication.grids.items()
        },
    }


def _pairs(items: Iterable[tuple[str, int | None]]) -> list[list[Any]]:
    return [[key, value] for key, value in items]
