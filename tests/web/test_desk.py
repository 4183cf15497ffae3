import ast
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from argon2 import PasswordHasher, extract_parameters
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import select
from starlette.testclient import TestClient

from bot.store import accounts
from bot.store.audit import PAGE
from bot.store.desk_tables import AccountRow
from bot.web import adviser
from bot.web.adviser.trail import ACTIONS, told
from bot.web.services import Desk, Services

PASSWORD = "quatre-mots-de-passe-longs"
OPEN = {"/conseiller/connexion"}
JEANNE = {
    "name": "Jeanne Delmas",
    "email": "jeanne@boulangerie-figeac.fr",
    "company": "Boulangerie Delmas",
    "need": "Partager un comptable.",
    "consent": True,
    "departement": "46",
}


@pytest.fixture
def desk(services: Services) -> Desk:
    assert services.desk is not None
    services.desk.accounts.add("paul@cci.fr", "Paul Roux", "adviser", PASSWORD, ("46",))
    services.desk.accounts.add("lea@cci.fr", "Léa Vidal", "adviser", PASSWORD, ("31",))
    return services.desk


@pytest.fixture
def paul(app: FastAPI, desk: Desk) -> Iterator[TestClient]:
    yield from signed_in(app, "paul@cci.fr")


@pytest.fixture
def lea(app: FastAPI, desk: Desk) -> Iterator[TestClient]:
    yield from signed_in(app, "lea@cci.fr")


def signed_in(app: FastAPI, email: str) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as browser:
        answer = browser.post("/conseiller/connexion", data={"email": email, "password": PASSWORD})
        assert answer.status_code == 303
        yield browser


def csrf(browser: TestClient) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', browser.get("/conseiller").text)
    assert found
    return found[1]


def routes(app: FastAPI) -> list[tuple[str, str]]:
    paths = []
    pending = list(app.routes)
    while pending:
        route = pending.pop()
        if isinstance(route, APIRoute):
            paths += [(method, route.path) for method in route.methods]
        pending += getattr(getattr(route, "original_router", None), "routes", [])
    return paths


def test_whoever_is_not_signed_in_gets_nothing_of_the_desk(app: FastAPI, desk: Desk) -> None:
    walked = [(method, path) for method, path in routes(app) if path.startswith("/conseiller")]
    assert len(walked) >= 9
    with TestClient(app, follow_redirects=False) as browser:
        for method, path in walked:
            if path in OPEN:
                continue
            answer = browser.request(method, re.sub(r"\{\w+\}", "2026-00001", path))
            assert (answer.status_code, answer.headers.get("location")) == (303, "/conseiller/connexion"), (
                path
            )


def test_every_failure_to_sign_in_looks_the_same(client: TestClient, desk: Desk) -> None:
    desk.accounts.disable("lea@cci.fr")
    told = set()
    for email, password in (("paul@cci.fr", "faux"), ("nul@cci.fr", PASSWORD), ("lea@cci.fr", PASSWORD)):
        answer = client.post("/conseiller/connexion", data={"email": email, "password": password})
        told.add((answer.status_code, re.search(r'role="alert">([^<]+)', answer.text)[1]))  # type: ignore[index]
    assert len(told) == 1


def test_a_password_costs_as_much_to_try_as_that_of_nobody(
    client: TestClient, services: Services, full_cost: PasswordHasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "_hasher", full_cost)
    assert services.desk is not None
    services.desk.accounts.add("paul@cci.fr", "Paul Roux", "adviser", PASSWORD, ("46",))
    with services.desk.accounts._database.reading() as session:
        (kept,) = session.scalars(select(AccountRow.password_hash))
    assert extract_parameters(kept) == extract_parameters(accounts._NOBODY)
    assert extract_parameters(kept).memory_cost >= 2**16
    sent = {"email": "paul@cci.fr", "password": PASSWORD}
    assert client.post("/conseiller/connexion", data=sent, follow_redirects=False).status_code == 303


def test_five_wrong_passwords_lock_even_the_right_one(client: TestClient, desk: Desk) -> None:
    for _ in range(5):
        client.post("/conseiller/connexion", data={"email": "paul@cci.fr", "password": "faux"})
    answer = client.post("/conseiller/connexion", data={"email": "paul@cci.fr", "password": PASSWORD})
    assert answer.status_code == 401


def test_the_cookie_is_bound_to_its_host_over_https(app: FastAPI, desk: Desk) -> None:
    with TestClient(app, base_url="https://testserver", follow_redirects=False) as browser:
        answer = browser.post("/conseiller/connexion", data={"email": "paul@cci.fr", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-")
    assert all(word in cookie for word in ("HttpOnly", "Secure", "Path=/", "SameSite=lax"))


def test_disabling_an_account_ends_its_sessions(paul: TestClient, desk: Desk) -> None:
    desk.accounts.disable("paul@cci.fr")
    assert paul.get("/conseiller").status_code == 303


def test_signing_out_revokes_the_session_itself(paul: TestClient) -> None:
    kept = dict(paul.cookies)
    assert paul.post("/conseiller/deconnexion", data={"csrf": csrf(paul)}).status_code == 303
    paul.cookies.update(kept)
    assert paul.get("/conseiller").status_code == 303


def test_a_form_without_its_token_or_from_elsewhere_is_refused(paul: TestClient) -> None:
    token = csrf(paul)
    assert paul.post("/conseiller/absence", data={}).status_code == 403
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://ailleurs.example"}):
        assert paul.post("/conseiller/absence", data={"csrf": token}, headers=headers).status_code == 403


def test_a_request_goes_from_the_company_to_the_adviser_and_back(
    paul: TestClient, lea: TestClient, desk: Desk
) -> None:
    receipt = paul.post("/api/v1/requests", json=JEANNE).json()
    address = f"/conseiller/demandes/{receipt['number']}"
    assert "Boulangerie Delmas" in paul.get("/conseiller").text
    assert "Boulangerie Delmas" not in lea.get("/conseiller").text
    assert lea.get(address).status_code == 404
    assert "Partager un comptable." in paul.get(address).text
    token = csrf(paul)
    meeting = {"csrf": token, "draft": "Bonjour Jeanne", "appointment": "2026-12-01T10:00", "send": "1"}
    paul.post(address + "/etape", data={"csrf": token, "state": "prise_en_charge"})
    assert paul.post(address + "/reponse", data=meeting).status_code == 303
    assert "DTSTART:20261201T090000Z" in paul.get(address + "/rendez-vous.ics").text
    paul.post(address + "/etape", data={"csrf": token, "state": "aidee"})
    follow = paul.get(receipt["follow"])
    assert "Avez-vous été aidé" in follow.text
    key = receipt["follow"].partition("cle=")[2]
    paul.post(f"/demandes/{receipt['number']}/avis", data={"cle": key, "told": "oui"})
    assert "votre avis est enregistré : oui" in paul.get(receipt["follow"]).text
    actions = [trace.action for trace in desk.audit.latest()]
    assert {"dossier_vu", "etape_aidee", "rendez_vous_exporte", "reponse_envoyee"} <= set(actions)


def test_what_is_not_for_one_adviser_needs_a_reason_and_goes_to_the_shared_tray(
    paul: TestClient, lea: TestClient
) -> None:
    number = paul.post("/api/v1/requests", json=JEANNE).json()["number"]
    address = f"/conseiller/demandes/{number}/etape"
    token = csrf(paul)
    assert paul.post(address, data={"csrf": token, "state": "pas_pour_moi"}).status_code == 422
    paul.post(address, data={"csrf": token, "state": "pas_pour_moi", "reason": "Comptabilité"})
    assert "Sans conseiller (1)" in lea.get("/conseiller?vue=partage").text


def test_only_the_key_opens_the_follow_up_and_withdrawing_erases_who_asked(client: TestClient) -> None:
    receipt = client.post("/api/v1/requests", json=JEANNE).json()
    path, _, key = receipt["follow"].partition("?cle=")
    assert client.get(path + "?cle=autre").status_code == 404
    page = client.get(receipt["follow"])
    assert page.headers["referrer-policy"] == "no-referrer"
    client.post(path + "/modifier", data={"cle": key, "need": "Partager un livreur."})
    assert "Partager un livreur." in client.get(receipt["follow"]).text
    client.post(path + "/retirer", data={"cle": key})
    after = client.get(receipt["follow"]).text
    assert "retirée" in after
    assert "livreur" not in after


def test_an_administrator_reads_the_journal_and_nobody_else(
    app: FastAPI, paul: TestClient, desk: Desk
) -> None:
    desk.accounts.add("chef@cci.fr", "Chef", "administrator", PASSWORD)
    number = paul.post("/api/v1/requests", json=JEANNE).json()["number"]
    paul.get(f"/conseiller/demandes/{number}")
    assert paul.get("/conseiller/journal").status_code == 404
    for chef in signed_in(app, "chef@cci.fr"):
        page = chef.get("/conseiller/journal").text
        assert re.search(rf"<td>Paul Roux</td><td>Dossier vu</td><td>{number}</td>", page)
        mine = next(one.id for one in desk.accounts.all() if one.name == "Chef")
        assert "Paul Roux</td>" not in chef.get(f"/conseiller/journal?compte={mine}").text
        assert "<td>Journal vu</td>" in chef.get("/conseiller/journal").text


def test_whatever_is_noted_has_a_name_in_the_journal() -> None:
    noted = set[str]()
    for file in Path(adviser.__file__).parent.glob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            match call:
                case ast.Call(func=ast.Attribute(attr="note"), args=[_, action, *_]):
                    noted |= literals(action)
                case ast.Call(func=ast.Name("note"), args=[_, _, action, *_]):
                    noted |= literals(action)
    assert noted == set(ACTIONS)
    assert told("etape_aidee") == "Étape : Aidée"
    assert told("barometre_exporte_csv") == "Baromètre exporté (csv)"
    assert told("chose_ancienne") == "chose ancienne"


def literals(action: ast.expr) -> set[str]:
    """Give the names that an action may be, none of one that is put together."""
    parts = (action.body, action.orelse) if isinstance(action, ast.IfExp) else (action,)
    return {one.value for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def test_the_journal_is_read_page_after_page(app: FastAPI, desk: Desk) -> None:
    chef = desk.accounts.add("chef@cci.fr", "Chef", "administrator", PASSWORD)
    for number in range(PAGE + 20):
        desk.audit.note(chef.id, "dossier_vu", f"numero-{number}")
    for browser in signed_in(app, "chef@cci.fr"):
        first = browser.get("/conseiller/journal").text
        older = re.search(r'href="(/conseiller/journal\?[^"]+avant=\d+)"', first)
        assert older
        second = browser.get(unescape(older[1])).text
        told = [re.findall(r"numero-(\d+)<", page) for page in (first, second)]
        assert [int(one) for one in told[0] + told[1]] == list(range(PAGE + 20))[::-1]


def test_the_tray_is_searched_and_read_page_after_page(paul: TestClient) -> None:
    for number in range(45):
        paul.post("/api/v1/requests", json={**JEANNE, "company": f"Atelier {number:02}"})
    first = paul.get("/conseiller").text
    older = re.search(r'href="(/conseiller\?avant=[\d-]+)"', first)
    assert older
    second = paul.get(older[1]).text
    companies = re.findall(r"<strong>Atelier (\d\d)</strong>", first + second)
    assert companies == [f"{number:02}" for number in range(45)][::-1]
    found = paul.get("/conseiller?q=atelier 07").text
    assert re.findall(r"<strong>Atelier (\d\d)</strong>", found) == ["07"]
    assert "Aucune demande ne correspond" in paul.get("/conseiller?q=ferronnerie").text


EMPTY = (
    "assistant",
    "connaissances/ajouter",
    "connaissances/a-revoir/liens/etat",
    "catalogue/{genre}/nouveau",
)
"""The pages that show nothing of anybody: forms to fill, the progress of a round."""


def test_every_page_of_the_desk_that_is_seen_leaves_its_trace(app: FastAPI, desk: Desk) -> None:
    desk.accounts.add("chef@cci.fr", "Chef", "administrator", PASSWORD)
    seen = [path for method, path in routes(app) if method == "GET" and path.startswith("/conseiller")]
    untold = OPEN | {f"/conseiller/{path}" for path in EMPTY}
    for browser in signed_in(app, "chef@cci.fr"):
        number = browser.post("/api/v1/requests", json=JEANNE).json()["number"]
        filled = {
            "{number}": number,
            "{document_id}": "note-interne",
            "{kind}": "csv",
            "{genre}/{key}": "programme/groupement-employeurs-figeac",
        }
        walked, silent = 0, []
        for path in seen:
            address = path
            for name, value in filled.items():
                address = address.replace(name, value)
            before = len(desk.audit.latest(10_000))
            answer = browser.get(address)
            if answer.status_code == 200 and path not in untold:
                walked += 1
                silent += [path] if len(desk.audit.latest(10_000)) == before else []
    assert silent == []
    assert walked >= 14
