"""What is kept of people: given back and erased at their wish, purged in time, masked, and registered."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import fake_services
from sqlalchemy import select
from starlette.testclient import TestClient
from word_embedder import WordEmbedder

from bot.bootstrap import Passerelle, open_passerelle
from bot.cli import main
from bot.clock import fixed_clock
from bot.conversation.history import Turn
from bot.conversation.reply import Reply
from bot.serving import web_application
from bot.settings import Settings
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.key_tables import OnceRow
from bot.store.personal import PersonalData
from bot.store.processing import NOT_PERSONAL, REGISTER, register
from bot.store.requests import ContactRequest, Requests
from bot.store.retention import Retention, periods
from bot.store.tables import ConversationRow, MessageRow, RequestRow, Table
from bot.web.app import create_app

SECRET = "Zébulonie-Quatrelle"
EMAIL = "zebulonie.quatrelle@fournil.example"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class WideEmbedder(WordEmbedder):
    """As wide as a real model: Chroma then takes its memory in pieces as large as with one."""

    fingerprint = "mots-larges@1"
    dimension = 384


@pytest.fixture
def passerelle(tmp_path: Path) -> Iterator[Passerelle]:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "fournil.md").write_text(
        "---\nid: fournil\n---\nLe fournil de Figeac emploie quatorze personnes.\n", "utf-8"
    )
    settings = Settings(data_dir=tmp_path / "data", seeds_dir=tmp_path)
    with closing(open_passerelle(settings, embedder=WideEmbedder())) as opened:
        yield opened


@pytest.fixture
def visitor(passerelle: Passerelle) -> Iterator[TestClient]:
    with TestClient(web_application(passerelle)) as client:
        yield client


def talk(client: TestClient) -> dict[str, Any]:
    """Say, judge and ask with words that stand nowhere else; give the reply."""
    asked = {"message": f"Combien de personnes emploie le fournil de {SECRET} à Figeac ?"}
    reply: dict[str, Any] = client.post("/api/v1/chat", json=asked).json()
    opinion = {"message_id": reply["message_id"], "useful": False, "comment": f"{SECRET} n'est pas contente"}
    assert client.post("/api/v1/feedback", json=opinion).status_code == 201
    contact = {"name": SECRET, "email": EMAIL, "need": f"Rappeler {SECRET}", "consent": True}
    contact["conversation_id"] = reply["conversation_id"]
    assert client.post("/api/v1/requests", json=contact).status_code == 201
    return reply


def files_that_hold(folder: Path, *words: str) -> list[str]:
    needles = [form for word in words for form in (word.encode(), json.dumps(word)[1:-1].encode())]
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]


def test_a_visitor_takes_away_all_that_is_kept_of_them(visitor: TestClient) -> None:
    reply = talk(visitor)
    answer = visitor.get("/api/v1/visitor")
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    (conversation,), (request,) = answer.json()["conversations"], answer.json()["requests"]
    assert conversation["turns"][0]["reply"] == reply
    assert conversation["turns"][0]["opinion"]["comment"].startswith(SECRET)
    assert (request["name"], request["email"], request["state"]) == (SECRET, EMAIL, "nouvelle")


@pytest.mark.parametrize(("lang", "said"), [("fr", "rien à télécharger"), ("en", "nothing to download")])
def test_a_reader_of_whom_nothing_is_kept_is_told_so_in_a_page(
    database: Database, lang: str, said: str
) -> None:
    with TestClient(create_app(fake_services(database))) as client:
        answer = client.get(f"/confidentialite/mes-donnees?lang={lang}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert said in answer.text


def test_the_link_of_the_page_gives_the_same_file_as_the_api(visitor: TestClient) -> None:
    talk(visitor)
    page, api = visitor.get("/confidentialite/mes-donnees"), visitor.get("/api/v1/visitor")
    assert page.json() == api.json()
    assert "attachment" in page.headers["content-disposition"]
    assert page.headers["cache-control"] == "no-store"


def test_after_erasing_nothing_of_a_visitor_is_left_in_any_file(
    passerelle: Passerelle, visitor: TestClient
) -> None:
    talk(visitor)
    talk(visitor)
    folder = passerelle.settings.data_dir
    assert files_that_hold(folder, SECRET, EMAIL) != []
    assert visitor.delete("/api/v1/visitor").json() == {"conversations": 2, "requests": 2}
    assert files_that_hold(folder, SECRET, EMAIL) == []
    assert visitor.get("/api/v1/visitor").json() == {"conversations": [], "requests": []}


def test_erasing_one_conversation_leaves_nothing_of_it_in_any_file(
    passerelle: Passerelle, visitor: TestClient
) -> None:
    said = f"Le fournil de {SECRET} est-il à Figeac ?"
    reply = visitor.post("/api/v1/chat", json={"message": said}).json()
    assert visitor.delete(f"/api/v1/conversations/{reply['conversation_id']}").status_code == 204
    assert files_that_hold(passerelle.settings.data_dir, SECRET) == []


def soil_memory(_turn: int) -> None:
    """Fill memory with what was said, then let it go: what an index may be made of next."""
    for size in (300_000, 170_000, 200_000) * 4:
        pieces = [bytearray(SECRET.encode() * (size // len(SECRET))) for _ in range(8)]
        del pieces


def test_what_was_said_is_not_written_with_the_memory_of_the_index(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "fournil.md").write_text("Le fournil emploie quatorze personnes.", "utf-8")
    settings = Settings(data_dir=tmp_path / "data", seeds_dir=tmp_path)
    with ThreadPoolExecutor(8) as threads, closing(open_passerelle(settings, embedder=WideEmbedder())):
        list(threads.map(soil_memory, range(24)))
    other = settings.model_copy(update={"data_dir": tmp_path / "autre"})
    with closing(open_passerelle(other, embedder=WideEmbedder())):
        pass
    assert list(tmp_path.rglob("data_level0.bin")) != []
    assert files_that_hold(tmp_path, SECRET) == []


def test_erasing_touches_nobody_else(passerelle: Passerelle, visitor: TestClient) -> None:
    talk(visitor)
    with TestClient(web_application(passerelle)) as other:
        kept = other.post("/api/v1/chat", json={"message": "Qui cuit le pain à Figeac ?"}).json()
        visitor.delete("/api/v1/visitor")
        turns = other.get(f"/api/v1/conversations/{kept['conversation_id']}").json()["turns"]
    assert [turn["reply"] for turn in turns] == [kept]


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_who_has_no_cookie_has_no_data(database: Database, method: str) -> None:
    client = TestClient(create_app(fake_services(database)))
    assert client.request(method, "/api/v1/visitor").status_code == 404


def test_no_address_of_a_client_is_in_the_data_folder(passerelle: Passerelle) -> None:
    with TestClient(web_application(passerelle), client=("203.0.113.77", 5000)) as client:
        client.post("/api/v1/chat", json={"message": "Bonjour"})
        talk(client)
    passerelle.database.scrub()
    assert files_that_hold(passerelle.settings.data_dir, "203.0.113.77") == []


def conversation(database: Database, day: datetime, visitor: str) -> str:
    kept = Conversations(database, fixed_clock(day.date()))
    identity = kept.open(visitor)
    reply = Reply(
        conversation_id=identity, message_id=f"m-{visitor}", kind="small_talk", language="fr", answer="Oui."
    )
    kept.append(identity, Turn(f"Bonjour, ici {visitor}", "", reply, day))
    return identity


def test_what_is_older_than_its_period_is_purged_and_nothing_else(database: Database) -> None:
    old, recent = NOW - timedelta(days=401), NOW - timedelta(days=399)
    conversation(database, old, "vieux")
    kept = conversation(database, recent, "recent")
    Requests(database, fixed_clock((NOW - timedelta(days=1096)).date())).submit(
        ContactRequest("Jeanne", "Ancien besoin", phone="+33565000000"), visitor=None
    )
    Requests(database, fixed_clock(NOW.date())).submit(
        ContactRequest("Paul", "Besoin du jour", phone="+33565000001"), visitor=None
    )
    with database.writing() as session:
        session.add(OnceRow(key_hash="a" * 64, fingerprint="", created=old))
    retention = Retention(database, fixed_clock(NOW.date()), periods(400, 1095))
    counts = retention.purge().counts
    assert {kind: count for kind, count in counts.items() if count} == {
        "conversations": 1, "requests": 1, "once": 1,
    }  # fmt: skip
    with database.reading() as session:
        assert list(session.scalars(select(ConversationRow.id))) == [kept]
        assert list(session.scalars(select(MessageRow.message))) == ["Bonjour, ici recent"]
        assert list(session.scalars(select(RequestRow.name))) == ["Paul"]
    assert retention.purge().total == 0


def test_the_command_purges_and_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOT_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("BOT_KEEP_CONVERSATIONS", "10")
    with pytest.raises(SystemExit) as left:
        main(["privacy", "purge", "--json"])
    assert left.value.code == 0
    assert set(json.loads(capsys.readouterr().out)) >= {"conversations", "requests", "deposits", "audit"}


def test_every_table_is_in_the_register_or_said_to_hold_nobody() -> None:
    named = {table for one in REGISTER for table in one.tables}
    assert named | set(NOT_PERSONAL) == set(Table.metadata.tables)
    assert not named & set(NOT_PERSONAL)


def test_the_register_tells_the_periods_in_force(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOT_KEEP_CONVERSATIONS", "90")
    with pytest.raises(SystemExit):
        main(["privacy", "register", "--controller", "CCI du Lot"])
    told = capsys.readouterr().out
    assert "Responsable : CCI du Lot." in told
    assert "Conservation : 90 jours." in told
    assert {one["name"] for one in register({})} == {one.name for one in REGISTER}


def test_the_page_tells_how_long_and_offers_to_take_away_and_to_erase(database: Database) -> None:
    with TestClient(create_app(fake_services(database, settings=Settings(keep_conversations=77)))) as client:
        french, english = (client.get(f"/confidentialite?lang={one}").text for one in ("fr", "en"))
    for page in (french, english):
        assert 'href="/confidentialite/mes-donnees' in page
        assert 'id="erase-all"' in page
    assert "77 jours" in french
    assert "77 days" in english


def test_a_visitor_unknown_to_the_database_has_empty_lists(database: Database) -> None:
    personal = PersonalData(database, fixed_clock(NOW.date()))
    assert personal.export("x" * 43) == {"conversations": [], "requests": []}
    assert personal.erase("x" * 43).conversations == 0
