"""What nobody sees goes neither in nor out, and reading a message takes a time in proportion to it."""

import time
import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from fakes import fake_services
from starlette.testclient import TestClient

from bot.conversation.grounding import Verifier
from bot.conversation.proof import Source
from bot.conversation.sensitive import sensitive_intent
from bot.conversation.understanding import understand
from bot.documents.model import Document, Passage, Sentence
from bot.masking import masked
from bot.store.database import Database
from bot.web.app import create_app
from bot.web.cleaning import clean

HIDDEN = "\u200b\u200e\u202e\u2066\u2069\ufeff\x00\x07\x1b\u00ad"


def unseen(text: str) -> list[str]:
    return [one for one in text if unicodedata.category(one) in ("Cc", "Cf") and one not in "\n\t"]


def test_what_a_visitor_hides_in_a_message_is_in_no_reply(database: Database) -> None:
    client = TestClient(create_app(fake_services(database)))
    told = client.post("/api/v1/chat", json={"message": f"Qui aide {HIDDEN}à Figeac{HIDDEN} ?"})
    assert told.status_code == 200
    assert unseen(told.json()["answer"]) == []
    kept = client.get(f"/api/v1/conversations/{told.json()['conversation_id']}").json()["turns"]
    assert kept[0]["message"] == "Qui aide à Figeac ?"


@pytest.mark.parametrize("body", ["", " ", HIDDEN, "x" * 2001])
def test_a_message_that_holds_nothing_or_too_much_is_refused(database: Database, body: str) -> None:
    client = TestClient(create_app(fake_services(database)))
    refused = client.post("/api/v1/chat", json={"message": body})
    assert refused.status_code == 422
    assert refused.json()["detail"]


@pytest.mark.parametrize("hidden", list(HIDDEN))
def test_a_model_cannot_hide_anything_in_a_sentence(hidden: str) -> None:
    text = "Le fournil de Figeac emploie quatorze personnes."
    passage = Passage("f.p1", "f", 0, "", text, 0, len(text), (Sentence(text, 0, len(text)),))
    source = Source(1, Document("f", "Le fournil", text, "f", (passage,)), passage)
    verifier = Verifier(lambda sentence, held: 1.0)
    assert verifier.verify(f"{text[:-1]} [1].", [source], date(2026, 11, 22)).ok
    hiding = text.replace("quatorze", f"quat{hidden}orze").removesuffix(".")
    told = verifier.verify(f"{hiding} [1].", [source], date(2026, 11, 22))
    assert not told.ok or unseen(told.text) == []


READERS: dict[str, Callable[[str], object]] = {
    "clean": clean, "understand": understand, "sensitive": sensitive_intent, "mask": masked,
}  # fmt: skip
PIECES = (
    "je ne veux pas ", "comment faire ", "tu es vraiment ", "ne pas declarer mes ", "mal au ", "je me ",
    "oublie tes ", "06 12 ", "plus envie de ", "a", "\u202e", "é ? ", "et quand ",
)  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_reading_a_message_twice_as_long_takes_about_twice_the_time(name: str) -> None:
    read = READERS[name]
    for piece in PIECES:
        short, long = ((piece * length)[:length] for length in (1000, 2000))
        assert seconds(read, long) < 4 * seconds(read, short) + 0.05, piece


def seconds(read: Callable[[str], object], message: str) -> float:
    def once() -> float:
        began = time.process_time()
        read(message)
        return time.process_time() - began

    return min(once() for _ in range(3))
