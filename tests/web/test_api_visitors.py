import pytest
from fakes import FakeAssistant
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.web.visitors import COOKIE, new_token


def ask(client: TestClient, message: str = "Bonjour", conversation_id: str | None = None) -> str:
    response = client.post("/api/v1/chat", json={"message": message, "conversation_id": conversation_id})
    assert response.status_code == 200
    return str(response.json()["conversation_id"])


def test_the_cookie_is_set_at_the_first_message_only(client: TestClient) -> None:
    for path in ("/", "/livez", "/api/v1/search?q=aide"):
        assert "Set-Cookie" not in client.get(path).headers
    response = client.post("/api/v1/chat", json={"message": "Bonjour"})
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


def test_over_https_the_cookie_never_travels_in_clear(app: FastAPI) -> None:
    client = TestClient(app, base_url="https://passerelle.example")
    assert "Secure" in client.post("/api/v1/chat", json={"message": "Bonjour"}).headers["Set-Cookie"]


def test_a_visitor_keeps_one_token_from_one_conversation_to_the_next(
    client: TestClient, assistant: FakeAssistant
) -> None:
    ask(client)
    ask(client)
    assert len(set(assistant.visitors)) == 1


def test_a_visitor_reads_their_conversation_again(client: TestClient) -> None:
    conversation_id = ask(client, "Comment partager un comptable ?")
    ask(client, "Et qui le porte ?", conversation_id)
    body = client.get(f"/api/v1/conversations/{conversation_id}").json()
    assert body["id"] == conversation_id
    assert [turn["message"] for turn in body["turns"]] == [
        "Comment partager un comptable ?",
        "Et qui le porte ?",
    ]
    assert body["turns"][0]["reply"]["citations"][0]["passage"]


@pytest.mark.parametrize("cookie", [None, new_token()], ids=["none", "of another"])
def test_nobody_else_reads_or_erases_it(client: TestClient, app: FastAPI, cookie: str | None) -> None:
    conversation_id = ask(client)
    other = TestClient(app, cookies={COOKIE: cookie} if cookie else None)
    assert other.get(f"/api/v1/conversations/{conversation_id}").status_code == 404
    assert other.delete(f"/api/v1/conversations/{conversation_id}").status_code == 404
    assert client.get(f"/api/v1/conversations/{conversation_id}").status_code == 200


def test_a_client_without_cookie_goes_on_by_the_id_and_gets_no_cookie(
    client: TestClient, app: FastAPI, assistant: FakeAssistant
) -> None:
    conversation_id = ask(client)
    plain = TestClient(app)
    for message in ("Une suite", "Une autre"):
        ask(plain, message, conversation_id)
        assert not plain.cookies
    assert assistant.visitors[1:] == ["", ""]
    turns = client.get(f"/api/v1/conversations/{conversation_id}").json()["turns"]
    assert [turn["message"] for turn in turns] == ["Bonjour", "Une suite", "Une autre"]


def test_a_client_with_the_cookie_of_another_cannot_go_on(client: TestClient, app: FastAPI) -> None:
    conversation_id = ask(client)
    other = TestClient(app, cookies={COOKIE: new_token()})
    asked = {"message": "Bonjour", "conversation_id": conversation_id}
    assert other.post("/api/v1/chat", json=asked).status_code == 404
    assert len(client.get(f"/api/v1/conversations/{conversation_id}").json()["turns"]) == 1


def test_an_unknown_conversation_is_a_problem_before_any_event(client: TestClient) -> None:
    asked = {"message": "Bonjour", "conversation_id": "inconnue"}
    response = client.post("/api/v1/chat", json=asked, headers={"Accept": "text/event-stream"})
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_forged_cookie_counts_as_none(client: TestClient, assistant: FakeAssistant) -> None:
    response = client.post("/api/v1/chat", json={"message": "Bonjour"}, headers={"Cookie": f"{COOKIE}=x"})
    assert response.status_code == 200
    assert len(assistant.visitors[0]) == 43


def test_an_erased_conversation_is_gone_with_its_messages(client: TestClient) -> None:
    body = client.post("/api/v1/chat", json={"message": "Bonjour"}).json()
    address = f"/api/v1/conversations/{body['conversation_id']}"
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404
    opinion = {"message_id": body["message_id"], "useful": True}
    assert client.post("/api/v1/feedback", json=opinion).status_code == 404
