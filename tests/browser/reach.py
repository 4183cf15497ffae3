"""What keeps a page within reach of all, measured: axe, the width of the page, the size of its targets."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""Pixels by which the page is wider than the screen."""

SMALL_TARGETS = """(inText) => [...document.querySelectorAll("button, a, summary, input, textarea")]
  .filter((one) => one.checkVisibility() && !one.closest(inText))
  .map((one) => [one.getBoundingClientRect(), one.id || one.className])
  .filter(([box]) => box.width && (box.width < 43.9 || box.height < 43.9))
  .map(([box, name]) => `${name} ${box.width}x${box.height}`)"""
"""The targets too small for a finger, but for those inside what its argument selects."""

_STILL = "Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))"


def problems(page: Page, within: str | None = None) -> list[str]:
    """Give what axe finds wrong, on the page or in a part of it, once nothing moves any more.

    An animation half way has the contrast of neither end.
    """
    # A page that is still on its way is half a page.
    page.wait_for_load_state("load")
    page.evaluate(_STILL)
    found = Axe().run(page, context=within, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
