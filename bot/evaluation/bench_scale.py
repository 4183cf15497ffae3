"""The benchmark of size: what a search, a passage and an ingestion cost from a thousand passages on."""

import asyncio
import gc
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.bootstrap import Step
from bot.documents.model import Document
from bot.errors import ConfigurationFault
from bot.evaluation.bench import Measure
from bot.evaluation.composed import ComposedEmbedder
from bot.evaluation.made_up_passages import (
    PASSAGES,
    POOL,
    made_up_documents,
    made_up_lines,
    made_up_questions,
)
from bot.evaluation.stock import stock_systems
from bot.opening import open_index
from bot.retrieval.embedder import load_embedder
from bot.retrieval.glossary import Glossary
from bot.retrieval.index import Index
from bot.retrieval.ingestion import Ingestion, Progress
from bot.retrieval.ranking import Ranker
from bot.retrieval.search import DEPTH, Search
from bot.retrieval.vectors import Embedder
from bot.settings import Settings
from bot.store.database import Database, open_database, sqlite_url
from bot.store.library import StoredLibrary

_FIRST = 1_000
_QUESTIONS = 100
_REAL = 120
"""Passages embedded whole, for the rate of an ingestion."""
_SLICE = 200
"""Documents written at a time."""
_STOCK = 1_000
"""Most passages given to the stock pipelines, which keep all of them in memory."""
_STOCK_QUESTIONS = 20


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
    """Fill an index of its own with made-up passages, and time real searches of it at each size.

    The largest and the smallest size are compared at the end, question by question in turn, so that both
    share the machine's mood of the moment.
    """
    step("Chargement du modèle d'embeddings…")
    embedder = embedder or load_embedder(
        settings.embedding_model, settings.data_dir, threads=settings.threads
    )
    documents = list(made_up_documents(largest, pool=POOL))
    step(f"Plongement de {_REAL} passages…")
    measures = _ingest_rate(settings, embedder, documents[: _REAL // PASSAGES])
    lines = made_up_lines(POOL)
    step(f"Plongement de {len(lines)} lignes…")
    composed = ComposedEmbedder(embedder, lines)
    questions = made_up_questions(_QUESTIONS)
    sizes = sizes_up_to(largest)
    with _opened(settings, composed) as small, _opened(settings, composed) as large:
        small.fill(documents[: sizes[0] // PASSAGES], progress)
        begun = _own_memory()
        for size in sizes:
            step(f"{size} passages…")
            large.fill(documents[large.index.size // PASSAGES : size // PASSAGES], progress)
            measures += (times := _times(large, questions, size))
            step(", ".join(f"{one.name} {one.write(one.value)}" for one in times))
            if size <= _STOCK:
                held, asked = documents[: size // PASSAGES], questions[:_STOCK_QUESTIONS]
                measures += _stock_times(held, composed, asked, size)
        count = large.index.size
        measures += [
            Measure(name="disque", value=large.weight() / count, unit="octets par passage"),
            Measure(name="mémoire", value=(_own_memory() - begun) / count, unit="octets par passage"),
        ]
        return [*measures, *_growth(small, large, made_up_questions(_QUESTIONS, seed=9))]


@dataclass(frozen=True)
class Timing:
    """The seconds of one search, and those of its parts."""

    whole: float
    found: float
    words: float
    meaning: float


@dataclass(frozen=True)
class Place:
    """An index that fills, in a folder of its own, and the search of it."""

    folder: Path
    index: Index
    library: StoredLibrary
    search: Search
    ranker: Ranker
    embedder: ComposedEmbedder

    def fill(self, documents: Sequence[Document], progress: Progress) -> None:
        """Write documents through the very code of an ingestion, and show them."""
        done = 0
        for part in _parts(documents, _SLICE):
            self.index.stage(part)
            for document in part:
                self.library.save(document)
            done += len(part)
            progress(done, len(documents), part[-1].id)
        self.index.publish(self.library.hashes())
        self.search.refresh()

    def weight(self) -> int:
        """Give the bytes of the index on disk."""
        return sum(file.stat().st_size for file in (self.folder / "index").rglob("*") if file.is_file())

    def time(self, question: str) -> Timing:
        """Time a search from the question to its passages, then the two halves of the index apart.

        `found` is all but the pass of the model over the question.
        """
        embedding = self.embedder.question_seconds
        begun = time.perf_counter()
        query = self.search.prepare(question)
        self.search.find(query)
        whole = time.perf_counter() - begun
        embedding = self.embedder.question_seconds - embedding
        view = self.index.view()
        words = _seconds(lambda: view.by_words(query.terms, self.ranker.boosts, DEPTH, "public"))
        meaning = _seconds(lambda: view.by_meaning(query.sentence, DEPTH, "public"))
        return Timing(whole, whole - embedding, words, meaning)


@contextmanager
def _opened(settings: Settings, embedder: ComposedEmbedder) -> "Iterator[Place]":
    glossary, ranker = Glossary.load(settings.seeds_dir / "glossary.yaml"), Ranker.fitted()
    with _apart(settings) as (apart, database), closing(open_index(apart, embedder, dict)) as index:
        library = StoredLibrary(database)
        search = Search(index, library, embedder, glossary, ranker)
        yield Place(apart.data_dir, index, library, search, ranker, embedder)


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


def _times(place: Place, questions: Sequence[str], size: int) -> list[Measure]:
    """Time searches of one size, the first one after an addition apart."""
    first = _seconds(partial(place.search.search, questions[0]))
    for question in questions[-5:]:
        place.time(question)
    times = [place.time(question) for question in questions]
    return [
        Measure(name=f"{size} passages : {name}", value=1000 * seconds, unit="ms")
        for name, seconds in (
            (f"recherche (médiane sur {len(questions)})", _median(times, "whole")),
            ("sans le plongement", _median(times, "found")),
            ("dont les mots", _median(times, "words")),
            ("dont le sens", _median(times, "meaning")),
            ("première question après un ajout", first),
        )
    ]


def _growth(small: Place, large: Place, questions: Sequence[str]) -> list[Measure]:
    """Compare two sizes over the same questions, asked of both in turn."""
    pairs = [(small.time(question), large.time(question)) for question in questions]
    before, after = [one for one, _ in pairs], [one for _, one in pairs]
    name = f"{large.index.size} passages / {small.index.size}"
    return [
        Measure(name=f"{label}, {name}", value=_median(after, part) / _median(before, part), most=most)
        for label, part, most in (
            ("recherche", "whole", 3.0),
            ("la même, sans le plongement", "found", 3.0),
            ("les mots", "words", None),
            ("le sens", "meaning", None),
        )
    ]


def _median(times: Sequence[Timing], part: str) -> float:
    return float(statistics.median(getattr(one, part) for one in times))


def _stock_times(
    documents: Sequence[Document], embedder: ComposedEmbedder, questions: Sequence[str], size: int
) -> list[Measure]:
    """Time the search of stock pipelines over the same documents and the same vectors."""

    async def ask_all() -> list[Measure]:
        measures = []
        for system in stock_systems(documents, embedder)[0]:
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
