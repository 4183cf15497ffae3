"""Whole journeys at the desk: a visitor asks and is answered by an adviser, who asks the assistant too."""

import os
import re
from pathlib import Path

import pytest
from fakes import INTERNAL
from journeys import ask, sign_in
from playwright.sync_api import Browser, Page, expect
from reach import OVERFLOW, SMALL_TARGETS, problems
from watched_site import ADMINISTRATOR, ADVISER, PASSWORD, Site, Watch

IN_TEXT = ".dock-notice, p, .skip, .choice, .visually-hidden, .contact-check, .desk-form, .table-scroll"

DEPOSITOR = {
    "company": "Conserverie artisanale de la vallée du Célé",
    "name": "Marie-Christine Delbos",
    "email": "marie-christine.delbos@conserverie-vallee-du-cele.fr",
    "consent": True,
}
_ACCOUNTANT = {"function": "comptable", "commune": "46102", "start": "2027-01-04"}
_GRAINS = {"category": "organiques", "text": "Drêches de brasserie", "commune": "46042"}
DEPOSITS = (
    ("groups/needs", {**_ACCOUNTANT, "days_a_week": 2, "days": ["lundi", "mardi"]}),
    ("groups/needs", {**_ACCOUNTANT, "days_a_week": 2.5, "days": ["mercredi", "jeudi", "vendredi"]}),
    ("offers", {**_GRAINS, "kind": "offre"}),
    ("offers", {**_GRAINS, "kind": "besoin"}),
)


def enter(page: Page, who: str = ADVISER) -> None:
    sign_in(page, who, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Demandes")


def test_a_visitor_asks_and_an_adviser_takes_replies_and_closes(
    page: Page, browser: Browser, site: Site
) -> None:
    page.goto("/")
    ask(page, "Quelles missions sont proposées ?")
    page.get_by_role("button", name="Être contacté").click()
    page.get_by_label("Votre nom").fill("Jeanne Delmas")
    page.get_by_role("textbox", name="Votre entreprise").fill("Boulangerie du parcours")
    page.get_by_label("Adresse électronique").fill("jeanne@boulangerie-figeac.fr")
    page.get_by_label("Département, par exemple 46").fill("46")
    page.get_by_label("Votre besoin en quelques mots").fill("Partir avec la prochaine mission.")
    page.get_by_label("Joindre cette conversation").check()
    page.get_by_label("J'accepte que ma chambre").check()
    page.get_by_role("button", name="Envoyer ma demande").click()
    page.get_by_role("link", name="Suivre ma demande").click()
    follow = page.url

    desk = browser.new_context(base_url=site.origin).new_page()
    enter(desk)
    assert problems(desk) == []
    desk.get_by_role("link", name="Boulangerie du parcours").first.click()
    expect(desk.get_by_text("La conversation transmise")).to_be_visible()
    desk.get_by_role("button", name="Prendre en charge").click()
    assert problems(desk) == []
    desk.get_by_label("Projet de réponse").fill("Bonjour, la prochaine mission part en mars.")
    desk.get_by_role("button", name="Envoyer la réponse").click()
    expect(desk.get_by_text("Réponse envoyée")).to_be_visible()
    desk.get_by_role("button", name="Aidée").click()
    expect(desk.locator(".desk-state").first).to_have_text("Aidée")
    desk.context.close()

    page.goto(follow)
    page.get_by_role("button", name="Oui", exact=True).click()
    expect(page.get_by_text("votre avis est enregistré : oui")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_adviser_asks_reads_an_internal_source_and_prepares_a_reply(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    enter(page)
    page.get_by_role("link", name="Assistant", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert problems(page) == []
    page.get_by_label("Interlocuteur").fill("Jeanne")
    page.get_by_label("Commune").fill("Gramat")
    exchange = ask(page, "Quel budget pour le groupement ?")
    expect(exchange.locator(".source .internal")).to_have_text("Interne")
    assert problems(page) == []
    exchange.locator(".chip").first.click()
    expect(page.locator("#source-panel")).to_contain_text("Source interne")
    page.get_by_role("button", name="Fermer").first.click()
    exchange.get_by_role("button", name="Réponse prête à envoyer").click()
    field = page.get_by_label("Courriel à relire")
    expect(field).to_have_value(re.compile("Bonjour Jeanne"))
    assert INTERNAL.passages[0].text not in field.input_value()
    assert problems(page) == []
    page.get_by_label("Ajouter les phrases internes").check()
    assert "À NE PAS TRANSMETTRE" in field.input_value()
    page.get_by_role("button", name="Fermer").last.click()
    page.reload()
    expect(page.locator(".message-visitor")).to_contain_text("Quel budget pour le groupement ?")
    expect(page.get_by_label("Commune")).to_have_value("Gramat")
    page.goto("/")
    expect(page.locator("#welcome")).to_be_visible()  # a visitor's conversation in the same tab is another


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_pages_of_the_desk_fit_every_screen(page: Page, width: int, tmp_path: Path) -> None:
    folder = Path(os.environ.get("BOT_SCREENSHOTS", tmp_path))
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if width == 390 else "light")
    enter(page)
    for address in ("/conseiller", "/conseiller/assistant", "/conseiller/barometre"):
        page.goto(address)
        assert page.evaluate(OVERFLOW) <= 0, address
        assert page.evaluate(SMALL_TARGETS, IN_TEXT) == [], address
        assert problems(page) == [], address
        page.screenshot(path=folder / f"desk-{width}{address.replace('/', '-')}.png", full_page=True)


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_the_groups_the_board_and_a_site_fit_every_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if width == 375 else "light")
    for address, given in DEPOSITS:
        assert page.request.post(f"/api/v1/{address}", data={**given, **DEPOSITOR}).status == 201
    enter(page, ADMINISTRATOR)
    page.goto("/conseiller/sites")
    page.get_by_label("Nom du site").fill("Chambre du Lot")
    page.get_by_role("button", name="Ajouter le site").click()
    expect(page.locator(".desk-snippet").first).to_be_visible()
    for address in (page.url, "/conseiller/groupements", "/conseiller/offres"):
        page.goto(address)
        assert page.evaluate(OVERFLOW) <= 0, address
        assert problems(page) == [], address
    expect(page.get_by_role("article").first).to_contain_text("Drêches de brasserie")


def test_the_map_tells_each_departement_to_the_keyboard_and_to_the_pointer(page: Page) -> None:
    enter(page)
    page.goto("/conseiller/barometre")
    page.get_by_label("Sujet de la carte").select_option(label="Vendre à l'étranger")
    with page.expect_navigation():
        page.get_by_role("button", name="Montrer").click()
    reached = page.get_by_role("img", name="Lot (46) : 9 demandes")
    reached.focus()
    expect(reached.locator(".tile-words")).to_be_visible()
    pointed = page.locator(".tile", has_text="Paris (75)")
    pointed.locator("rect").hover()
    expect(pointed.locator(".tile-words")).to_have_text("Paris (75) : aucune demande")
    expect(pointed.locator(".tile-words")).to_be_visible()
    expect(reached.locator(".tile-words")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 375])
def test_the_parts_of_the_desk_are_folded_on_a_phone_and_open_by_the_keyboard(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    enter(page, ADMINISTRATOR)
    parts = page.get_by_role("navigation", name="Espace conseiller")
    menu, last = parts.locator("summary"), parts.get_by_role("link", name="Journal")
    leave = parts.get_by_role("button", name="Se déconnecter")
    page.goto("/conseiller/offres")
    one_line = parts.bounding_box()
    assert one_line is not None
    assert one_line["height"] < 60
    expect(menu).to_have_text(re.compile(r"Menu\s+Offres et besoins"))
    expect(parts.get_by_role("link")).to_have_count(0)
    expect(leave).to_be_hidden()
    assert problems(page) == []

    menu.focus()
    page.keyboard.press("Enter")
    expect(parts.get_by_role("link", name="Offres et besoins")).to_have_attribute("aria-current", "page")
    expect(leave).to_be_visible()
    assert problems(page) == []
    assert page.evaluate(OVERFLOW) <= 0
    assert page.evaluate(SMALL_TARGETS, IN_TEXT) == []
    for _ in range(10):
        page.keyboard.press("Tab")
    expect(last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Journal")
    expect(menu).to_have_text(re.compile(r"Menu\s+Journal"))
    expect(last).to_be_hidden()
    menu.click()
    leave.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Espace conseiller")


@pytest.mark.parametrize("script", [True, False])
def test_a_wide_screen_shows_every_part_of_the_desk_on_one_line(
    browser: Browser, site: Site, script: bool
) -> None:
    context = browser.new_context(
        base_url=site.origin, viewport={"width": 1280, "height": 800}, java_script_enabled=script
    )
    page = context.new_page()
    enter(page, ADMINISTRATOR)
    parts = page.get_by_role("navigation", name="Espace conseiller")
    expect(parts.locator("summary")).to_be_hidden()
    lines = {round(link.bounding_box()["y"]) for link in parts.get_by_role("link").all()}  # type: ignore[index]
    assert (parts.get_by_role("link").count(), len(lines)) == (10, 1)
    expect(page.get_by_role("navigation", name="Filtrer les demandes").get_by_role("link")).to_have_count(9)
    parts.get_by_role("link", name="Comptes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Comptes")
    context.close()


def test_the_filters_of_the_tray_are_folded_on_a_phone_under_the_one_in_force(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    enter(page)
    filters = page.get_by_role("navigation", name="Filtrer les demandes")
    expect(filters).to_be_hidden()
    page.get_by_text("Filtrer Toutes").click()
    assert problems(page) == []
    filters.get_by_role("link", name="Injoignable").click()
    expect(page.get_by_text("Filtrer Injoignable")).to_be_visible()
    expect(filters).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_refused_account_is_told_where_the_reader_is_taken(page: Page, watch: Watch, theme: str) -> None:
    watch.expected = ("422",)
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": 375, "height": 700})
    enter(page, ADMINISTRATOR)
    page.goto("/conseiller/comptes")
    page.get_by_label("Adresse électronique").fill(ADVISER)
    page.get_by_label("Nom", exact=True).fill("Paul Roux")
    page.get_by_role("button", name="Créer le compte").click()
    told = page.get_by_role("alert")
    expect(told).to_have_text("Un compte existe déjà pour cette adresse.")
    expect(told).to_be_focused()
    expect(told).to_be_in_viewport()
    assert problems(page) == []
