"""The gestures that the browser tests share."""

from playwright.sync_api import Locator, Page


def ask(page: Page, question: str) -> Locator:
    """Type a question, send it, and give the exchange once its answer is whole."""
    page.get_by_label("Votre question").fill(question)
    page.keyboard.press("Enter")
    exchange = page.locator(".exchange").last
    exchange.locator(".actions").wait_for()
    return exchange
