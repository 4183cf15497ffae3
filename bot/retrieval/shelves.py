"""The shelves: the full text as the public may read it, and as an adviser may, each counted by itself.

How rare a word is, and so how much it weighs, depends on all the passages of an index. Were public and
internal passages counted together, what a visitor finds would hint at what he may not read.
"""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from bot.documents.model import Audience
from bot.retrieval.fulltext import Entry, FullText


class Shelves:
    """Two full texts: `public` has the public passages, `internal` has them all, with their vectors."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, or make it. Raises ValueError when what it holds is damaged."""
        with ExitStack() as opened:
            public = FullText(folder / "public", with_entries=False)
            opened.callback(public.rest)
            self._all = FullText(folder / "internal")
            opened.pop_all()
        self._shelves: dict[Audience, FullText] = {"public": public, "internal": self._all}

    def add(self, entries: Iterable[Entry]) -> None:
        """Queue passages; they are found after `commit`."""
        queued = list(entries)
        self._shelves["public"].add(entry for entry in queued if entry.audience == "public")
        self._all.add(queued)

    def remove(self, revision: str) -> None:
        """Queue the removal of a document's version."""
        for shelf in self._shelves.values():
            shelf.remove(revision)

    def commit(self) -> None:
        """Make what was queued durable and visible, shelf after shelf."""
        for shelf in self._shelves.values():
            shelf.commit()

    def reload(self) -> None:
        """See the last commit, of whichever process."""
        for shelf in self._shelves.values():
            shelf.reload()

    def rest(self) -> None:
        """Let go of the folder for writing; what is queued is dropped."""
        for shelf in self._shelves.values():
            shelf.rest()

    def size(self, audience: Audience) -> int:
        """Give the number of passages that someone may read."""
        return self._shelves[audience].size

    def search(
        self, terms: Mapping[str, float], boosts: Mapping[str, float], k: int, audience: Audience
    ) -> list[tuple[str, float]]:
        """Give the rows of the `k` best passages that someone may read, as FullText.search does."""
        return self._shelves[audience].search(terms, boosts, k)

    def entry(self, row: str) -> Entry | None:
        """Give a passage with its vectors, or None when it has gone."""
        return self._all.entry(row)

    def document_frequency(self, term: str, audience: Audience) -> int:
        """Give the number of passages that someone may read whose text holds a stem."""
        return self._shelves[audience].document_frequency(term)

    def vocabulary(self, audience: Audience) -> list[str]:
        """Give every folded word of the passages that someone may read."""
        return self._shelves[audience].vocabulary()
