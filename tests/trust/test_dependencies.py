"""What the service leans on may be down, slow or mad: the chat goes on or says so, and recovers by itself."""

import gc
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from databases import settings_of
from engines import address_of, chroma_server, postgresql_that_stops, redis_server
from scripted_model import saying, serving
from starlette.testclient import TestClient
from unreliable import Mood, relayed
from word_embedder import WordEmbedder

from bot.bootstrap import open_passerelle
from bot.retrieval import vector_store
from bot.serving import web_application
from bot.settings import Settings
from bot.store import database as store
from bot.web import rates

QUESTION = "Combien de boulangers emploie le fournil de Figeac ?"
FACT = "Le fournil de Figeac emploie quatorze boulangers"
CONTACT = {
    "name": "Jeanne Delmas",
    "email": "jeanne@fournil.example",
    "need": "Un comptable.",
    "consent": True,
}
# Chroma's client leaves open the connections that its server broke: they are collected in this file.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
MOODS: tuple[Mood, ...] = ("resets", "mute", "nonsense")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "fournil.md").write_text(f"---\nid: fournil\n---\n{FACT}.\n", "utf-8")
    return settings_of(tmp_path / "data", seeds_dir=tmp_path)


@contextmanager
def visiting(settings: Settings, **more: Any) -> Iterator[TestClient]:
    chosen = Settings(**{**settings.model_dump(), **more})
    with (
        closing(open_passerelle(chosen, embedder=WordEmbedder())) as passerelle,
        TestClient(web_application(passerelle)) as client,
    ):
        yield client


def ask(client: TestClient) -> tuple[httpx.Response, float]:
    began = time.monotonic()
    return client.post("/api/v1/chat", json={"message": QUESTION}), time.monotonic() - began


def answers(client: TestClient) -> bool:
    answer = client.post("/api/v1/chat", json={"message": QUESTION})
    return answer.status_code == 200 and FACT in answer.json()["answer"]


def refused_in_french(answer: httpx.Response) -> None:
    assert answer.status_code == 503, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"]
    assert answer.json()["detail"].endswith((".", "instants."))
    assert not any(
        word in answer.text.lower() for word in ("traceback", "sqlite", "psycopg", "chroma", "redis")
    )


def state_of(client: TestClient, part: str) -> tuple[int, str]:
    answer = client.get("/readyz")
    state: str = answer.json()["parts"][part]
    return answer.status_code, state


@pytest.fixture(scope="module")
def redis_port() -> Iterator[int]:
    with redis_server() as port:
        yield port


@pytest.mark.parametrize("mood", MOODS)
def test_without_redis_the_chat_goes_on_and_counts_here_until_it_is_back(
    settings: Settings, redis_port: int, mood: Mood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "_REST_SECONDS", 0.3)
    with (
        relayed(redis_port) as relay,
        visiting(settings, redis_url=f"redis://127.0.0.1:{relay.port}") as client,
    ):
        assert answers(client)
        assert state_of(client, "compteurs communs") == (200, "ok")
        relay.turn(mood)
        answer, seconds = ask(client)
        assert answer.status_code == 200
        assert seconds < 3
        status, told = state_of(client, "compteurs communs")
        assert (status, told != "ok") == (200, True)
        relay.turn("well")
        time.sleep(0.3)
        assert answers(client)
        assert state_of(client, "compteurs communs") == (200, "ok")


@pytest.mark.parametrize("mood", MOODS)
def test_without_its_language_model_the_chat_answers_with_extracts_until_it_is_back(
    settings: Settings, mood: Mood
) -> None:
    with serving(saying(f"{FACT} [1].")) as endpoint:
        port = int(endpoint.url.split(":")[2].removesuffix("/v1"))
        with relayed(port) as relay, visiting(
            settings, llm_base_url=f"http://127.0.0.1:{relay.port}/v1", llm_model="essai", llm_timeout=0.5
        ) as client:  # fmt: skip
            relay.turn(mood)
            for _ in range(3):
                answer, seconds = ask(client)
                assert (answer.status_code, answer.json()["mode"]) == (200, "extractive")
                assert "degraded" in {one["kind"] for one in answer.json()["notices"]}
                assert FACT in answer.json()["answer"]
                assert seconds < 3
            assert state_of(client, "modèle de langue")[1] != "ok"
            relay.turn("well")
            breaker_of(client)._pause = 0.0
            assert ask(client)[0].json()["mode"] == "generative"
            assert state_of(client, "modèle de langue") == (200, "ok")


def breaker_of(client: TestClient) -> Any:
    return client.app.state.services.assistant._writer.model.breaker  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def chroma_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with chroma_server(tmp_path_factory.mktemp("chroma")) as port:
        yield port
    gc.collect()


@pytest.mark.parametrize("mood", MOODS)
def test_without_its_chroma_server_the_search_says_so_and_is_back_with_it(
    settings: Settings, chroma_port: int, mood: Mood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vector_store, "_SLOWEST", httpx.Timeout(1.0))
    with relayed(chroma_port) as relay, visiting(
        settings, chroma_url=f"http://127.0.0.1:{relay.port}"
    ) as client:  # fmt: skip
        assert answers(client)
        relay.turn(mood)
        answer, seconds = ask(client)
        refused_in_french(answer)
        assert seconds < 5
        refused_in_french(client.get("/api/v1/search", params={"q": QUESTION}))
        status, told = state_of(client, "recherche")
        assert (status, told != "ok") == (503, True)
        assert client.post("/api/v1/requests", json=CONTACT).status_code == 201
        relay.turn("well")
        assert answers(client)
        assert state_of(client, "recherche") == (200, "ok")


def test_a_database_locked_by_another_says_so_and_is_back_once_it_is_free(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of SQLite itself, whatever the run asks for."""
    monkeypatch.setattr(store, "BUSY_TIMEOUT_MS", 100)
    settings = settings.model_copy(update={"database_url": None})
    with visiting(settings) as client:
        assert answers(client)
        with closing(sqlite3.connect(settings.data_dir / "passerelle.sqlite3")) as other:
            other.execute("BEGIN EXCLUSIVE")
            refused_in_french(ask(client)[0])
            refused_in_french(client.post("/api/v1/requests", json=CONTACT))
            assert client.get("/api/v1/search", params={"q": QUESTION}).status_code == 200
            status, told = state_of(client, "base de données")
            assert (status, told != "ok") == (503, True)
        assert answers(client)
        assert state_of(client, "base de données") == (200, "ok")


def test_a_postgresql_that_falls_says_so_and_is_back_with_all_that_was_acknowledged(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with (
        postgresql_that_stops(tmp_path_factory.mktemp("run")) as server,
        visiting(settings, database_url=address_of(server)) as client,
    ):
        said = ask(client)[0].json()
        receipts = [client.post("/api/v1/requests", json=CONTACT).json()["follow"] for _ in range(3)]
        fallen = server.get_postmaster_info().process
        assert fallen is not None
        fallen.send_signal(signal.SIGQUIT)  # at once, as from a power cut: nothing is written on the way out
        fallen.wait(30)
        for _ in range(3):
            answer, seconds = ask(client)
            refused_in_french(answer)
            assert seconds < 5
        refused_in_french(client.post("/api/v1/requests", json=CONTACT))
        refused_in_french(client.get(f"/api/v1/conversations/{said['conversation_id']}"))
        status, told = state_of(client, "base de données")
        assert (status, told != "ok") == (503, True)
        server.start()
        assert answers(client)
        assert state_of(client, "base de données") == (200, "ok")
        turns = client.get(f"/api/v1/conversations/{said['conversation_id']}").json()["turns"]
        assert [turn["reply"] for turn in turns] == [said]
        assert [client.get(follow).status_code for follow in receipts] == [200] * 3
        assert client.post("/api/v1/requests", json=CONTACT).status_code == 201
