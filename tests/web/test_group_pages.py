import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from test_api_groups import ADDRESS, JEANNE, PAUL

from bot.web.services import Services

FORM = {
    "function": "comptable",
    "days_a_week": "2",
    "days": ["1", "2"],
    "commune": "Figeac",
    "start": "2027-01-04",
    "weeks": "toutes",
    "company": "Boulangerie Delmas",
    "name": "Jeanne Delmas",
    "email": "jeanne@boulangerie-figeac.fr",
    "consent": "1",
}


def test_the_form_works_without_a_script_and_leads_to_the_secret_page(client: TestClient) -> None:
    page = client.get("/groupements").text
    assert "Partager un salarié" in page
    nonce = re.search(r'name="cle_envoi" value="([^"]+)"', page)
    assert nonce
    sent = {**FORM, "cle_envoi": nonce[1]}
    places = {
        client.post("/groupements", data=sent, follow_redirects=False).headers["location"] for _ in range(2)
    }
    (address,) = places
    followed = client.get(address)
    assert followed.headers["referrer-policy"] == "no-referrer"
    assert followed.headers["cache-control"] == "no-store"
    assert "14 heures par semaine, toute l'année" in unescape(followed.text)
    changed = client.post("/groupements", data={**sent, "days_a_week": "1"}, follow_redirects=False)
    assert changed.headers["location"] not in places


def test_the_form_is_filled_with_what_its_address_says(client: TestClient) -> None:
    page = client.get("/groupements", params={"function": 'comptable "x"', "commune": "46102"}).text
    assert 'value="comptable &#34;x&#34;"' in page
    assert 'value="46102"' in page


def test_a_faulty_form_comes_back_filled_with_each_fault_at_its_field(client: TestClient) -> None:
    answer = client.post("/groupements", data={**FORM, "commune": "Nulle-Part", "function": "Trieuse"})
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert 'value="Trieuse"' in page
    assert 'aria-describedby="fault-commune"' in page
    assert "Cette commune n'est pas connue." in page
    missing = client.post("/groupements", data={"function": "Trieuse"})
    assert missing.status_code == 422
    assert all(f'id="fault-{name}"' in missing.text for name in ("commune", "start", "company", "consent"))


def test_a_form_sent_from_another_site_is_refused(client: TestClient) -> None:
    answer = client.post("/groupements", data=FORM, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_a_set_is_drawn_for_its_members_and_names_nobody(client: TestClient) -> None:
    follow = client.post(ADDRESS, json=JEANNE).json()["follow"]
    client.post(ADDRESS, json=PAUL)
    page = unescape(client.get(follow).text)
    assert "90 % d'un temps plein" in page
    assert page.count('class="group-mark') >= 9
    assert '<svg viewBox="0 0 240 62" role="img"' in page
    assert "à vérifier" in page
    assert not any(word in page for word in ("Zwolak", "Ferronnerie", "zwolak-ferronnerie"))


def test_withdrawing_from_the_page_erases_it(client: TestClient) -> None:
    follow = client.post(ADDRESS, json=JEANNE).json()["follow"]
    path, _, key = follow.partition("?cle=")
    page = client.post(path + "/retirer", data={"cle": key})
    assert "Votre besoin est retiré" in page.text
    assert "comptable" not in page.text


@pytest.fixture
def paul(app: FastAPI, services: Services) -> Iterator[TestClient]:
    assert services.desk is not None
    password = "quatre-mots-de-passe-longs"
    services.desk.accounts.add("paul@cci.fr", "Paul Roux", "adviser", password, ("46",))
    with TestClient(app) as browser:
        browser.post("/conseiller/connexion", data={"email": "paul@cci.fr", "password": password})
        yield browser


def test_the_desk_sees_each_set_with_names_reasons_and_the_week(paul: TestClient) -> None:
    empty = paul.get("/conseiller/groupements").text
    assert "Aucun besoin déposé" in empty
    for body in (JEANNE, PAUL, {**PAUL, "company": "Menuiserie Ubrac", "days_a_week": 1}):
        assert paul.post(ADDRESS, json=body).status_code == 201
    page = unescape(paul.get("/conseiller/groupements").text)
    assert "Boulangerie Delmas" in page
    assert "Ferronnerie Zwolak" in page
    assert "besoins couverts sur 3" in page
    assert "c'est démontré" in page
    assert "Menuiserie Ubrac" in page
    assert page.count('scope="col"') == 7
