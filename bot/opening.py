"""The opening of an index: the one that fits the model and the documents, or an empty one to be filled."""

import logging
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack, nullcontext
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from bot.errors import IndexUnavailable
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.retrieval.index import Index
    from bot.retrieval.token_matrix import Projection
    from bot.retrieval.vectors import Embedder

logger = logging.getLogger(__name__)


def open_index(
    settings: Settings, embedder: "Embedder", live: Callable[[], Mapping[str, str]], name: str = "index"
) -> "Index":
    """Open the index of that name that fits the model, showing the live documents (id → content hash).

    What an interruption left is taken off; an index that is damaged, or of another model, is dropped
    and an empty one opened: `Ingestion.repair` fills it from the library.
    """
    from bot.retrieval.index import fingerprint

    projection = projection_for(embedder)
    root = settings.data_dir / name
    root.mkdir(parents=True, exist_ok=True)
    folder = root / fingerprint(embedder, projection)
    turn = FileLock(root / "writing.lock", thread_local=False) if settings.is_shared else None
    for other in root.glob("*"):
        if other != folder and other.is_dir():
            shutil.rmtree(other, ignore_errors=True)
    index = None
    try:
        index = _build_index(settings, folder, embedder, projection, turn)
        with index.writing():
            index.publish(live())
            index.sweep()
            if index.is_whole():
                return index
        logger.warning("The index is not whole: it is built anew.")
    except (IndexUnavailable, ValueError, OSError) as fault:
        if settings.chroma_url and isinstance(fault, IndexUnavailable):
            raise
        logger.warning("The index cannot be opened (%s): it is built anew.", fault)
    if index is not None:
        index.close()
    with turn or nullcontext():
        shutil.rmtree(folder, ignore_errors=True)
        index = _build_index(settings, folder, embedder, projection, turn)
        if turn is None:
            # Vectors that others use too stay: they bear the name of what they are of.
            index.clear()
    return index


def projection_for(embedder: "Embedder") -> "Projection":
    """Give the fitted projection of the bundled model, or a plain one for a model of other size."""
    from bot.retrieval.token_matrix import Projection

    with as_file(files("bot.retrieval").joinpath("projection.npz")) as path:
        fitted = Projection.load(path)
    if embedder.dimension == len(fitted.mean):
        return fitted
    return Projection.plain(embedder.dimension, len(fitted.components))


def _build_index(
    settings: Settings, folder: Path, embedder: "Embedder", projection: "Projection", turn: FileLock | None
) -> "Index":
    from bot.retrieval.index import Index
    from bot.retrieval.shelves import Shelves
    from bot.retrieval.vector_store import VectorStore, embedded_client, server_client

    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as opened:
        server = settings.chroma_url
        client = server_client(server) if server else embedded_client(folder / "vectors")
        opened.callback(client.close)
        # The folder's parent tells apart, on one server, the documents and the catalogue.
        shelf = {"index": "passages"}.get(folder.parent.name, folder.parent.name)
        vectors = VectorStore(client, f"{shelf}-{folder.name}")
        fulltext = Shelves(folder / "fulltext")
        opened.callback(fulltext.rest)
        index = Index(folder, vectors, fulltext, embedder, projection, turn)
        opened.pop_all()
        return index
