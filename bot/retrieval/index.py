"""The index: the passages of the live documents, findable by words (Tantivy) and by meaning (Chroma).

A document's version (its `revision`) is first staged in both engines, where no question sees it;
`publish` then makes the set of live revisions visible at once, and `sweep` drops the others. The
manifest tells which revisions both engines hold whole, so that an interruption at any point is
noticed at the next start.
"""

import hashlib
import json
import logging
import os
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.documents.model import Audience, Document, Passage
from bot.retrieval.fulltext import Entry
from bot.retrieval.shelves import Shelves
from bot.retrieval.token_matrix import Projection, TokenMatrix
from bot.retrieval.vector_store import VectorStore
from bot.retrieval.vectors import Embedder, Floats

logger = logging.getLogger(__name__)

FORMAT = 2
"""Raised whenever what is stored in the index changes shape: older folders are then rebuilt."""


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


class Manifest:
    """What the engines hold: the number of passages of each revision.

    `unsure` revisions are being written or removed; both engines hold the others whole. `held` is
    replaced, never changed: a question may be reading it meanwhile.
    """

    def __init__(self, path: Path) -> None:
        """Read a manifest, or begin one. Raises ValueError when it is damaged."""
        self._path = path
        self.held: Mapping[str, int] = {}
        self.unsure: frozenset[str] = frozenset()
        if path.exists():
            try:
                raw = json.loads(path.read_text("utf-8"))
                ready, unsure = dict(raw["ready"]), dict(raw["unsure"])
            except (KeyError, TypeError) as fault:
                raise ValueError(f"{path.name}: not a manifest") from fault
            self.held, self.unsure = {**ready, **unsure}, frozenset(unsure)

    @property
    def ready(self) -> dict[str, int]:
        """The revisions that both engines hold whole."""
        return {key: count for key, count in self.held.items() if key not in self.unsure}

    def doubt(self, revisions: Mapping[str, int]) -> None:
        """Note, durably, that these revisions are about to be written or removed."""
        self.held = {**self.held, **revisions}
        self.unsure |= revisions.keys()
        self._write()

    def trust(self, revisions: Iterable[str]) -> None:
        """Note, durably, that both engines hold these revisions whole."""
        self.unsure -= frozenset(revisions)
        self._write()

    def forget(self, revisions: Iterable[str]) -> None:
        """Note, durably, that neither engine holds anything of these revisions."""
        gone = frozenset(revisions)
        self.held = {key: count for key, count in self.held.items() if key not in gone}
        self.unsure -= gone
        self._write()

    def _write(self) -> None:
        """Write durably: a reader finds the old manifest or the new one, never a part."""
        unsure = {key: self.held[key] for key in sorted(self.unsure)}
        temporary = self._path.with_suffix(".new")
        with temporary.open("w", encoding="utf-8") as file:
            json.dump({"ready": self.ready, "unsure": unsure}, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._path)


class Index:
    """Holds passages of live revisions; readers never see a revision before `publish`."""

    def __init__(
        self,
        folder: Path,
        vectors: VectorStore,
        fulltext: Shelves,
        embedder: Embedder,
        projection: Projection,
    ) -> None:
        self._vectors = vectors
        self._fulltext = fulltext
        self._embedder = embedder
        self._projection = projection
        self._manifest = Manifest(folder / "manifest.json")
        self._live: frozenset[str] = frozenset()
        self._writing = threading.RLock()

    def stage(self, documents: Sequence[Document]) -> None:
        """Embed documents and write them to both engines; no question sees them yet."""
        with self._writing:
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
        with self._writing:
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

    def clear(self) -> None:
        """Drop what a server of vectors still keeps of an index whose folder is gone."""
        self._vectors.clear()

    def close(self) -> None:
        """Let go of both engines: nothing more can be asked of this index."""
        self._fulltext.close()
        self._vectors.close()

    def is_whole(self) -> bool:
        """Tell whether both engines hold as many passages as the manifest says."""
        expected = sum(self._manifest.held.values())
        return not self._manifest.unsure and expected == self._vectors.size == self.counted("internal")

    @property
    def size(self) -> int:
        """Number of passages that questions can see."""
        held = self._manifest.held
        return sum(held.get(revision, 0) for revision in self._live)

    def view(self) -> "View":
        """Give the index as it is seen now: one question uses one view from end to end."""
        live = self._live
        hidden = sum(count for key, count in self._manifest.held.items() if key not in live)
        return View(self._vectors, self._fulltext, live, hidden)

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
        return self._alive(self.vectors.search(vector, k + self.hidden, _seen_by(audience)), k)

    def by_words(
        self, terms: Mapping[str, float], boosts: Mapping[str, float], k: int, audience: Audience
    ) -> list[tuple[str, float]]:
        """Give the live rows that hold the terms with their BM25 scores, best first."""
        return self._alive(self.fulltext.search(terms, boosts, k + self.hidden, audience), k)

    def _alive(self, ranked: Iterable[tuple[str, float]], k: int) -> list[tuple[str, float]]:
        return [(row, score) for row, score in ranked if row.rpartition("#")[0] in self.live][:k]


def _seen_by(audience: Audience) -> tuple[Audience, ...]:
    """Give the audiences of the documents that someone may read."""
    return ("public",) if audience == "public" else ("public", "internal")
