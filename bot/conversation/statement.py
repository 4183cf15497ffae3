"""The statement: one sentence of an answer with the quotes that prove it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.conversation.reply import Citation
from bot.documents.library import Library
from bot.documents.model import Audience, Document, Passage

_SHELVES: dict[Audience, str] = {"public": "/sources/", "internal": "/conseiller/sources/"}
"""Where a document of each audience is read."""


@dataclass(frozen=True)
class Quote:
    """An exact substring of a passage that was retrieved."""

    document: Document
    passage: Passage
    text: str


def quote_in(library: Library, document_id: str, passage_id: str, text: str) -> Quote | None:
    """Give a quote of before again; None when the library no longer holds its passage."""
    document = library.document(document_id)
    for passage in document.passages if document else ():
        if document and passage.id == passage_id:
            return Quote(document, passage, text)
    return None


@dataclass(frozen=True)
class Statement:
    """A sentence shown to the visitor, without its markers, and what it quotes or rests on."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass
class Numbering:
    """Numbers the quotes of one answer from 1, in the order in which they are first shown."""

    citations: list[Citation] = field(default_factory=list)
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def mark(self, statement: Statement) -> tuple[str, list[Citation]]:
        """Give the statement with its markers, and the citations that it is the first to use."""
        fresh = []
        numbers = []
        for quote in statement.quotes:
            key = (quote.passage.id, quote.text)
            if key not in self._numbers:
                self._numbers[key] = len(self._numbers) + 1
                citation = cite(quote, self._numbers[key])
                self.citations.append(citation)
                fresh.append(citation)
            numbers.append(self._numbers[key])
        return f"{statement.text} {markers(numbers)}".strip(), fresh


def markers(numbers: Iterable[int]) -> str:
    """Write the markers of a sentence.

    >>> markers([2, 1, 2])
    '[1] [2]'
    """
    return " ".join(f"[{number}]" for number in sorted(set(numbers)))


def cite(quote: Quote, number: int) -> Citation:
    """Make the citation of a quote: a snapshot that stays true when the document changes."""
    document, passage = quote.document, quote.passage
    published = document.published
    return Citation(
        number=number,
        document_id=document.id,
        passage_id=passage.id,
        title=document.title,
        publisher=document.publisher,
        published=str(published) if published else None,
        published_certain=published.certain if published else False,
        url=document.url,
        quote=quote.text,
        passage=passage.text,
        heading=passage.heading,
        href=f"{_SHELVES[document.audience]}{document.id}#{passage.id.rpartition('.')[2]}",
        audience=document.audience,
    )
