"""The entries as documents: what the search reads of a catalogue, one document an entry."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from bot.documents.model import Document, Passage, Sentence
from bot.matching.catalogue import Adviser, Organisation, Programme

_FORM = 1
"""Raised when the text made of an entry changes shape: every document is then written anew."""


def document_of(entry: Programme | Adviser | Organisation) -> Document:
    """Give the document that an entry is found by: first what it is, then each need it answers.

    >>> cci = Adviser("cci-lot", "CCI du Lot", "accueil", "cci-lot", ("DEP-46",), ("tourisme", "emploi"))
    >>> document_of(cci).text
    'accueil\\n\\ntourisme, emploi'
    """
    if isinstance(entry, Programme):
        kind, title = "programme", entry.titre
        texts = [_joined(entry.promesse, entry.description, *entry.types_aides), *entry.besoins]
    elif isinstance(entry, Adviser):
        kind, title = "adviser", entry.name
        texts = [entry.role, ", ".join(entry.subjects)]
    else:
        kind, title = "organisation", entry.name
        texts = [_joined(entry.kind, entry.description), ", ".join(entry.subjects)]
    kept = [text for text in texts if text]
    content = json.dumps([_FORM, kind, title, kept], ensure_ascii=False)
    return Document(
        id=entry.key,
        title=title,
        text="\n\n".join(kept),
        content_hash=hashlib.sha256(content.encode()).hexdigest(),
        passages=tuple(_passages(entry.key, kept)),
        kind=kind,
    )


def _joined(*texts: str | None) -> str:
    return ". ".join(text.rstrip(". ") for text in texts if text)


def _passages(key: str, texts: Sequence[str]) -> Iterable[Passage]:
    start = 0
    for position, text in enumerate(texts):
        sentence = Sentence(text, 0, len(text))
        yield Passage(
            f"{key}.p{position + 1}", key, position, "", text, start, start + len(text), (sentence,)
        )
        start += len(text) + 2
