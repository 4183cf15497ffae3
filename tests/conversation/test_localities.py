"""A commune that no source names: what is known of the territory around, and never as its own."""

import pytest
from talking import ask

from bot.bootstrap import Passerelle
from bot.conversation.localities import asked_elsewhere, beyond, widened
from bot.conversation.messages import say

ATELIER = "lot-atelier-transitions"


def told(*names: str) -> frozenset[str]:
    return frozenset(names)


@pytest.mark.parametrize(
    ("question", "sources", "asked"),
    [
        ("Y a-t-il un fab lab à Souillac ?", told("Lot", "Occitanie"), "Y a-t-il un fab lab à Lot ?"),
        ("Y a-t-il un fab lab à Albi ?", told("Lot", "Occitanie"), "Y a-t-il un fab lab à Occitanie ?"),
        ("Y a-t-il un fab lab dans le Tarn ?", told("Occitanie"), "Y a-t-il un fab lab dans le Occitanie ?"),
    ],
)
def test_a_place_without_a_source_is_widened_to_what_has_one(
    question: str, sources: frozenset[str], asked: str
) -> None:
    found = widened(question, sources.__contains__)
    assert found is not None
    assert found.question == asked


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        ("Y a-t-il un fab lab à Souillac ?", told("Souillac", "Lot")),
        ("Y a-t-il un fab lab à Nice ?", told("Lot", "Occitanie")),
        ("Y a-t-il un fab lab à Gourdon ?", told("Lot", "Alpes-Maritimes")),
        ("Qui dirige la CCI de Cahors ?", told("Lot")),
        ("Qui prépare les voyages d'études ?", told("Lot")),
    ],
)
def test_a_question_of_a_place_told_or_far_or_doubtful_stays_as_it_is(
    question: str, sources: frozenset[str]
) -> None:
    assert widened(question, sources.__contains__) is None


def test_only_a_place_with_nothing_told_around_is_beyond() -> None:
    sources = told("Lot")
    assert beyond("Je suis à Nice", sources.__contains__) == "Nice"
    assert beyond("Je suis à Souillac", sources.__contains__) is None
    assert beyond("Je suis fleuriste", sources.__contains__) is None


@pytest.mark.model
def test_what_is_known_around_a_commune_is_quoted_but_is_no_answer(passerelle: Passerelle) -> None:
    (reply,) = ask(passerelle, "Y a-t-il un espace de coworking à Prayssac ?")
    assert reply.kind == "abstention"
    assert reply.answer.startswith(say("only_around", "fr", narrow="Prayssac", around="Lot"))
    assert {citation.document_id for citation in reply.citations} == {ATELIER}
    assert reply.next_steps


@pytest.mark.model
def test_a_part_of_a_question_that_is_known_is_still_an_answer(passerelle: Passerelle) -> None:
    (reply,) = ask(
        passerelle, "Qui prépare les voyages d'études et où trouver un espace de coworking à Prayssac ?"
    )
    assert reply.kind == "answer"
    assert "Palous" in reply.answer


@pytest.mark.model
def test_one_from_far_away_is_told_that_the_sources_are_not_about_there(passerelle: Passerelle) -> None:
    (reply,) = ask(passerelle, "Je suis à Nice, qu'est-ce que le Défi Tourisme ?")
    assert reply.kind == "answer"
    assert say("beyond", "fr", narrow="Nice") in [notice.text for notice in reply.notices]
    (near,) = ask(passerelle, "Je suis à Souillac, qu'est-ce que le Défi Tourisme ?")
    assert "partial" not in [notice.kind for notice in near.notices]


@pytest.mark.parametrize(
    ("question", "before", "asked"),
    [
        ("et à Rodez ?", "Qui est le maire de Figeac ?", "Qui est le maire de Rodez ?"),
        ("Et celui de l'Aveyron ?", "Qui préside la CCI du Lot ?", "Qui préside la CCI du Aveyron ?"),
        ("et dans le 31 ?", "Quelles aides dans le Lot ?", "Quelles aides dans le 31 ?"),
        ("à Cahors ?", "Où trouver un fab lab ?", "Où trouver un fab lab à Cahors ?"),
        ("Mais celle de Toulouse ?", "Quand a ouvert l'école ?", "Quand a ouvert l'école de Toulouse ?"),
    ],
)
def test_a_follow_up_with_nothing_but_a_place_asks_the_same_of_there(
    question: str, before: str, asked: str
) -> None:
    assert asked_elsewhere(question, before) == asked


@pytest.mark.parametrize(
    "question", ["Et qui le finance à Rodez ?", "Et le tourisme ?", "Et au Japon ?", "Et lui ?"]
)
def test_a_follow_up_that_asks_something_else_is_left_as_it_is(question: str) -> None:
    assert asked_elsewhere(question, "Qui est le maire de Figeac ?") is None


@pytest.mark.model
@pytest.mark.parametrize("follow_up", ["et celui de l'Aveyron ?", "et à Toulouse ?", "Et en Ariège ?"])
def test_the_president_of_one_chamber_is_not_given_for_that_of_another(
    passerelle: Passerelle, follow_up: str
) -> None:
    first, second = ask(passerelle, "Qui est le président de la CCI du Lot ?", follow_up)
    assert "Chardard" in first.answer
    assert second.kind == "abstention"
