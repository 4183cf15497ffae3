"""The developers' page in a real browser: its forms call the service, its samples change language."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_form_calls_the_service_whole_then_sentence_by_sentence(page: Page) -> None:
    page.goto("/developpeurs")
    chat = page.locator("details.operation", has_text="/api/v1/chat").first
    chat.locator("summary").first.click()
    chat.get_by_role("button", name="Essayer").click()
    expect(chat.locator(".try-status")).to_contain_text("Statut 200 · X-Request-ID")
    expect(chat.locator(".try-answer")).to_contain_text('"conversation_id"')
    chat.get_by_label("Phrase par phrase").check()
    chat.get_by_role("button", name="Essayer").click()
    expect(chat.locator(".try-answer")).to_contain_text("event: done")


def test_what_an_address_needs_is_filled_and_kept_apart_from_the_query(page: Page) -> None:
    page.goto("/developpeurs")
    for path in ("/api/v1/documents/{document_id}", "/api/v1/search"):
        one = page.locator(f'form[data-path="{path}"]')
        one.locator("xpath=..").locator("summary").first.click()
        one.get_by_role("button", name="Essayer").click()
        expect(one.locator(".try-status")).to_contain_text("Statut 200")
        expect(one.locator(".try-status")).to_contain_text("ETag")


def test_the_samples_are_shown_in_the_chosen_language(page: Page) -> None:
    page.goto("/developpeurs")
    expect(page.locator(".code-sh").first).to_be_visible()
    page.get_by_label("Python", exact=True).check()
    expect(page.locator(".code-sh").first).to_be_hidden()
    expect(page.locator(".code-python").first).to_contain_text("import httpx")


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, theme: str, width: int) -> None:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/developpeurs")
    page.locator("details.operation > summary").first.click()
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]] == []
    assert page.evaluate(OVERFLOW) <= 0
