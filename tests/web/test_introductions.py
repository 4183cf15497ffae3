"""Introductions: nobody is known before both have accepted, on any page, in any answer, in any mail."""

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
from test_api_groups import ADDRESS, JEANNE, PAUL, deposited

from bot.clock import fixed_clock
from bot.store.database import Database
from bot.store.outbox import Outbox
from bot.web.services import Services

PASSWORD = "quatre-mots-de-passe-longs"
# Letters that no text of ours puts together: found again, they can only come from the author.
names = st.text("kwxzqj", min_size=6, max_size=12)


def _apart(words: list[str]) -> bool:
    one, other = words
    return one not in other and other not in one


@pytest.fixture
def paul(app: FastAPI, services: Services) -> Iterator[TestClient]:
    assert services.desk is not None
    services.desk.accounts.add("paul@cci.fr", "Paul Roux", "adviser", PASSWORD, ("46",))
    with TestClient(app) as browser:
        browser.post("/conseiller/connexion", data={"email": "paul@cci.fr", "password": PASSWORD})
        yield browser


def written_by(word: str, other: dict[str, Any]) -> dict[str, Any]:
    return {
        **other,
        "function": f"comptable chez {word}",
        "company": word,
        "name": f"Camille {word}",
        "email": f"{word}@{word}.fr",
        "qualification": f"diplôme {word}",
    }


def introduced(client: TestClient, services: Services, *bodies: dict[str, Any]) -> tuple[str, list[str]]:
    assert services.between is not None
    follows = [deposited(client, body) for body in bodies]
    ids = [follow.partition("?")[0].rsplit("/", 1)[1] for follow in follows]
    identity = services.between.introductions.propose(ids)
    return identity, [follow.partition("cle=")[2] for follow in follows]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(names, min_size=2, max_size=2).filter(_apart))
def test_no_word_of_either_side_is_shown_before_both_accept(
    client: TestClient, services: Services, database: Database, words: list[str]
) -> None:
    one, other = words
    identity, (own, others) = introduced(client, services, written_by(one, JEANNE), written_by(other, PAUL))
    api, page = f"/api/v1/introductions/{identity}", f"/rencontres/{identity}"
    for answered in (False, True):
        if answered:
            sent = {"answer": "oui"}
            assert client.post(f"{api}/answer", params={"cle": own}, json=sent).status_code == 200
        for secret, hidden in ((own, other), (others, one)):
            seen = client.get(api, params={"cle": secret}).json()
            shown = str([side for side in seen["sides"] if not side["yours"]])
            told = unescape(client.get(page, params={"cle": secret}).text)
            assert all(side["contact"] is None for side in seen["sides"] if not side["yours"])
            assert hidden not in shown
            assert hidden not in told.replace(secret, "")
    clock = fixed_clock(TODAY)
    for parcel in Outbox(database, clock).take(("mail",), limit=1000):
        mine, theirs = (one, other) if one in parcel.content["to"] else (other, one)
        follow = parcel.content.pop("follow", "")
        assert theirs not in str(parcel.content)
        assert mine in str(parcel.content)
        assert follow
    client.post(f"{api}/answer", params={"cle": others}, json={"answer": "oui"})
    both = client.get(api, params={"cle": own}).json()
    assert {side["contact"]["company"] for side in both["sides"]} == {one, other}
    Outbox(database, clock).take(("mail",), limit=1000)


def test_the_desk_proposes_a_set_and_each_company_answers_on_its_page(
    paul: TestClient, services: Services
) -> None:
    follows = [paul.post(ADDRESS, json=body).json()["follow"] for body in (JEANNE, PAUL)]
    desk = paul.get("/conseiller/groupements").text
    csrf = re.search(r'name="csrf" value="(\w+)"', desk)
    keys = re.search(r'name="keys" value="([\w ]+)"', desk)
    assert csrf
    assert keys
    assert paul.post("/conseiller/groupements/proposer", data={"keys": keys[1]}).status_code == 403
    sent = {"keys": keys[1], "csrf": csrf[1]}
    assert "Proposée" in paul.post("/conseiller/groupements/proposer", data=sent).text
    page = unescape(paul.get(follows[0]).text)
    link = re.search(r'href="(/rencontres/[^"]+)"', page)
    assert link
    path, _, secret = link[1].partition("?cle=")
    asked = unescape(paul.get(link[1]).text)
    assert "Industrie manufacturière · Lot (46) · Comptabilité et gestion" in asked
    assert "Zwolak" not in asked
    paul.post(path + "/repondre", data={"cle": secret, "answer": "oui"})
    other = follows[1].partition("cle=")[2]
    paul.post(path + "/repondre", data={"cle": other, "answer": "oui"})
    known = unescape(paul.get(link[1]).text)
    assert "Vous êtes en relation" in known
    assert "Ferronnerie Zwolak" in known
    assert "paul@zwolak-ferronnerie.fr" in known
    assert "Boulangerie Delmas" not in paul.get("/conseiller/groupements").text


def test_a_set_refused_for_good_is_not_proposed_again(client: TestClient, services: Services) -> None:
    identity, (own, _) = introduced(client, services, JEANNE, PAUL)
    answer = f"/api/v1/introductions/{identity}/answer"
    assert client.post(answer, params={"cle": own}, json={"answer": "non"}).status_code == 422
    refused = client.post(answer, params={"cle": own}, json={"answer": "non", "reason": "trop_loin"})
    assert refused.json()["state"] == "refusee"
    assert services.between is not None
    assert services.between.groups.outcome().proposal.sets == ()


def test_erasing_takes_the_introduction_away_for_all(client: TestClient, services: Services) -> None:
    identity, (own, other) = introduced(client, services, JEANNE, PAUL)
    address = f"/api/v1/introductions/{identity}"
    assert client.delete(address, params={"cle": "autre"}).status_code == 404
    assert client.delete(address, params={"cle": own}).status_code == 204
    assert client.get(address, params={"cle": other}).status_code == 404
