import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from fakes import FakeAssistant, FakeSearch, fake_services
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bot.errors import BotError, ConfigurationFault, IndexUnavailable, MessageTooLong
from bot.store.database import Database
from bot.web.app import create_app
from bot.web.cleaning import clean
from bot.web.services import Services

CHAT = "/api/v1/chat"
JSON = {"Content-Type": "application/json"}


def assert_problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert {"type", "title", "status", "detail", "instance", "request_id"} <= set(body)
    assert body["status"] == status
    assert body["request_id"] == response.headers["X-Request-ID"]
    assert response.headers["Cache-Control"] == "no-store"
    assert "Traceback" not in response.text
    return body


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({}, "message", "Ce champ est obligatoire."),
        ({"message": 3}, "message", "Un texte est attendu."),
        ({"message": None}, "message", "Un texte est attendu."),
        ({"message": ""}, "message", "Ce texte ne peut pas être vide."),
        ({"message": " \u200b\u202e\x07\u3164 "}, "message", "Ce texte ne peut pas être vide."),
        ({"message": "a" * 2001}, "message", "Ce texte est trop long : au plus 2000 caractères."),
        (
            {"message": "Bonjour", "language": "de"},
            "language",
            "Valeur non admise ; valeurs possibles : 'fr' ou 'en'.",
        ),
        ({"message": "Bonjour", "profile": "x"}, "profile", "Un objet JSON est attendu."),
        (["Bonjour"], "body", "Un objet JSON est attendu."),
    ],
)
def test_wrong_input_is_told_in_french_field_by_field(
    client: TestClient, sent: Any, field: str, message: str
) -> None:
    body = assert_problem(client.post(CHAT, json=sent), 422)
    assert body["errors"] == [{"field": field, "message": message}]
    assert body["detail"] == message


@pytest.mark.parametrize("headers", [{}, {"Accept": "text/event-stream"}])
def test_a_profile_that_cannot_be_is_refused_before_anything_is_sent(
    client: TestClient, headers: dict[str, str]
) -> None:
    sent = {"message": "On est à Gramat", "profile": {"effectif": "beaucoup"}}
    body = assert_problem(client.post(CHAT, json=sent, headers=headers), 422)
    assert "« effectif »" in body["detail"]


def test_several_faults_are_all_told(client: TestClient) -> None:
    body = assert_problem(client.post(CHAT, json={"message": "", "language": "xx"}), 422)
    assert [error["field"] for error in body["errors"]] == ["message", "language"]
    assert body["detail"] == "Une valeur manque ou n'est pas admise."


def test_a_refused_value_is_not_repeated(client: TestClient) -> None:
    assert "secret" not in client.post(CHAT, json={"message": "Bonjour", "language": "secret"}).text


@pytest.mark.parametrize(
    "content", [b"{", b"", b"[" * 5000, b'{"message": "\xff"}', b'{"message": "\\ud800"}']
)
def test_a_body_that_cannot_be_read_is_refused_in_french(client: TestClient, content: bytes) -> None:
    response = client.post(CHAT, content=content, headers=JSON)
    assert response.status_code in {400, 422}
    assert_problem(response, response.status_code)


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "x", ""])
def test_another_type_than_json_is_refused(client: TestClient, content_type: str) -> None:
    response = client.post(CHAT, content=b'{"message": "Bonjour"}', headers={"Content-Type": content_type})
    assert_problem(response, 415)


def test_a_body_too_large_is_refused(client: TestClient) -> None:
    assert_problem(client.post(CHAT, content=b" " * 65_537, headers=JSON), 413)


def test_a_body_too_large_sent_in_pieces_is_refused(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * 1024

    assert_problem(client.post(CHAT, content=pieces(), headers=JSON), 413)


def test_an_unknown_address_is_not_found(client: TestClient) -> None:
    assert_problem(client.get("/api/v1/rien"), 404)


def test_a_dead_link_gives_a_person_a_page(client: TestClient) -> None:
    response = client.get("/rien", headers={"Accept": "text/html"})
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")


def test_another_method_is_refused_with_those_that_are_allowed(client: TestClient) -> None:
    response = client.put(CHAT, json={})
    assert_problem(response, 405)
    assert response.headers["Allow"] == "POST"


@pytest.mark.parametrize("k", ["0", "51", "dix", "1.5", "9" * 5000])
def test_a_number_of_results_out_of_bounds_is_refused(client: TestClient, k: str) -> None:
    body = assert_problem(client.get("/api/v1/search", params={"q": "aide", "k": k}), 422)
    assert body["errors"][0]["field"] == "k"


def test_a_search_needs_a_question(client: TestClient) -> None:
    assert_problem(client.get("/api/v1/search"), 422)
    assert_problem(client.get("/api/v1/search", params={"q": "\u200b"}), 422)


@pytest.mark.parametrize(
    ("error", "status", "detail"),
    [
        (IndexUnavailable("L'index ne répond pas."), 503, "L'index ne répond pas."),
        (MessageTooLong("Message trop long."), 422, "Message trop long."),
        (
            ConfigurationFault("Le fichier /etc/secret manque."),
            500,
            "Une erreur imprévue s'est produite de notre côté. Réessayez dans quelques instants.",
        ),
    ],
)
def test_each_class_of_error_has_its_status(
    database: Database,
    services: Services,
    caplog: pytest.LogCaptureFixture,
    error: BotError,
    status: int,
    detail: str,
) -> None:
    search = FakeSearch(services.library, failure=error)
    client = TestClient(create_app(fake_services(database, search=search)))
    response = client.get("/api/v1/search", params={"q": "aide"})
    assert assert_problem(response, status)["detail"] == detail
    assert ("Retry-After" in response.headers) == (status == 503)
    assert ("fault" in caplog.text) == (status >= 500)


def test_what_nobody_foresaw_is_a_french_500_that_tells_nothing(
    client: TestClient, assistant: FakeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    assistant.failure = RuntimeError("mot de passe : azerty")
    with caplog.at_level(logging.INFO, "passerelle.web"):
        response = client.post(CHAT, json={"message": "Ma question privée"})
    body = assert_problem(response, 500)
    assert body["detail"].startswith("Une erreur imprévue")
    fault = next(json.loads(record.message) for record in caplog.records if "fault" in record.message)
    assert fault["request_id"] == body["request_id"]
    assert fault["error"] == ["RuntimeError"]
    assert "azerty" not in response.text + caplog.text


def test_each_request_is_one_line_without_content_nor_address(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "passerelle.web"):
        client.get("/api/v1/search?q=ma+question", headers={"X-Request-ID": "essai-12345678"})
    (line,) = [json.loads(record.message) for record in caplog.records if record.name == "passerelle.web"]
    assert line.pop("milliseconds") >= 0
    assert line == {
        "event": "request",
        "request_id": "essai-12345678",
        "method": "GET",
        "route": "/api/v1/search",
        "status": 200,
    }


@pytest.mark.parametrize("forged", ["court", "a" * 65, 'x"}\\n{"event":"faux"'])
def test_a_request_id_that_could_forge_a_line_is_replaced(client: TestClient, forged: str) -> None:
    response = client.get("/livez", headers={"X-Request-ID": forged})
    assert response.headers["X-Request-ID"] != forged


def test_readiness_names_the_part_that_is_down(database: Database) -> None:
    def broken() -> None:
        raise IndexUnavailable("L'index est en reconstruction.")

    checks = {"base de données": database.check, "index": broken}
    client = TestClient(create_app(fake_services(database, checks=checks)))
    body = assert_problem(client.get("/readyz"), 503)
    assert body["parts"] == {"base de données": "ok", "index": "L'index est en reconstruction."}
    assert client.get("/livez").json() == {"status": "ok"}


def test_readiness_lists_the_parts_that_work(client: TestClient) -> None:
    assert client.get("/readyz").json() == {"status": "ok", "parts": {"base de données": "ok"}}


def test_every_response_has_the_security_headers(client: TestClient) -> None:
    for path in ("/api/v1/search?q=aide", "/livez", "/rien", "/"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe-inline" not in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"]


def test_the_nonce_serves_once(client: TestClient) -> None:
    policies = [client.get("/livez").headers["Content-Security-Policy"] for _ in range(2)]
    nonces = {policy.partition("'nonce-")[2].partition("'")[0] for policy in policies}
    assert len(nonces) == 2
    assert all(len(nonce) >= 22 for nonce in nonces)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
