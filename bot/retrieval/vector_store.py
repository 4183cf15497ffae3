"""The vector half of the index: Chroma, embedded in this process or behind a server."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

from bot import heap
from bot.documents.model import Audience
from bot.errors import IndexUnavailable
from bot.imports import left_out
from bot.retrieval.fulltext import Entry
from bot.retrieval.vectors import Floats

# The command line of httpx looks for pygments, to show answers in colour.
with left_out("pygments"):
    import chromadb
    import httpx
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings as ChromaSettings
    from chromadb.errors import ChromaError, InternalError

_AUDIENCES: tuple[Audience, ...] = get_args(Audience)
_BATCH = 1000
_SLOWEST = httpx.Timeout(5.0, connect=2.0, write=30.0)
"""Of a Chroma server; writing sends many vectors at once."""
_TRIES = 3
_DOWN = "La recherche par le sens ne répond pas pour le moment."


class VectorStore:
    """Finds passages by their meaning (cosine). Vectors are always given, never made by Chroma.

    Each audience has a collection of its own: a filter on metadata makes Chroma list every passage that
    passes it before each search, which takes a time in proportion to them all.
    """

    def __init__(self, client: Any, name: str) -> None:
        self._client = client
        self._name = name
        self._open()

    def close(self) -> None:
        """Let go of the files, or of the server."""
        session = getattr(self._client._server, "_session", None)
        self._client.close()
        # Each client of a server has connections of its own, which Chroma leaves open.
        if session is not None:
            session.close()

    def clear(self) -> None:
        """Drop every passage, those that no manifest remembers included."""
        with _faults():
            for audience in _AUDIENCES:
                self._client.delete_collection(f"{self._name}-{audience}")
        self._open()

    def add(self, entries: Iterable[Entry]) -> None:
        """Store the sentence vectors of passages; they are found from then on."""
        given = list(entries)
        for audience, collection in self._collections.items():
            batch = [entry for entry in given if entry.audience == audience]
            for start in range(0, len(batch), _BATCH):
                part = batch[start : start + _BATCH]
                with _faults():
                    collection.upsert(
                        ids=[entry.row for entry in part],
                        embeddings=[entry.matrix.sentence for entry in part],
                        metadatas=[{"revision": entry.revision} for entry in part],
                    )

    def remove(self, revision: str) -> None:
        """Remove a document's version."""
        with _faults():
            for collection in self._collections.values():
                collection.delete(where={"revision": revision})

    @property
    def size(self) -> int:
        """Number of passages."""
        with _faults():
            return sum(int(collection.count()) for collection in self._collections.values())

    def search(self, vector: Floats, k: int, audiences: Sequence[Audience]) -> list[tuple[str, float]]:
        """Give the rows of the `k` nearest passages of the audiences with their cosines, best first.

        Raises IndexUnavailable: an outage is never told as « nothing found ».
        """
        nearest: list[tuple[str, float]] = []
        for audience in audiences:
            with _faults():
                found = self._asked(audience, vector, k)
                pairs = zip(found["ids"][0], found["distances"][0], strict=True)
                nearest += [(row, 1.0 - float(distance)) for row, distance in pairs]
        return sorted(nearest, key=lambda pair: (-pair[1], pair[0]))[:k]

    def _asked(self, audience: Audience, vector: Floats, k: int) -> Any:
        """Ask again when Chroma itself failed: it may, on what is written or removed at that moment."""
        left = _TRIES
        while True:
            left -= 1
            try:
                return self._collections[audience].query(
                    query_embeddings=[vector], n_results=k, include=["distances"]
                )
            except InternalError:
                if not left:
                    raise

    def _open(self) -> None:
        with _faults():
            self._collections: dict[Audience, Any] = {
                audience: self._client.get_or_create_collection(
                    f"{self._name}-{audience}",
                    embedding_function=None,
                    configuration={"hnsw": {"space": "cosine"}},
                )
                for audience in _AUDIENCES
            }


# What a server that is down, slow or mad makes of its client, answers that cannot be read included.
_FAULTS = (ChromaError, httpx.HTTPError, OSError, ValueError, LookupError, TypeError)


class _faults:  # noqa: N801 - reads as a statement: `with _faults():`
    """Turns Chroma's errors into ours."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: object) -> None:
        if isinstance(fault, _FAULTS):
            raise IndexUnavailable(_DOWN) from fault


def embedded_client(folder: Path) -> Any:
    """Open Chroma inside this process; `folder` must belong to this process alone.

    Raises IndexUnavailable when the folder is damaged.
    """
    heap.set_up()
    try:
        with _faults():
            return chromadb.PersistentClient(str(folder), settings=ChromaSettings(anonymized_telemetry=False))
    except IndexUnavailable:
        # Chroma keeps the part that could not start, and would give it again once the folder is mended.
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        raise


def server_client(url: str) -> Any:
    """Connect to a Chroma server. Raises IndexUnavailable when it does not answer."""
    parts = urlsplit(url)
    with _faults():
        # Its own client waits for ever: it is made once something answers, and then given a limit.
        httpx.get(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=_SLOWEST).raise_for_status()
        client: Any = chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or 8000,
            ssl=parts.scheme == "https",
            settings=ChromaSettings(anonymized_telemetry=False),
        )
        client._server._session.timeout = _SLOWEST
        return client
