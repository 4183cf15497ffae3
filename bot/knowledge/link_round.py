"""The round of links: every address of the knowledge and of the catalogue visited, in the background."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.documents.library import Library
from bot.matching.catalogue import Catalogue
from bot.matching.links import Link, addresses_of, check_links

Addresses = Mapping[str, tuple[str, ...]]
Visit = Callable[[Addresses], Iterable[Link]]


class LinkBook(Protocol):
    """Keeps what each address answered."""

    def note(self, link: Link) -> None:
        """Store what an address answered, durably."""
        ...


@dataclass(frozen=True)
class Progress:
    """How far a round is."""

    running: bool
    done: int
    total: int


class LinkRound:
    """Visits the addresses, one round at a time, politely. What it finds is stored as it goes."""

    def __init__(
        self,
        library: Library,
        catalogue: Callable[[], Catalogue],
        book: LinkBook,
        visit: Visit = check_links,
    ) -> None:
        self._library = library
        self._catalogue = catalogue
        self._book = book
        self._visit = visit
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._done = 0
        self._total = 0

    def start(self) -> bool:
        """Begin a round; give False when one is under way."""
        with self._starting:
            if self._thread is not None and self._thread.is_alive():
                return False
            addresses = self.addresses()
            self._done, self._total = 0, len(addresses)
            # A round may take minutes, at two seconds a visit: the server does not wait for it to stop.
            self._thread = threading.Thread(target=self._run, args=(addresses,), daemon=True)
            self._thread.start()
            return True

    def progress(self) -> Progress:
        """Tell how far the round is."""
        running = self._thread is not None and self._thread.is_alive()
        return Progress(running, self._done, self._total)

    def addresses(self) -> dict[str, tuple[str, ...]]:
        """Give what names each address: ids of documents and keys of entries."""
        found = dict(addresses_of(self._catalogue()))
        for document_id, url in _urls(self._library):
            found[url] = (*found.get(url, ()), document_id)
        return found

    def _run(self, addresses: Addresses) -> None:
        for link in self._visit(addresses):
            self._book.note(link)
            self._done += 1


def _urls(library: Library) -> Iterator[tuple[str, str]]:
    for document in library.documents():
        if document.url:
            yield document.id, document.url
