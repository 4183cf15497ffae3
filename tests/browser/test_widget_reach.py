"""The widget within everyone's reach: each state on each kind of page, small, large, in any colours."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect
from reach import OVERFLOW, problems
from watched_site import Host, Watch

QUESTION = "Quelles missions d'études à l'étranger sont proposées ?"
LAUNCH = "Une question ?"
STATES = ("closed", "open", "answering", "answer", "source", "error", "offline", "refused")
LISTEN = """() => {
  window.heard = [];
  for (const region of document.querySelectorAll('[aria-live="polite"], [role="status"]'))
    new MutationObserver(() => region.textContent.trim() && heard.push(region.textContent.trim()))
      .observe(region, { childList: true, subtree: true, characterData: true });
}"""


def framed(page: Page) -> FrameLocator:
    return page.locator("passerelle-chat").frame_locator("iframe")


def launched(page: Page) -> FrameLocator:
    page.get_by_role("button", name=LAUNCH).click()
    chat = framed(page)
    expect(chat.get_by_label("Votre question")).to_be_visible()
    return chat


def asked(chat: FrameLocator, question: str = QUESTION) -> None:
    chat.get_by_label("Votre question").fill(question)
    chat.get_by_label("Votre question").press("Enter")


def bring(page: Page, host: Host, state: str) -> None:
    """Bring the widget of an open page into a state."""
    launcher = page.get_by_role("button", name=LAUNCH)
    expect(launcher).to_be_visible()
    if state == "closed":
        return
    if state == "offline":
        page.context.set_offline(True)
        launcher.click()
        expect(page.locator("passerelle-chat .state")).to_contain_text("connexion")
        return
    if state == "refused":
        host.sites.switch(host.pages.key, enabled=False)
        launcher.click()
        expect(page.locator("passerelle-chat .state")).to_be_visible()
        expect(page.locator("passerelle-chat .state a")).to_be_visible()
        return
    chat = launched(page)
    if state == "open":
        return
    if state == "error":
        host.assistant.failures = 1
        asked(chat, "Une panne, peut-être ?")
        expect(chat.get_by_role("button", name="Réessayer")).to_be_visible()
        return
    if state == "answering":
        asked(chat, "lent : " + QUESTION)
        expect(chat.locator(".prose")).to_contain_text("CCI Occitanie")
        expect(chat.locator(".actions")).to_have_count(0)
        return
    asked(chat)
    chat.locator(".exchange").last.locator(".actions").wait_for()
    if state == "source":
        chat.locator(".chip").first.click()
        expect(chat.locator("#source-panel mark")).to_be_visible()


@pytest.mark.parametrize("kind", ["clair", "sombre", "hostile"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_state_on_any_page(
    visitor: Page, host: Host, surroundings: Watch, state: str, kind: str, tmp_path: Path
) -> None:
    surroundings.expected = ("Failed to load resource", "blocked by CORS", "passerelle", "Failed to fetch")
    visitor.emulate_media(color_scheme="dark" if kind == "sombre" else "light")
    visitor.goto(f"{host.origin}/{kind}")
    bring(visitor, host, state)
    assert problems(visitor, "passerelle-chat") == []
    drawn = visitor.screenshot(path=tmp_path / f"{state}-{kind}.png")
    assert len(drawn) > 10_000


def test_the_direction_of_the_page_and_its_letters_stay_outside(visitor: Page, host: Host) -> None:
    visitor.goto(f"{host.origin}/hostile")
    style = """(element) => { const { direction, letterSpacing, textTransform } = getComputedStyle(element);
      return [direction, letterSpacing, textTransform]; }"""
    launcher = visitor.get_by_role("button", name=LAUNCH)
    assert launcher.evaluate(style) == ["ltr", "normal", "none"]


def test_the_source_is_left_by_an_arrow_away_from_the_button_that_closes_the_chat(
    visitor: Page, host: Host
) -> None:
    visitor.goto(f"{host.origin}/clair")
    bring(visitor, host, "source")
    chat = framed(visitor)
    back = chat.locator("#panel-close")
    leave = visitor.locator("passerelle-chat .close")
    one, other = back.bounding_box(), leave.bounding_box()
    assert one is not None
    assert other is not None
    assert one["x"] + one["width"] < other["x"]
    back.click()
    expect(chat.locator("#source-panel")).to_be_hidden()
    expect(chat.get_by_label("Votre question")).to_be_visible()


@pytest.mark.parametrize("kind", ["clair", "hostile"])
def test_at_320_pixels_the_chat_takes_the_screen_and_nothing_is_cut(
    visitor: Page, host: Host, kind: str
) -> None:
    visitor.set_viewport_size({"width": 320, "height": 568})
    visitor.goto(f"{host.origin}/{kind}")
    chat = launched(visitor)
    asked(chat)
    chat.locator(".exchange").last.locator(".actions").wait_for()
    box = visitor.locator("passerelle-chat iframe").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 320)
    inside = next(one for one in visitor.frames if "/widget/chat" in one.url)
    assert inside.evaluate(OVERFLOW) <= 0
    field = chat.get_by_label("Votre question").bounding_box()
    assert field is not None
    assert field["y"] + field["height"] <= 568
    visitor.get_by_role("button", name=re.compile("Fermer")).first.click()
    expect(visitor.get_by_role("button", name=LAUNCH)).to_be_visible()


def test_at_twice_the_size_the_whole_journey_still_fits(browser: Browser, host: Host) -> None:
    # A zoom of 200 % in a window of 1280 by 800: half the pixels, each twice as large.
    context = browser.new_context(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    page = context.new_page()
    page.set_default_timeout(8_000)
    page.goto(f"{host.origin}/clair")
    chat = launched(page)
    asked(chat)
    chat.locator(".chip").first.click()
    expect(chat.locator("#source-panel mark")).to_be_visible()
    inside = next(one for one in page.frames if "/widget/chat" in one.url)
    assert inside.evaluate(OVERFLOW) <= 0
    assert page.evaluate(OVERFLOW) <= 0
    context.close()


def test_motion_and_colours_asked_of_the_machine_are_respected(visitor: Page, host: Host) -> None:
    visitor.emulate_media(reduced_motion="reduce", forced_colors="active")
    visitor.goto(f"{host.origin}/clair")
    chat = launched(visitor)
    asked(chat)
    chat.locator(".exchange").last.locator(".actions").wait_for()
    moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
    inside = next(one for one in visitor.frames if "/widget/chat" in one.url)
    assert (visitor.evaluate(moving), inside.evaluate(moving)) == (0, 0)
    border = "(element) => getComputedStyle(element).borderTopStyle"
    assert chat.locator(".chip span").first.evaluate(border) == "solid"
    visitor.keyboard.press("Escape")
    launcher = visitor.get_by_role("button", name=LAUNCH)
    expect(launcher).to_be_focused()
    assert launcher.evaluate(border) == "solid"


def test_a_finished_answer_is_announced_once(visitor: Page, host: Host) -> None:
    visitor.goto(f"{host.origin}/clair")
    chat = launched(visitor)
    inside = next(one for one in visitor.frames if "/widget/chat" in one.url)
    inside.evaluate(LISTEN)
    asked(chat)
    chat.locator(".exchange").last.locator(".actions").wait_for()
    said = [one for one in inside.evaluate("heard") if "CCI Occitanie" in one]
    assert len(said) == 1


def test_a_frame_that_never_answers_is_told_and_can_be_tried_again(
    visitor: Page, host: Host, surroundings: Watch
) -> None:
    surroundings.expected = ("Failed to load resource",)
    missing: list[Route] = []

    def lose(route: Route) -> None:
        if missing:
            route.continue_()
        else:
            missing.append(route)
            route.fulfill(status=503, content_type="text/html", body="<!doctype html><title>Panne</title>")

    visitor.route("**/widget/chat?*", lose)
    visitor.clock.install()
    visitor.goto(f"{host.origin}/clair")
    visitor.get_by_role("button", name=LAUNCH).click()
    expect(visitor.locator("passerelle-chat iframe")).to_be_attached()
    visitor.clock.fast_forward(21_000)
    visitor.locator("passerelle-chat .state").get_by_role("button").click()
    expect(framed(visitor).get_by_label("Votre question")).to_be_visible()
