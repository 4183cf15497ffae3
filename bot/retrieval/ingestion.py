"""The ingestion: files become documents, documents become findable, and nothing is half visible.

A document is staged in the index (unseen), then saved in the library (durable), then published
(seen). Whatever point an interruption hits, `repair` at the next start brings the index in line
with the library.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot import heap
from bot.documents.library import Library
from bot.documents.messages import HELD
from bot.documents.model import Document
from bot.documents.reading import cut, is_cut_otherwise, read_document, readable_files
from bot.errors import UnreadableDocument
from bot.retrieval.index import Index

logger = logging.getLogger(__name__)

_BATCH = 64
"""Passages embedded and committed together."""

Progress = Callable[[int, int, str], None]
"""Told (done, total, name) after each file."""


@dataclass
class IngestReport:
    """What an ingestion did, by document id; `refused` gives a French reason a file."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


class Ingestion:
    """Brings the library and the index in line with files. One at a time."""

    def __init__(
        self,
        library: Library,
        index: Index,
        published: Callable[[], None],
        held: Callable[[], Collection[str]] = tuple,
    ) -> None:
        """`published` is called each time the visible documents have changed; `held` gives the ids of
        documents that people have taken in hand, which files no longer change."""
        self._library = library
        self._index = index
        self._published = published
        self._held = held

    def ingest(
        self, paths: Sequence[Path], *, prune: bool = False, progress: Progress | None = None
    ) -> IngestReport:
        """Read files and folders; only what changed is embedded anew.

        A file that bears another id than before leaves nothing under the former one. With `prune`,
        documents that came from these paths and whose file is gone are removed.
        """
        report = IngestReport()
        held = frozenset(self._held())
        hashes, origins = self._library.hashes(), self._library.origins()
        files = list({path.resolve(): path for path in readable_files(paths)}.values())
        named: dict[str, str] = {}
        batch: list[Document] = []
        for done, (path, root) in enumerate(((p, _root(p, paths)) for p in files), start=1):
            document = self._read(path, root, origins, report)
            if document is not None and document.id in held:
                report.refused.append((str(path), HELD.format(id=document.id)))
                document = None
            if document is not None:
                named[document.origin] = document.id
                if self._sort(document, hashes, origins, report):
                    batch.append(document)
                origins[document.id] = document.origin
            if sum(len(d.passages) for d in batch) >= _BATCH:
                self._commit(batch)
                batch = []
            if progress is not None:
                progress(done, len(files), path.name)
        self._commit(batch)
        stale = self._renamed(named)
        if prune:
            stale += self._gone(paths, files)
        self._drop(stale)
        report.removed += stale
        return report

    def add(self, documents: Iterable[Document], progress: Progress | None = None) -> None:
        """Add or replace documents that were made elsewhere, a batch at a time."""
        batch: list[Document] = []
        waiting = list(documents)
        for done, document in enumerate(waiting, start=1):
            batch.append(document)
            if sum(len(d.passages) for d in batch) >= _BATCH or done == len(waiting):
                self._commit(batch)
                batch = []
            if progress is not None:
                progress(done, len(waiting), document.id)
        self._drop([])

    def put(self, document: Document, save: Callable[[], None]) -> None:
        """Show a document in place of any of its id: staged, then made durable by `save`, then seen.

        A question asked meanwhile finds the one before or this one, never both.
        """
        with self._index.writing_or_unavailable():
            self._index.stage([document])
            save()
            self._publish()
            self._index.sweep()

    def take_out(self, save: Callable[[], None]) -> None:
        """Hide at once what `save` removes from the library, durably."""
        with self._index.writing_or_unavailable():
            save()
            self._publish()
            self._index.sweep()

    def remove(self, document_id: str) -> None:
        """Remove one document, at once invisible."""
        self._drop([document_id])

    def repair(self, progress: Progress | None = None) -> int:
        """Bring the index in line with the library, whose documents are cut as they would be now; give the
        number of documents put back."""
        with self._index.writing_or_unavailable():
            self._cut_again()
            live = self._library.hashes()
            self._index.publish(live)
            self._index.sweep()
            missing = self._index.missing(live)
            batch: list[Document] = []
            for done, document_id in enumerate(missing, start=1):
                document = self._library.document(document_id)
                if document is not None:
                    batch.append(document)
                if sum(len(d.passages) for d in batch) >= _BATCH or done == len(missing):
                    self._index.stage(batch)
                    batch = []
                if progress is not None:
                    progress(done, len(missing), document_id)
        self._published()
        return len(missing)

    def _cut_again(self) -> None:
        for document_id, content_hash in self._library.hashes().items():
            document = self._library.document(document_id) if is_cut_otherwise(content_hash) else None
            if document is not None:
                self._library.save(cut(document))

    def follow(self) -> None:
        """Show what other processes have changed, once they have; what none of this machine has indexed
        is indexed here."""
        live = self._library.hashes()
        self._index.follow()
        self._index.publish(live)
        self._published()
        if not self._index.is_settled(live):
            self.repair()

    def _read(
        self, path: Path, root: Path | None, origins: dict[str, str], report: IngestReport
    ) -> Document | None:
        try:
            document = read_document(path, root=root)
        except UnreadableDocument as fault:
            report.refused.append((str(path), fault.user_message))
            return None
        owner = origins.get(document.id)
        if owner and owner != document.origin and Path(owner).exists():
            name = Path(owner).name
            report.refused.append(
                (str(path), f"L'identifiant « {document.id} » est déjà celui du fichier « {name} ».")
            )
            return None
        return document

    def _sort(
        self, document: Document, hashes: dict[str, str], origins: dict[str, str], report: IngestReport
    ) -> bool:
        """File a document under added, changed or unchanged; tell whether it must be written."""
        known = hashes.get(document.id)
        if known == document.content_hash:
            report.unchanged.append(document.id)
            if origins.get(document.id) != document.origin:
                # The file has moved: the library must know, or the next pruning would think it gone.
                self._library.save(document)
            return False
        (report.added if known is None else report.changed).append(document.id)
        return True

    def _commit(self, documents: Sequence[Document]) -> None:
        if not documents:
            return
        with self._index.writing_or_unavailable():
            self._index.stage(documents)
            for document in documents:
                self._library.save(document)
            self._publish()

    def _renamed(self, named: Mapping[str, str]) -> list[str]:
        """Give the ids that files bore before; `named` gives the ids that they bear now, by origin."""
        origins = self._library.origins()
        return [key for key, origin in origins.items() if origin and named.get(origin, key) != key]

    def _gone(self, paths: Iterable[Path], files: Iterable[Path]) -> list[str]:
        """Give the ids of documents that came from below `paths` and have no file there any more."""
        present = {str(path.resolve()) for path in files}
        folders = [path.resolve() for path in paths]
        return [
            key
            for key, origin in self._library.origins().items()
            if origin
            and origin not in present
            and any(Path(origin).is_relative_to(folder) for folder in folders)
        ]

    def _drop(self, document_ids: Sequence[str]) -> None:
        with self._index.writing_or_unavailable():
            for document_id in document_ids:
                self._library.delete(document_id)
            # Always of the library as it is now: another process may have changed it.
            self._publish()
            self._index.sweep()

    def _publish(self) -> None:
        self._index.publish(self._library.hashes())
        self._published()
        heap.give_back()


def _root(path: Path, paths: Iterable[Path]) -> Path | None:
    """Give the folder, among those asked for, that holds the file."""
    return next((folder for folder in paths if folder.is_dir() and path.is_relative_to(folder)), None)
