"""Writes sent twice under one key are made once, and answer the same."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from fakes import FakeAssistant, fake_services
from fastapi import FastAPI
from sqlalchemy import text
from starlette.testclient import TestClient

from bot.errors import IndexUnavailable
from bot.store.database import Database
from bot.store.once import LEASE, Done, KeyInUse, Once
from bot.store.requests import KeyReused
from bot.web.app import create_app
from bot.web.services import Services

KEY = {"Idempotency-Key": "5b0c1f9e-6f0e-4c55-9d0a-1d4ff0e7a3b2"}
EVENTS = {"Accept": "text/event-stream"}
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def ask(client: TestClient, message: str = "Qui aide ?", **more: Any) -> httpx.Response:
    headers = {**KEY, **more.pop("headers", {})}
    return client.post("/api/v1/chat", json={"message": message, **more}, headers=headers)


def test_a_question_sent_twice_is_answered_once(client: TestClient, assistant: FakeAssistant) -> None:
    first, second = ask(client), ask(client)
    assert second.json() == first.json()
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert assistant.messages == ["Qui aide ?"]
    turns = client.get(f"/api/v1/conversations/{first.json()['conversation_id']}").json()["turns"]
    assert len(turns) == 1


def test_the_same_holds_sentence_by_sentence(client: TestClient, assistant: FakeAssistant) -> None:
    first, second = ask(client, headers=EVENTS), ask(client, headers=EVENTS)
    whole = ask(client).json()
    assert second.text[second.text.index("event: done") :].strip() in first.text
    assert [line for line in second.text.splitlines() if line.startswith("event:")] == [
        "event: start",
        "event: text",
        "event: citation",
        "event: notice",
        "event: done",
    ]
    assert whole["message_id"] in second.text
    assert len(assistant.messages) == 1


def test_one_key_cannot_ask_two_questions(client: TestClient) -> None:
    ask(client)
    other = ask(client, "Autre chose ?")
    assert other.status_code == 422
    assert other.json()["type"].endswith(":cle-deja-utilisee")


def test_a_question_that_failed_may_be_sent_again(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.failure = IndexUnavailable("La recherche est indisponible.")
    assert ask(client).status_code == 503
    assert "event: error" in ask(client, headers=EVENTS).text
    assert ask(client, conversation_id="inconnue").status_code == 404
    assistant.failure = None
    assert ask(client).status_code == 200


def test_what_was_said_to_one_visitor_is_not_said_again_to_another(app: FastAPI) -> None:
    first, other = TestClient(app), TestClient(app)
    ask(first)
    other.post("/api/v1/chat", json={"message": "Bonjour"})
    assert ask(other).status_code == 404


def test_an_erased_conversation_is_not_told_again(client: TestClient, database: Database) -> None:
    conversation_id = ask(client).json()["conversation_id"]
    address = f"/api/v1/conversations/{conversation_id}"
    erasing = {"Idempotency-Key": "effacement-0123456789"}
    assert [client.delete(address, headers=erasing).status_code for _ in range(2)] == [204, 204]
    assert client.delete(address).status_code == 404
    with database.reading() as session:
        kept = session.execute(text("SELECT status, body, message_id FROM idempotency")).all()
    assert [tuple(row) for row in kept] == [(204, None, None)]


def test_an_opinion_and_a_match_are_answered_again_as_they_were(client: TestClient) -> None:
    message_id = ask(client).json()["message_id"]
    opinion = {"message_id": message_id, "useful": True}
    needs = {"need": "Partager un salarié", "profile": {"effectif": 20, "departement": "46"}}
    for address, body in (("/api/v1/feedback", opinion), ("/api/v1/match", needs)):
        first, second = (client.post(address, json=body, headers=KEY) for _ in range(2))
        assert first.status_code == second.status_code < 300
        assert first.json() == second.json()
        assert second.headers["Idempotency-Replayed"] == "true"


def test_a_key_too_short_to_be_random_is_refused(client: TestClient) -> None:
    refused = client.post("/api/v1/chat", json={"message": "Bonjour"}, headers={"Idempotency-Key": "1"})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "idempotency-key"


def test_a_twin_that_comes_meanwhile_is_told_to_wait(database: Database) -> None:
    services = fake_services(database)
    assert isinstance(services.assistant, FakeAssistant)
    services.assistant.pause = 0.2
    transport = httpx.ASGITransport(app=create_app(services))

    async def both() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=transport, base_url="http://passerelle") as client:
            body = {"message": "Qui aide ?"}
            sent = [client.post("/api/v1/chat", json=body, headers=KEY) for _ in range(2)]
            return list(await asyncio.gather(*sent))

    answers = sorted(asyncio.run(both()), key=lambda answer: answer.status_code)
    assert [answer.status_code for answer in answers] == [200, 409]
    assert answers[1].json()["type"].endswith(":envoi-en-cours")
    assert answers[1].headers["Retry-After"] == "5"
    assert services.assistant.messages == ["Qui aide ?"]


def test_a_write_that_never_ended_may_be_made_anew_after_a_while(database: Database) -> None:
    moment = [NOON]
    once = Once(database, lambda: moment[0])
    assert once.begin("clé", "empreinte") is None
    with pytest.raises(KeyInUse):
        once.begin("clé", "empreinte")
    with pytest.raises(KeyReused):
        once.begin("clé", "autre")
    moment[0] += LEASE
    assert once.begin("clé", "empreinte") is None
    once.finish("clé", Done(201, "{}"))
    assert once.begin("clé", "empreinte") == Done(201, "{}")
    moment[0] += timedelta(hours=25)
    assert once.begin("clé", "autre") is None


@pytest.mark.parametrize("headers", [{}, EVENTS], ids=["whole", "events"])
def test_an_answer_stored_but_not_noted_is_given_again_and_not_made_anew(
    app: FastAPI, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    def killed(*_: object) -> None:
        raise OSError

    client = TestClient(app, raise_server_exceptions=False)
    with monkeypatch.context() as dying:
        dying.setattr(Once, "finish", killed)
        dying.setattr(Once, "give_up", killed)
        ask(client, headers=headers)
    again = ask(client)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert ask(client).json() == again.json()
    assert assistant.messages == ["Qui aide ?"]


@pytest.mark.parametrize("stored", [True, False], ids=["stored", "not-stored"])
def test_what_is_given_up_after_it_was_said_stays_said(
    client: TestClient, database: Database, stored: bool
) -> None:
    message = ask(client).json()["message_id"] if stored else "jamais-dit"
    once = Once(database, lambda: NOON)
    assert once.begin("clé", "empreinte") is None
    once.announce("clé", message)
    once.give_up("clé")
    assert once.begin("clé", "empreinte") == (Done(200, message_id=message) if stored else None)


def test_a_key_of_one_server_is_not_that_of_another(
    client: TestClient, assistant: FakeAssistant, services: Services
) -> None:
    assert services.keys is not None
    for name in ("un", "deux"):
        secret = services.keys.add(name)[1]
        ask(client, headers={"Authorization": f"Bearer {secret}"})
    assert len(assistant.messages) == 2
