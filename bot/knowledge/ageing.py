"""The ageing: documents past their date, those that answers cite most first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.conversation.dates import announced, spoken, years_since
from bot.conversation.notices import OLD
from bot.documents.model import Document, Published


@dataclass(frozen=True)
class Aged:
    """A document, why its date is past (in French), and how many answers cite it."""

    document: Document
    reasons: tuple[str, ...]
    uses: int


def aged(documents: Iterable[Document], uses: Mapping[str, int], today: date) -> list[Aged]:
    """Give the documents that have ended, announce what is over, or are old."""
    found = [Aged(one, tuple(_reasons(one, today)), uses.get(one.id, 0)) for one in documents]
    return sorted((one for one in found if one.reasons), key=lambda one: (-one.uses, one.document.title))


def _reasons(document: Document, today: date) -> list[str]:
    reasons = []
    if document.ends is not None and document.ends < today:
        reasons.append(f"fin de validité le {spoken(Published(document.ends))}")
    gone = dict.fromkeys(
        period.label
        for passage in document.passages
        for sentence in passage.sentences
        for period in announced(sentence.text, document.published)
        if period.last < today
    )
    if gone:
        reasons.append(f"annonce pour une date passée : {', '.join(list(gone)[:3])}")
    if document.published is not None and years_since(document.published, today) >= OLD:
        reasons.append(f"publié il y a plus de {years_since(document.published, today)} ans")
    return reasons
