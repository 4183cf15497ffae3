"""The stances: on what a view is asked for, and whose view a sentence tells."""

import pytest

from bot.conversation.stances import is_view_of_another, matter_asked, tells_view_asked

ASKED = "Que pense Jeanne Delmas du pain bio ?"


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("Que propose l'atelier du Lot sur la gestion de l'eau ?", {"gestion", "eau"}),
        ("Que pense la boulangère du pain bio ?", {"pain", "bio"}),
        ("Que propose l'atelier du Lot ?", set()),
        ("Combien coûte le pain ?", set()),
    ],
)
def test_what_somebody_offers_is_on_a_matter(question: str, matter: set[str]) -> None:
    assert matter_asked(question) == matter


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Mme Delmas juge le pain bio d'un bel avenir.", True),
        ("« Le pain bio a un bel avenir », sourit Jeanne Delmas.", True),
        ("Jeanne Delmas cuit du pain bio depuis 2011.", False),
        ("Luc Roux juge le pain bio d'un bel avenir.", False),
    ],
)
def test_a_view_is_that_of_whoever_is_asked_about(sentence: str, told: bool) -> None:
    assert tells_view_asked(sentence, ASKED) is told


def test_a_view_of_somebody_else() -> None:
    assert is_view_of_another("Luc Roux juge le pain bio d'un bel avenir.", ASKED)
    assert not is_view_of_another("Le pain bio a un bel avenir.", ASKED)


def test_no_view_is_asked_of_nobody() -> None:
    assert not tells_view_asked("Jeanne Delmas juge le pain.", "Que pense la boulangère du pain ?")
    assert not is_view_of_another("Luc Roux juge le pain.", "Quand Jeanne Delmas cuit-elle du pain ?")
