"""The source panel: a citation opened, read, carried away and closed."""

import re

from journeys import ask
from playwright.sync_api import Page, expect
from scripted_assistant import MISSION

QUESTION = "Quelles missions d'études à l'étranger sont proposées ?"


def test_a_chip_opens_its_passage_with_the_quote_highlighted(page: Page) -> None:
    page.goto("/")
    exchange = ask(page, QUESTION)

    exchange.get_by_role("button", name=f"Source 2 : {MISSION.title}").click()

    panel = page.get_by_role("dialog", name=MISSION.title)
    expect(panel).to_contain_text("Centre Presse")
    expect(panel).to_contain_text("octobre 2022, il y a 4 ans (date déduite)")
    expect(panel).to_contain_text("La suite")
    quote = panel.locator("mark").text_content()
    passage = panel.locator("blockquote").text_content()
    assert quote == "La mission suivante partira en mars 2023 vers le Canada."
    assert passage in {one.text for one in MISSION.passages}
    assert quote in passage
    expect(panel.get_by_role("link", name="Page d'origine")).to_have_attribute("href", MISSION.url)


def test_the_panel_gives_the_focus_back_to_its_chip(page: Page) -> None:
    page.goto("/")
    exchange = ask(page, QUESTION)
    chip = exchange.locator(".chip").first
    chip.click()
    expect(chip).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#panel-title")).to_be_focused()

    page.keyboard.press("Escape")

    expect(page.locator("#source-panel")).to_be_hidden()
    expect(chip).to_be_focused()
    expect(chip).to_have_attribute("aria-expanded", "false")


def test_on_a_wide_screen_the_panel_stands_beside_the_chat(page: Page) -> None:
    page.goto("/")
    exchange = ask(page, QUESTION)
    exchange.locator(".chip").first.click()

    panel, prose = page.locator("#source-panel").bounding_box(), exchange.locator(".prose").bounding_box()
    assert panel is not None
    assert prose is not None
    assert prose["x"] + prose["width"] <= panel["x"]
    exchange.locator(".chip").nth(1).click()  # the chat stays within reach
    expect(page.locator("#panel-number")).to_have_text("2")
    expect(exchange.locator(".chip").first).to_have_attribute("aria-expanded", "false")


def test_on_a_phone_the_panel_covers_the_chat_and_holds_the_focus(phone: Page) -> None:
    phone.goto("/")
    exchange = ask(phone, QUESTION)
    exchange.locator(".source").first.tap()

    expect(phone.locator("#source-panel")).to_be_visible()
    assert phone.evaluate("document.querySelector('#source-panel').matches(':modal')")
    for _ in range(12):
        phone.keyboard.press("Tab")
        held = "document.activeElement === document.body || !!document.activeElement.closest('#source-panel')"
        assert phone.evaluate(held)
    phone.get_by_role("button", name="Fermer").tap()
    expect(exchange.locator(".source").first).to_be_focused()


def test_the_citation_is_copied_with_its_address(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/")
    ask(page, QUESTION).locator(".chip").nth(1).click()

    page.get_by_role("button", name="Copier la citation").click()

    expect(page.get_by_role("button", name="Copié")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("« La mission suivante partira en mars 2023 vers le Canada. »")
    assert copied.endswith(MISSION.url)


def test_the_document_opens_at_the_passage(page: Page) -> None:
    page.goto("/")
    ask(page, QUESTION).locator(".chip").nth(1).click()

    page.get_by_role("link", name="Lire le document").click()

    expect(page).to_have_url(re.compile(r"/sources/mission-californie#p3$"))
    expect(page.locator("#p3")).to_be_in_viewport()
    expect(page.locator(".passage:target")).to_contain_text("mars 2023")
    expect(page.get_by_role("heading", level=1)).to_have_text(MISSION.title)
    page.get_by_role("link", name="Retour à la conversation").click()
    expect(page.locator(".exchange .chip")).to_have_count(2)


def test_the_whole_journey_is_possible_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(12):
        if page.evaluate("document.activeElement.id") == "message":
            break
        page.keyboard.press("Tab")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".actions").wait_for()

    for _ in range(40):
        if page.evaluate("document.activeElement.matches('.chip')"):
            break
        page.keyboard.press("Shift+Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#source-panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".chip:focus")).to_have_count(1)
