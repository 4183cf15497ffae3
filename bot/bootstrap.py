"""The bootstrap: where every part is built and joined, once, from the settings."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import Clock, fixed_clock, system_clock
from bot.data_folder import data_folder
from bot.opening import open_index, projection_for
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.conversation.assistant import Assistant
    from bot.conversation.generated import GeneratedWriter
    from bot.conversation.writer import Rewriter
    from bot.matching.traces import MatchDesk
    from bot.retrieval.glossary import Glossary
    from bot.retrieval.index import Index
    from bot.retrieval.ingestion import Ingestion, IngestReport, Progress
    from bot.retrieval.search import Search
    from bot.retrieval.vectors import Embedder
    from bot.store.conversations import Conversations
    from bot.store.database import Database
    from bot.store.library import StoredLibrary

logger = logging.getLogger(__name__)

Step = Callable[[str], None]
"""Told, in French, what the start is busy with."""


@dataclass(frozen=True)
class Passerelle:
    """The finished parts. Owns the data folder until `close`."""

    settings: Settings
    clock: Clock
    database: "Database"
    library: "StoredLibrary"
    conversations: "Conversations"
    embedder: "Embedder"
    index: "Index"
    search: "Search"
    ingestion: "Ingestion"
    assistant: "Assistant"
    adviser_conversations: "Conversations"
    adviser_assistant: "Assistant"
    matching: "MatchDesk"
    writer: "GeneratedWriter | None"
    _resources: ExitStack = field(repr=False)

    def close(self) -> None:
        """Let go of the database and of the data folder."""
        self._resources.close()


def clock_of(settings: Settings) -> Clock:
    """Give the clock that the settings ask for."""
    return fixed_clock(settings.today) if settings.today else system_clock


def open_database(settings: Settings) -> "Database":
    """Open the database of the settings, at the latest schema, without what people had erased from it."""
    from bot.store.forgetting import open_without_the_erased

    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return open_without_the_erased(settings.database_url, settings.data_dir, settings.erasures_file)


def open_passerelle(
    settings: Settings,
    *,
    embedder: "Embedder | None" = None,
    step: Step = logger.info,
    progress: "Progress | None" = None,
) -> Passerelle:
    """Build everything, repair the index if need be, and ingest the seeds into an empty library.

    Raises DataFolderBusy, ConfigurationFault or StorageUnavailable.
    """
    from bot.conversation.about_itself import AboutItself
    from bot.conversation.assistant import Assistant
    from bot.conversation.companion import Companion
    from bot.conversation.judge import Judge
    from bot.conversation.scope import Scope
    from bot.conversation.unforeseen import Unforeseen
    from bot.retrieval.embedder import load_embedder
    from bot.retrieval.glossary import Glossary
    from bot.retrieval.ingestion import Ingestion
    from bot.retrieval.ranking import Ranker
    from bot.retrieval.search import Search
    from bot.store.catalogue import sync_seeds
    from bot.store.conversations import Conversations
    from bot.store.editions import Editions
    from bot.store.leases import in_turn
    from bot.store.library import StoredLibrary

    with ExitStack() as resources, ExitStack() as opening:
        resources.enter_context(data_folder(settings))
        clock = clock_of(settings)
        database = open_database(settings)
        resources.callback(database.close)
        library = StoredLibrary(database)
        conversations = Conversations(database, clock)
        step("Chargement du modèle d'embeddings…")
        embedder = embedder or load_embedder(
            settings.embedding_model, settings.data_dir, threads=settings.threads
        )
        # Processes that start together would each fill what is empty.
        opening.enter_context(in_turn(database, "opening"))
        sync_seeds(database, settings.seeds_dir / "catalogue")
        index = open_index(settings, embedder, library.hashes)
        resources.callback(index.close)
        glossary = Glossary.load(settings.seeds_dir / "glossary.yaml")
        search = Search(index, library, embedder, glossary, Ranker.fitted())
        matching = open_matching(settings, database, clock, embedder, glossary, resources, progress)
        ingestion = Ingestion(library, index, search.refresh, Editions(database, clock).held)
        put_back = ingestion.repair(progress)
        if put_back:
            step(f"Index complété : {put_back} document(s) remis.")
        if not library.hashes():
            step("Premier démarrage : lecture des documents…")
            ingest_seeds(settings, ingestion, progress)
        writer, rewriter = open_writers(settings, embedder, clock)
        scope = Scope.fitted(embedder)
        companion = Companion(matching, library, clock, settings.contact, scope)
        judge, contact = Judge.fitted(), settings.contact
        unforeseen = Unforeseen.fitted(embedder)
        assistant = Assistant(
            search, judge, conversations, clock, contact,
            AboutItself(library, "public", contact, settings.keep_conversations),
            writer=writer, rewriter=rewriter, companion=companion, unforeseen=unforeseen, scope=scope,
        )  # fmt: skip
        # Without a language model: what is internal is sent to nobody.
        adviser_conversations = Conversations(database, clock, "internal")
        adviser_assistant = Assistant(
            search, judge, adviser_conversations, clock, contact,
            AboutItself(library, "internal", contact, settings.keep_conversations),
            "internal", companion=companion, unforeseen=unforeseen, scope=scope,
        )  # fmt: skip
        return Passerelle(
            settings,
            clock,
            database,
            library,
            conversations,
            embedder,
            index,
            search,
            ingestion,
            assistant,
            adviser_conversations,
            adviser_assistant,
            matching,
            writer,
            resources.pop_all(),
        )


def open_matching(
    settings: Settings,
    database: "Database",
    clock: Clock,
    embedder: "Embedder",
    glossary: "Glossary",
    resources: ExitStack,
    progress: "Progress | None" = None,
) -> "MatchDesk":
    """Give the matching over the catalogue as it is stored now, with an index of its own, which
    `resources` closes. Only entries that changed are embedded."""
    from bot.matching.entry_documents import document_of
    from bot.matching.matchmaker import Matchmaker, Relevance
    from bot.matching.traces import MatchDesk
    from bot.retrieval.proposing import Proposing, RelevanceModel
    from bot.retrieval.ranking import Ranker
    from bot.store.catalogue import StoredCatalogue
    from bot.store.matching import CoverageHoles, MatchTraces, adviser_loads

    stored = StoredCatalogue(database)

    def live() -> dict[str, str]:
        return {one.id: one.content_hash for one in map(document_of, stored.catalogue())}

    index = open_index(settings, embedder, live, "catalogue")
    resources.callback(index.close)
    model = RelevanceModel.fitted()
    proposing = Proposing(index, embedder, glossary, Ranker.fitted().boosts, model)

    def made(told: "Progress | None" = None) -> Matchmaker:
        catalogue = stored.catalogue()
        proposing.fill([document_of(entry) for entry in catalogue], told)
        return Matchmaker(
            catalogue,
            proposing,
            Relevance(model.floor, model.share, model.link),
            adviser_loads(database, catalogue.advisers),
        )

    return MatchDesk(made(progress), MatchTraces(database, clock), CoverageHoles(database), made)


def open_writers(
    settings: Settings, embedder: "Embedder", clock: Clock
) -> "tuple[GeneratedWriter | None, Rewriter | None]":
    """Give what writes and completes questions with a language model: nothing unless one is set."""
    if not settings.llm_base_url:
        return None, None
    from bot.conversation.generated import make_writer
    from bot.conversation.rewriting import Rewriter

    writer = make_writer(settings, embedder, projection_for(embedder), clock)
    return writer, None if writer is None else Rewriter(writer.model)


def ingest_seeds(
    settings: Settings, ingestion: "Ingestion", progress: "Progress | None" = None
) -> "IngestReport":
    """Read the documents of the seeds folder; a file that cannot be read is logged and passed over."""
    folder = settings.seeds_dir / "documents"
    report = ingestion.ingest([folder] if folder.is_dir() else [], progress=progress)
    for path, reason in report.refused:
        logger.warning("%s : %s", Path(path).name, reason)
    return report
