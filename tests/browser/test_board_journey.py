"""Two companies on the board: from the chat to the deposit, the proposal, and both names; every part real."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from databases import copy_folder, settings_of
from journeys import ask
from playwright.sync_api import Browser, Page, expect
from reach import OVERFLOW, problems
from serving import served
from watched_site import Watch

from bot.bootstrap import open_passerelle
from bot.retrieval.embedder import SentenceTransformerEmbedder
from bot.serving import web_application
from bot.store.outbox import Outbox
from bot.upkeep import between_of
from bot.web.between import Between

pytestmark = pytest.mark.model

BREWERY = ("Brasserie des Causses", "Lucie Vayssade", "lucie@brasserie-causses.fr")
FARM = ("Ferme Zwolak", "Paul Zwolak", "paul@ferme-zwolak.fr")


class Fair(NamedTuple):
    """A running site, what tends its board, and the letters that wait."""

    origin: str
    between: Between
    outbox: Outbox


@pytest.fixture(scope="module")
def fair(
    tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbedder, seeded_folder: Path
) -> Iterator[Fair]:
    folder = tmp_path_factory.mktemp("board")
    copy_folder(seeded_folder, folder)
    settings = settings_of(folder, today=date(2026, 11, 22))
    with (
        closing(open_passerelle(settings, embedder=embedder)) as passerelle,
        served(web_application(passerelle)) as address,
    ):
        yield Fair(address, between_of(passerelle), Outbox(passerelle.database, passerelle.clock))


@pytest.fixture
def page(browser: Browser, fair: Fair) -> Iterator[Page]:
    watching = Watch(fair.origin)
    opened = browser.new_context(base_url=fair.origin, viewport={"width": 320, "height": 700})
    opened.set_default_timeout(15_000)
    opened.on("page", watching.follow)
    yield opened.new_page()
    opened.close()
    watching.verify()


def is_sound(page: Page) -> None:
    """Hold the page against axe in both colours, and against a small phone's width."""
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        assert problems(page) == []
    assert page.evaluate(OVERFLOW) <= 0


def sign(page: Page, who: tuple[str, str, str]) -> str:
    """Say who deposits, send, and give the secret address of the deposit."""
    for label, value in zip(("Entreprise", "Votre nom", "Adresse électronique"), who, strict=True):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("J'accepte que ma chambre").check()
    page.get_by_role("button", name="Déposer").click()
    expect(page.get_by_text("Gardez l'adresse de cette page")).to_be_visible()
    return page.url


def test_from_the_chat_to_both_names(page: Page, fair: Fair) -> None:
    page.goto("/")
    told = ask(page, "On est une brasserie à Cahors, je cherche à valoriser mes drêches")
    told.get_by_role("link", name="Déposez cette offre").click()
    expect(page.get_by_label("Je propose")).to_be_checked()
    expect(page.get_by_label("Catégorie")).to_have_value("organiques")
    expect(page.get_by_label("Commune", exact=True)).to_have_value("46042")
    is_sound(page)
    page.get_by_label("Ce que vous proposez ou cherchez").fill("Drêches de brasserie, deux bennes")
    own = sign(page, BREWERY)
    is_sound(page)

    page.goto("/offres?kind=besoin&category=organiques&commune=46102")
    page.get_by_label("Ce que vous proposez ou cherchez").fill("Des coproduits pour nourrir mes porcs")
    other = sign(page, FARM)
    fair.between.tend()

    for address, unknown in ((own, FARM), (other, BREWERY)):
        page.goto(address)
        is_sound(page)
        page.get_by_role("link", name="Résidus organiques").click()
        is_sound(page)
        assert not any(word in page.content() for word in unknown)
        page.get_by_role("button", name="J'accepte").click()
    expect(page.get_by_role("heading", name="Vous êtes en relation")).to_be_visible()
    expect(page.get_by_role("link", name=BREWERY[2])).to_be_visible()
    expect(page.get_by_text("Drêches de brasserie, deux bennes")).to_be_visible()
    is_sound(page)

    letters = [one.content for one in fair.outbox.take(("mail",), limit=100)]
    told_to = {one["to"]: one["others"] for one in letters if one["text"] == "acceptee"}
    assert FARM[2] in told_to[BREWERY[2]]
    assert BREWERY[2] in told_to[FARM[2]]
    page.goto(own)
    page.get_by_role("button", name="Retirer mon dépôt").click()
    expect(page.get_by_role("heading", name="Votre dépôt est retiré")).to_be_visible()
