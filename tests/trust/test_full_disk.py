"""A disk that takes nothing more: each way of writing says so, leaves nothing half written, and works again
once there is room, without a restart.

The system itself refuses each byte (RLIMIT_FSIZE), to SQLite, Chroma and Tantivy alike.
"""

import resource
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient
from word_embedder import WordEmbedder

from bot.bootstrap import Passerelle, open_passerelle
from bot.errors import Unavailable
from bot.retrieval.fulltext import Entry, FullText
from bot.serving import web_application
from bot.settings import Settings
from bot.store.tables import Table

QUESTION = "Combien de boulangers emploie le fournil de Figeac ?"
FACT = "Le fournil de Figeac emploie quatorze boulangers."
NEW_QUESTION = "Combien d'artisans emploie la tannerie de Millau ?"
NEW_FACT = "La tannerie de Millau emploie douze artisans gantiers."
BOOSTS = {"title": 1.0, "heading": 1.0, "text": 1.0}
CONTACT = {"name": "Jeanne Delmas", "phone": "0565000000", "need": "Un comptable.", "consent": True}


@pytest.fixture
def passerelle(tmp_path: Path) -> Iterator[Passerelle]:
    """Of SQLite and the files of the data folder, whatever the run asks for."""
    write(tmp_path, "fournil", FACT)
    settings = Settings(data_dir=tmp_path / "data", seeds_dir=tmp_path)
    with closing(open_passerelle(settings, embedder=WordEmbedder())) as opened:
        yield opened


@pytest.fixture
def client(passerelle: Passerelle) -> Iterator[TestClient]:
    with TestClient(web_application(passerelle)) as visitor:
        yield visitor


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / "documents" / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\nid: {name}\n---\n{text}\n", "utf-8")
    return path


@contextmanager
def full_disk(size: int = 0) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def rows(passerelle: Passerelle) -> dict[str, int]:
    """Count the rows of every table."""
    with passerelle.database.reading() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Table.metadata.tables.items()
        }


def asked(client: TestClient, _message: str) -> httpx.Response:
    return client.post("/api/v1/chat", json={"message": QUESTION})


def requested(client: TestClient, _message: str) -> httpx.Response:
    return client.post("/api/v1/requests", json=CONTACT)


def judged(client: TestClient, message: str) -> httpx.Response:
    return client.post("/api/v1/feedback", json={"message_id": message, "useful": False, "comment": "Faux."})


@pytest.mark.parametrize("sent", [asked, requested, judged])
def test_what_cannot_be_kept_is_refused_in_french_and_taken_once_there_is_room(
    passerelle: Passerelle, client: TestClient, sent: Callable[[TestClient, str], httpx.Response]
) -> None:
    first = asked(client, "").json()
    before = rows(passerelle)
    with full_disk():
        refused = [sent(client, first["message_id"]) for _ in range(2)]
        found = client.get("/api/v1/search", params={"q": QUESTION})
    for answer in refused:
        assert answer.status_code == 503, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["retry-after"]
        assert "indisponible" in answer.json()["detail"]
    assert FACT in found.text
    assert rows(passerelle) == before
    assert sent(client, first["message_id"]).is_success
    kept = client.get(f"/api/v1/conversations/{first['conversation_id']}").json()["turns"]
    assert kept[0]["reply"] == first


def test_a_sheet_that_cannot_be_written_is_not_there_at_all_and_is_taken_once_there_is_room(
    passerelle: Passerelle, client: TestClient, tmp_path: Path
) -> None:
    sheet = write(tmp_path, "tannerie", NEW_FACT)
    before = rows(passerelle)
    with full_disk():
        for _ in range(2):
            with pytest.raises(Unavailable) as refusal:
                passerelle.ingestion.ingest([sheet])
            assert refusal.value.user_message.endswith(".")
        assert asked_of(client, QUESTION) == [FACT]
    assert rows(passerelle) == before
    assert NEW_FACT not in asked_of(client, NEW_QUESTION)
    assert passerelle.ingestion.ingest([sheet]).added == ["tannerie"]
    assert asked_of(client, NEW_QUESTION)[0] == NEW_FACT
    assert passerelle.index.is_whole()


def test_the_full_text_writes_again_after_a_write_that_failed(passerelle: Passerelle, tmp_path: Path) -> None:
    fulltext = FullText(tmp_path / "seul")
    ((row, _),) = passerelle.index.view().by_words({"fournil": 1.0}, BOOSTS, 1, "public")
    entry = passerelle.index.entry(row)
    assert entry is not None
    with full_disk():
        for _ in range(2):
            with pytest.raises(OSError, match="rror"):
                queue_and_commit(fulltext, entry)
    assert fulltext.size == 0
    queue_and_commit(fulltext, entry)
    fulltext.rest()
    assert FullText(tmp_path / "seul").size == 1


def queue_and_commit(fulltext: FullText, entry: Entry) -> None:
    fulltext.add([entry])
    fulltext.commit()


def asked_of(client: TestClient, question: str) -> list[str]:
    found: list[dict[str, Any]] = client.get("/api/v1/search", params={"q": question}).json()["results"]
    return [one["text"] for one in found]
