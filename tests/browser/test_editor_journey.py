"""An editor answers, in place, a question that nobody could: asked again in the chat, it is answered."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest
from databases import settings_of
from journeys import ask, sign_in
from playwright.sync_api import Browser, Page, expect
from reach import OVERFLOW, problems
from serving import served
from watched_site import Watch

from bot.bootstrap import open_passerelle
from bot.retrieval.embedder import SentenceTransformerEmbedder
from bot.serving import web_application
from bot.store.accounts import Accounts

PASSWORD = "quatre-mots-de-passe-longs"
ROOT = "/conseiller/connaissances"
QUESTION = "Qui répare les fours de boulanger à Figeac ?"
ANSWER = "Les fours de boulanger de Figeac sont réparés par la chaudronnerie Delmas, à Capdenac."
SEED = "Le groupement d'employeurs du Lot partage un comptable entre quatre entreprises de Cahors."


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbedder) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("redaction")
    (folder / "seeds" / "documents").mkdir(parents=True)
    sheet = f"---\nid: groupement\ntitle: Le groupement\npublished: 2026-03\n---\n{SEED}\n"
    (folder / "seeds" / "documents" / "groupement.md").write_text(sheet, "utf-8")
    settings = settings_of(folder / "data", seeds_dir=folder / "seeds")
    with closing(open_passerelle(settings, embedder=embedder)) as passerelle:
        accounts = Accounts(passerelle.database, passerelle.clock)
        accounts.add("ada@cci.fr", "Ada Pons", "editor", PASSWORD)
        with served(web_application(passerelle)) as address:
            yield address


@pytest.fixture
def watching(origin: str) -> Watch:
    return Watch(origin)


@pytest.fixture
def desk(browser: Browser, origin: str, watching: Watch) -> Iterator[Page]:
    context = browser.new_context(base_url=origin, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    context.on("page", watching.follow)
    page = context.new_page()
    sign_in(page, "ada@cci.fr", PASSWORD)
    yield page
    context.close()
    watching.verify()


def test_a_sheet_added_from_an_unanswered_question_answers_it_without_a_restart(desk: Page) -> None:
    desk.goto("/")
    expect(ask(desk, QUESTION)).not_to_contain_text("Delmas")
    desk.goto(f"{ROOT}/questions")
    desk.get_by_role("link", name=QUESTION).click()
    assert problems(desk) == []
    desk.get_by_label("Réponse", exact=True).fill(ANSWER)
    desk.get_by_label("Éditeur").fill("CCI du Lot")
    desk.get_by_role("button", name="Continuer : revoir et publier").click()
    expect(desk.locator(".desk-passage")).to_contain_text(ANSWER)
    assert problems(desk) == []
    desk.get_by_role("button", name="Publier").click()
    expect(desk.get_by_text("Une fiche y répond")).to_be_visible()
    assert problems(desk) == []
    desk.goto("/?lang=fr")
    answered = ask(desk, QUESTION)
    expect(answered).to_contain_text("la chaudronnerie Delmas")
    expect(answered).not_to_contain_text("Mes sources ne donnent pas")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_of_the_editors_is_within_reach(
    desk: Page, theme: Literal["light", "dark"], width: int
) -> None:
    desk.emulate_media(color_scheme=theme)
    desk.set_viewport_size({"width": width, "height": 800})
    for address in (
        "", "/ajouter", "/documents/groupement", "/questions", "/a-revoir", "/catalogue",
        "/catalogue/programme/nouveau", "/catalogue/adviser/nouveau",
    ):  # fmt: skip
        desk.goto(ROOT + address)
        assert problems(desk) == [], address
        assert desk.evaluate(OVERFLOW) == 0, address


def test_an_entry_refused_leads_to_each_field_to_correct(desk: Page, watching: Watch) -> None:
    watching.expected = ("422",)
    desk.set_viewport_size({"width": 375, "height": 800})
    desk.goto(f"{ROOT}/catalogue/programme/nouveau")
    desk.get_by_role("button", name="Enregistrer").click()
    expect(desk.get_by_role("alert")).to_contain_text("champs sont à corriger")
    assert problems(desk) == []
    assert desk.evaluate(OVERFLOW) == 0
    desk.get_by_role("main").get_by_role("link", name="Porteurs").click()
    field = desk.get_by_label("Porteurs")
    expect(field).to_be_in_viewport()
    expect(field).to_have_attribute("aria-invalid", "true")
    colours = {
        desk.locator(f"#{name}").evaluate("one => getComputedStyle(one).borderColor")
        for name in ("key", "porteurs")
    }
    assert len(colours) == 1, "a line and a text to correct are marked alike"
