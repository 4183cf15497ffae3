from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.store.database import Database
from bot.store.requests import Requests
from bot.web.services import Services

ADDRESS = "/api/v1/requests"
JEANNE: dict[str, Any] = {
    "name": "Jeanne Delmas",
    "email": "jeanne@boulangerie-figeac.fr",
    "company": "Boulangerie Delmas",
    "need": "Partager un comptable.",
    "consent": True,
}


def test_a_request_is_kept_before_its_number_is_given(
    client: TestClient, services: Services, database: Database
) -> None:
    response = client.post(ADDRESS, json=JEANNE)
    assert response.status_code == 201
    kept = Requests(database, services.clock).request(response.json()["number"])
    assert kept is not None
    assert (kept.name, kept.email) == ("Jeanne Delmas", "jeanne@boulangerie-figeac.fr")


def test_sent_twice_with_one_key_it_is_one_request(client: TestClient) -> None:
    replies = [client.post(ADDRESS, json=JEANNE, headers={"Idempotency-Key": "envoi-1"}) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [201, 201]
    assert replies[0].json() == replies[1].json()


def test_a_key_cannot_serve_another_request(client: TestClient) -> None:
    client.post(ADDRESS, json=JEANNE, headers={"Idempotency-Key": "envoi-1"})
    other = client.post(ADDRESS, json={**JEANNE, "need": "Autre"}, headers={"Idempotency-Key": "envoi-1"})
    assert other.status_code == 422
    assert other.json()["type"].endswith(":cle-deja-utilisee")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": None}, "body"),
        ({"email": "jeanne"}, "email"),
        ({"email": "jeanne@exemple"}, "email"),
        ({"email": "jeanne@exemple..fr"}, "email"),
        ({"email": "jeanne@exemple.fr\nBcc: tous@exemple.fr"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"phone": "appelez-moi"}, "phone"),
        ({"consent": False}, "consent"),
        ({"consent": "true"}, "consent"),
        ({"name": " "}, "name"),
        ({"need": ""}, "need"),
        ({"need": "a" * 2001}, "need"),
    ],
)
def test_what_cannot_be_followed_up_is_refused(
    client: TestClient, changed: dict[str, Any], field: str
) -> None:
    response = client.post(ADDRESS, json={**JEANNE, **changed})
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == field


@pytest.mark.parametrize(
    "phone", ["05 65 00 00 00", "+33 5 65 00 00 00", "05.65.00.00.00", "+590 690 00 00 00"]
)
def test_a_telephone_number_is_enough_however_it_is_written(client: TestClient, phone: str) -> None:
    assert client.post(ADDRESS, json={**JEANNE, "email": None, "phone": phone}).status_code == 201


def test_a_request_names_a_conversation_that_exists(client: TestClient) -> None:
    conversation_id = client.post("/api/v1/chat", json={"message": "Bonjour"}).json()["conversation_id"]
    joined = client.post(ADDRESS, json={**JEANNE, "conversation_id": conversation_id})
    assert joined.status_code == 201
    assert client.post(ADDRESS, json={**JEANNE, "conversation_id": "inconnue"}).status_code == 404
