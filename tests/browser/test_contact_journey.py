import pytest
from playwright.sync_api import Page, expect
from reach import problems


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_visitor_asks_to_be_contacted_follows_and_withdraws(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    page.goto("/")
    page.get_by_role("button", name="Être contacté").click()
    page.get_by_label("Votre nom").fill("Jeanne Delmas")
    page.get_by_label("Adresse électronique").fill("jeanne@boulangerie-figeac.fr")
    page.get_by_label("Votre besoin en quelques mots").fill("Partager un comptable.")
    page.get_by_label("J'accepte que ma chambre").check()
    assert problems(page) == []
    page.get_by_role("button", name="Envoyer ma demande").click()
    page.get_by_role("link", name="Suivre ma demande").click()
    expect(page.get_by_label("Votre besoin")).to_have_value("Partager un comptable.")
    assert problems(page) == []
    page.get_by_role("button", name="Retirer ma demande").click()
    expect(page.get_by_text("vos coordonnées sont effacées")).to_be_visible()
    page.goto("/conseiller/connexion")
    assert problems(page) == []
