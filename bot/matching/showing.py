"""The showing: a match as plain data, in the very shape of the HTTP contract, its sources cited."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.documents.library import Library
from bot.documents.model import Document, Passage
from bot.matching.catalogue import Adviser, Evidence, Organisation, Programme
from bot.matching.catalogue_evidence import evidence_of
from bot.matching.matchmaker import Match
from bot.matching.verdict import Criterion


def shown_match(match: Match, library: Library) -> dict[str, Any]:
    """Give a match as the API and the chat show it; `number` counts its citations from 1."""
    entry, verdict = match.entry, match.verdict
    return {
        "id": entry.key,
        "kind": match.kind,
        "title": entry.titre if isinstance(entry, Programme) else entry.name,
        "description": _description(entry),
        "verdict": verdict.outcome.value,
        "score": match.score,
        "reasons": list(match.reasons),
        "criteria": [_criterion(one) for one in verdict.criteria],
        "priorities": [_criterion(one) for one in verdict.priorities],
        "citations": list(_citations(dict.fromkeys(evidence_of(entry)), library)),
        "contact": None if match.contact is None else _contact(match.contact),
        "next_step": match.next_step,
        "url": entry.url_source if isinstance(entry, Programme) else entry.url,
    }


def _description(entry: Programme | Adviser | Organisation) -> str:
    if isinstance(entry, Programme):
        return entry.promesse or entry.description
    return entry.role if isinstance(entry, Adviser) else entry.description


def _criterion(criterion: Criterion) -> dict[str, Any]:
    return {
        "name": criterion.name,
        "state": criterion.state.value,
        "text": criterion.text,
        "source": criterion.source,
        "change": criterion.change,
    }


def _contact(person: Adviser | Organisation) -> dict[str, Any]:
    return {
        "id": person.key,
        "kind": "adviser" if isinstance(person, Adviser) else "organisation",
        "name": person.name,
        "role": person.role if isinstance(person, Adviser) else person.kind,
        "email": person.email,
        "phone": person.phone,
        "url": person.url,
    }


def _citations(evidence: Iterable[Evidence], library: Library) -> Iterator[dict[str, Any]]:
    """Cite what is in a public document of the library, word for word; the rest is not cited at all."""
    number = 0
    for one in evidence:
        document = library.document(one.document_id)
        if document is None or document.audience != "public":
            continue
        passage = next((passage for passage in document.passages if one.quote in passage.text), None)
        if passage is not None:
            number += 1
            yield _citation(number, document, passage, one.quote)


def _citation(number: int, document: Document, passage: Passage, quote: str) -> dict[str, Any]:
    published = document.published
    return {
        "number": number,
        "document_id": document.id,
        "passage_id": passage.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": str(published) if published else None,
        "published_certain": published.certain if published else False,
        "url": document.url,
        "quote": quote,
        "passage": passage.text,
        "heading": passage.heading,
        "href": f"/sources/{document.id}#{passage.id.rpartition('.')[2]}",
    }
