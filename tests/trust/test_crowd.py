"""Too many at once: what cannot be answered soon is refused at once, and nobody else notices."""

import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from fakes import FakeAssistant, fake_services
from fastapi import FastAPI
from serving import served, wait_until

from bot.settings import Settings
from bot.store.database import Database
from bot.web.app import create_app

CLIENTS, ROOM = 24, 4


@pytest.fixture
def app(database: Database, tmp_path: Path) -> FastAPI:
    return create_app(fake_services(database, settings=Settings(data_dir=tmp_path, queue=ROOM)))


@pytest.fixture
def assistant(app: FastAPI) -> FakeAssistant:
    found = app.state.services.assistant
    assert isinstance(found, FakeAssistant)
    return found


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    with served(app) as base:
        yield base


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as opened:
        yield opened


def ask(client: httpx.Client) -> tuple[httpx.Response, float]:
    began = time.monotonic()
    answer = client.post("/api/v1/chat", json={"message": "Bonjour"})
    return answer, time.monotonic() - began


def test_what_is_too_much_is_refused_in_french_within_200_ms_and_the_rest_is_answered(
    client: httpx.Client, assistant: FakeAssistant, record_property: Callable[[str, object], None]
) -> None:
    assistant.pause = 1.0
    with ThreadPoolExecutor(ROOM) as threads:
        inside = [threads.submit(ask, client) for _ in range(ROOM)]
        wait_until(lambda: len(assistant.messages) == ROOM)
        refused = [ask(client) for _ in range(CLIENTS - ROOM)]
        assert client.get("/livez").status_code == 200
        assert client.get("/api/v1/documents").status_code == 200
    assert all(future.result()[0].status_code == 200 for future in inside)
    for answer, _ in refused:
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert int(answer.headers["retry-after"]) > 0
        assert "en même temps" in answer.json()["detail"]
    median = statistics.median(seconds for _, seconds in refused)
    record_property("figure", f"{len(refused)} of {CLIENTS} refused, median {1000 * median:.0f} ms")
    assert median < 0.2


def test_room_is_made_again_by_every_answer_even_one_that_fails_or_whose_client_leaves(
    client: httpx.Client, assistant: FakeAssistant
) -> None:
    assistant.failure = RuntimeError("panne")
    assert [ask(client)[0].status_code for _ in range(2 * ROOM)] == [500] * 2 * ROOM
    assistant.failure = None
    assistant.pause = 5.0
    for _ in range(2 * ROOM):
        before = assistant.cancelled
        with pytest.raises(httpx.ReadTimeout):
            client.post("/api/v1/chat", json={"message": "Bonjour"}, timeout=0.1)
        wait_until(lambda before=before: assistant.cancelled > before)
    assistant.pause = 0.0
    assert ask(client)[0].status_code == 200
