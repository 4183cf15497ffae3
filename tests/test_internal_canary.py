"""An internal document under a thousand questions made to bring it out: the public side never shows it."""

import asyncio
import io
import logging
import secrets
from collections.abc import Iterator
from contextlib import closing

import pytest
from canary import CANARY, leaks, opened, questions
from openpyxl import load_workbook
from starlette.testclient import TestClient

from bot.bootstrap import Passerelle
from bot.conversation.about_itself import AboutItself
from bot.conversation.assistant import Assistant
from bot.conversation.companion import Companion
from bot.conversation.history import Turn
from bot.conversation.judge import Judge
from bot.conversation.reply import Reply
from bot.serving import web_application
from bot.store.accounts import Accounts
from bot.store.rollup import Rollup


class MemoryHistory:
    """Keeps conversations in memory: a thousand of them need not be durable."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Turn]] = {}

    def open(self, visitor: str) -> str:
        identity = secrets.token_hex(8)
        self.kept[identity] = []
        return identity

    def turns(self, conversation_id: str, visitor: str | None) -> list[Turn]:
        return self.kept[conversation_id]

    def append(self, conversation_id: str, turn: Turn) -> None:
        self.kept[conversation_id].append(turn)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passerelle]:
    with closing(opened(tmp_path_factory.mktemp("interne"), with_internal=True)) as passerelle:
        yield passerelle


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passerelle]:
    with closing(opened(tmp_path_factory.mktemp("sans"), with_internal=False)) as passerelle:
        yield passerelle


def asked_of(passerelle: Passerelle, messages: list[str]) -> list[Reply]:
    companion = Companion(passerelle.matching, passerelle.library, passerelle.clock, "la CCI")
    assistant = Assistant(
        passerelle.search,
        Judge.fitted(),
        MemoryHistory(),
        passerelle.clock,
        "la CCI",
        AboutItself(passerelle.library, "public", "la CCI", 400),
        companion=companion,
    )

    async def ask_all() -> list[Reply]:
        return [await assistant.reply(message, visitor="v") for message in messages]

    return asyncio.run(ask_all())


def test_a_thousand_questions_bring_out_nothing_and_the_same_as_without_the_document(
    guarded: Passerelle, plain: Passerelle, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    messages = questions()
    assert not any(leaks(message) for message in messages)
    for message, reply in zip(messages, asked_of(guarded, messages), strict=True):
        assert not leaks(reply.model_dump_json()), message
    for message in messages:
        found, alone = (
            [(hit.passage.id, hit.score) for hit in side.search.search(message, k=50)]
            for side in (guarded, plain)
        )
        assert found == alone, message  # neither its text, nor its weight in any count
    assert not leaks(caplog.text)


def test_answers_are_word_for_word_those_given_without_the_document(
    guarded: Passerelle, plain: Passerelle
) -> None:
    messages = questions()[:100]
    told = [
        [
            reply.model_dump(exclude={"conversation_id", "message_id", "traces"})
            for reply in asked_of(passerelle, messages)
        ]
        for passerelle in (guarded, plain)
    ]
    assert told[0] == told[1]


def test_advisers_find_it_and_nothing_of_theirs_reaches_a_page_a_count_or_an_export(
    guarded: Passerelle,
) -> None:
    asyncio.run(ask_both_sides(guarded))
    Rollup(guarded.database, guarded.clock).refresh(at_once=True)
    password = "quatre-mots-de-passe-longs"
    Accounts(guarded.database, guarded.clock).add("paul@cci.fr", "Paul", "adviser", password)
    with TestClient(web_application(guarded)) as browser:
        public = ["/api/v1/search?q=prime du plan au fournil&k=50", "/sources/note-reservee", "/metrics", "/"]
        public += ["/api/v1/documents/note-reservee", "/openapi.json", "/readyz", "/conseiller/connexion"]
        for path in public:
            body = browser.get(path).text
            assert not leaks(body.replace("note-reservee", "") if "note-reservee" in path else body), path
        assert browser.get("/sources/note-reservee").status_code == 404
        assert CANARY not in browser.get("/conseiller/sources/note-reservee").text
        browser.post("/conseiller/connexion", data={"email": "paul@cci.fr", "password": password})
        assert CANARY in browser.get("/conseiller/sources/note-reservee").text
        page = browser.get("/conseiller/barometre").text
        assert "12 conversations" in page
        assert not leaks(page)
        for kind in ("csv", "xlsx"):
            exported = browser.get(f"/conseiller/barometre/export.{kind}")
            assert exported.status_code == 200
            assert not leaks(told_by(kind, exported.content))


def told_by(kind: str, content: bytes) -> str:
    if kind == "csv":
        return content.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(content))
    return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


async def ask_both_sides(passerelle: Passerelle) -> None:
    """Let twelve visitors and twelve advisers ask: only the advisers are told."""
    question = f"Qui arbitre le plan {CANARY} ?"
    for number in range(12):
        await passerelle.assistant.reply("Qui cuit le pain à Figeac ?", visitor=f"visiteur-{number}")
        reply = await passerelle.adviser_assistant.reply(question, visitor=f"compte:{number}")
        assert CANARY in reply.answer
        assert reply.citations[0].audience == "internal"
