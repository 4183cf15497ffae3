from typing import Any

import pytest
from fakes import GROUPEMENT
from starlette.testclient import TestClient

from bot.clock import Clock
from bot.errors import IndexUnavailable
from bot.matching.traces import replay
from bot.store.database import Database
from bot.store.matching import MatchTraces
from bot.web.services import Services

ADDRESS = "/api/v1/match"
FIGEAC: dict[str, Any] = {"effectif": 20, "code_naf": "10.71C", "commune": "46102", "country": "JP"}


def matched(client: TestClient, **body: Any) -> dict[str, Any]:
    response = client.post(ADDRESS, json=body)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def test_a_company_gets_what_fits_with_each_criterion_and_its_source(client: TestClient) -> None:
    found = matched(client, profile=FIGEAC, need="partager un salarié")
    best = found["matches"][0]
    assert (best["id"], best["kind"], best["verdict"]) == (
        "groupement-employeurs-figeac",
        "programme",
        "eligible",
    )
    assert {one["name"]: one["state"] for one in best["criteria"]} == {
        "cibles": "met",
        "eligibilite_geographique": "met",
        "eligibilite_effectif_maximal": "met",
    }
    assert all(one["text"] and one["source"] for one in best["criteria"])
    assert best["contact"]["name"] == "CCI du Lot"
    assert "CCI du Lot" in best["next_step"]
    assert found["profile"] == {**FIGEAC, "departement": "46", "region": "76"}


def test_a_citation_is_an_exact_quote_that_can_be_opened(client: TestClient) -> None:
    (citation,) = matched(client, profile=FIGEAC, need="partager un salarié")["matches"][0]["citations"]
    assert citation["quote"] in citation["passage"] == GROUPEMENT.passages[0].text
    page, _, anchor = citation["href"].partition("#")
    assert client.get(page).status_code == 200
    assert citation["passage_id"].endswith(f".{anchor}")


def test_an_internal_document_is_never_cited(client: TestClient) -> None:
    found = matched(client, need="un voyage au Japon")
    mission = next(one for one in found["matches"] if one["id"] == "mission-japon")
    assert mission["citations"] == []
    assert "budget" not in str(found)


def test_what_is_past_is_shown_as_past_after_what_is_not(client: TestClient) -> None:
    found = matched(client, profile=FIGEAC, need="partager un voyage entre entreprises")["matches"]
    assert [one["verdict"] for one in found] == ["eligible", "past"]
    assert found[0]["score"] >= found[1]["score"]
    assert "suite" in found[1]["next_step"]


def test_another_day_gives_another_verdict(client: TestClient) -> None:
    found = matched(client, profile=FIGEAC, need="un voyage au Japon", day="2022-09-01")["matches"]
    assert found[0]["id"] == "mission-japon"
    assert found[0]["verdict"] == "eligible"


def test_a_company_that_is_refused_is_told_why_and_what_would_change_it(client: TestClient) -> None:
    shown = matched(client, profile={**FIGEAC, "effectif": 80}, need="partager un salarié")["matches"]
    found = next(one for one in shown if one["id"] == "groupement-employeurs-figeac")
    assert found["verdict"] == "ineligible"
    refused = next(one for one in found["criteria"] if one["state"] == "failed")
    assert refused["change"] == "Ce serait possible jusqu'à 50 personnes."
    assert found["next_step"].startswith(refused["change"])


def test_the_missing_fact_that_separates_most_is_asked_and_never_more_than_three(client: TestClient) -> None:
    first = matched(client, need="partager un salarié")
    assert first["question_fact"] == "departement"
    second = matched(client, need="partager un salarié", asked=["departement"])
    assert second["question_fact"] == "effectif"
    third = matched(client, need="partager un salarié", asked=["departement", "effectif", "created"])
    assert third["question"] is None


@pytest.mark.parametrize(
    "body", [{}, {"need": "partager un salarié"}, {"profile": None}, {"profile": {}, "need": ""}]
)
def test_anything_may_be_left_unsaid(client: TestClient, body: dict[str, Any]) -> None:
    found = matched(client, **body)
    assert found["matches"]
    assert {one["verdict"] for one in found["matches"]} <= {"unknown", "past", "probable"}


def test_kinds_and_limit_are_respected(client: TestClient) -> None:
    assert {one["kind"] for one in matched(client, profile=FIGEAC, kinds=["adviser"])["matches"]} == {
        "adviser"
    }
    assert len(matched(client, profile=FIGEAC, limit=1)["matches"]) == 1


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"profile": {"effectif": "beaucoup"}}, "effectif"),
        ({"profile": {"effectif": -1}}, "effectif"),
        ({"profile": {"commune": "Nulle-Part-sur-Mer"}}, "commune"),
        ({"profile": {"commune": "46102", "departement": "12"}}, "commune"),
        ({"profile": {"code_naf": "pain"}}, "code_naf"),
        ({"profile": {"siren": "123456789"}}, "SIREN"),
        ({"profile": {"created": "hier"}}, "date"),
        ({"limit": 0}, "1"),
        ({"limit": 51}, "50"),
        ({"day": "demain"}, "date"),
        ({"kinds": ["cluster"]}, "programme"),
        ({"profile": []}, ""),
    ],
)
def test_a_profile_that_cannot_be_is_refused_in_french(
    client: TestClient, body: dict[str, Any], told: str
) -> None:
    response = client.post(ADDRESS, json=body)
    assert response.status_code == 422
    assert response.headers["content-type"].startswith("application/problem+json")
    assert told.lower() in response.text.lower()


def test_a_trace_replays_the_verdicts(client: TestClient, services: Services, database: Database) -> None:
    found = matched(client, profile=FIGEAC, need="partager un voyage entre entreprises")
    clock: Clock = services.clock
    kept = MatchTraces(database, clock).trace(found["trace"])
    assert kept is not None
    again = replay(*kept)
    assert [(one.entry.key, one.verdict.outcome.value, one.score) for one in again.matches] == [
        (one["id"], one["verdict"], one["score"]) for one in found["matches"]
    ]


def test_an_index_that_is_down_is_said_to_be(client: TestClient, services: Services) -> None:
    class Down:
        def propose(self, need: str) -> dict[str, float]:
            raise IndexUnavailable("La recherche ne répond pas pour le moment.")

    services.matching.matchmaker.proposer = Down()  # type: ignore[attr-defined]
    assert client.post(ADDRESS, json={"need": "partager"}).status_code == 503
