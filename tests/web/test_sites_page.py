"""The page where an administrator keeps the sites."""

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from test_api_keys import signed_in

from bot.store.sites import Site, Sites
from bot.web.services import Services

PLAN = {
    "name": "CCI du Lot",
    "origins": "https://www.lot.cci.fr/\r\n\r\nhttps://LOT.cci.fr",
    "departement": "46",
    "colour": "#7A1F3D",
    "scheme": "dark",
    "opening": "Bonjour !",
    "per_minute": "30",
    "per_day": "900",
}


@pytest.fixture
def sites(services: Services) -> Sites:
    assert services.widget is not None
    return services.widget.sites


@pytest.fixture
def administrator(app: FastAPI, services: Services) -> Iterator[TestClient]:
    yield from signed_in(app, services, "administrator")


def csrf(browser: TestClient) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', browser.get("/conseiller/sites").text)
    assert found
    return found[1]


@pytest.fixture
def site(administrator: TestClient, sites: Sites) -> Site:
    answer = administrator.post("/conseiller/sites", data={**PLAN, "csrf": csrf(administrator)})
    assert answer.status_code == 303
    (made,) = sites.all()
    assert answer.headers["location"] == f"/conseiller/sites/{made.key}"
    return made


@pytest.mark.parametrize("role", ["adviser", "editor"])
def test_only_an_administrator_sees_the_sites(app: FastAPI, services: Services, role: str) -> None:
    for browser in signed_in(app, services, role):
        assert browser.get("/conseiller/sites").status_code == 404
        assert browser.post("/conseiller/sites", data=PLAN).status_code == 404
        assert 'href="/conseiller/sites"' not in browser.get("/conseiller").text


def test_a_site_is_added_with_its_exact_origins_and_gives_its_lines(
    administrator: TestClient, site: Site, services: Services
) -> None:
    assert site.plan.origins == ("https://www.lot.cci.fr", "https://lot.cci.fr")
    assert (site.plan.colour, site.plan.scheme, site.plan.per_day) == ("#7a1f3d", "dark", 900)
    page = administrator.get(f"/conseiller/sites/{site.key}").text
    assert f"data-site=&#34;{site.key}&#34;" in page
    assert "CCI du Lot" in administrator.get("/conseiller/sites").text
    assert services.desk is not None
    assert "site_cree" in {trace.action for trace in services.desk.audit.latest()}


def test_a_wrong_origin_is_told_and_nothing_typed_is_lost(
    administrator: TestClient, site: Site, sites: Sites
) -> None:
    token = csrf(administrator)
    wrong = {**PLAN, "csrf": token, "origins": "https://*.cci.fr", "opening": "Gardée"}
    for address in ("/conseiller/sites", f"/conseiller/sites/{site.key}"):
        answer = administrator.post(address, data=wrong)
        assert answer.status_code == 422
        assert "origine exacte" in answer.text
        assert "Gardée" in answer.text
    assert sites.all() == [site]


def test_a_site_is_changed_switched_off_and_on(administrator: TestClient, site: Site, sites: Sites) -> None:
    token = csrf(administrator)
    address = f"/conseiller/sites/{site.key}"
    administrator.post(address, data={**PLAN, "csrf": token, "name": "CCI Lot", "origins": ""})
    assert (sites.site(site.key).plan.name, sites.site(site.key).plan.origins) == ("CCI Lot", ())
    assert administrator.post(f"{address}/couper", data={}).status_code == 403
    administrator.post(f"{address}/couper", data={"csrf": token})
    assert not sites.site(site.key).enabled
    assert "Coupé" in administrator.get(address).text
    administrator.post(f"{address}/ouvrir", data={"csrf": token})
    assert sites.site(site.key).enabled


def test_the_secret_of_identities_is_shown_once(administrator: TestClient, site: Site) -> None:
    address = f"/conseiller/sites/{site.key}"
    made = administrator.post(f"{address}/identite", data={"csrf": csrf(administrator)})
    found = re.search(r'id="secret">(psi_[\w-]+)<', made.text)
    assert found
    assert made.headers["cache-control"] == "no-store"
    assert found[1] not in administrator.get(address).text
