"""Within everyone's reach: small screens, zoom, touch, forced colours, axe, and no JavaScript."""

import os
from pathlib import Path

import pytest
from journeys import ask
from playwright.sync_api import Browser, Page, expect
from reach import OVERFLOW, SMALL_TARGETS, problems
from scripted_assistant import MISSION
from watched_site import Site

QUESTION = "Quelles missions d'études à l'étranger sont proposées ?"
IN_TEXT = ".dock-notice, .promises, p, .skip, .choice, .visually-hidden"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(page: Page, site: Site, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    page.goto("/")
    assert problems(page) == []
    exchange = ask(page, QUESTION)
    ask(page, "Quel est son numéro de téléphone ?")
    ask(page, "Montre une fiche").get_by_role("button", name="Réponse inutile").click()
    assert problems(page) == []
    exchange = page.locator(".exchange").first
    exchange.locator(".chip").first.click()
    assert problems(page) == []
    site.assistant.failures = 1
    page.get_by_label("Votre question").fill("Une panne ?")
    page.keyboard.press("Enter")
    page.locator(".callout-fault").wait_for()
    assert problems(page) == []
    for address in (f"/sources/{MISSION.id}#p2", "/confidentialite", "/?lang=en", "/confidentialite?lang=en"):
        page.goto(address)
        assert problems(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_a_phone(phone: Page, theme: str) -> None:
    phone.emulate_media(color_scheme=theme)
    phone.goto("/")
    assert problems(phone) == []
    ask(phone, QUESTION).locator(".source").first.tap()
    assert problems(phone) == []


@pytest.mark.parametrize("width", [320, 360, 640, 1024, 1600])
def test_no_page_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/")
    assert page.evaluate(OVERFLOW) <= 0
    exchange = ask(page, f"{QUESTION} {'incompréhensiblement' * 6} fiche")
    exchange.get_by_role("button", name="Réponse inutile").click()
    assert page.evaluate(OVERFLOW) <= 0
    exchange.locator(".chip").first.click()
    assert page.evaluate(OVERFLOW) <= 0
    for address in (f"/sources/{MISSION.id}", "/confidentialite"):
        page.goto(address)
        assert page.evaluate(OVERFLOW) <= 0


def test_at_twice_the_size_everything_still_works(page: Page) -> None:
    page.set_viewport_size({"width": 640, "height": 400})  # 1280 × 800 at 200 %
    page.goto("/")
    exchange = ask(page, QUESTION)
    exchange.locator(".chip").first.click()

    expect(page.locator("#source-panel mark")).to_be_visible()
    page.get_by_role("button", name="Fermer").click()
    expect(exchange.locator(".chip").first).to_be_focused()


def test_targets_are_large_enough_for_a_finger(phone: Page) -> None:
    phone.goto("/")
    assert phone.evaluate(SMALL_TARGETS, IN_TEXT) == []
    exchange = ask(phone, QUESTION)
    exchange.get_by_role("button", name="Réponse inutile").tap()
    assert phone.evaluate(SMALL_TARGETS, IN_TEXT) == []
    exchange.locator(".source").first.tap()
    assert phone.evaluate(SMALL_TARGETS, IN_TEXT) == []


def test_motion_and_colours_asked_of_the_machine_are_respected(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    page.goto("/")
    exchange = ask(page, QUESTION)
    exchange.locator(".chip").first.click()

    assert page.evaluate("document.getAnimations().length") == 0
    expect(page.locator("#source-panel mark")).to_be_visible()


def test_without_javascript_the_plain_form_answers(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.origin, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_text("JavaScript est désactivé")).to_be_visible()
    page.get_by_label("Votre question").fill(QUESTION)
    page.get_by_role("button", name="Envoyer").click()

    expect(page.locator(".prose")).to_contain_text("La CCI Occitanie propose")
    expect(page.locator(".plain-sources blockquote").first).to_contain_text("La CCI Occitanie propose")
    page.get_by_role("link", name=MISSION.title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(MISSION.title)
    context.close()


def test_a_shared_question_is_answered_and_becomes_the_conversation(page: Page) -> None:
    page.goto("/?q=Quelles+missions+sont+propos%C3%A9es+%3F")

    expect(page.locator(".exchange .chip")).to_have_count(2)
    assert page.url.endswith("/")
    page.reload()
    expect(page.locator(".message-visitor")).to_contain_text("Quelles missions sont proposées ?")


def test_the_visitor_erases_the_conversation(page: Page) -> None:
    page.goto("/")
    ask(page, QUESTION)
    page.locator(".dock").get_by_role("link", name="Confidentialité").click()
    page.get_by_role("button", name="Effacer la conversation de cet onglet").click()

    expect(page.locator("#erase-said")).to_contain_text("sont effacés")
    page.get_by_role("link", name="Retour à la conversation").click()
    expect(page.locator("#welcome")).to_be_visible()


def test_the_pages_are_drawn(page: Page, phone: Page, tmp_path: Path) -> None:
    """Leave screenshots to be looked at, in BOT_SCREENSHOTS when it is set."""
    folder = Path(os.environ.get("BOT_SCREENSHOTS", tmp_path))
    for name, one in (("desktop", page), ("phone", phone)):
        for theme in ("light", "dark"):
            one.emulate_media(color_scheme=theme)
            one.goto("/")
            one.screenshot(path=folder / f"{name}-{theme}-welcome.png")
            exchange = ask(one, QUESTION)
            one.screenshot(path=folder / f"{name}-{theme}-answer.png")
            exchange.locator(".source").first.click()
            one.wait_for_timeout(300)
            one.screenshot(path=folder / f"{name}-{theme}-panel.png")
            one.evaluate("sessionStorage.clear()")
    assert len(list(folder.glob("*.png"))) >= 12
