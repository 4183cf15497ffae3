"""The keys of other servers: at the API, and on the page where an administrator keeps them."""

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.store.keys import ApiKeys
from bot.web.services import Services

PASSWORD = "quatre-mots-de-passe-longs"


@pytest.fixture
def keys(services: Services) -> ApiKeys:
    assert services.keys is not None
    return services.keys


def bearing(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def test_a_key_opens_what_its_scopes_name_and_nothing_else(client: TestClient, keys: ApiKeys) -> None:
    _, secret = keys.add("Site de la CCI", ["search"])
    assert client.get("/api/v1/search?q=groupement", headers=bearing(secret)).status_code == 200
    refused = client.post("/api/v1/chat", json={"message": "Bonjour"}, headers=bearing(secret))
    assert refused.status_code == 403
    assert refused.json()["type"].endswith(":droit-manquant")
    assert "« ask »" in refused.json()["detail"]


@pytest.mark.parametrize("secret", ["psr_00000000_faux", "sk-inconnue", "psr_"])
def test_a_key_that_is_not_ours_is_refused(client: TestClient, secret: str) -> None:
    answer = client.get("/api/v1/search?q=groupement", headers=bearing(secret))
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["detail"] == "Cette clé n'existe pas ou a été révoquée."


def test_a_revoked_key_opens_nothing(client: TestClient, keys: ApiKeys) -> None:
    key, secret = keys.add("Ancien site")
    keys.revoke(key.id)
    assert client.get("/api/v1/search?q=groupement", headers=bearing(secret)).status_code == 401


def signed_in(app: FastAPI, services: Services, role: str) -> Iterator[TestClient]:
    assert services.desk is not None
    services.desk.accounts.add(f"{role}@cci.fr", "Anne Roux", role, PASSWORD)  # type: ignore[arg-type]
    with TestClient(app, follow_redirects=False) as browser:
        given = {"email": f"{role}@cci.fr", "password": PASSWORD}
        assert browser.post("/conseiller/connexion", data=given).status_code == 303
        yield browser


@pytest.fixture
def administrator(app: FastAPI, services: Services) -> Iterator[TestClient]:
    yield from signed_in(app, services, "administrator")


@pytest.fixture
def adviser(app: FastAPI, services: Services) -> Iterator[TestClient]:
    yield from signed_in(app, services, "adviser")


def test_an_administrator_makes_a_key_sees_it_once_and_revokes_it(
    administrator: TestClient, keys: ApiKeys
) -> None:
    page = administrator.get("/conseiller/cles")
    assert "Aucune clé" in page.text
    assert len(re.findall(r'name="scopes" value="\w+" checked', page.text)) == 4
    csrf = re.search(r'name="csrf" value="(\w+)"', page.text)
    assert csrf
    form = {"csrf": csrf[1], "name": "CRM <b>", "scopes": ["ask", "search"]}
    made = administrator.post("/conseiller/cles", data=form)
    assert made.status_code == 201
    assert made.headers["cache-control"] == "no-store"
    secret = re.search(r'id="secret">(psr_[\w-]+)<', made.text)
    assert secret
    assert "CRM &lt;b&gt;" in made.text
    assert administrator.get("/api/v1/search?q=x", headers=bearing(secret[1])).status_code == 200
    again = administrator.get("/conseiller/cles").text
    assert secret[1] not in again
    assert "dernier usage le 22/11/2026" in again
    (key,) = keys.all()
    assert key.scopes == ("ask", "search")
    assert administrator.post(f"/conseiller/cles/{key.id}/revoquer", data=form).status_code == 303
    assert "Révoquée" in administrator.get("/conseiller/cles").text
    assert keys.key(secret[1]) is None


def test_a_key_without_a_right_is_refused_on_the_page(administrator: TestClient, keys: ApiKeys) -> None:
    csrf = re.search(r'name="csrf" value="(\w+)"', administrator.get("/conseiller/cles").text)
    assert csrf
    answer = administrator.post("/conseiller/cles", data={"csrf": csrf[1], "name": "CRM"})
    assert answer.status_code == 422
    assert "au moins un droit" in answer.text
    assert 'value="CRM"' in answer.text
    assert not re.search(r'name="scopes" value="\w+" checked', answer.text)
    assert keys.all() == []
    assert administrator.post("/conseiller/cles", data={"name": "CRM"}).status_code == 403


def test_for_an_adviser_the_page_does_not_exist(adviser: TestClient) -> None:
    assert adviser.get("/conseiller/cles").status_code == 404
    assert "/conseiller/cles" not in adviser.get("/conseiller").text
