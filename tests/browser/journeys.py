"""The gestures that the browser tests share."""

from playwright.sync_api import Locator, Page


def ask(page: Page, question: str) -> Locator:
    """Type a question, send it, and give the exchange once its answer is whole."""
    page.get_by_label("Votre question").fill(question)
    page.keyboard.press("Enter")
    exchange = page.locator(".exchange").last
    exchange.locator(".actions").wait_for()
    return exchange


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in at the desk."""
    page.goto("/conseiller/connexion")
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter").click()
