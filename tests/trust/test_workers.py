"""Several processes over one PostgreSQL, one Chroma server and one Redis: what one changes, all show."""

import gc
import os
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import psutil
import pytest
from engines import chroma_server, postgresql_server, redis_server
from serving import wait_until
from word_embedder import WordEmbedder

from bot.bootstrap import Passerelle, open_passerelle
from bot.data_folder import data_folder
from bot.errors import DataFolderBusy
from bot.evaluation.bench_load import processes_of
from bot.evaluation.bench_server import Server, running_server
from bot.retrieval.embedder import SentenceTransformerEmbedder
from bot.retrieval.vectors import TextVectors
from bot.serving import open_knowledge
from bot.settings import Settings
from bot.store.database import open_database
from bot.store.leases import Lease
from bot.upkeep import open_follower

FACT = "Le fournil de Figeac emploie quatorze boulangers."
NEW_FACT = "La tannerie de Millau emploie douze artisans gantiers."
# Chroma's client leaves its connections open: they are collected in this file.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


class CountingEmbedder(WordEmbedder):
    def __init__(self) -> None:
        self.embedded = 0

    def embed_texts(self, texts: Sequence[str]) -> list[TextVectors]:
        self.embedded += len(texts)
        return super().embed_texts(texts)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with ExitStack() as running:
        yield {
            "database_url": running.enter_context(postgresql_server(tmp_path_factory.mktemp("run"))),
            "chroma_url": "http://127.0.0.1:"
            + str(running.enter_context(chroma_server(tmp_path_factory.mktemp("chroma")))),
            "redis_url": "redis://127.0.0.1:" + str(running.enter_context(redis_server())),
        }
    gc.collect()


@pytest.fixture
def settings(tmp_path: Path, engines: dict[str, str]) -> Iterator[Settings]:
    (tmp_path / "documents").mkdir()
    write(tmp_path, "fournil", FACT)
    yield Settings(data_dir=tmp_path / "data", seeds_dir=tmp_path, **engines)
    with closing(open_database(engines["database_url"])) as database, database.engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")


@pytest.fixture
def opened(settings: Settings) -> Iterator[Callable[[Settings], Passerelle]]:
    """Opens parts as a process of its own would; they are closed together."""
    with ExitStack() as open_ones:

        def another(chosen: Settings = settings) -> Passerelle:
            return open_ones.enter_context(closing(open_passerelle(chosen, embedder=CountingEmbedder())))

        yield another


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / "documents" / f"{name}.md"
    path.write_text(f"---\nid: {name}\n---\n{text}\n", "utf-8")
    return path


def found(passerelle: Passerelle, question: str = "Combien d'artisans emploie la tannerie ?") -> list[str]:
    return [hit.passage.text for hit in passerelle.search.search(question)]


def embedded(passerelle: Passerelle) -> int:
    assert isinstance(passerelle.embedder, CountingEmbedder)
    return passerelle.embedder.embedded


def test_what_one_process_changes_the_other_shows_at_its_next_round_and_embeds_nothing(
    settings: Settings, opened: Callable[[], Passerelle]
) -> None:
    one, other = opened(), opened()
    follower = open_follower(other)
    follower.round()
    before = embedded(other)
    sheet = write(settings.seeds_dir, "tannerie", NEW_FACT)
    one.ingestion.ingest([sheet])
    assert NEW_FACT not in found(other)
    follower.round()
    assert found(other)[0] == NEW_FACT
    sheet.write_text(sheet.read_text("utf-8").replace("douze", "vingt"), "utf-8")
    one.ingestion.ingest([sheet])
    follower.round()
    assert found(other)[0] == NEW_FACT.replace("douze", "vingt")
    assert NEW_FACT not in found(other)
    other.ingestion.remove("tannerie")
    open_follower(one).round()
    for passerelle in (one, other):
        assert found(passerelle) == [FACT]
        assert passerelle.index.is_whole()
    assert embedded(other) == before


def test_an_entry_changed_in_one_process_is_matched_in_the_other(opened: Callable[[], Passerelle]) -> None:
    one, other = opened(), opened()
    follower = open_follower(other)
    form = {"key": "club-four", "name": "Le club du four", "kind": "cluster", "status": "known"}
    form |= {"description": "Cuire le pain.", "territories": "DEP-46", "subjects": "cuire le pain"}
    assert open_knowledge(one).catalogue.save("organisation", form, None).faults == {}
    follower.round()
    assert [entry.key for entry in other.matching.matchmaker.catalogue.organisations] == ["club-four"]
    assert "club-four" in other.matching.matchmaker.proposer.propose("cuire le pain")


def test_another_machine_indexes_for_itself_what_was_ingested_and_drops_what_was_removed(
    settings: Settings, opened: Callable[..., Passerelle]
) -> None:
    one = opened()
    far = opened(settings.model_copy(update={"data_dir": settings.data_dir.with_name("loin")}))
    assert found(far) == [FACT]
    follower = open_follower(far)
    one.ingestion.ingest([write(settings.seeds_dir, "tannerie", NEW_FACT)])
    follower.round()
    assert found(far)[0] == NEW_FACT
    assert embedded(far) == 2
    one.ingestion.remove("tannerie")
    follower.round()
    assert found(far) == [FACT]
    assert far.index.is_whole()


def test_processes_that_start_together_on_empty_engines_fill_them_once(
    opened: Callable[[], Passerelle],
) -> None:
    with ThreadPoolExecutor(3) as threads:
        started = list(threads.map(lambda _: opened(), range(3)))
    assert sum(map(embedded, started)) == 1
    for passerelle in started:
        assert found(passerelle) == [FACT]
        assert passerelle.index.is_whole()


def test_an_index_that_one_process_finds_damaged_is_made_again_under_the_others(
    settings: Settings, opened: Callable[[], Passerelle]
) -> None:
    one = opened()
    (manifest,) = settings.data_dir.glob("index/*/manifest.json")
    manifest.write_bytes(b"garbage")
    other = opened()
    assert (embedded(other), found(other)) == (1, [FACT])
    assert found(one) == [FACT]
    one.ingestion.ingest([write(settings.seeds_dir, "tannerie", NEW_FACT)])
    open_follower(other).round()
    assert found(one)[0] == found(other)[0] == NEW_FACT


def test_one_process_at_a_time_sends_what_must_leave_and_another_takes_over(
    opened: Callable[[], Passerelle],
) -> None:
    one, other = (Lease(opened().database, "courier") for _ in range(2))
    assert (one.held(), one.held(), other.held()) == (True, True, False)
    one.release()
    wait_until(other.held)  # the server sees that a connection is gone a moment later
    assert not one.held()
    other.release()


def test_a_process_that_shares_nothing_and_those_that_share_keep_each_other_out(settings: Settings) -> None:
    alone = settings.model_copy(update={"chroma_url": None, "database_url": None})
    for first, second in ((settings, alone), (alone, settings)):
        with data_folder(first), pytest.raises(DataFolderBusy), data_folder(second):
            pass
    with data_folder(settings), data_folder(settings):
        pass


@pytest.fixture
def workers(
    settings: Settings, embedder: SentenceTransformerEmbedder, model_folder: Path
) -> Iterator[Server]:
    """`passerelle serve --workers 2`, with the bundled model."""
    settings.data_dir.mkdir()
    (settings.data_dir / "models").symlink_to(model_folder.parent)
    given = {f"BOT_{name.upper()}": str(getattr(settings, name)) for name in ("data_dir", "seeds_dir")}
    given |= {f"BOT_{name.upper()}": str(getattr(settings, name)) for name in ("database_url", "chroma_url")}
    redis = settings.redis_url.get_secret_value() if settings.redis_url else ""
    command = (sys.executable, "-m", "bot", "serve", "--workers", "2", "--port")
    with running_server({**given, "BOT_REDIS_URL": redis}, command=command, patience=400) as server:
        wait_until(lambda: len(processes_of(server.url)) == 2, 100)
        yield server


def others_of(server: Server) -> set[int]:
    """Give the processes that the server has started, ready or not."""
    return {child.pid for child in psutil.Process(server.process.pid).children()}


def shares_of(server: Server) -> list[int]:
    """Open many connections at once, and give how many each of two processes took."""
    clients = [httpx.Client(base_url=server.url, timeout=30) for _ in range(40)]
    with ThreadPoolExecutor(40) as threads:
        pages = list(threads.map(lambda client: client.get("/metrics").text, clients))
    for client in clients:
        client.close()
    counted = Counter(re.findall(r'passerelle_process\{pid="(\d+)"\}', "".join(pages)))
    assert len(counted) == 2
    return list(counted.values())


def answer_of(server: Server, question: str) -> str:
    """Ask over a connection of its own, which any of the processes may take."""
    with httpx.Client(base_url=server.url, timeout=30) as client:
        answer: str = client.post("/api/v1/chat", json={"message": question}).json()["answer"]
        return answer


def test_two_workers_show_an_ingest_within_seconds_and_killing_one_loses_no_conversation(
    workers: Server,
    settings: Settings,
    embedder: SentenceTransformerEmbedder,
    record_property: Callable[[str, object], None],
) -> None:
    with closing(open_passerelle(settings, embedder=embedder)) as beside:
        beside.ingestion.ingest([write(settings.seeds_dir, "tannerie", NEW_FACT)])
        ingested = time.monotonic()

    def told() -> bool:
        asked = "Combien d'artisans emploie la tannerie ?"
        return all(NEW_FACT in answer_of(workers, asked) for _ in range(6))

    wait_until(told, 30)
    seconds = time.monotonic() - ingested
    assert min(shares_of(workers)) >= 4
    others, pids, clients = (
        others_of(workers),
        processes_of(workers.url),
        [httpx.Client(base_url=workers.url, timeout=30) for _ in range(12)],
    )
    acknowledged: list[tuple[httpx.Client, str]] = []
    with ThreadPoolExecutor(4) as threads:

        def converse(number: int) -> None:
            if number == 5:
                os.kill(int(next(iter(pids))), signal.SIGKILL)
            try:
                answer = clients[number].post("/api/v1/chat", json={"message": FACT})
            except httpx.TransportError:
                return  # not acknowledged
            if answer.is_success:
                acknowledged.append((clients[number], answer.json()["conversation_id"]))

        list(threads.map(converse, range(12)))
    assert len(acknowledged) >= 6
    for client, conversation in acknowledged:
        kept = client.get(f"/api/v1/conversations/{conversation}")
        assert [turn["message"] for turn in kept.json()["turns"]] == [FACT]
        client.close()
    wait_until(lambda: others_of(workers) - others != set(), 60)
    record_property(
        "figure", f"shown {seconds:.1f} s after; {len(acknowledged)} of 12 acknowledged, none lost"
    )
