"""Rates: what is counted, whose address is believed, and what a caller beyond its quota is told."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from datetime import date

import pytest
from fakes import TODAY, fake_services
from fastapi import FastAPI
from serving import wait_until
from starlette.testclient import TestClient

from bot.clock import fixed_clock
from bot.errors import ConfigurationFault
from bot.settings import Settings
from bot.store.database import Database
from bot.store.keys import ApiKeys
from bot.web.app import create_app
from bot.web.proxies import networks_of
from bot.web.rates import Quota, RateExceeded, Rates, quota_of

TWICE = Quota("address", 2, 60)
SEARCH = "/api/v1/search?q=groupement"


def limited(database: Database, **settings: str) -> FastAPI:
    return create_app(fake_services(database, settings=Settings(**{"rate_address": "2/minute", **settings})))


def test_beyond_its_quota_a_caller_is_told_in_french_when_to_come_back(database: Database) -> None:
    client = TestClient(limited(database))
    first, second, third = (client.get(SEARCH) for _ in range(3))
    assert [first.status_code, second.status_code, third.status_code] == [200, 200, 429]
    assert first.headers["RateLimit-Policy"] == '"address";q=2;w=60'
    assert first.headers["RateLimit"].startswith('"address";r=1;t=')
    assert second.headers["RateLimit"].startswith('"address";r=0;t=')
    assert 1 <= int(third.headers["Retry-After"]) <= 60
    assert third.headers["content-type"] == "application/problem+json"
    assert third.json()["type"].endswith(":trop-de-demandes")
    assert "Réessayez dans" in third.json()["detail"]
    assert third.json()["request_id"] == third.headers["X-Request-ID"]


def test_pages_and_health_are_never_counted(database: Database) -> None:
    client = TestClient(limited(database, rate_address="1/minute"))
    assert all(client.get(path).status_code == 200 for path in ("/", "/livez", "/readyz", "/") for _ in "12")


def test_an_empty_setting_means_no_limit(database: Database) -> None:
    client = TestClient(limited(database, rate_address=""))
    answers = [client.get(SEARCH) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {200}
    assert "RateLimit" not in answers[0].headers


def test_a_key_is_counted_apart_from_the_address_it_calls_from(database: Database) -> None:
    _, secret = ApiKeys(database, fixed_clock(TODAY)).add("CRM")
    client = TestClient(limited(database, rate_address="1/minute", rate_key="3/minute"))
    keyed = {"Authorization": f"Bearer {secret}"}
    assert [client.get(SEARCH).status_code for _ in range(2)] == [200, 429]
    answers = [client.get(SEARCH, headers=keyed) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[0].headers["RateLimit-Policy"] == '"key";q=3;w=60'


def test_a_forwarded_address_counts_only_when_a_trusted_proxy_says_so(database: Database) -> None:
    def statuses(app: FastAPI, *forwarded: str) -> list[int]:
        client = TestClient(app, client=("10.1.2.3", 5000))
        return [client.get(SEARCH, headers={"X-Forwarded-For": one}).status_code for one in forwarded]

    liar = limited(database, rate_address="1/minute")
    assert statuses(liar, "198.51.100.1", "198.51.100.2") == [200, 429]
    behind = limited(database, rate_address="1/minute", trusted_proxies="10.0.0.0/8")
    assert statuses(behind, "198.51.100.1", "198.51.100.2") == [200, 200]
    # What a client writes itself stands on the left of what the proxy adds.
    assert statuses(behind, "203.0.113.9, 198.51.100.1", "198.51.100.3, 10.9.9.9") == [429, 200]
    assert statuses(behind, "198.51.100.3, 10.9.9.9", "n'importe quoi, 198.51.100.4") == [429, 200]


def test_the_scheme_of_a_trusted_proxy_is_believed(database: Database) -> None:
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.1"}
    for trusted, secure in (("10.0.0.0/8", True), ("", False)):
        client = TestClient(limited(database, trusted_proxies=trusted), client=("10.1.2.3", 5000))
        answer = client.post("/api/v1/chat", json={"message": "Bonjour"}, headers=headers)
        assert ("Secure" in answer.headers["set-cookie"]) is secure


def test_a_hashed_address_says_nothing_and_changes_every_day() -> None:
    day = [date(2026, 11, 22)]
    rates = Rates(lambda: fixed_clock(day[0])())
    first = rates.hashed("198.51.100.1")
    assert first == rates.hashed("198.51.100.1") == rates.hashed("::ffff:198.51.100.1")
    assert first != rates.hashed("198.51.100.2")
    assert rates.hashed("2001:db8::1") == rates.hashed("2001:db8::ffff") != rates.hashed("2001:db8:0:1::1")
    day[0] = date(2026, 11, 23)
    assert rates.hashed("198.51.100.1") != first


@pytest.mark.parametrize("text", ["beaucoup", "0/minute", "5/siècle"])
def test_a_quota_that_cannot_be_read_is_refused_in_french(text: str) -> None:
    with pytest.raises(ConfigurationFault, match="illisible"):
        quota_of("address", text)


def test_proxies_that_cannot_be_read_are_refused_in_french() -> None:
    with pytest.raises(ConfigurationFault, match="BOT_TRUSTED_PROXIES"):
        networks_of("mon-serveur")


def test_when_redis_is_away_each_process_counts_for_itself() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closed = listener.getsockname()[1]
    rates = Rates(fixed_clock(TODAY), f"redis://127.0.0.1:{closed}")
    subject = rates.hashed("198.51.100.1")
    assert [rates.hit(TWICE, subject).admitted for _ in range(3)] == [True, True, False]


@pytest.fixture
def redis_url() -> Iterator[str]:
    server = shutil.which("redis-server")
    if server is None:
        pytest.skip("redis-server is not installed: apt-get install redis-server")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = [server, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def listening() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    wait_until(listening)
    yield f"redis://127.0.0.1:{port}"
    process.kill()
    process.wait(10)


def test_two_processes_count_together_in_redis(redis_url: str) -> None:
    one, other = (Rates(fixed_clock(TODAY), redis_url) for _ in range(2))
    assert one.hashed("198.51.100.1") == other.hashed("198.51.100.1")
    subject = one.hashed("198.51.100.1")
    assert one.hit(TWICE, subject).left == 1
    assert other.hit(TWICE, subject).left == 0
    with pytest.raises(RateExceeded):
        one.admit(TWICE, subject)
