"""The developers' page in a real browser: its forms call the service, its samples change language."""

import pytest
from playwright.sync_api import Page, expect
from reach import OVERFLOW, problems


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
    assert problems(page) == []
    assert page.evaluate(OVERFLOW) <= 0


def test_the_widget_is_tried_as_it_is_dressed(page: Page) -> None:
    page.goto("/developpeurs")
    before = page.evaluate("history.length")
    line = page.locator("#preview-line")
    expect(line).to_contain_text('data-site="clé-du-site"></script>')
    page.get_by_label("Place").select_option("inline")
    page.get_by_label("Phrase d'accueil").fill('Un projet "à deux" ?')
    page.get_by_label("Couleur").evaluate(
        "(field) => { field.value = '#8a2b3c'; field.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    expect(line).to_contain_text('data-colour="#8a2b3c" data-opening="Un projet &#34;à deux&#34; ?"')
    expect(line).to_contain_text("<passerelle-chat></passerelle-chat>")

    page.locator("#preview-frame").scroll_into_view_if_needed()
    there = page.frame_locator("#preview-frame").locator("passerelle-chat")
    expect(there).to_contain_text('Un projet "à deux" ?')
    assert page.evaluate("history.length") == before
    there.get_by_role("button", name="Une question ?").click()
    chat = there.frame_locator("iframe")
    chat.get_by_label("Votre question").fill("Quelles missions d'études à l'étranger sont proposées ?")
    chat.get_by_label("Votre question").press("Enter")
    expect(chat.locator(".prose")).to_contain_text("La CCI Occitanie propose chaque année")


def test_a_colour_chosen_then_given_up_leaves_the_line(page: Page) -> None:
    page.goto("/developpeurs")
    page.get_by_label("l'employer").check()
    expect(page.locator("#preview-line")).to_contain_text("data-colour")
    page.get_by_label("l'employer").uncheck()
    expect(page.locator("#preview-line")).not_to_contain_text("data-colour")
