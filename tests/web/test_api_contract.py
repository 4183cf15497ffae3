import pytest
from fakes import GROUPEMENT, INTERNAL, FakeAssistant
from starlette.testclient import TestClient

from bot.conversation.reply import Reply


def test_a_question_gets_a_reply_in_the_shape_of_the_contract(client: TestClient) -> None:
    response = client.post("/api/v1/chat", json={"message": "Comment partager un comptable ?"})
    assert response.status_code == 200
    body = response.json()
    assert Reply.model_validate(body).model_dump(mode="json") == body
    assert body["citations"][0]["quote"] in body["citations"][0]["passage"]


def test_the_language_and_the_profile_reach_the_assistant(client: TestClient) -> None:
    asked = {"message": "Hello", "language": "en", "profile": {"effectif": 20, "commune": "Figeac"}}
    body = client.post("/api/v1/chat", json=asked).json()
    assert body["language"] == "en"
    assert body["profile"] == {"effectif": 20, "commune": "Figeac"}


def test_a_message_reaches_the_assistant_without_what_nobody_sees(
    client: TestClient, assistant: FakeAssistant
) -> None:
    client.post("/api/v1/chat", json={"message": "\u202e Qui\u200b aide\x00 à Figeac ?\r\n"})
    assert assistant.messages == ["Qui aide à Figeac ?"]


def test_two_thousand_characters_are_a_message(client: TestClient) -> None:
    assert client.post("/api/v1/chat", json={"message": "é" * 2000}).status_code == 200


def test_a_search_gives_public_passages_only(client: TestClient) -> None:
    response = client.get("/api/v1/search", params={"q": "groupement d'employeurs budget", "k": 5})
    results = response.json()["results"]
    assert {result["document_id"] for result in results} == {GROUPEMENT.id}
    assert set(results[0]) == {"document_id", "passage_id", "title", "heading", "text", "score"}


def test_a_search_gives_no_more_than_it_is_asked_for(client: TestClient) -> None:
    assert len(client.get("/api/v1/search", params={"q": "groupement", "k": 1}).json()["results"]) == 1


def test_a_search_that_finds_nothing_says_so(client: TestClient) -> None:
    assert client.get("/api/v1/search", params={"q": "xyzzy"}).json() == {"results": []}


def test_a_public_document_comes_with_its_passages(client: TestClient) -> None:
    body = client.get(f"/api/v1/documents/{GROUPEMENT.id}").json()
    assert body["published"] == "2022-06"
    assert [passage["id"] for passage in body["passages"]] == [p.id for p in GROUPEMENT.passages]
    assert "origin" not in body


@pytest.mark.parametrize("document_id", [INTERNAL.id, "inconnu"])
def test_an_internal_document_is_as_if_it_did_not_exist(client: TestClient, document_id: str) -> None:
    response = client.get(f"/api/v1/documents/{document_id}")
    assert response.status_code == 404
    assert response.json()["detail"] == "Ce document n'existe pas ou n'est pas public."


def test_feedback_is_kept_on_a_message_that_was_given(client: TestClient) -> None:
    message_id = client.post("/api/v1/chat", json={"message": "Bonjour"}).json()["message_id"]
    opinion = {"message_id": message_id, "useful": False, "reason": "outdated", "comment": "Déjà passé."}
    response = client.post("/api/v1/feedback", json=opinion)
    assert response.status_code == 201
    assert response.json() == {"message_id": message_id, "useful": False, "reason": "outdated"}


def test_feedback_on_no_message_is_not_found(client: TestClient) -> None:
    assert client.post("/api/v1/feedback", json={"message_id": "x", "useful": True}).status_code == 404


def test_the_figures_count_requests_and_replies_but_no_address(client: TestClient) -> None:
    conversation_id = client.post("/api/v1/chat", json={"message": "Bonjour"}).json()["conversation_id"]
    client.get(f"/api/v1/conversations/{conversation_id}")
    client.get("/nulle-part")
    figures = client.get("/metrics").text
    assert 'passerelle_replies_total{kind="answer"} 1.0' in figures
    assert 'route="/api/v1/conversations/{conversation_id}",status="200"' in figures
    assert conversation_id not in figures
    assert "nulle-part" not in figures
