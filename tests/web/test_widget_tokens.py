"""The exchange of a site's key, and the calls that its token opens."""

import base64
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import jwt
import pytest
from fakes import FakeAssistant, MovingClock, fake_services
from starlette.testclient import TestClient

from bot.signing import Signing
from bot.store.database import Database
from bot.store.sites import Site, SitePlan, Sites
from bot.web.app import create_app
from bot.web.services import Services, Widget
from bot.web.widget.guard import PREVIEW
from bot.web.widget.identities import identity_secret
from bot.web.widget.tokens import Pass, Tokens

PAGE = "https://www.lot.cci.fr"
OWN = "http://testserver"
ASK = {"message": "Qui partage un comptable ?"}


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def services(database: Database, clock: MovingClock) -> Services:
    return fake_services(database, clock=clock)


@pytest.fixture
def widget(services: Services) -> Widget:
    assert services.widget is not None
    return services.widget


@pytest.fixture
def sites(widget: Widget) -> Sites:
    return widget.sites


@pytest.fixture
def site(sites: Sites) -> Site:
    return sites.add(SitePlan("CCI du Lot", (PAGE,), per_minute=3, per_day=4))


@pytest.fixture
def client(services: Services) -> TestClient:
    return TestClient(create_app(services))


def exchange(client: TestClient, key: str, sender: str | None = PAGE, **asked: str) -> Any:
    headers = {} if sender is None else {"Origin": sender}
    return client.post(f"/widget/sites/{key}/token", json=asked, headers=headers)


def bearing(token: str, origin: str | None = OWN, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", **({"Origin": origin} if origin else {}), **more}


def chat(client: TestClient, token: str, origin: str | None = OWN, **headers: str) -> Any:
    return client.post("/widget/api/v1/chat", json=ASK, headers=bearing(token, origin, **headers))


@pytest.fixture
def token(client: TestClient, site: Site) -> str:
    return str(exchange(client, site.key).json()["token"])


def test_a_page_of_an_allowed_origin_gets_a_token_that_opens_the_chat(client: TestClient, site: Site) -> None:
    given = exchange(client, site.key)
    assert given.status_code == 200
    assert given.headers["Access-Control-Allow-Origin"] == PAGE
    assert "Origin" in given.headers["Vary"]
    assert given.headers["Cache-Control"] == "no-store"
    assert given.json()["expires_in"] == 600
    answer = chat(client, given.json()["token"])
    assert answer.status_code == 200
    assert answer.json()["citations"]
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "https://evil.example",
        "https://www.lot.cci.fr.evil.example",
        "https://evil-www.lot.cci.fr",
        "http://www.lot.cci.fr",
        "https://www.lot.cci.fr:444",
        "https://www.lot.cci.fr/",
        "HTTPS://WWW.LOT.CCI.FR",
        "*",
        OWN,
    ],
)
def test_any_other_origin_gets_nothing_and_may_not_read_why(
    client: TestClient, site: Site, origin: str | None
) -> None:
    for refused in (
        exchange(client, site.key, origin),
        client.options(
            f"/widget/sites/{site.key}/token", headers={"Origin": origin} if origin is not None else {}
        ),
    ):
        assert refused.status_code == 403
        assert "Access-Control-Allow-Origin" not in refused.headers
        assert refused.json()["type"].endswith(":site-refuse")


def test_a_stranger_cannot_say_that_it_is_framed_by_an_allowed_page(client: TestClient, site: Site) -> None:
    assert exchange(client, site.key, "https://evil.example", origin=PAGE).status_code == 403
    assert exchange(client, site.key, OWN, origin="https://evil.example").status_code == 403
    assert exchange(client, site.key, OWN, origin=PAGE).status_code == 200


def test_an_unknown_key_a_closed_site_and_a_stranger_are_told_the_same(
    client: TestClient, sites: Sites, site: Site
) -> None:
    stranger = exchange(client, site.key, "https://evil.example").json()["detail"]
    sites.switch(site.key, False)
    told = {exchange(client, key).json()["detail"] for key in (site.key, "site_inconnu")}
    assert told == {stranger}


def test_the_preflight_names_the_origin_and_lets_no_cookie_through(client: TestClient, site: Site) -> None:
    allowed = client.options(f"/widget/sites/{site.key}/token", headers={"Origin": PAGE})
    assert allowed.status_code == 204
    assert allowed.headers["Access-Control-Allow-Origin"] == PAGE
    assert int(allowed.headers["Access-Control-Max-Age"]) <= 60
    assert "Access-Control-Allow-Credentials" not in allowed.headers


@pytest.mark.parametrize(
    "origin", [None, "null", PAGE, "https://evil.example", "http://testserver.evil.example"]
)
def test_a_token_carried_out_of_the_frame_is_worth_nothing(
    client: TestClient, token: str, origin: str | None
) -> None:
    assert chat(client, token, origin).status_code == 403


def test_a_plain_get_must_come_from_our_own_page(client: TestClient, token: str) -> None:
    first = chat(client, token)
    visitor = {"X-Passerelle-Visitor": first.headers["X-Passerelle-Visitor"]}
    address = f"/widget/api/v1/conversations/{first.json()['conversation_id']}"
    for site, expected in (("same-origin", 200), ("cross-site", 403), ("same-site", 403), ("none", 403)):
        headers = bearing(token, None, **visitor, **{"Sec-Fetch-Site": site})
        assert client.get(address, headers=headers).status_code == expected
    assert client.get(address, headers=bearing(token, None, **visitor)).status_code == 403


def test_a_token_expires(client: TestClient, token: str, clock: MovingClock) -> None:
    clock.now += timedelta(minutes=9, seconds=59)
    assert chat(client, token).status_code == 200
    clock.now += timedelta(seconds=1)
    refused = chat(client, token)
    assert refused.status_code == 401
    assert refused.json()["type"].endswith(":jeton-refuse")


def test_a_site_switched_off_is_off_for_every_token_at_once(
    client: TestClient, token: str, sites: Sites, site: Site, clock: MovingClock
) -> None:
    assert chat(client, token).status_code == 200
    sites.switch(site.key, False)
    clock.now += timedelta(seconds=59)
    assert chat(client, token).status_code == 403
    assert exchange(client, site.key).status_code == 403
    sites.switch(site.key, True)
    assert chat(client, token).status_code == 200


def test_an_origin_taken_off_a_site_closes_the_tokens_it_was_given(
    client: TestClient, token: str, sites: Sites, site: Site
) -> None:
    sites.change(site.key, replace(site.plan, origins=("https://ailleurs.fr",)))
    assert chat(client, token).status_code == 403


def forged(claims: dict[str, Any], key: bytes | None, algorithm: str | None = "HS256") -> str:
    return jwt.encode(claims, key, algorithm=algorithm)


def test_a_token_that_we_did_not_sign_for_this_use_opens_nothing(
    client: TestClient, token: str, site: Site, widget: Widget, clock: MovingClock
) -> None:
    key = widget.signing.key("widget-token")
    good = jwt.decode(token, options={"verify_signature": False})
    without = {name: value for name, value in good.items() if name != "exp"}
    head, body, signature = token.split(".")
    altered = base64.urlsafe_b64encode(
        json.dumps({**good, "origin": "https://evil.example"}).encode()
    ).decode()
    other = Tokens(Signing(b"un autre secret de trente-deux octets"), clock).write(Pass(site.key, PAGE))
    for wrong in (
        other,
        forged(good, b"x" * 32),
        forged(good, None, None),
        forged(good, key * 2, "HS512"),
        forged({**good, "aud": "autre"}, key),
        forged({**good, "iss": "autre"}, key),
        forged({**good, "exp": "demain"}, key),
        forged({**good, "exp": True}, key),
        forged(without, key),
        f"{head}.{altered.rstrip('=')}.{signature}",
        f"{head}.{body}.",
        "n'importe quoi",
        "",
    ):
        assert chat(client, wrong.encode("ascii", "ignore").decode()).status_code == 401
    assert chat(client, token).status_code == 200


def test_without_a_token_the_calls_of_the_widget_are_closed(client: TestClient, site: Site) -> None:
    for path in ("chat", "feedback", "requests"):
        assert client.post(f"/widget/api/v1/{path}", json={}, headers={"Origin": OWN}).status_code == 401


def test_a_visitor_is_given_a_token_at_the_first_message_and_known_by_it(
    client: TestClient, token: str, services: Services
) -> None:
    first = chat(client, token)
    visitor = first.headers["X-Passerelle-Visitor"]
    assert len(visitor) == 43
    again = chat(client, token, **{"X-Passerelle-Visitor": visitor})
    assert again.headers["X-Passerelle-Visitor"] == visitor
    assert isinstance(services.assistant, FakeAssistant)
    assert services.assistant.visitors == [visitor, visitor]
    address = f"/widget/api/v1/conversations/{first.json()['conversation_id']}"
    fetch = {"Sec-Fetch-Site": "same-origin"}
    mine = client.get(address, headers=bearing(token, None, **fetch, **{"X-Passerelle-Visitor": visitor}))
    assert len(mine.json()["turns"]) == 1
    for other in ({}, {"X-Passerelle-Visitor": "a" * 43}):
        assert client.get(address, headers=bearing(token, None, **fetch, **other)).status_code == 404
    client.cookies.set("passerelle_visiteur", visitor)
    assert client.get(address, headers=bearing(token, None, **fetch)).status_code == 404


def test_a_site_has_its_quotas_a_minute_and_a_day(
    client: TestClient, token: str, site: Site, sites: Sites
) -> None:
    assert [chat(client, token).status_code for _ in range(4)] == [200, 200, 200, 429]
    sites.change(site.key, replace(site.plan, per_minute=50, per_day=50))
    busy = sites.add(SitePlan("Autre site", (PAGE,), per_minute=1, per_day=1))
    other = exchange(client, busy.key).json()["token"]
    assert chat(client, other).status_code == 200
    refused = chat(client, other)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert chat(client, token).status_code == 200


def signed(site: Site, secret: str, clock: MovingClock, **changes: Any) -> str:
    now = int(clock().timestamp())
    claims = {"iss": site.key, "aud": "passerelle", "sub": "adherent-12", "iat": now, "exp": now + 300}
    claims |= {
        "name": "Jeanne Delmas",
        "email": "jeanne@boulangerie-figeac.fr",
        "company": "Boulangerie Delmas",
    }
    return jwt.encode({**claims, **changes}, secret.encode(), algorithm="HS256")


def test_a_signed_identity_makes_the_same_visitor_everywhere_and_fills_in_the_form(
    client: TestClient, sites: Sites, site: Site, widget: Widget, clock: MovingClock, services: Services
) -> None:
    site = sites.renew_identity(site.key)
    secret = identity_secret(widget.signing, site)
    visitors = []
    for _ in range(2):
        given = exchange(client, site.key, identity=signed(site, secret, clock)).json()
        assert given["person"] == {
            "name": "Jeanne Delmas",
            "email": "jeanne@boulangerie-figeac.fr",
            "company": "Boulangerie Delmas",
        }
        visitors.append(chat(client, given["token"]).headers["X-Passerelle-Visitor"])
    someone = exchange(client, site.key, identity=signed(site, secret, clock, sub="adherent-13")).json()
    visitors.append(chat(client, someone["token"]).headers["X-Passerelle-Visitor"])
    assert visitors[0] == visitors[1] != visitors[2]
    claimed = chat(client, someone["token"], **{"X-Passerelle-Visitor": visitors[0]})
    assert claimed.status_code == 429 or claimed.headers["X-Passerelle-Visitor"] == visitors[2]


def test_an_identity_that_its_site_did_not_just_sign_is_refused(
    client: TestClient, sites: Sites, site: Site, widget: Widget, clock: MovingClock
) -> None:
    never = identity_secret(widget.signing, site)
    assert exchange(client, site.key, identity=signed(site, never, clock)).status_code == 401
    old = identity_secret(widget.signing, sites.renew_identity(site.key))
    site = sites.renew_identity(site.key)
    secret = identity_secret(widget.signing, site)
    now = int(clock().timestamp())
    for wrong in (
        signed(site, old, clock),
        signed(site, secret, clock, exp=now),
        signed(site, secret, clock, exp=now + 3600),
        signed(site, secret, clock, iat=now + 120, exp=now + 300),
        signed(site, secret, clock, aud="autre"),
        signed(site, secret, clock, iss="site_autre"),
        signed(site, secret, clock, sub=""),
        signed(site, secret, clock, name="a" * 201),
        signed(site, secret, clock, name=["Jeanne"]),
        jwt.encode(
            {"iss": site.key, "aud": "passerelle", "sub": "x", "iat": now, "exp": now + 9}, None, None
        ),
    ):
        refused = exchange(client, site.key, identity=wrong)
        assert refused.status_code == 401
        assert "Access-Control-Allow-Origin" not in refused.headers


@pytest.mark.parametrize("origin", [PAGE, "http://testserver.evil.example", "https://testserver", "null"])
def test_the_key_of_the_preview_is_worth_nothing_on_another_page(client: TestClient, origin: str) -> None:
    refused = exchange(client, PREVIEW, origin)
    assert refused.status_code == 403
    assert "Access-Control-Allow-Origin" not in refused.headers
    given = exchange(client, PREVIEW, OWN)
    assert given.status_code == 200
    assert chat(client, given.json()["token"]).status_code == 200


def test_the_preview_is_framed_by_our_own_pages_only_and_takes_no_more_than_it_knows(
    client: TestClient,
) -> None:
    page = client.get(
        "/developpeurs/apercu", params={"opening": '"><script>alert(1)</script>', "place": "left"}
    )
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert "<script>alert" not in page.text
    assert 'data-position="left"' in page.text
    framed = client.get("/widget/chat", params={"site": PREVIEW})
    assert f"frame-ancestors {OWN} " in framed.headers["Content-Security-Policy"]
    for wrong in ({"colour": "red"}, {"theme": "pink"}, {"territory": "Lot"}, {"opening": "x" * 201}):
        assert client.get("/developpeurs/apercu", params=wrong).status_code == 422
