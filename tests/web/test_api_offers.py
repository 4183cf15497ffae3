"""The board by the API and on its pages: nobody is known before both have accepted, anywhere."""

import logging
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from fakes import TODAY
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bot.clock import fixed_clock
from bot.store.database import Database
from bot.store.outbox import Outbox
from bot.web.services import Services

ADDRESS = "/api/v1/offers"
OFFER: dict[str, Any] = {
    "kind": "offre",
    "category": "organiques",
    "text": "Drêches de brasserie",
    "commune": "46042",
    "company": "Brasserie des Causses",
    "name": "Lucie Vayssade",
    "email": "lucie@brasserie-causses.fr",
    "sector": "C",
    "consent": True,
}
NEED: dict[str, Any] = {
    **OFFER,
    "kind": "besoin",
    "commune": "46102",
    "company": "Ferme Zwolak",
    "name": "Paul Zwolak",
    "email": "paul@ferme-zwolak.fr",
    "sector": "A",
}
# Letters that no text of ours puts together: found again, they can only come from the author.
names = st.text("kwxzqj", min_size=6, max_size=12)


def _apart(words: list[str]) -> bool:
    one, other = words
    return one not in other and other not in one


def deposited(client: TestClient, body: dict[str, Any]) -> str:
    response = client.post(ADDRESS, json=body)
    assert response.status_code == 201, response.text
    return str(response.json()["follow"])


def tended(services: Services) -> None:
    assert services.between is not None
    services.between.tend()


def api(follow: str) -> str:
    return follow.replace("/offres", ADDRESS)


@pytest.fixture
def paul(app: FastAPI, services: Services) -> Iterator[TestClient]:
    assert services.desk is not None
    secret = "quatre-mots-de-passe-longs"
    services.desk.accounts.add("paul@cci.fr", "Paul Roux", "adviser", secret, ("46",))
    with TestClient(app) as browser:
        browser.post("/conseiller/connexion", data={"email": "paul@cci.fr", "password": secret})
        yield browser


def test_an_offer_meets_a_need_and_both_are_known_once_both_accept(
    client: TestClient, services: Services, database: Database
) -> None:
    own, other = deposited(client, OFFER), deposited(client, {**NEED, "quantity": "une benne"})
    assert client.get(api(own)).json()["introductions"] == []
    tended(services)
    (one,) = client.get(api(own)).json()["introductions"]
    hidden = next(side for side in one["sides"] if not side["yours"])
    assert hidden["function"] == "Besoin : Résidus organiques, drêches, marcs"
    assert hidden["sector"] == "Agriculture, sylviculture et pêche"
    assert hidden["departement"] == "Lot (46)"
    assert hidden["contact"] is None
    for follow in (own, other):
        secret = follow.partition("cle=")[2]
        answered = client.post(
            f"/api/v1/introductions/{one['id']}/answer", params={"cle": secret}, json={"answer": "oui"}
        )
        assert answered.status_code == 200
    found = client.get(api(own)).json()
    assert found["state"] == "pourvu"
    known = {side["contact"]["company"]: side["contact"] for side in found["introductions"][0]["sides"]}
    assert set(known) == {"Brasserie des Causses", "Ferme Zwolak"}
    assert known["Ferme Zwolak"]["about"] == "Drêches de brasserie, une benne"
    mails = [parcel.content for parcel in Outbox(database, fixed_clock(TODAY)).take(("mail",), limit=100)]
    told = {one["to"]: one["others"] for one in mails if one["text"] == "acceptee"}
    assert "Paul Zwolak, paul@ferme-zwolak.fr" in told["lucie@brasserie-causses.fr"]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(names, min_size=2, max_size=2).filter(lambda two: two[0] not in two[1] and two[1] not in two[0])
)
def test_no_word_of_either_side_is_shown_or_logged_before_both_accept(
    client: TestClient,
    services: Services,
    database: Database,
    caplog: pytest.LogCaptureFixture,
    words: list[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    follows = {}
    for word, body in zip(words, (OFFER, NEED), strict=True):
        written = {
            "text": f"Drêches de brasserie {word}",
            "quantity": f"{word} tonnes",
            "company": word,
            "name": f"Camille {word}",
            "email": f"{word}@{word}.fr",
        }
        follows[word] = deposited(client, {**body, **written})
    clock = fixed_clock(TODAY)
    Outbox(database, clock).take(("mail",), limit=1000)
    assert services.between is not None
    keys = [follow.partition("?")[0].rsplit("/", 1)[1] for follow in follows.values()]
    identity = services.between.board.propose(*keys)
    for own, other in (words, words[::-1]):
        secret = follows[own].partition("cle=")[2]
        for page in (follows[own], f"/rencontres/{identity}?cle={secret}"):
            assert other not in unescape(client.get(page).text).replace(secret, "")
        seen = client.get(api(follows[own])).json()
        assert other not in str({**seen, "follow": ""})
        answer = f"/api/v1/introductions/{identity}"
        assert other not in client.get(answer, params={"cle": secret}).text
        if own == words[0]:
            client.post(f"{answer}/answer", params={"cle": secret}, json={"answer": "oui"})
    for parcel in Outbox(database, clock).take(("mail",), limit=1000):
        own, other = words if words[0] in parcel.content["to"] else words[::-1]
        parcel.content.pop("follow", "")
        assert other not in str(parcel.content)
    said = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))
    assert not any(word in said for word in words)


def test_sent_twice_with_one_key_it_is_one_deposit(client: TestClient) -> None:
    replies = [client.post(ADDRESS, json=OFFER, headers={"Idempotency-Key": "a"}) for _ in range(2)]
    assert replies[0].json() == replies[1].json()
    other = client.post(ADDRESS, json=NEED, headers={"Idempotency-Key": "a"})
    assert other.json()["type"].endswith(":cle-deja-utilisee")


def test_withdrawn_it_is_empty_and_nothing_is_proposed(client: TestClient, services: Services) -> None:
    own, other = deposited(client, OFFER), deposited(client, NEED)
    assert client.delete(api(other)).status_code == 204
    tended(services)
    assert client.get(api(own)).json()["introductions"] == []
    gone = client.get(api(other)).json()
    assert (gone["state"], gone["text"], gone["category"]) == ("retire", "", "")
    assert "est retiré" in client.get(other).text


@pytest.mark.parametrize("cle", ["", "autre"])
def test_without_its_key_a_deposit_does_not_exist(client: TestClient, cle: str) -> None:
    path = api(deposited(client, OFFER)).partition("?")[0]
    assert client.get(path, params={"cle": cle}).status_code == 404
    assert client.delete(path, params={"cle": cle}).status_code == 404


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"category": "licornes"}, "catégorie"),
        ({"kind": "troc"}, "valeurs possibles"),
        ({"commune": "Nulle-Part"}, "commune"),
        ({"text": "x" * 501}, "500"),
        ({"last": "2020-01-01"}, "fin"),
        ({"consent": False}, "accord"),
        ({"partners": 9}, "5"),
    ],
)
def test_what_cannot_be_is_refused_in_french(client: TestClient, changed: dict[str, Any], told: str) -> None:
    response = client.post(ADDRESS, json={**OFFER, **changed})
    assert response.status_code == 422
    assert told in response.text


def test_the_form_is_filled_by_its_address_and_comes_back_with_its_faults(client: TestClient) -> None:
    query = {"kind": "offre", "category": "organiques", "text": 'Drêches "fraîches"', "commune": "46042"}
    page = client.get("/offres", params=query).text
    assert 'value="offre" required checked' in page
    assert '<option value="organiques" selected>' in page
    assert ">Drêches &#34;fraîches&#34;</textarea>" in page
    nonce = re.search(r'name="cle_envoi" value="([^"]+)"', page)
    assert nonce
    sent = {**query, "consent": "1", "sectors": ["A", "I"], "cle_envoi": nonce[1], "reach_km": ""}
    sent |= {name: OFFER[name] for name in ("company", "name", "email")}
    faulty = client.post("/offres", data={**sent, "commune": "Nulle-Part"})
    assert faulty.status_code == 422
    assert 'aria-describedby="fault-commune"' in faulty.text
    assert re.search(r'value="A" checked', faulty.text)
    places = {client.post("/offres", data=sent, follow_redirects=False).headers["location"] for _ in range(2)}
    (follow,) = places
    shown = client.get(follow)
    assert shown.headers["referrer-policy"] == "no-referrer"
    assert "Votre offre" in shown.text
    assert "Rien à vous proposer" in shown.text
    key = follow.partition("cle=")[2]
    path = follow.partition("?")[0]
    away = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(f"{path}/retirer", data={"cle": key}, headers=away).status_code == 403
    assert "est retiré" in client.post(f"{path}/retirer", data={"cle": key}).text


def test_the_desk_sees_the_board_and_proposes_what_is_only_possible(
    paul: TestClient, services: Services
) -> None:
    own = deposited(paul, OFFER)
    deposited(paul, {**NEED, "text": "De quoi nourrir des porcs"})
    tended(services)
    page = unescape(paul.get("/conseiller/offres").text)
    assert "Brasserie des Causses" in page
    assert "Ferme Zwolak" in page
    csrf, offer, need = (
        re.search(rf'name="{name}" value="(\w+)"', page) for name in ("csrf", "offer", "need")
    )
    assert csrf
    assert offer
    assert need
    sent = {"offer": offer[1], "need": need[1]}
    assert paul.post("/conseiller/offres/proposer", data=sent).status_code == 403
    told = unescape(paul.post("/conseiller/offres/proposer", data={**sent, "csrf": csrf[1]}).text)
    assert "Proposée, en attente de réponses" in told
    (one,) = paul.get(api(own)).json()["introductions"]
    answer = {"cle": own.partition("cle=")[2]}
    refusal = {"answer": "non", "reason": "trop_loin"}
    paul.post(f"/api/v1/introductions/{one['id']}/answer", params=answer, json=refusal)
    told = unescape(paul.get("/conseiller/offres").text)
    assert "Brasserie des Causses : C'est trop loin." in told
    assert 'name="need"' not in told, "what is as far is not to be proposed again"


def test_the_board_of_the_desk_is_for_advisers(client: TestClient) -> None:
    deposited(client, OFFER)
    answer = client.get("/conseiller/offres")
    assert "Brasserie des Causses" not in answer.text
