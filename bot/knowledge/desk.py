"""The editors' desk: a document goes in as a draft, comes out published, and can be taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import PurePath
from typing import Protocol

from bot.documents.fetching import Fetcher
from bot.documents.library import Library
from bot.documents.model import Document
from bot.documents.reading import Reading, cut, read_upload, slug_of, write_sheet
from bot.errors import InvalidInput, NotFound
from bot.knowledge.card import CardFault, card_of, read_card
from bot.knowledge.catalogue_desk import CatalogueDesk
from bot.knowledge.link_round import LinkRound
from bot.knowledge.messages import FAULTS, NEVER_PUBLISHED, NO_TEXT, PASTED, REASON_NEEDED
from bot.store.editions import Draft, Editions, Version
from bot.store.links import Links
from bot.store.messages import DOCUMENT_GONE
from bot.store.tasks import Tasks


class Publisher(Protocol):
    """Makes documents findable; `save` does what must be durable before anybody finds them."""

    def put(self, document: Document, save: Callable[[], None]) -> None:
        """Show a document, in place of any of the same id, at once."""
        ...

    def take_out(self, save: Callable[[], None]) -> None:
        """Hide what `save` removed, at once."""
        ...


@dataclass(frozen=True)
class KnowledgeDesk:
    """Drafts, publications and withdrawals."""

    editions: Editions
    tasks: Tasks
    links: Links
    round: LinkRound
    catalogue: CatalogueDesk
    library: Library
    publisher: Publisher
    fetcher: Fetcher

    def from_file(self, data: bytes, name: str, account_id: int, replaces: str = "") -> Draft:
        """Give the draft of a file. Raises UnreadableDocument."""
        return self._begin(read_upload(data, PurePath(name).name or PASTED), account_id, replaces)

    def from_text(self, text: str, title: str, account_id: int, replaces: str = "") -> Draft:
        """Give the draft of a text that was pasted. Raises InvalidInput."""
        if not any(letter.isalnum() for letter in text):
            raise InvalidInput(NO_TEXT)
        marked = any(line.startswith("#") for line in text.splitlines())
        reading = read_upload(text.encode(), f"{PASTED}.{'md' if marked else 'txt'}")
        found = replace(reading.document, title=title.strip() or reading.document.title)
        return self._begin(replace(reading, document=found), account_id, replaces)

    def from_address(self, address: str, account_id: int, replaces: str = "") -> Draft:
        """Give the draft of a page or a file of the Web. Raises FetchRefused or UnreadableDocument."""
        fetched = self.fetcher.fetch(address)
        reading = read_upload(fetched.data, fetched.name)
        found = replace(reading.document, url=fetched.url)
        return self._begin(replace(reading, document=found), account_id, replaces)

    def sheet(self, title: str, text: str, card: Mapping[str, str], account_id: int, key: str) -> Draft:
        """Give the draft of a fact sheet that answers a task."""
        filled = {**card_of(write_sheet(title, text, id="")), "kind": "fiche", **card, "title": title}
        return self.editions.keep(Draft("", filled, text, question_key=key), account_id)

    def reopen(self, document_id: str, account_id: int) -> Draft:
        """Give a draft of a document as it is, to change it. Raises NotFound."""
        document = self.library.document(document_id)
        if document is None:
            raise NotFound(DOCUMENT_GONE)
        card = card_of(document, self.editions.owners().get(document_id, ""))
        return self.editions.keep(Draft("", card, document.text, (), document_id), account_id)

    def preview(self, draft: Draft) -> Document:
        """Give the document that a draft would be, its passages as they would be searched."""
        before = self.library.document(draft.document_id) if draft.document_id else None
        if before is not None and before.text == draft.text:
            return replace(before, title=draft.card.get("title", ""))
        return write_sheet(draft.card.get("title", ""), draft.text, id=draft.document_id or "brouillon")

    def publish(self, draft: Draft, account_id: int) -> Document:
        """Make a draft the document that questions find. Raises CardFault with what there is to mend."""
        faults: dict[str, str] = {}
        metadata = {}
        try:
            metadata = read_card(draft.card)
        except CardFault as fault:
            faults |= fault.faults
        text = self.preview(draft).text
        if not any(letter.isalnum() for letter in text):
            faults["text"] = FAULTS["text"]
        if faults:
            raise CardFault(faults)
        identity = draft.document_id or self._free_id(metadata["title"])
        document = cut(Document(id=identity, text=text, content_hash="", **metadata))
        owner = " ".join(draft.card.get("owner", "").split())
        self.publisher.put(
            document,
            lambda: self.editions.publish(document, owner=owner, account_id=account_id, draft=draft),
        )
        return document

    def withdraw(self, document_id: str, reason: str, account_id: int) -> None:
        """Take a document away from questions; it can be put back. Raises NotFound or InvalidInput."""
        if not reason.strip():
            raise InvalidInput(REASON_NEEDED)
        self.publisher.take_out(
            lambda: self.editions.withdraw(document_id, note=reason.strip(), account_id=account_id)
        )

    def restore(self, document_id: str, number: int, account_id: int) -> Document:
        """Put a version back, in place of what there is. Raises NotFound."""
        version = self.version(document_id, number)
        document, owner = version.document, version.owner
        self.publisher.put(
            document, lambda: self.editions.publish(document, owner=owner, account_id=account_id)
        )
        return document

    def version(self, document_id: str, number: int) -> Version:
        """Give one version of a document. Raises NotFound."""
        for version in self.editions.versions(document_id):
            if version.number == number:
                return version
        raise NotFound(NEVER_PUBLISHED)

    def _begin(self, reading: Reading, account_id: int, replaces: str) -> Draft:
        found = reading.document
        card = card_of(found)
        if replaces:
            before = self.library.document(replaces)
            if before is None:
                raise NotFound(DOCUMENT_GONE)
            # What is known of the document stands, but for what the new text says of itself.
            kept = card_of(before, self.editions.owners().get(replaces, ""))
            dated = {name: card[name] for name in ("published", "certain", "url") if card["published"]}
            card = {**kept, **dated}
        return self.editions.keep(Draft("", card, found.text, reading.cut, replaces), account_id)

    def _free_id(self, title: str) -> str:
        taken = self.library.hashes().keys() | self.editions.held()
        wanted = slug_of(title)
        if wanted not in taken:
            return wanted
        return next(one for one in map(f"{wanted}-{{}}".format, count(2)) if one not in taken)
