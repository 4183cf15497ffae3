import io
import re
from collections.abc import Iterator

import pytest
from docx import Document as WordFile
from fakes import INTERNAL, said
from fastapi import FastAPI
from pypdf import PdfReader
from starlette.testclient import TestClient

from bot.web.adviser.ready_reply import INTERNAL_MARK, ready_reply
from bot.web.services import Desk, Services

PASSWORD = "quatre-mots-de-passe-longs"
SECRET = INTERNAL.passages[0].text


@pytest.fixture
def desk(services: Services) -> Desk:
    assert services.desk is not None
    for name in ("paul", "lea"):
        services.desk.accounts.add(f"{name}@cci.fr", name.title(), "adviser", PASSWORD)
    return services.desk


@pytest.fixture
def paul(app: FastAPI, desk: Desk) -> Iterator[TestClient]:
    yield from signed_in(app, "paul@cci.fr")


@pytest.fixture
def lea(app: FastAPI, desk: Desk) -> Iterator[TestClient]:
    yield from signed_in(app, "lea@cci.fr")


def signed_in(app: FastAPI, email: str) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as browser:
        browser.post("/conseiller/connexion", data={"email": email, "password": PASSWORD})
        page = browser.get("/conseiller/assistant").text
        found = re.search(r'"csrf": "(\w+)"', page)
        assert found
        browser.headers["X-CSRF"] = found[1]
        yield browser


def ask(browser: TestClient, message: str = "Quel budget ?", **more: object) -> dict[str, str]:
    answer = browser.post("/conseiller/assistant/messages", json={"message": message, **more})
    assert answer.status_code == 200, answer.text
    reply: dict[str, str] = answer.json()
    return reply


def test_the_adviser_is_told_what_is_internal_and_reads_it(paul: TestClient) -> None:
    (citation,) = ask(paul)["citations"]
    assert citation["audience"] == "internal"  # type: ignore[index]
    assert citation["href"] == "/conseiller/sources/note-interne#p1"  # type: ignore[index]
    page = paul.get("/conseiller/sources/note-interne").text
    assert "Source interne" in page
    assert SECRET in page.replace("&#39;", "'")
    assert paul.get("/sources/note-interne").status_code == 404


def test_a_conversation_of_an_adviser_is_nobody_elses(
    paul: TestClient, lea: TestClient, client: TestClient
) -> None:
    reply = ask(paul)
    own = f"/conseiller/assistant/conversations/{reply['conversation_id']}"
    assert paul.get(own).json()["turns"][0]["message"] == "Quel budget ?"
    assert lea.get(own).status_code == 404
    assert lea.get(own + "/export.pdf").status_code == 404
    public = f"/api/v1/conversations/{reply['conversation_id']}"
    goes_on = {"message": "Et encore ?", "conversation_id": reply["conversation_id"]}
    opinion = {"message_id": reply["message_id"], "useful": True}
    asked = {
        "name": "Jeanne",
        "email": "jeanne@cci.fr",
        "need": "Lire",
        "consent": True,
        "share_conversation": True,
        "conversation_id": reply["conversation_id"],
    }
    # Neither without a cookie, when the id alone lets a client go on, nor with that of a visitor.
    for _ in range(2):
        assert client.get(public).status_code == 404
        assert client.post("/api/v1/chat", json=goes_on).status_code == 404
        assert client.post("/api/v1/feedback", json=opinion).status_code == 404
        assert client.post("/api/v1/requests", json=asked).status_code == 404
        client.post("/api/v1/chat", json={"message": "Bonjour"})


def test_the_conversation_of_a_visitor_is_not_the_assistants(paul: TestClient, client: TestClient) -> None:
    reply = client.post("/api/v1/chat", json={"message": "Bonjour"}).json()
    goes_on = {"message": "Et encore ?", "conversation_id": reply["conversation_id"]}
    assert paul.post("/conseiller/assistant/messages", json=goes_on).status_code == 404


def test_a_call_without_the_sessions_token_or_from_elsewhere_is_refused(paul: TestClient) -> None:
    asked = {"message": "Quel budget ?"}
    for headers in ({"X-CSRF": "autre"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://x.example"}):
        assert paul.post("/conseiller/assistant/messages", json=asked, headers=headers).status_code == 403


def test_a_company_that_cannot_be_is_refused_in_french(paul: TestClient) -> None:
    asked = {"message": "Quel budget ?", "profile": {"effectif": "plein"}}
    answer = paul.post("/conseiller/assistant/messages", json=asked)
    assert (answer.status_code, "effectif" in answer.json()["detail"]) == (422, True)
    assert ask(paul, profile={"effectif": 9, "commune": "Gramat"})["profile"] == {
        "effectif": 9,
        "commune": "Gramat",
    }


def test_the_company_of_a_request_is_pinned_for_its_adviser_only(
    paul: TestClient, lea: TestClient, desk: Desk
) -> None:
    asked = {
        "name": "Jeanne Delmas",
        "company": "Boulangerie Delmas",
        "email": "jeanne@boulangerie-figeac.fr",
        "need": "Partager un comptable.",
        "consent": True,
        "departement": "46",
    }
    number = paul.post("/api/v1/requests", json=asked).json()["number"]
    account = next(one for one in desk.accounts.all() if one.email == "paul@cci.fr")
    desk.cases.step(account, number, "prise_en_charge")
    assert '"name": "Boulangerie Delmas"' in paul.get(f"/conseiller/assistant?demande={number}").text
    assert lea.get(f"/conseiller/assistant?demande={number}").status_code == 404


def test_what_is_internal_leaves_only_marked(paul: TestClient) -> None:
    reply = ask(paul)
    path = f"/conseiller/assistant/conversations/{reply['conversation_id']}/reponse"
    texts = paul.post(path, json={"message_id": reply["message_id"], "contact": "Jeanne"}).json()
    assert texts["internal"] is True
    assert "Bonjour Jeanne," in texts["text"]
    for word in ("budget du groupement", "note-interne", INTERNAL.title):
        assert word not in texts["text"]
    marked = [line for line in texts["marked"].splitlines() if "budget du groupement" in line]
    assert marked
    assert all(line.startswith(INTERNAL_MARK) for line in marked)


def test_a_public_reply_is_an_email_with_its_numbered_source() -> None:
    text = ready_reply(said("Qui ?", "c", "fr", {}), "Qui partage un comptable ?", adviser="Paul Roux")
    assert "« Qui partage un comptable ? »" in text
    assert "partage un comptable entre quatre entreprises. [1]" in text
    assert "[1] Le groupement d'employeurs de Figeac, CCI du Lot, 2022-06" in text
    assert text.endswith("Bien cordialement,\nPaul Roux")


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_conversation_and_a_reply_are_exported_with_their_sources(paul: TestClient, kind: str) -> None:
    first = ask(paul, "Quel budget à Cahors, près de l'œuvre ?")
    ask(paul, "Une seconde question ?", conversation_id=first["conversation_id"])
    path = f"/conseiller/assistant/conversations/{first['conversation_id']}/export.{kind}"
    whole, one = (
        text_of(kind, paul.get(path, params=params).content)
        for params in ({}, {"message": first["message_id"]})
    )
    for words in ("Quel budget à Cahors, près de l'œuvre ?", "SOURCE INTERNE", "Fiche note-interne"):
        assert words in whole
        assert words in one
    assert "Une seconde question ?" in whole
    assert "Une seconde question ?" not in one


def text_of(kind: str, content: bytes) -> str:
    if kind == "docx":
        return "\n".join(paragraph.text for paragraph in WordFile(io.BytesIO(content)).paragraphs)
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return " ".join(text.split())
