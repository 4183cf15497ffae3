"""The document: a source with its metadata, its passages and its sentences."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]
Audience = Literal["public", "internal"]


@dataclass(frozen=True)
class Published:
    """A publication date, as precise and as certain as it is known.

    `day` is the first day of the period when `precision` is a month or a year.
    """

    day: date
    precision: Precision = "day"
    certain: bool = True

    def __str__(self) -> str:
        """Give the ISO form, cut at the precision.

        >>> str(Published(date(2022, 10, 1), "month"))
        '2022-10'
        """
        return self.day.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage: `text` is exactly `passage.text[start:end]`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """A piece of a document: `text` is exactly `document.text[start:end]`; headings stand apart.

    `heading` is the path of headings above the passage, joined by « › », or empty.
    """

    id: str
    document_id: str
    position: int
    heading: str
    text: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Document:
    """A source. `text` is the clean body; `content_hash` covers the text and the metadata."""

    id: str
    title: str
    text: str
    content_hash: str
    passages: tuple[Passage, ...] = ()
    kind: str = "document"
    publisher: str = ""
    published: Published | None = None
    ends: date | None = None
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audience: Audience = "public"
    source: str = ""
    url: str | None = None
    origin: str = field(default="", compare=False)
    """Where the file came from, for `ingest --prune`; never shown to a visitor."""

    def __hash__(self) -> int:
        return hash((self.id, self.content_hash))
