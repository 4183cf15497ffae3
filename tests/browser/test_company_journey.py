"""A company in the chat: described, understood, matched, corrected, put in touch; every part real."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from databases import copy_folder, settings_of
from journeys import ask
from playwright.sync_api import Browser, Locator, Page, expect
from reach import OVERFLOW, problems
from serving import served
from watched_site import Watch

from bot.bootstrap import open_passerelle
from bot.retrieval.embedder import SentenceTransformerEmbedder
from bot.serving import web_application

pytestmark = pytest.mark.model

SHARING = "On est trois entreprises de Gourdon, on voudrait partager un comptable."
JAPAN = "On est une biscuiterie de 20 salariés à Figeac, on aimerait vendre au Japon."
LISTED: dict[str, Any] = {
    "siren": "732829320",
    "nom_complet": "BISCUITERIE DU CELE",
    "activite_principale": "10.72Z",
    "etat_administratif": "A",
    "nature_juridique": "5499",
    "date_creation": "2015-03-02",
    "siege": {"siret": "73282932000074", "commune": "46102", "libelle_commune": "FIGEAC"},
}


@pytest.fixture(scope="module")
def register() -> Iterator[str]:
    """A public directory on this machine that knows one company."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps({"results": [LISTED], "total_results": 1}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def origin(
    tmp_path_factory: pytest.TempPathFactory,
    embedder: SentenceTransformerEmbedder,
    seeded_folder: Path,
    register: str,
) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("journey")
    copy_folder(seeded_folder, folder)
    settings = settings_of(folder, today=date(2026, 11, 22), directory_url=register)
    with (
        closing(open_passerelle(settings, embedder=embedder)) as passerelle,
        served(web_application(passerelle)) as address,
    ):
        yield address


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    watching = Watch(origin)
    opened = browser.new_context(base_url=origin, viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(15_000)
    opened.on("page", watching.follow)
    yield opened.new_page()
    opened.close()
    watching.expected = ("422",)
    watching.verify()


def told(page: Page) -> Locator:
    """Give the last exchange, once its reply is whole."""
    exchange = page.locator(".exchange").last
    exchange.locator(".actions").wait_for()
    return exchange


def chip(exchange: Locator, text: str) -> Locator:
    return exchange.locator(".fact", has_text=text)


def test_a_company_is_understood_matched_asked_and_put_in_touch(page: Page) -> None:
    page.goto("/")
    first = ask(page, SHARING)
    expect(first.locator(".match-title").first).to_have_text("Groupements d'employeurs")
    expect(first.locator(".verdict").first).to_have_text("À préciser")
    first.get_by_role("button", name="Gourdon (46)").click()

    second = page.locator(".exchange").nth(1)
    expect(chip(second, "Commune : Gourdon (46)")).to_be_visible()
    card = second.locator(".match").first
    expect(card.locator(".verdict")).to_have_text("Probable")
    expect(card).to_contain_text("Couvre votre département.")
    card.get_by_text(re.compile("^Critères et sources")).click()
    expect(card.locator(".criterion-met").first).to_contain_text("Public visé")
    expect(card.locator(".criterion-to_check").first).to_contain_text("à vérifier")

    card.locator(".match-source").first.click()
    expect(page.locator("#source-panel mark")).to_contain_text("groupements d'employeurs")
    page.keyboard.press("Escape")
    expect(card.locator(".match-source").first).to_be_focused()

    card.get_by_role("button", name=re.compile("Demander une inscription")).click()
    form = page.locator("#contact")
    expect(form.get_by_label("Votre besoin en quelques mots")).to_have_value(
        re.compile("^Groupements d'employeurs\n.*partager un comptable")
    )
    expect(form.get_by_label("Département")).to_have_value("46")
    expect(form.locator("#contact-kind")).to_have_value("inscription")
    form.get_by_label("Votre nom").fill("Jeanne Delmas")
    form.get_by_label("Adresse électronique").fill("jeanne@exemple.fr")
    form.get_by_label("J'accepte que ma chambre").check()
    form.get_by_role("button", name="Envoyer ma demande").click()
    expect(form.get_by_role("link", name="Suivre ma demande")).to_be_visible()


def test_a_chip_is_corrected_by_hand_with_the_keyboard_and_never_overwritten(page: Page) -> None:
    page.goto("/")
    ask(page, JAPAN)
    first = page.locator(".exchange").nth(0)
    effectif = chip(first, "Effectif : 20 salariés")
    effectif.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(effectif).to_contain_text("D'après vos mots : « 20 salariés »")
    page.keyboard.press("Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("12")
    page.keyboard.press("Enter")

    expect(page.locator(".message-visitor").nth(1)).to_contain_text("Je corrige : Effectif, 12.")
    expect(chip(told(page), "Effectif : 12 salariés")).to_be_visible()
    expect(first.locator(".company")).to_be_hidden()

    third = ask(page, "On est 20 salariés dans la biscuiterie")
    expect(chip(third, "Effectif : 12 salariés")).to_be_visible()
    expect(third.locator(".ask-block")).to_contain_text("que dois-je retenir")


def test_a_chip_is_taken_off_and_another_added(page: Page) -> None:
    page.goto("/")
    ask(page, JAPAN)
    first = page.locator(".exchange").nth(0)
    country = chip(first, "Pays du projet : Japon")
    country.locator("summary").click()
    country.get_by_role("button", name="Retirer").click()
    second = told(page)
    expect(page.locator(".exchange")).to_have_count(2)
    expect(chip(second, "Pays du projet : Japon")).to_have_count(0)

    adding = second.locator(".fact-add")
    adding.locator("summary").click()
    adding.get_by_label("Information").select_option("country")
    adding.get_by_label("Valeur").fill("Canada")
    adding.get_by_role("button", name="Ajouter").click()
    expect(page.locator(".exchange")).to_have_count(3)
    expect(chip(told(page), "Pays du projet : Canada")).to_be_visible()


def test_what_cannot_be_is_told_and_leaves_the_profile_as_it_was(page: Page) -> None:
    page.goto("/")
    ask(page, JAPAN)
    first = page.locator(".exchange").nth(0)
    effectif = chip(first, "Effectif")
    effectif.locator("summary").click()
    effectif.get_by_role("textbox").fill("beaucoup")
    effectif.get_by_role("button", name="Corriger").click()
    expect(page.locator(".callout-fault")).to_contain_text("un nombre entier de salariés")
    expect(chip(first, "Effectif : 20 salariés")).to_be_visible()
    expect(page.get_by_label("Votre question")).to_have_value("")


def test_the_directory_is_asked_only_once_the_visitor_agrees(page: Page) -> None:
    page.goto("/")
    ask(page, JAPAN)
    first = page.locator(".exchange").nth(0)
    first.get_by_text("Compléter avec l'annuaire public").click()
    expect(first.locator(".directory")).to_contain_text("est envoyé à l'annuaire public")
    first.get_by_label("Nom, SIREN ou SIRET").fill("biscuiterie du cele")
    first.get_by_role("button", name="J'accepte, chercher").click()
    first.get_by_role("button", name="BISCUITERIE DU CELE, Figeac (46)").click()
    expect(page.locator(".exchange")).to_have_count(2)
    siret = chip(told(page), "SIRET : SIRET 732 829 320 00074")
    siret.locator("summary").click()
    expect(siret).to_contain_text("D'après l'annuaire public : BISCUITERIE DU CELE")


def test_reloading_keeps_the_chips_the_cards_and_the_question(page: Page) -> None:
    page.goto("/")
    ask(page, SHARING)
    page.reload()
    kept = told(page)
    expect(chip(kept, "Besoin : Partager un salarié")).to_be_visible()
    expect(kept.locator(".match-title").first).to_have_text("Groupements d'employeurs")
    expect(kept.get_by_role("button", name="Gourdon (46)")).to_be_visible()


def test_a_plain_question_shows_neither_chip_nor_card(page: Page) -> None:
    page.goto("/")
    exchange = ask(page, "Qui a participé à la mission en Californie ?")
    expect(exchange.locator(".chip").first).to_be_visible()
    for part in (".company", ".match", ".ask-block"):
        expect(exchange.locator(part)).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_overflows_a_small_phone(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/")
    exchange = ask(page, SHARING)
    exchange.locator(".fact summary").first.click()
    exchange.locator(".criteria summary").first.click()
    assert problems(page) == []
    assert page.evaluate(OVERFLOW) <= 0
    exchange.locator(".fact-add summary").click()
    exchange.locator(".directory summary").click()
    assert problems(page) == []
    assert page.evaluate(OVERFLOW) <= 0


def test_the_reply_is_announced_once_with_its_proposals_and_its_question(page: Page) -> None:
    page.goto("/")
    ask(page, SHARING)
    said = page.locator("#announcer").text_content() or ""
    assert "2 propositions." in said
    assert "dans quel département est la vôtre" in said
