"""The library: where the documents are kept, whole, so that the index can be rebuilt from them."""

from collections.abc import Iterator
from typing import Protocol

from bot.documents.model import Audience, Document


class Library(Protocol):
    """Keeps documents by id. What `save` and `delete` did is durable when they return."""

    def save(self, document: Document) -> None:
        """Store a document with its passages, in place of any of the same id."""
        ...

    def delete(self, document_id: str) -> None:
        """Remove a document and its passages; one that is not there is no fault."""
        ...

    def document(self, document_id: str) -> Document | None:
        """Give a document whatever its audience: what a visitor may see is the caller's to decide."""
        ...

    def documents(self) -> Iterator[Document]:
        """Give every document, in the order of ids."""
        ...

    def page(self, audience: Audience, after: str, limit: int) -> list[Document]:
        """Give the next documents of an audience after an id, in the order of ids."""
        ...

    def hashes(self) -> dict[str, str]:
        """Give the content hash of every document, by id."""
        ...

    def origins(self) -> dict[str, str]:
        """Give the place every document was read from, by id."""
        ...
