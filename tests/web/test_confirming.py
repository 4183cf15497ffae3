"""A deposit is matched only once the link of its e-mail was opened, where e-mails leave."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from fakes import TODAY, fake_services
from starlette.testclient import TestClient
from test_api_groups import JEANNE, PAUL
from test_api_offers import NEED, OFFER

from bot.clock import fixed_clock
from bot.store.database import Database
from bot.store.outbox import Outbox
from bot.web.app import create_app
from bot.web.between import open_between
from bot.web.services import Services

CLOCK = fixed_clock(TODAY)


@pytest.fixture
def services(database: Database) -> Services:
    between = open_between(database, CLOCK, b"une cle", proof_key=b"une autre")
    return replace(fake_services(database), between=between)


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(create_app(services)) as connected:
        yield connected


def links(database: Database) -> list[str]:
    """Give the links of the e-mails that wait, as they are received."""
    return [one.content["follow"] for one in Outbox(database, CLOCK).take(("mail",))]


def test_a_need_is_in_no_set_until_its_link_is_opened(client: TestClient, database: Database) -> None:
    follows = [client.post("/api/v1/groups/needs", json=body).json()["follow"] for body in (JEANNE, PAUL)]
    page = unescape(client.get(follows[0]).text)
    assert "Ouvrez le lien que nous venons d'envoyer" in page
    one, other = links(database)
    opened = client.get(one, follow_redirects=False).headers["location"]
    (waiting,) = {*follows} - {opened}
    shown = [
        client.get(f"/api/v1/groups/needs/{follow.split('/')[-1]}").json() for follow in (opened, waiting)
    ]
    assert [need["state"] for need in shown] == ["ouvert", "a_confirmer"]
    assert shown[0]["group"] is None, "the other is not there yet"
    client.get(other)
    need = client.get(f"/api/v1/groups/needs/{follows[0].split('/')[-1]}").json()
    assert len(need["group"]["members"]) == 2
    assert "Ouvrez le lien" not in unescape(client.get(follows[0]).text)


def test_an_offer_is_proposed_to_nobody_until_its_link_is_opened(
    client: TestClient, services: Services, database: Database
) -> None:
    for body in (OFFER, NEED):
        assert client.post("/api/v1/offers", json=body).status_code == 201
    assert services.between is not None
    services.between.tend()
    opened = links(database)
    assert len(opened) == 2, "nothing but the two links to confirm"
    assert "à confirmer" in unescape(client.get(opened[0].partition("&preuve")[0]).text)
    for link in opened:
        assert client.get(link).status_code == 200
    services.between.tend()
    assert all(link.startswith("/rencontres/") for link in links(database))


def test_a_wrong_proof_confirms_nothing(client: TestClient) -> None:
    follow = client.post("/api/v1/offers", json=OFFER).json()["follow"]
    page = unescape(client.get(f"{follow}&preuve=devinée").text)
    assert "Ouvrez le lien que nous venons d'envoyer" in page
