"""The evidence of the catalogue: each quote looked for in the passages of its document."""

from collections.abc import Iterable, Iterator, Sequence

from bot.documents.model import Document
from bot.matching.catalogue import Evidence, Programme
from bot.matching.catalogue_faults import Fault
from bot.matching.catalogue_yaml import Entry, Placed


def evidence_of(entry: Entry) -> tuple[Evidence, ...]:
    """Give everything that an entry quotes, for itself and for its criteria."""
    criteria = entry.criteria_evidence.values() if isinstance(entry, Programme) else ()
    return (*entry.evidence, *criteria)


def evidence_faults(entries: Sequence[Placed], documents: Iterable[Document]) -> Iterator[Fault]:
    """Give a fault a quote that no passage of its document holds, letter for letter."""
    passages = {one.id: tuple(passage.text for passage in one.passages) for one in documents}
    for placed in entries:
        for evidence in evidence_of(placed.entry):
            texts = passages.get(evidence.document_id)
            if texts is None:
                told = f"« {evidence.document_id} » n'est aucun document ; attendu : l'un de documents/."
            elif not any(evidence.quote in text for text in texts):
                told = f"« {evidence.quote[:60]} » n'est dans aucun passage de « {evidence.document_id} »."
            else:
                continue
            yield Fault(placed.file, placed.line, "evidence", told)
