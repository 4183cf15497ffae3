"""What breaks is told, loses nothing acknowledged, and mends itself.

Of SQLite and the files of the data folder, whatever the run asks for: they are what is filled,
damaged and backed up here.
"""

import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from word_embedder import WordEmbedder

from bot.bootstrap import Passerelle, open_passerelle
from bot.errors import ConfigurationFault, IndexUnavailable
from bot.serving import web_application
from bot.settings import Settings
from bot.store.backup import back_up, restore
from bot.store.database import DATABASE

TOWNS = ("Figeac", "Cahors", "Gourdon", "Souillac", "Gramat", "Cajarc", "Puy-l'Évêque", "Luzech", "Lalbenque")
QUESTION = "Qui emploie des boulangers dans un fournil ?"
CONTACT = {"name": "Jeanne Delmas", "phone": "0565000000", "need": "Un comptable.", "consent": True}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "documents").mkdir()
    for number, town in enumerate(TOWNS, start=3):
        text = f"---\nid: fournil-{number}\n---\nLe fournil de {town} emploie {number} boulangers.\n"
        (tmp_path / "documents" / f"fournil-{number}.md").write_text(text, "utf-8")
    return Settings(data_dir=tmp_path / "data", seeds_dir=tmp_path)


def opened(settings: Settings) -> closing[Passerelle]:
    return closing(open_passerelle(settings, embedder=WordEmbedder()))


def top_ten(passerelle: Passerelle) -> list[str]:
    return [hit.passage.id for hit in passerelle.search.search(QUESTION, k=10)]


@pytest.mark.parametrize("damage", ["deleted", "emptied files", "half of it"])
def test_an_index_that_is_lost_or_damaged_is_made_again_with_the_same_top_ten(
    settings: Settings, damage: str
) -> None:
    with opened(settings) as passerelle:
        before = top_ten(passerelle)
    assert len(before) >= 9
    index = settings.data_dir / "index"
    if damage == "deleted":
        shutil.rmtree(index)
    files = sorted(path for path in index.rglob("*") if path.is_file()) if index.exists() else []
    for path in files if damage == "emptied files" else files[::2]:
        path.write_bytes(b"") if damage == "emptied files" else path.unlink()
    with opened(settings) as passerelle:
        assert top_ten(passerelle) == before


def test_an_index_deleted_under_a_running_service_answers_or_says_so_and_is_made_again_at_the_next_start(
    settings: Settings,
) -> None:
    with opened(settings) as passerelle, TestClient(web_application(passerelle)) as client:
        before = top_ten(passerelle)
        shutil.rmtree(settings.data_dir / "index")
        for question in (QUESTION, "Où sont les fournils ?"):
            for answer in (
                client.post("/api/v1/chat", json={"message": question}),
                client.get("/api/v1/search", params={"q": question}),
            ):
                if answer.status_code != 200:
                    assert (answer.status_code, answer.json()["type"]) == (
                        503,
                        "urn:passerelle:probleme:indisponible",
                    )
                    assert answer.json()["detail"].endswith("pour le moment.")
        # What is added meanwhile is refused whole, or kept whole.
        added = settings.seeds_dir / "documents" / "fournil-99.md"
        added.write_text("---\nid: fournil-99\n---\nLe fournil de Cahors emploie 99 boulangers.\n", "utf-8")
        with suppress(IndexUnavailable):
            passerelle.ingestion.ingest([added])
            passerelle.ingestion.remove("fournil-99")
        assert passerelle.library.document("fournil-99") is None
        assert client.post("/api/v1/requests", json=CONTACT).status_code == 201
    with opened(settings) as passerelle:
        assert top_ten(passerelle) == before
        assert passerelle.index.is_whole()


def test_a_full_disk_is_a_clear_503_and_the_service_recovers_by_itself(settings: Settings) -> None:
    with opened(settings) as passerelle, TestClient(web_application(passerelle)) as client:
        first = client.post("/api/v1/chat", json={"message": "Bonjour"}).json()
        with limited(passerelle):
            answers = [
                client.post("/api/v1/requests", json={**CONTACT, "need": "x" * 1900}) for _ in range(6)
            ]
            long = {"message": f"{QUESTION} " * 40}
            full = [client.post("/api/v1/chat", json=long) for _ in range(8)][-1]
            assert client.get("/api/v1/search", params={"q": QUESTION}).status_code == 200
        assert answers[-1].status_code == full.status_code == 503
        assert full.headers["retry-after"]
        assert full.json()["detail"]
        assert "sqlite" not in full.text.lower()
        again = client.post("/api/v1/chat", json={"message": QUESTION})
        assert again.status_code == 200
        kept = client.get(f"/api/v1/conversations/{first['conversation_id']}").json()["turns"]
        receipts = [answer.json()["number"] for answer in answers if answer.status_code == 201]
        numbers = {client.post("/api/v1/requests", json=CONTACT).json()["number"]}
    assert [turn["reply"] for turn in kept] == [first]
    assert not numbers & set(receipts)


@contextmanager
def limited(passerelle: Passerelle) -> Iterator[None]:
    """Let the database file grow no more, as a full disk does: SQLite then says SQLITE_FULL."""
    engine = passerelle.database.engine
    from sqlalchemy import event

    def stop_growing(connection: sqlite3.Connection, *_: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(engine, "connect", stop_growing)
    engine.dispose()
    yield
    event.remove(engine, "connect", stop_growing)
    engine.dispose()


def test_a_backup_taken_while_serving_restores_all_that_was_acknowledged(
    settings: Settings, tmp_path: Path
) -> None:
    target = tmp_path / "sauvegarde.tar.gz"
    with opened(settings) as passerelle, TestClient(web_application(passerelle)) as client:
        said = client.post("/api/v1/chat", json={"message": QUESTION}).json()
        receipt = client.post("/api/v1/requests", json=CONTACT).json()
        before = top_ten(passerelle)
        assert back_up(settings.data_dir, target) == target.stat().st_size
        client.post("/api/v1/chat", json={"message": "Après la sauvegarde"})
        cookies = dict(client.cookies)
    assert target.stat().st_mode & 0o077 == 0
    other = settings.model_copy(update={"data_dir": tmp_path / "ailleurs"})
    names, left_out = restore(target, other.data_dir)
    assert (DATABASE in names, left_out) == (True, 0)
    with opened(other) as passerelle, TestClient(web_application(passerelle), cookies=cookies) as client:
        turns = client.get(f"/api/v1/conversations/{said['conversation_id']}").json()["turns"]
        assert [turn["reply"] for turn in turns] == [said]
        assert client.get(receipt["follow"]).status_code == 200
        assert top_ten(passerelle) == before


def test_a_restoring_never_overwrites_and_takes_nothing_unsound(settings: Settings, tmp_path: Path) -> None:
    target, folder = tmp_path / "sauvegarde.tar.gz", tmp_path / "ailleurs"
    with pytest.raises(ConfigurationFault, match="rien à sauvegarder"):
        back_up(tmp_path / "vide", target)
    with opened(settings):
        pass
    back_up(settings.data_dir, target)
    with pytest.raises(ConfigurationFault, match="rien n'est jamais écrasé"):
        restore(target, settings.data_dir)
    whole = target.read_bytes()
    target.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ConfigurationFault, match="incomplet"):
        restore(target, folder)
    (tmp_path / "intrus").write_text("x")
    with tarfile.open(target, "w:gz") as archive:
        archive.add(tmp_path / "intrus", "../intrus")
    with pytest.raises(ConfigurationFault, match="n'est pas une sauvegarde"):
        restore(target, folder)
    with tarfile.open(target, "w:gz") as archive:
        archive.add(tmp_path / "intrus", DATABASE)
    with pytest.raises(ConfigurationFault, match="abîmée"):
        restore(target, folder)
    assert list(folder.iterdir()) == []
