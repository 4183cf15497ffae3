"""The editions: drafts of documents, and every version that was published or withdrawn."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.documents.model import Document, Published
from bot.documents.reading import cut
from bot.errors import NotFound
from bot.store.changes import note_change
from bot.store.database import Database
from bot.store.desk_tables import AccountRow
from bot.store.knowledge_tables import DraftRow, VersionRow
from bot.store.library import document_of_row, row_of_document
from bot.store.messages import DOCUMENT_GONE, DRAFT_NOT_FOUND
from bot.store.tables import DocumentRow
from bot.store.tasks import settle

State = Literal["published", "withdrawn"]
_LISTS = ("people", "organisations", "territories", "topics")


@dataclass(frozen=True)
class Draft:
    """A document being prepared. `card` is what was typed in the form; `question_key` the task it answers."""

    id: str
    card: Mapping[str, str]
    text: str
    cut: tuple[str, ...] = ()
    document_id: str = ""
    question_key: str = ""
    changed: datetime | None = None


@dataclass(frozen=True)
class Version:
    """What a document was from `created` on."""

    document: Document
    number: int
    state: State
    owner: str
    note: str
    by: str
    created: datetime


class Editions:
    """Keeps drafts and versions. A publication, its version and the end of its draft are one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def keep(self, draft: Draft, account_id: int) -> Draft:
        """Store a draft, new when its id is empty, durably; give it with its id."""
        with self._database.writing() as session:
            row = session.get(DraftRow, draft.id) if draft.id else None
            if row is None:
                if draft.id:
                    raise NotFound(DRAFT_NOT_FOUND)
                row = DraftRow(id=secrets.token_hex(8), account_id=account_id, created=self._clock())
                session.add(row)
            row.card, row.text, row.cut = dict(draft.card), draft.text, list(draft.cut)
            row.document_id, row.question_key, row.changed = (
                draft.document_id,
                draft.question_key,
                self._clock(),
            )
            return replace(draft, id=row.id, changed=row.changed)

    def draft(self, draft_id: str) -> Draft:
        """Give a draft. Raises NotFound."""
        with self._database.reading() as session:
            row = session.get(DraftRow, draft_id)
            if row is None:
                raise NotFound(DRAFT_NOT_FOUND)
            return _draft(row)

    def drafts(self) -> list[Draft]:
        """Give the drafts, the latest changed first."""
        with self._database.reading() as session:
            return [
                _draft(row) for row in session.scalars(select(DraftRow).order_by(DraftRow.changed.desc()))
            ]

    def discard(self, draft_id: str) -> None:
        """Throw a draft away."""
        with self._database.writing() as session:
            session.execute(delete(DraftRow).where(DraftRow.id == draft_id))

    def publish(self, document: Document, *, owner: str, account_id: int, draft: Draft | None = None) -> None:
        """Store a document in the library with its version; its draft is done with, its task answered."""
        with self._database.writing() as session:
            self._keep_first(session, document.id)
            session.execute(delete(DocumentRow).where(DocumentRow.id == document.id))
            session.flush()
            session.add(row_of_document(document))
            self._add(session, document, "published", owner, "", account_id)
            if draft is not None:
                session.execute(delete(DraftRow).where(DraftRow.id == draft.id))
                if draft.question_key:
                    settle(session, draft.question_key, "answered", account_id, document.id)
            note_change(session, "documents")

    def withdraw(self, document_id: str, *, note: str, account_id: int) -> None:
        """Take a document out of the library; its versions stay. Raises NotFound."""
        with self._database.writing() as session:
            row = session.get(DocumentRow, document_id)
            if row is None:
                raise NotFound(DOCUMENT_GONE)
            self._keep_first(session, document_id)
            last = session.scalar(_latest(document_id))
            owner = last.owner if last else ""
            self._add(session, document_of_row(row), "withdrawn", owner, note, account_id)
            session.execute(delete(DocumentRow).where(DocumentRow.id == document_id))
            note_change(session, "documents")

    def versions(self, document_id: str) -> list[Version]:
        """Give the versions of a document, the latest first."""
        with self._database.reading() as session:
            rows = session.execute(
                select(VersionRow, AccountRow.name)
                .outerjoin(AccountRow, AccountRow.id == VersionRow.account_id)
                .where(VersionRow.document_id == document_id)
                .order_by(VersionRow.number.desc())
            )
            return [_version(row, name) for row, name in rows]

    def withdrawn(self) -> list[Version]:
        """Give the documents that are withdrawn, as they were."""
        return [one for one in self._latest() if one.state == "withdrawn"]

    def owners(self) -> dict[str, str]:
        """Give who looks after each document, where it is known."""
        return {one.document.id: one.owner for one in self._latest() if one.owner}

    def held(self) -> frozenset[str]:
        """Give the ids of the documents that editors have taken in hand: files no longer change them."""
        with self._database.reading() as session:
            return frozenset(session.scalars(select(VersionRow.document_id).distinct()))

    def usual_publisher(self, account_id: int) -> str:
        """Give the publisher of what an editor last published, or nothing."""
        with self._database.reading() as session:
            content = session.scalar(
                select(VersionRow.content)
                .where(VersionRow.account_id == account_id, VersionRow.state == "published")
                .order_by(VersionRow.id.desc())
                .limit(1)
            )
            return "" if content is None else str(content["publisher"])

    def _latest(self) -> list[Version]:
        newest = select(func.max(VersionRow.id)).group_by(VersionRow.document_id)
        with self._database.reading() as session:
            rows = session.execute(
                select(VersionRow, AccountRow.name)
                .outerjoin(AccountRow, AccountRow.id == VersionRow.account_id)
                .where(VersionRow.id.in_(newest))
                .order_by(VersionRow.created.desc())
            )
            return [_version(row, name) for row, name in rows]

    def _keep_first(self, session: Session, document_id: str) -> None:
        """Keep what the files said of a document before an editor first touches it."""
        row = session.get(DocumentRow, document_id)
        if row is not None and session.scalar(_latest(document_id)) is None:
            self._add(session, document_of_row(row), "published", "", "", None)

    def _add(
        self,
        session: Session,
        document: Document,
        state: State,
        owner: str,
        note: str,
        account_id: int | None,
    ) -> None:
        session.flush()
        last = session.scalar(_latest(document.id))
        session.add(
            VersionRow(
                document_id=document.id,
                number=1 if last is None else last.number + 1,
                state=state,
                content=_content(document),
                owner=owner,
                note=note,
                account_id=account_id,
                created=self._clock(),
            )
        )


def _latest(document_id: str) -> Any:
    return (
        select(VersionRow)
        .where(VersionRow.document_id == document_id)
        .order_by(VersionRow.number.desc())
        .limit(1)
    )


def _draft(row: DraftRow) -> Draft:
    return Draft(row.id, row.card, row.text, tuple(row.cut), row.document_id, row.question_key, row.changed)


def _version(row: VersionRow, by: str | None) -> Version:
    state: State = "withdrawn" if row.state == "withdrawn" else "published"
    return Version(_document(row), row.number, state, row.owner, row.note, by or "", row.created)


def _content(document: Document) -> dict[str, Any]:
    published = document.published
    return {
        "title": document.title,
        "text": document.text,
        "kind": document.kind,
        "publisher": document.publisher,
        "published": [published.day.isoformat(), published.precision, published.certain]
        if published
        else None,
        "ends": document.ends.isoformat() if document.ends else None,
        **{name: list(getattr(document, name)) for name in _LISTS},
        "audience": document.audience,
        "source": document.source,
        "url": document.url,
    }


def _document(row: VersionRow) -> Document:
    content = dict(row.content)
    told, ends = content.pop("published"), content.pop("ends")
    published = Published(date.fromisoformat(told[0]), told[1], told[2]) if told else None
    lists: dict[str, Any] = {name: tuple(content.pop(name)) for name in _LISTS}
    document = Document(
        id=row.document_id,
        content_hash="",
        published=published,
        ends=date.fromisoformat(ends) if ends else None,
        **lists,
        **content,
    )
    return cut(document)
