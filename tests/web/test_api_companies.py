"""The look-up of a company: nothing leaves unless a directory is set, and what it gives fits the chat."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from fakes import fake_services
from starlette.testclient import TestClient

from bot.companies.amending import amended
from bot.companies.directory import Directory
from bot.companies.profile import Profile
from bot.store.database import Database
from bot.web.app import create_app

FOUND = {
    "siren": "732829320",
    "nom_complet": "LE FOURNIL DE FIGEAC",
    "activite_principale": "10.71C",
    "etat_administratif": "A",
    "siege": {"siret": "73282932000074", "commune": "46102"},
}


def answering(request: httpx.Request) -> httpx.Response:
    asked = request.url.params["q"]
    return httpx.Response(200, json={"results": [FOUND] if asked != "inconnue" else []})


@pytest.fixture
def client(database: Database) -> Iterator[TestClient]:
    directory = Directory("http://annuaire.example", httpx.MockTransport(answering))
    with TestClient(create_app(replace(fake_services(database), directory=directory))) as opened:
        yield opened


def test_a_company_is_found_with_a_profile_that_the_chat_takes(client: TestClient) -> None:
    answer = client.post("/api/v1/companies", json={"asked": "le fournil"})
    (company,) = answer.json()["companies"]
    assert (company["name"], company["town"], company["is_open"]) == (
        "LE FOURNIL DE FIGEAC",
        "Figeac (46)",
        True,
    )
    profile = amended(Profile(), company["profile"])
    assert profile.company.siret == "73282932000074"
    assert profile.facts["commune"].origin == "directory"


def test_a_company_that_is_not_there_is_told_so(client: TestClient) -> None:
    answer = client.post("/api/v1/companies", json={"asked": "inconnue"})
    assert answer.status_code == 404
    assert "Aucune entreprise trouvée" in answer.json()["detail"]


def test_without_a_directory_the_visitor_writes_by_hand(database: Database) -> None:
    with TestClient(create_app(fake_services(database))) as client:
        answer = client.post("/api/v1/companies", json={"asked": "le fournil"})
    assert answer.status_code == 503
    assert "à la main" in answer.json()["detail"]
