"""The index: the passages of the live documents, findable by words (Tantivy) and by meaning (Chroma).

A document's version (its `revision`) is first staged in both engines, where no question sees it;
`publish` then makes the set of live revisions visible at once, and `sweep` drops the others. The
manifest tells which revisions both engines hold whole, so that an interruption at any point is
noticed at the next start.
"""

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from bot.documents.model import Audience, Document, Passage
from bot.errors import IndexUnavailable
from bot.retrieval.fulltext import Entry
from bot.retrieval.manifest import Manifest
from bot.retrieval.shelves import Shelves
from bot.retrieval.token_matrix import Projection, TokenMatrix
from bot.retrieval.vector_store import VectorStore
from bot.retrieval.vectors import Embedder, Floats

logger = logging.getLogger(__name__)

FORMAT = 4
"""Raised whenever what is stored in the index changes shape: older folders are then rebuilt."""

_TAKES_NO_MORE = "L'index de la recherche ne peut pas être écrit pour le moment."


def revision_of(document_id: str, content_hash: str) -> str:
    """Name a document's version.

    >>> revision_of("mission-japon", "9f86d081884c7d659a2f")
    'mission-japon@9f86d081884c7d65'
    """
    return f"{document_id}@{content_hash[:16]}"


def fingerprint(embedder: Embedder, projection: Projection) -> str:
    """Name what the index depends on: its format, the model and the projection."""
    digest = hashlib.sha256()
    digest.update(f"{FORMAT} {embedder.fingerprint}".encode())
    digest.update(projection.mean.tobytes() + projection.components.tobytes())
    return digest.hexdigest()[:24]


class Index:
    """Holds passages of live revisions; readers never see a revision before `publish`.

    Several processes may share it, over a server of vectors: they write in turn, and each sees what the
    others wrote from its next `follow` on.
    """

    def __init__(
        self,
        folder: Path,
        vectors: VectorStore,
        fulltext: Shelves,
        embedder: Embedder,
        projection: Projection,
        turn: FileLock | None = None,
    ) -> None:
        """`turn` is what the processes that share the index hold while they write."""
        self._vectors = vectors
        self._fulltext = fulltext
        self._embedder = embedder
        self._projection = projection
        self._manifest = Manifest(folder / "manifest.json")
        self._live: frozenset[str] = frozenset()
        self._writing = threading.RLock()
        self._turn = turn
        self._counted = (self._live, self._manifest.held, 0)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write alone, in this process and among those that share the index; calls may be nested."""
        with self._writing:
            if self._turn is None or self._turn.is_locked:
                yield
                return
            with self._turn:
                self.follow()
                try:
                    yield
                finally:
                    self._fulltext.rest()

    @contextmanager
    def writing_or_unavailable(self) -> Iterator[None]:
        """Write alone; raise IndexUnavailable when the folder takes no more, as on a full disk."""
        try:
            with self.writing():
                yield
        except OSError as fault:
            raise IndexUnavailable(_TAKES_NO_MORE) from fault

    def follow(self) -> None:
        """See what other processes have written."""
        if self._manifest.reload():
            self._fulltext.reload()

    def stage(self, documents: Sequence[Document]) -> None:
        """Embed documents and write them to both engines; no question sees them yet."""
        with self.writing():
            ready = self._manifest.ready
            fresh = [d for d in documents if revision_of(d.id, d.content_hash) not in ready]
            if not fresh:
                return
            revisions = {revision_of(d.id, d.content_hash): len(d.passages) for d in fresh}
            self._manifest.doubt(revisions)
            entries = self._entries(fresh)
            for revision in revisions:
                # A staging that failed earlier may have left some of it, which would count twice.
                self._fulltext.remove(revision)
            self._vectors.add(entries)
            self._fulltext.add(entries)
            self._fulltext.commit()
            self._manifest.trust(revisions)

    def publish(self, live: Mapping[str, str]) -> None:
        """Make exactly these documents (id → content hash) visible to questions, at once."""
        self._live = frozenset(revision_of(key, value) for key, value in live.items())

    def sweep(self) -> None:
        """Drop the revisions that are not live from both engines."""
        with self.writing():
            held, unsure = self._manifest.held, self._manifest.unsure
            dead = {key: count for key, count in held.items() if key not in self._live or key in unsure}
            if not dead:
                return
            self._manifest.doubt(dead)
            for revision in dead:
                self._vectors.remove(revision)
                self._fulltext.remove(revision)
            self._fulltext.commit()
            self._manifest.forget(dead)

    def missing(self, live: Mapping[str, str]) -> list[str]:
        """Give the ids of live documents that the engines do not hold whole."""
        ready = self._manifest.ready
        return [key for key, value in live.items() if revision_of(key, value) not in ready]

    def is_settled(self, live: Mapping[str, str]) -> bool:
        """Tell whether the engines hold the live documents whole, and nothing else."""
        held = self._manifest
        return not held.unsure and held.held.keys() == {revision_of(*one) for one in live.items()}

    def clear(self) -> None:
        """Drop what a server of vectors still keeps of an index whose folder is gone."""
        self._vectors.clear()

    def close(self) -> None:
        """Let go of both engines: nothing more can be asked of this index."""
        self._fulltext.rest()
        self._vectors.close()

    def is_whole(self) -> bool:
        """Tell whether both engines hold as many passages as the manifest says.

        A server of vectors that is shared may hold more: another machine is ahead of this one.
        """
        expected, vectors = sum(self._manifest.held.values()), self._vectors.size
        if self._manifest.unsure or expected != self.counted("internal"):
            return False
        return vectors == expected or (self._turn is not None and vectors > expected)

    @property
    def size(self) -> int:
        """Number of passages that questions can see."""
        held = self._manifest.held
        return sum(held.get(revision, 0) for revision in self._live)

    def view(self) -> "View":
        """Give the index as it is seen now: one question uses one view from end to end."""
        live, held = self._live, self._manifest.held
        if self._counted[0] is not live or self._counted[1] is not held:
            # Counted once a change, never once a question: there may be a million revisions.
            hidden = sum(count for key, count in held.items() if key not in live)
            self._counted = (live, held, hidden)
        return View(self._vectors, self._fulltext, live, self._counted[2])

    def entry(self, row: str) -> Entry | None:
        """Give a passage with its vectors, or None when it has gone meanwhile."""
        return self._fulltext.entry(row)

    def counted(self, audience: Audience) -> int:
        """Give the number of passages that word frequencies are counted over."""
        return self._fulltext.size(audience)

    def document_frequency(self, term: str, audience: Audience) -> int:
        """Give the number of passages that hold a stem, among those that someone may read."""
        return self._fulltext.document_frequency(term, audience)

    def vocabulary(self, audience: Audience) -> list[str]:
        """Give every folded word of the passages that someone may read."""
        return self._fulltext.vocabulary(audience)

    def reduce(self, tokens: Floats) -> Floats:
        """Bring a question's token vectors into the space of the token matrices."""
        return self._projection(tokens)

    def _entries(self, documents: Sequence[Document]) -> list[Entry]:
        leads: list[int] = []
        texts: list[str] = []
        places: list[tuple[Document, Passage]] = []
        for document in documents:
            for passage in document.passages:
                lead = ". ".join(part for part in (document.title, passage.heading) if part) + ".\n"
                leads.append(len(lead))
                texts.append(lead + passage.text)
                places.append((document, passage))
        embedded = self._embedder.embed_texts(texts)
        entries = []
        for (document, passage), text, length, vectors in zip(places, texts, leads, embedded, strict=True):
            revision = revision_of(document.id, document.content_hash)
            matrix = TokenMatrix.of(text, vectors, self._projection, length)
            row = f"{revision}#{passage.position}"
            entries.append(Entry(row, revision, document.audience, document.title, passage, matrix))
        return entries


@dataclass(frozen=True)
class View:
    """The live revisions at one moment. `hidden` passages, staged or dying, are searched past."""

    vectors: VectorStore
    fulltext: Shelves
    live: frozenset[str]
    hidden: int

    def by_meaning(self, vector: Floats, k: int, audience: Audience) -> list[tuple[str, float]]:
        """Give the live rows nearest to a vector with their cosines, best first."""
        return self._alive(lambda most: self.vectors.search(vector, most, _seen_by(audience)), k)

    def by_words(
        self, terms: Mapping[str, float], boosts: Mapping[str, float], k: int, audience: Audience
    ) -> list[tuple[str, float]]:
        """Give the live rows that hold the terms with their BM25 scores, best first."""
        return self._alive(lambda most: self.fulltext.search(terms, boosts, most, audience), k)

    def _alive(self, ask: Callable[[int], list[tuple[str, float]]], k: int) -> list[tuple[str, float]]:
        """Ask for more until `k` are live: another machine may write to the same server of vectors."""
        most = k + min(self.hidden, k)
        while True:
            ranked = ask(most)
            alive = [(row, score) for row, score in ranked if row.rpartition("#")[0] in self.live]
            if len(alive) >= k or len(ranked) < most:
                return alive[:k]
            most *= 2


def _seen_by(audience: Audience) -> tuple[Audience, ...]:
    """Give the audiences of the documents that someone may read."""
    return ("public",) if audience == "public" else ("public", "internal")
