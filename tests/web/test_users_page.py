import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.web.services import Desk, Services

PASSWORD = "quatre-mots-de-passe-longs"
PAGE = "/conseiller/comptes"
LEA = {
    "email": "lea@cci.fr",
    "name": "Léa Vidal",
    "role": "editor",
    "territories": "Lot, 12",
    "subjects": "export",
}


@pytest.fixture
def desk(services: Services) -> Desk:
    assert services.desk is not None
    services.desk.accounts.add("chef@cci.fr", "Aline", "administrator", PASSWORD)
    return services.desk


@pytest.fixture
def chef(app: FastAPI, desk: Desk) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as browser:
        assert enter(browser, "chef@cci.fr", PASSWORD) == 303
        yield browser


def enter(browser: TestClient, email: str, password: str) -> int:
    form = {"email": email, "password": password}
    return browser.post("/conseiller/connexion", data=form, follow_redirects=False).status_code


def send(browser: TestClient, address: str, **fields: str) -> tuple[int, str]:
    csrf = re.search(r'name="csrf" value="(\w+)"', browser.get("/conseiller").text)
    assert csrf
    answer = browser.post(address, data={"csrf": csrf[1], **fields})
    return answer.status_code, unescape(answer.text)


def secret_in(page: str) -> str:
    found = re.search(r'<code id="secret">([\w-]+)</code>', page)
    assert found
    return found[1]


def fault_in(page: str) -> str:
    found = re.search(r'role="alert"[^>]*>([^<]+)', page)
    assert found
    return found[1]


def number_of(desk: Desk, email: str) -> int:
    return next(one.id for one in desk.accounts.all() if one.email == email)


def told(desk: Desk) -> list[tuple[str, str]]:
    return [(trace.action, trace.target) for trace in desk.audit.latest()]


def test_an_account_made_here_signs_in_with_the_password_shown_once(
    chef: TestClient, desk: Desk, client: TestClient
) -> None:
    status, page = send(chef, PAGE, **LEA)
    assert status == 200
    made = desk.accounts.account(number_of(desk, "lea@cci.fr"))
    assert (made.role, made.territories, made.subjects) == ("editor", ("46", "12"), ("export",))
    secret = secret_in(page)
    assert secret not in chef.get(PAGE).text
    assert enter(client, "lea@cci.fr", secret) == 303
    assert re.search(r"Léa Vidal.*?Dernière connexion le \d\d/", unescape(chef.get(PAGE).text), re.DOTALL)
    assert ("compte_cree", "lea@cci.fr") in told(desk)
    assert secret not in str(told(desk))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("email", "lea", "adresse électronique"),
        ("email", "chef@cci.fr", "existe déjà"),
        ("name", "  ", "Donnez le nom"),
        ("role", "roi", "Le rôle est l'un de"),
        ("territories", "46, Narnia", "« Narnia » n'est pas un département"),
        ("subjects", "x" * 101, "au plus 100"),
    ],
)
def test_a_plan_at_fault_is_told_in_french_and_kept_in_the_form(
    chef: TestClient, desk: Desk, field: str, value: str, words: str
) -> None:
    status, page = send(chef, PAGE, **{**LEA, field: value})
    assert (status, words in fault_in(page)) == (422, True)
    assert 'value="Léa Vidal"' in page or field == "name"
    assert len(desk.accounts.all()) == 1


def test_an_account_is_changed_disabled_and_opened_again(
    chef: TestClient, desk: Desk, client: TestClient
) -> None:
    _, page = send(chef, PAGE, **LEA)
    first, number = secret_in(page), number_of(desk, "lea@cci.fr")
    changed = {"name": "Léa Roux", "role": "adviser", "territories": "2a", "subjects": "export\nnumérique"}
    assert send(chef, f"{PAGE}/{number}", **changed)[0] == 303
    account = desk.accounts.account(number)
    assert (account.name, account.role, account.territories) == ("Léa Roux", "adviser", ("2A",))
    assert account.subjects == ("export", "numérique")
    assert enter(client, "lea@cci.fr", first) == 303
    assert send(chef, f"{PAGE}/{number}/desactiver")[0] == 303
    assert client.get("/conseiller", follow_redirects=False).status_code == 303  # its session is gone
    assert enter(client, "lea@cci.fr", first) == 401
    _, page = send(chef, f"{PAGE}/{number}/mot-de-passe")
    assert enter(client, "lea@cci.fr", secret_in(page)) == 303
    assert [action for action, target in told(desk) if target == "lea@cci.fr"][::-1] == [
        "compte_cree",
        "compte_modifie",
        "compte_desactive",
        "mot_de_passe_change",
    ]


def test_an_administrator_neither_closes_nor_lowers_their_own_account(chef: TestClient, desk: Desk) -> None:
    number = number_of(desk, "chef@cci.fr")
    assert "est le vôtre" in fault_in(send(chef, f"{PAGE}/{number}/desactiver")[1])
    assert "est le vôtre" in fault_in(send(chef, f"{PAGE}/{number}", name="Aline", role="adviser")[1])
    assert not desk.accounts.account(number).disabled
    assert desk.accounts.account(number).role == "administrator"


def test_for_anybody_else_these_pages_do_not_exist(chef: TestClient, desk: Desk, client: TestClient) -> None:
    number = number_of(desk, "chef@cci.fr")
    addresses = [PAGE, f"{PAGE}/{number}", f"{PAGE}/{number}/desactiver", f"{PAGE}/{number}/mot-de-passe"]
    for role in ("adviser", "editor"):
        desk.accounts.add(f"{role}@cci.fr", role, role, PASSWORD)
        assert enter(client, f"{role}@cci.fr", PASSWORD) == 303
        assert [client.get(one).status_code for one in addresses[:2]] == [404, 404]
        assert {send(client, one, name="Pirate", role="administrator")[0] for one in addresses} == {404}
    assert desk.accounts.account(number).name == "Aline"


def test_a_form_without_its_token_changes_nothing(chef: TestClient, desk: Desk) -> None:
    number = number_of(desk, "chef@cci.fr")
    for address in (PAGE, f"{PAGE}/{number}", f"{PAGE}/{number}/mot-de-passe", f"{PAGE}/{number}/desactiver"):
        assert chef.post(address, data=LEA).status_code == 403
    assert [(one.name, one.disabled) for one in desk.accounts.all()] == [("Aline", False)]
    assert chef.get(f"{PAGE}/999").status_code == 404
