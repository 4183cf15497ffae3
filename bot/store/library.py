"""The library of documents, kept in the database."""

from collections.abc import Iterator
from typing import cast

from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload

from bot.documents.model import Audience, Document, Passage, Precision, Published, Sentence
from bot.store.changes import note_change
from bot.store.database import Database
from bot.store.tables import DocumentRow, PassageRow

_BATCH = 50


class StoredLibrary:
    """The `Library` in the database: each document goes in, or out, whole."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, document: Document) -> None:
        """Store a document with its passages, in place of any of the same id."""
        with self._database.writing() as session:
            session.execute(delete(DocumentRow).where(DocumentRow.id == document.id))
            session.add(row_of_document(document))
            note_change(session, "documents")

    def delete(self, document_id: str) -> None:
        """Remove a document and its passages; one that is not there is no fault."""
        with self._database.writing() as session:
            session.execute(delete(DocumentRow).where(DocumentRow.id == document_id))
            note_change(session, "documents")

    def document(self, document_id: str) -> Document | None:
        """Give a document whatever its audience, or None."""
        with self._database.reading() as session:
            row = session.get(DocumentRow, document_id)
            return None if row is None else document_of_row(row)

    def documents(self) -> Iterator[Document]:
        """Give every document, in the order of ids; holds no transaction between two batches."""
        after = ""
        while batch := self._batch(after):
            yield from batch
            after = batch[-1].id

    def page(self, audience: Audience, after: str, limit: int) -> list[Document]:
        """Give the next documents of an audience after an id, in the order of ids."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(DocumentRow)
                .where(DocumentRow.audience == audience, DocumentRow.id > after)
                .order_by(DocumentRow.id)
                .limit(limit)
                .options(selectinload(DocumentRow.passages))
            )
            return [document_of_row(row) for row in rows]

    def hashes(self) -> dict[str, str]:
        """Give the content hash of every document, by id."""
        with self._database.reading() as session:
            rows = session.execute(select(DocumentRow.id, DocumentRow.content_hash).order_by(DocumentRow.id))
            return {row.id: row.content_hash for row in rows}

    def origins(self) -> dict[str, str]:
        """Give the place every document was read from, by id."""
        with self._database.reading() as session:
            rows = session.execute(select(DocumentRow.id, DocumentRow.origin).order_by(DocumentRow.id))
            return {row.id: row.origin for row in rows}

    def _batch(self, after: str) -> list[Document]:
        with self._database.reading() as session:
            rows = session.scalars(
                select(DocumentRow)
                .where(DocumentRow.id > after)
                .order_by(DocumentRow.id)
                .limit(_BATCH)
                .options(selectinload(DocumentRow.passages))
            )
            return [document_of_row(row) for row in rows]


def row_of_document(document: Document) -> DocumentRow:
    """Give the row of a document, with those of its passages."""
    published = document.published
    return DocumentRow(
        id=document.id,
        title=document.title,
        text=document.text,
        content_hash=document.content_hash,
        kind=document.kind,
        publisher=document.publisher,
        published_day=published.day if published else None,
        published_precision=published.precision if published else None,
        published_certain=published.certain if published else None,
        ends=document.ends,
        people=list(document.people),
        organisations=list(document.organisations),
        territories=list(document.territories),
        topics=list(document.topics),
        audience=document.audience,
        source=document.source,
        url=document.url,
        origin=document.origin,
        passages=[_to_passage_row(passage) for passage in document.passages],
    )


def _to_passage_row(passage: Passage) -> PassageRow:
    return PassageRow(
        id=passage.id,
        position=passage.position,
        heading=passage.heading,
        text=passage.text,
        start=passage.start,
        end=passage.end,
        sentences=[[sentence.start, sentence.end] for sentence in passage.sentences],
    )


def document_of_row(row: DocumentRow) -> Document:
    """Give the document of a row."""
    return Document(
        id=row.id,
        title=row.title,
        text=row.text,
        content_hash=row.content_hash,
        passages=tuple(_from_passage_row(passage) for passage in row.passages),
        kind=row.kind,
        publisher=row.publisher,
        published=_published(row),
        ends=row.ends,
        people=tuple(row.people),
        organisations=tuple(row.organisations),
        territories=tuple(row.territories),
        topics=tuple(row.topics),
        audience=cast(Audience, row.audience),
        source=row.source,
        url=row.url,
        origin=row.origin,
    )


def _published(row: DocumentRow) -> Published | None:
    if row.published_day is None:
        return None
    precision = cast(Precision, row.published_precision or "day")
    return Published(row.published_day, precision, row.published_certain is not False)


def _from_passage_row(row: PassageRow) -> Passage:
    return Passage(
        id=row.id,
        document_id=row.document_id,
        position=row.position,
        heading=row.heading,
        text=row.text,
        start=row.start,
        end=row.end,
        sentences=tuple(Sentence(row.text[start:end], start, end) for start, end in row.sentences),
    )
