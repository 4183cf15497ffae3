"""The editors' pages: who may do what, and a document's way from a file to what questions find."""

import re
from collections.abc import Iterator

import httpx
import pytest
from fakes import GROUPEMENT, INTERNAL, FakeWeb
from fastapi import FastAPI
from starlette.testclient import TestClient
from test_desk import PASSWORD, csrf, routes, signed_in

from bot.web.app import create_app
from bot.web.services import Desk, Services

ROOT = "/conseiller/connaissances"
FACT = "Le prêt Causse finance les boulangers de Gramat à hauteur de 8000 euros."
CARD = {"title": "Le prêt Causse", "publisher": "CCI du Lot", "audience": "public", "certain": "oui"}


@pytest.fixture
def desk(services: Services) -> Desk:
    assert services.desk is not None
    services.desk.accounts.add("ada@cci.fr", "Ada Pons", "editor", PASSWORD)
    services.desk.accounts.add("paul@cci.fr", "Paul Roux", "adviser", PASSWORD)
    return services.desk


@pytest.fixture
def ada(app: FastAPI, desk: Desk) -> Iterator[TestClient]:
    yield from signed_in(app, "ada@cci.fr")


@pytest.fixture
def paul(app: FastAPI, desk: Desk) -> Iterator[TestClient]:
    yield from signed_in(app, "paul@cci.fr")


def added(browser: TestClient, text: str = FACT, **more: str) -> str:
    """Add a text; give the address of its draft."""
    answer = browser.post(f"{ROOT}/ajouter/texte", data={"csrf": csrf(browser), "text": text, **more})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def published(browser: TestClient, text: str = FACT, **card: str) -> str:
    """Add a text and publish it; give the address of its document."""
    typed = {"csrf": csrf(browser), **CARD, "text": text, "do": "publier", **card}
    answer = browser.post(added(browser, text), data=typed)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def found(browser: TestClient, question: str = "boulangers de Gramat") -> list[str]:
    answer = browser.get("/api/v1/search", params={"q": question})
    return [one["text"] for one in answer.json()["results"]]


def test_advisers_read_and_change_nothing_and_strangers_get_nothing(app: FastAPI, paul: TestClient) -> None:
    walked = [(m, path) for m, path in routes(app) if path.startswith((ROOT, "/conseiller/catalogue"))]
    assert len(walked) >= 12
    token = csrf(paul)
    stranger = TestClient(app, follow_redirects=False)
    for method, path in walked:
        address = re.sub(r"\{\w+\}", "rien", path)
        assert stranger.request(method, address).status_code == 303, path
        if method == "POST":
            assert paul.post(address, data={"csrf": token}).status_code == 403, path


def test_every_change_needs_the_token_of_our_own_forms(app: FastAPI, ada: TestClient) -> None:
    for method, path in routes(app):
        if method == "POST" and path.startswith((ROOT, "/conseiller/catalogue")):
            assert ada.post(re.sub(r"\{\w+\}", "rien", path), data={}).status_code == 403, path


def test_a_pasted_text_is_seen_before_it_is_found_and_found_once_published(ada: TestClient) -> None:
    draft = added(ada, f"Partager sur Facebook\n\n{FACT}")
    shown = ada.get(draft).text
    assert FACT in shown
    assert "<li>Partager sur Facebook</li>" in shown
    assert found(ada) == []
    typed = {"csrf": csrf(ada), **CARD, "published": "03/2026", "text": FACT, "do": "publier"}
    answer = ada.post(draft, data=typed)
    assert answer.headers["location"] == f"{ROOT}/documents/le-pret-causse"
    assert found(ada) == [FACT]
    document = ada.get("/api/v1/documents/le-pret-causse").json()
    assert (document["published"], document["published_precision"]) == ("2026-03", "month")
    assert ada.get(draft).status_code == 404


def test_a_card_with_faults_keeps_everything_and_tells_each_beside_its_field(ada: TestClient) -> None:
    draft = added(ada)
    typed = {
        "csrf": csrf(ada),
        **CARD,
        "publisher": "",
        "published": "un jour",
        "topics": "prêt",
        "text": FACT,
    }
    answer = ada.post(draft, data={**typed, "do": "publier"})
    assert answer.status_code == 422
    assert 'id="publisher-fault"' in answer.text
    assert 'id="published-fault">Date non comprise' in answer.text
    again = ada.get(draft).text
    assert 'value="un jour"' in again
    assert 'value="prêt"' in again
    assert found(ada) == []


def test_a_file_is_read_and_one_that_cannot_be_is_told(ada: TestClient) -> None:
    token = csrf(ada)
    send = {"csrf": token}
    good = ada.post(f"{ROOT}/ajouter/fichier", data=send, files={"file": ("pret.md", f"# Le prêt\n\n{FACT}")})
    assert good.status_code == 303
    assert FACT in ada.get(good.headers["location"]).text
    bad = ada.post(f"{ROOT}/ajouter/fichier", data=send, files={"file": ("photo.png", b"\x89PNG")})
    assert (bad.status_code, "ce type de fichier" in bad.text) == (422, True)
    assert ada.post(f"{ROOT}/ajouter/fichier", data=send).status_code == 422


def test_an_editor_may_bring_a_large_file_and_nobody_else(ada: TestClient, paul: TestClient) -> None:
    large = {"file": ("grand.txt", (FACT + "\n\n") * 3000)}
    for browser, status in ((ada, 303), (paul, 413)):
        answer = browser.post(f"{ROOT}/ajouter/fichier", data={"csrf": csrf(browser)}, files=large)
        assert answer.status_code == status


def test_a_page_of_the_web_is_read_through_the_one_door(services: Services, desk: Desk) -> None:
    page = httpx.Response(
        200, headers={"content-type": "text/html"}, text=f"<article><p>{FACT}</p></article>"
    )
    web = FakeWeb({"cci.fr/pret": page})
    assert services.knowledge is not None
    object.__setattr__(services.knowledge, "fetcher", web.fetcher())
    for ada in signed_in(create_app(services), "ada@cci.fr"):
        send = {"csrf": csrf(ada), "address": "https://cci.fr/pret"}
        draft = ada.post(f"{ROOT}/ajouter/adresse", data=send).headers["location"]
        assert 'value="https://cci.fr/pret"' in ada.get(draft).text
        web.address = "10.0.0.1"
        refused = ada.post(f"{ROOT}/ajouter/adresse", data=send)
        assert "Web public" in refused.text
        assert 'value="https://cci.fr/pret"' in refused.text
    assert len(web.asked) == 1


def test_a_document_is_changed_compared_and_brought_back(ada: TestClient, desk: Desk) -> None:
    address = published(ada)
    draft = ada.post(f"{address}/modifier", data={"csrf": csrf(ada)}).headers["location"]
    new = FACT.replace("8000", "9500")
    ada.post(draft, data={"csrf": csrf(ada), **CARD, "text": new, "owner": "Ada", "do": "publier"})
    assert found(ada) == [new]
    diff = ada.get(f"{address}/comparer?avant=1&apres=2").text
    assert "<del>8000</del>" in diff
    assert "<ins>9500</ins>" in diff
    assert "<ins>Ada</ins>" in diff
    ada.post(f"{address}/remettre", data={"csrf": csrf(ada), "number": "1"})
    assert found(ada) == [FACT]
    actions = [trace.action for trace in desk.audit.latest()]
    assert {
        "brouillon_ajoute",
        "document_publie",
        "brouillon_ouvert",
        "versions_comparees",
        "version_remise",
    } <= set(actions)


def test_a_document_of_the_files_is_withdrawn_with_a_reason_and_put_back(ada: TestClient) -> None:
    address = f"{ROOT}/documents/{GROUPEMENT.id}"
    refused = ada.post(f"{address}/retirer", data={"csrf": csrf(ada), "reason": " "})
    assert (refused.status_code, "Dites pourquoi" in refused.text) == (422, True)
    ada.post(f"{address}/retirer", data={"csrf": csrf(ada), "reason": "Périmé"})
    assert ada.get(f"/api/v1/documents/{GROUPEMENT.id}").status_code == 404
    assert "Périmé" in ada.get(ROOT).text
    ada.post(f"{address}/remettre", data={"csrf": csrf(ada), "number": "2"})
    assert ada.get(f"/api/v1/documents/{GROUPEMENT.id}").json()["title"] == GROUPEMENT.title


def test_another_file_replaces_a_document_under_the_same_name(ada: TestClient) -> None:
    address = published(ada, topics="prêt, boulangerie")
    draft = added(ada, "Le prêt Causse est fermé depuis mai.", replaces="le-pret-causse")
    assert 'value="prêt, boulangerie"' in ada.get(draft).text
    text = "Le prêt Causse est fermé depuis mai."
    answer = ada.post(draft, data={"csrf": csrf(ada), **CARD, "text": text, "do": "publier"})
    assert answer.headers["location"] == address
    assert found(ada, "prêt Causse") == [text]


def test_a_document_made_internal_leaves_the_public_at_once(ada: TestClient) -> None:
    address = published(ada)
    draft = ada.post(f"{address}/modifier", data={"csrf": csrf(ada)}).headers["location"]
    ada.post(draft, data={"csrf": csrf(ada), **CARD, "audience": "internal", "text": FACT, "do": "publier"})
    assert found(ada) == []
    assert ada.get("/sources/le-pret-causse").status_code == 404
    assert "Interne" in ada.get(address).text


def test_a_draft_is_discarded_and_an_adviser_sees_no_button(ada: TestClient, paul: TestClient) -> None:
    draft = added(ada)
    ada.post(draft, data={"csrf": csrf(ada), **CARD, "text": FACT, "do": "abandonner"})
    assert ada.get(draft).status_code == 404
    assert "Ajouter un document" not in paul.get(ROOT).text
    assert INTERNAL.title in paul.get(f"{ROOT}?q=note-interne").text
    assert "Retirer" not in paul.get(f"{ROOT}/documents/{GROUPEMENT.id}").text
