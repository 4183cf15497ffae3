"""The benchmark of size: what a search, a passage and an ingestion cost from a thousand passages on."""

import asyncio
import gc
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.bootstrap import Step
from bot.documents.model import Document
from bot.errors import ConfigurationFault
from bot.evaluation.bench import Measure
from bot.evaluation.drawn import DrawnEmbedder
from bot.evaluation.made_up_passages import PASSAGES, made_up_documents, made_up_questions
from bot.evaluation.stock import stock_systems
from bot.opening import open_index
from bot.retrieval.embedder import load_embedder
from bot.retrieval.glossary import Glossary
from bot.retrieval.index import Index
from bot.retrieval.ingestion import Ingestion, Progress
from bot.retrieval.ranking import Ranker
from bot.retrieval.search import Search
from bot.retrieval.vectors import Embedder
from bot.settings import Settings
from bot.store.database import Database, open_database, sqlite_url
from bot.store.library import StoredLibrary

_FIRST = 1_000
_QUESTIONS = 40
_REAL = 128
"""Passages embedded for real: those that the others are drawn from, and those of the ingestion's rate."""
_SLICE = 200
"""Documents written at a time."""
_STOCK = 10_000
"""Most passages given to the stock pipelines, which keep all of them in memory."""


def sizes_up_to(largest: int) -> list[int]:
    """Give the sizes that are measured, each ten times the one before.

    >>> sizes_up_to(100_000)
    [1000, 10000, 100000]
    """
    sizes = [min(_FIRST, largest)]
    while sizes[-1] < largest:
        sizes.append(min(10 * sizes[-1], largest))
    return sizes


def measure_scale(
    settings: Settings, largest: int, step: Step, progress: Progress, embedder: Embedder | None = None
) -> list[Measure]:
    """Fill an index of its own with made-up passages, and time real searches of it at each size."""
    step("Chargement du modèle d'embeddings…")
    embedder = embedder or load_embedder(
        settings.embedding_model, settings.data_dir, threads=settings.threads
    )
    documents = list(made_up_documents(largest))
    questions = made_up_questions(_QUESTIONS)
    step(f"Plongement de {_REAL} passages…")
    measures = _ingest_rate(settings, embedder, documents[: _REAL // PASSAGES])
    drawn = DrawnEmbedder(embedder, [p.text for d in documents[: _REAL // PASSAGES] for p in d.passages])
    glossary = Glossary.load(settings.seeds_dir / "glossary.yaml")
    medians: list[tuple[float, float]] = []
    with _apart(settings) as (apart, database), closing(open_index(apart, drawn, dict)) as index:
        library = StoredLibrary(database)
        search = Search(index, library, drawn, glossary, Ranker.fitted())
        begun = _own_memory()
        for size in sizes_up_to(largest):
            step(f"{size} passages…")
            held = documents[: size // PASSAGES]
            _fill(index, library, held[index.size // PASSAGES :], progress)
            search.refresh()
            measures += _times(search, questions, size, medians)
            if size <= _STOCK:
                measures += _stock_times(held, drawn, questions, size)
        disk = sum(file.stat().st_size for file in (apart.data_dir / "index").rglob("*") if file.is_file())
        measures += [
            Measure(name="disque", value=disk / index.size, unit="octets par passage"),
            Measure(name="mémoire", value=(_own_memory() - begun) / index.size, unit="octets par passage"),
        ]
    (whole, found), (whole_last, found_last) = medians[0], medians[-1]
    return [
        *measures,
        Measure(
            name=f"recherche, {largest} passages / {min(_FIRST, largest)}", value=whole_last / whole, most=3.0
        ),
        Measure(name="la même, sans le plongement", value=found_last / found, most=3.0),
    ]


@contextmanager
def _apart(settings: Settings) -> "Iterator[tuple[Settings, Database]]":
    with TemporaryDirectory(prefix="passerelle-banc-") as place:
        apart = settings.model_copy(
            update={"data_dir": Path(place), "chroma_url": None, "database_url": None}
        )
        with closing(open_database(sqlite_url(Path(place) / "passerelle.sqlite3"))) as database:
            yield apart, database


def _ingest_rate(settings: Settings, embedder: Embedder, documents: Sequence[Document]) -> list[Measure]:
    """Compare an ingestion with the bare embedding of the same passages, a few documents at a time."""
    bare = whole = 0.0
    with _apart(settings) as (apart, database), closing(open_index(apart, embedder, dict)) as index:
        ingestion = Ingestion(StoredLibrary(database), index, lambda: None)
        for part in _parts(documents, 7):
            texts = [f"{d.title}. {p.heading}.\n{p.text}" for d in part for p in d.passages]
            bare += _seconds(partial(embedder.embed_texts, texts))
            whole += _seconds(partial(ingestion.add, part))
        count = index.size
    return [
        Measure(name="plongement seul", value=count / bare, unit="passages/s"),
        Measure(name="ingestion", value=count / whole, unit="passages/s"),
        # At least eight tenths of the rate of the bare embedding: at most 1.25 times its time.
        Measure(name="temps d'une ingestion / plongement seul", value=whole / bare, most=1.25),
    ]


def _fill(index: Index, library: StoredLibrary, documents: Sequence[Document], progress: Progress) -> None:
    done = 0
    for part in _parts(documents, _SLICE):
        index.stage(part)
        for document in part:
            library.save(document)
        done += len(part)
        progress(done, len(documents), part[-1].id)
    index.publish(library.hashes())


def _times(
    search: Search, questions: Sequence[str], size: int, medians: list[tuple[float, float]]
) -> list[Measure]:
    """Time whole searches, and the same without the embedding of their question."""
    first = _seconds(partial(search.search, questions[0]))
    for question in questions[:5]:
        search.search(question)
    whole, found = [], []
    for question in questions:
        whole.append(_seconds(partial(search.search, question)))
        query = search.prepare(question)
        found.append(_seconds(partial(search.find, query)))
    medians.append((statistics.median(whole), statistics.median(found)))
    return [
        Measure(name=f"{size} passages : {name}", value=1000 * seconds, unit="ms")
        for name, seconds in (
            (f"recherche (médiane sur {len(questions)})", medians[-1][0]),
            ("sans le plongement", medians[-1][1]),
            ("première question après un ajout", first),
        )
    ]


def _stock_times(
    documents: Sequence[Document], drawn: DrawnEmbedder, questions: Sequence[str], size: int
) -> list[Measure]:
    """Time the search of stock pipelines over the same documents and the same vectors."""

    async def ask_all() -> list[Measure]:
        measures = []
        for system in stock_systems(documents, drawn)[0]:
            seconds = [(await system.ask([question])).seconds for question in questions]
            median = statistics.median(seconds)
            measures.append(Measure(name=f"{size} passages : {system.name}", value=1000 * median, unit="ms"))
        return measures

    return asyncio.run(ask_all())


def _own_memory() -> int:
    """Give the bytes of memory of this process that are not those of mapped files."""
    try:
        import psutil
    except ImportError as fault:
        raise ConfigurationFault(
            "La mémoire se mesure avec psutil : pip install 'passerelle[evaluation]'."
        ) from fault
    gc.collect()
    known = psutil.Process().memory_info()
    return int(known.rss - getattr(known, "shared", 0))


def _parts(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    waiting = iter(documents)
    while part := list(islice(waiting, size)):
        yield part


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
