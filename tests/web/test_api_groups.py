from typing import Any

import pytest
from starlette.testclient import TestClient

ADDRESS = "/api/v1/groups/needs"
JEANNE: dict[str, Any] = {
    "function": "comptable",
    "days_a_week": 2,
    "days": ["lundi", "mardi"],
    "commune": "46102",
    "start": "2027-01-04",
    "company": "Boulangerie Delmas",
    "name": "Jeanne Delmas",
    "email": "jeanne@boulangerie-figeac.fr",
    "sector": "C",
    "consent": True,
}
PAUL = {
    **JEANNE,
    "function": "Aide-comptable pour Ferronnerie Zwolak",
    "days_a_week": 2.5,
    "days": ["mercredi", "jeudi", "vendredi"],
    "company": "Ferronnerie Zwolak",
    "name": "Paul Zwolak",
    "email": "paul@zwolak-ferronnerie.fr",
    "qualification": "Passé par Zwolak",
}


def deposited(client: TestClient, body: dict[str, Any]) -> str:
    response = client.post(ADDRESS, json=body)
    assert response.status_code == 201, response.text
    follow: str = response.json()["follow"]
    return follow.replace("/groupements", ADDRESS)


def test_two_needs_that_fit_are_proposed_to_each_other_without_a_name(client: TestClient) -> None:
    own, other = deposited(client, JEANNE), deposited(client, PAUL)
    for address in (own, other):
        found = client.get(address).json()
        assert found["group"]["share"] == pytest.approx(0.9)
        assert [one["yours"] for one in found["group"]["members"]].count(True) == 1
        assert found["group"]["function"] == "Comptabilité et gestion"
        assert {"half", "days"} == set(found["group"]["week"][0])
        assert found["near_misses"] == []
        text = str(found).lower()
        assert not any(word in text for word in ("zwolak", "delmas", "jeanne", "ferronnerie", "figeac"))


def test_a_need_alone_is_told_what_is_missing_once_another_comes_near(client: TestClient) -> None:
    own = deposited(client, JEANNE)
    assert client.get(own).json()["group"] is None
    deposited(client, {**PAUL, "days_a_week": 1.5})
    found = client.get(own).json()
    assert found["group"] is None
    assert found["near_misses"][0]["text"].startswith("Il manque 3 h 30 par semaine")


def test_withdrawing_takes_the_set_away(client: TestClient) -> None:
    own, other = deposited(client, JEANNE), deposited(client, PAUL)
    assert client.get(own).json()["group"]
    assert client.delete(other).status_code == 204
    assert client.get(own).json()["group"] is None
    assert client.get(other).json()["state"] == "retire"


def test_the_law_is_dated_sourced_and_to_be_checked(client: TestClient) -> None:
    law = client.get(deposited(client, JEANNE)).json()["law"]
    assert "à vérifier" in law["warning"]
    assert law["noted"] == "2026-11-25"
    assert any("85-772" in point["source"] for point in law["points"])
    assert all("article" in point["source"] for point in law["points"])


def test_sent_twice_with_one_key_it_is_one_need(client: TestClient) -> None:
    replies = [client.post(ADDRESS, json=JEANNE, headers={"Idempotency-Key": "a"}) for _ in range(2)]
    assert replies[0].json() == replies[1].json()
    other = client.post(ADDRESS, json=PAUL, headers={"Idempotency-Key": "a"})
    assert other.status_code == 422
    assert other.json()["type"].endswith(":cle-deja-utilisee")


@pytest.mark.parametrize("cle", ["", "autre", "é" * 10])
def test_without_the_key_a_need_does_not_exist(client: TestClient, cle: str) -> None:
    path = deposited(client, JEANNE).partition("?")[0]
    assert client.get(path, params={"cle": cle}).status_code == 404
    assert client.delete(path, params={"cle": cle}).status_code == 404


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"days_a_week": None}, "heures ou les jours"),
        ({"days": ["lundredi"]}, "lundi"),
        ({"days_a_week": 3}, "jours possibles"),
        ({"commune": "Nulle-Part"}, "commune"),
        ({"consent": False}, "accord"),
        ({"email": "jeanne"}, "adresse"),
        ({"start": "demain"}, "date"),
        ({"sector": "Z"}, "valeurs possibles"),
    ],
)
def test_what_cannot_be_is_refused_in_french(client: TestClient, changed: dict[str, Any], told: str) -> None:
    response = client.post(ADDRESS, json={**JEANNE, **changed})
    assert response.status_code == 422
    assert told in response.text
