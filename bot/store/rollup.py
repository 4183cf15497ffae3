"""The rollup: reads the visitors' conversations into facts, and publishes each year's counts from them."""

import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from bot.barometer.facts import Facts, facts_of
from bot.clock import Clock
from bot.store.barometer_tables import AskedDocumentRow, AskedRow, BarometerStateRow, BarometerYearRow
from bot.store.database import Database
from bot.store.tables import ConversationRow, MessageRow
from bot.store.yearly import published_year
from bot.store.yearly_requests import requests_year, years_with_steps_since

_PAGE = 500
_EVERY_SECONDS = 60.0
_OVERLAP = timedelta(minutes=10)
"""A message may be stored a little after one of a later moment: the last ones are read again."""
_REST = timedelta(minutes=10)
"""How long a year's counts stand before they are made anew."""
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)


class Rollup:
    """Keeps the barometer's tables. Reading the same conversation again changes nothing."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._due = 0.0

    def round(self) -> None:
        """Read what is new and publish what is stale, at most once a minute."""
        if time.monotonic() < self._due:
            return
        self._due = time.monotonic() + _EVERY_SECONDS
        self.refresh()

    def refresh(self, *, at_once: bool = False) -> None:
        """Read what is new and publish the years that changed; `at_once` does not let them rest first."""
        after = (self._until() - _OVERLAP, "")
        while page := self._page(after):
            after = page
        now = self._clock()
        self._hear_of_requests()
        with self._database.reading() as session:
            rows = session.execute(
                select(BarometerYearRow.year, BarometerYearRow.computed).where(BarometerYearRow.stale)
            ).all()
        for year, computed in rows:
            if at_once or computed is None or now - computed >= _REST:
                self._publish(year, now)

    def _hear_of_requests(self) -> None:
        """Ask that the years whose requests took a step since the last publication be published anew."""
        with self._database.reading() as session:
            last = session.scalar(select(func.max(BarometerYearRow.computed))) or _FIRST
            years = years_with_steps_since(session, last - _OVERLAP)
        if years:
            with self._database.writing() as session:
                mark_stale(session, years)

    def _until(self) -> datetime:
        with self._database.reading() as session:
            state = session.get(BarometerStateRow, 1)
            return state.until if state else _FIRST

    def _page(self, after: tuple[datetime, str]) -> tuple[datetime, str] | None:
        """Read one page of messages, and give where it ends; nothing when there is none.

        Facts are made before the database is locked: nobody who writes waits for them.
        """
        with self._database.reading() as session:
            found = session.execute(
                select(MessageRow.created, MessageRow.id, MessageRow.conversation_id)
                .where(tuple_(MessageRow.created, MessageRow.id) > after)
                .order_by(MessageRow.created, MessageRow.id)
                .limit(_PAGE)
            ).all()
            if not found:
                return None
            facts = _facts(session, sorted({row.conversation_id for row in found}))
        with self._database.writing() as session:
            _count(session, facts)
            session.merge(BarometerStateRow(id=1, until=found[-1].created))
        return found[-1].created, found[-1].id

    def _publish(self, year: str, now: datetime) -> None:
        with self._database.reading() as session:
            data = published_year(session, year) | {"requests": requests_year(session, year)}
        with self._database.writing() as session:
            row = session.get_one(BarometerYearRow, year)
            row.data, row.stale, row.computed = data, False, now


def _facts(session: Session, conversations: Sequence[str]) -> dict[str, Facts]:
    """Give the facts of visitors' conversations; those of advisers are never counted."""
    query = (
        select(ConversationRow.id, ConversationRow.created, MessageRow.message, MessageRow.reply)
        .join(MessageRow, MessageRow.conversation_id == ConversationRow.id)
        .where(ConversationRow.id.in_(conversations), ConversationRow.audience == "public")
        .order_by(ConversationRow.id, MessageRow.position)
    )
    found = {}
    for (identity, created), rows in groupby(session.execute(query).all(), key=lambda row: tuple(row[:2])):
        facts = facts_of([(message, reply) for _, _, message, reply in rows], created.date())
        if facts is not None:
            found[identity] = facts
    return found


def _count(session: Session, facts: Mapping[str, Facts]) -> None:
    """Take facts in, but for conversations that were erased meanwhile."""
    conversations = session.scalars(select(ConversationRow).where(ConversationRow.id.in_(facts))).all()
    kept = {
        row.conversation_id: row
        for row in session.scalars(select(AskedRow).where(AskedRow.conversation_id.in_(facts)))
    }
    years, cited = set(), []
    for conversation in conversations:
        row = kept.get(conversation.id)
        if not _take_in(session, conversation, facts[conversation.id], row):
            continue
        years.add(f"{conversation.created:%Y}")
        found = [
            AskedDocumentRow(conversation_id=conversation.id, document_id=one)
            for one in facts[conversation.id].documents
        ]
        cited += [session.merge(one) for one in found] if row else found
    session.flush()
    session.add_all(cited)
    mark_stale(session, years)


def mark_stale(session: Session, years: Iterable[str]) -> None:
    """Ask that years be published anew."""
    for year in sorted(years):
        row = session.get(BarometerYearRow, year)
        if row is None:
            session.add(BarometerYearRow(year=year, data={}, stale=True, computed=None))
        else:
            row.stale = True


def _take_in(session: Session, conversation: ConversationRow, facts: Facts, row: AskedRow | None) -> bool:
    """Keep the facts of a conversation; tell whether they changed. A subject set by hand stays."""
    values = {name: getattr(facts, name) for name in ("departement", "sector", "size")}
    values |= {"questions": facts.questions, "unanswered": facts.unanswered}
    if row is None:
        row = AskedRow(
            conversation_id=conversation.id,
            visitor_hash=conversation.visitor_hash,
            month=f"{conversation.created:%Y-%m}",
            subject=facts.subject,
            corrected=False,
            **values,
        )
        session.add(row)
        return True
    if not row.corrected:
        values["subject"] = facts.subject
    changed = any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items() if changed else ():
        setattr(row, name, value)
    return changed
