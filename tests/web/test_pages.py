"""The pages as the server gives them, before any script runs."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from databases import database_url
from fakes import INTERNAL, fake_services, make_document
from starlette.testclient import TestClient

import bot.web
from bot.documents.model import Published
from bot.errors import IndexUnavailable
from bot.settings import Settings
from bot.store.database import open_database
from bot.web import visitors
from bot.web.adviser.words import ASSISTANT
from bot.web.app import create_app
from bot.web.conversations import Reason
from bot.web.services import Services
from bot.web.texts import interface, starters

HTML = {"Accept": "text/html"}
WEB = Path(bot.web.__file__).parent


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    database = open_database(database_url(tmp_path))
    yield fake_services(database)
    database.close()


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(create_app(services)) as opened:
        yield opened


def test_the_chat_page_keeps_nothing_before_the_first_message(client: TestClient) -> None:
    page = client.get("/", headers=HTML)

    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    assert "intelligence artificielle" in page.text
    assert '<html lang="fr"' in page.text


def test_every_script_and_style_is_ours_and_none_is_inline(client: TestClient) -> None:
    page = client.get("/", headers=HTML)

    nonce = re.search(r"'nonce-([^']+)'", page.headers["content-security-policy"])
    assert nonce is not None
    scripts = re.findall(r"<script([^>]*)>([^<]*)", page.text)
    for attributes, body in scripts:
        assert 'type="application/json"' in attributes or (f'nonce="{nonce[1]}"' in attributes and not body)
    assert " style=" not in page.text
    assert "<style" not in page.text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page.text)


def test_what_the_page_asks_for_exists(client: TestClient) -> None:
    page = client.get("/", headers=HTML).text
    modules = {f"/static/js/{path.name}" for path in (WEB / "static" / "js").glob("*.js")}
    named = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page)) | modules

    for address in named:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["cache-control"] == "no-cache"


def test_scripts_never_write_markup() -> None:
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")

    for path in (WEB / "static" / "js").glob("*.js"):
        assert not forbidden.search(path.read_text(encoding="utf-8")), path.name


def test_english_goes_along_every_address(client: TestClient) -> None:
    page = client.get("/?lang=en", headers=HTML).text

    assert '<html lang="en"' in page
    assert 'href="/confidentialite?lang=en"' in page
    assert 'href="/?lang=fr"' in page
    assert starters("en")[0] in unescape(page)


def test_an_unknown_language_is_french(client: TestClient) -> None:
    assert '<html lang="fr"' in client.get("/?lang=klingon", headers=HTML).text


def test_a_question_in_the_address_is_answered_in_the_page(client: TestClient) -> None:
    page = client.get("/", params={"q": "Qui partage un comptable ?"}, headers=HTML)

    assert visitors.COOKIE in page.headers["set-cookie"]
    assert page.headers["cache-control"] == "no-store"
    assert "Vous demandez : « Qui partage un comptable ? »" in page.text
    assert 'href="/sources/groupement-figeac#p1"' in page.text
    assert "juin 2022, il y a 4 ans" in page.text


def test_the_plain_form_goes_on_with_its_conversation(client: TestClient, services: Services) -> None:
    first = client.get("/", params={"q": "Qui partage un comptable ?"}, headers=HTML).text
    field = re.search(r'name="c" value="([^"]+)"', first)
    assert field is not None

    client.get("/", params={"q": "Et où ?", "c": field[1]}, headers=HTML)

    assert [turn.message for turn in services.history.turns(field[1], None)] == [
        "Qui partage un comptable ?",
        "Et où ?",
    ]


def test_the_conversation_of_another_visitor_is_not_gone_on_with(
    client: TestClient, services: Services
) -> None:
    foreign = services.history.open("quelqu'un d'autre")

    client.get("/", params={"q": "Et où ?", "c": foreign}, headers=HTML)

    assert services.history.turns(foreign, None) == []


def test_a_question_too_long_is_told_in_the_page(client: TestClient) -> None:
    page = client.get("/", params={"q": "a" * 2001}, headers=HTML)

    assert "Ce texte est trop long : au plus 2000 caractères." in page.text


def test_a_fault_is_told_in_the_page_with_the_question_kept(services: Services) -> None:
    services.assistant.failure = IndexUnavailable("La recherche est indisponible.")  # type: ignore[attr-defined]
    with TestClient(create_app(services)) as client:
        page = client.get("/", params={"q": "Qui aide une boulangerie ?"}, headers=HTML)

    assert "La recherche est indisponible." in page.text
    assert "Qui aide une boulangerie ?" in page.text


def test_what_a_visitor_types_is_never_markup(client: TestClient) -> None:
    page = client.get("/", params={"q": "</script><script>alert(1)</script>"}, headers=HTML).text

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_source_page_shows_the_document_with_its_anchors(client: TestClient) -> None:
    page = unescape(client.get("/sources/groupement-figeac", headers=HTML).text)

    assert "<h1" in page
    assert "Le groupement d'employeurs de Figeac" in page
    assert 'id="p2"' in page
    assert "juin 2022, il y a 4 ans" in page
    assert "Jeanne Delmas" in page
    assert "Entretien de presse." in page


def test_an_internal_document_and_one_that_is_not_there_look_the_same(client: TestClient) -> None:
    internal = client.get(f"/sources/{INTERNAL.id}", headers=HTML)
    absent = client.get("/sources/absent-ici", headers=HTML)

    assert (internal.status_code, absent.status_code) == (404, 404)
    without_noise = re.compile(r'nonce="[^"]+"')
    assert without_noise.sub("", internal.text) == without_noise.sub("", absent.text)
    assert "Page introuvable" in internal.text
    assert "budget" not in internal.text


def test_a_link_that_is_not_of_the_web_is_not_shown(client: TestClient, services: Services) -> None:
    services.library.save(make_document("piege", "Texte.", url="javascript:alert(1)"))  # type: ignore[attr-defined]

    page = client.get("/sources/piege", headers=HTML)

    assert page.status_code == 200
    assert "javascript:" not in page.text


def test_an_inferred_date_says_so(client: TestClient, services: Services) -> None:
    published = Published(date(2013, 1, 1), "year", certain=False)
    services.library.save(make_document("clusters", "Treize clusters.", published=published))

    assert "2013, il y a 13 ans (date déduite)" in client.get("/sources/clusters", headers=HTML).text


def test_a_page_that_does_not_exist_is_told_in_words(client: TestClient) -> None:
    page = client.get("/nulle-part", headers=HTML)

    assert page.status_code == 404
    assert "Cette page n'existe pas" in unescape(page.text)


def test_the_privacy_page_says_what_is_kept_and_whom_to_ask(client: TestClient) -> None:
    french = unescape(client.get("/confidentialite", headers=HTML).text)
    english = unescape(client.get("/confidentialite?lang=en", headers=HTML).text)

    assert "Vous parlez à une intelligence artificielle" in french
    assert "trente jours" in french
    assert Settings().contact in french
    assert "aucune autre entreprise" in french
    assert "You are talking to an artificial intelligence" in english


def test_what_erases_waits_for_the_script_that_listens(client: TestClient) -> None:
    for language in ("fr", "en"):
        page = client.get(f"/confidentialite?lang={language}", headers=HTML).text
        assert re.findall(r'id="(erase|erase-all)" disabled>', page) == ["erase", "erase-all"]


def test_the_privacy_page_says_when_a_remote_model_words_the_answers(services: Services) -> None:
    remote = replace(services, settings=Settings(llm_base_url="http://127.0.0.1:9/v1"))
    with TestClient(create_app(remote)) as client:
        page = unescape(client.get("/confidentialite", headers=HTML).text)

    assert "transmis au modèle de langue" in page
    assert "aucune autre entreprise" not in page


def test_every_reason_for_an_opinion_has_its_words() -> None:
    for language in ("fr", "en"):
        texts = interface(language)
        assert all(texts[f"feedback_{reason.value}"] for reason in Reason)


def test_every_text_that_the_scripts_say_exists() -> None:
    texts = interface("fr") | ASSISTANT
    for path in (WEB / "static" / "js").rglob("*.js"):
        for name in re.findall(r'\bsay\("(\w+)"', path.read_text(encoding="utf-8")):
            assert name in texts, f"{path.name}: {name}"
