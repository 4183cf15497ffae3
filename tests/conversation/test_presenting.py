"""Who asks is told apart from what is asked, in words of many kinds."""

import pytest
from talking import ask

from bot.bootstrap import Passerelle
from bot.conversation.presenting import presented
from bot.conversation.understanding import understand

ASKED = "qui prépare les voyages d'études ?"


@pytest.mark.parametrize(
    "told",
    [
        "Je tiens un camping à Souillac, {}",
        "Je dirige une PME de 40 salariés à Gourdon : {}",
        "Nous sommes une fromagerie de Gramat et je voudrais savoir {}",
        "Mon nom est Inès Roux, {}",
        "J'habite Prayssac et je me demande {}",
        "En tant que dirigeante d'une ETI de Millau, {}",
        "On est 6 dans un atelier de poterie près de Saint-Céré, {}",
        "Une adhérente de Martel me demande {}",
        "Rendez-vous demain avec un brasseur de Cajarc : {}",
        "Notre coopérative est installée à Bretenoux. {}",
    ],
)
def test_who_asks_is_no_part_of_the_question(told: str) -> None:
    (part,) = understand(told.format(ASKED)).parts
    assert part.focus == ASKED
    assert part.presentation
    assert ASKED not in part.presentation
    assert part.context == ""


@pytest.mark.parametrize(
    "message",
    [
        "Qui prépare les voyages d'études ?",
        "La mission en Californie, combien coûte-t-elle ?",
        "Mon local est trop petit, que proposez-vous ?",
        "J'ai besoin d'un comptable deux jours par semaine",
        "Je suis fleuriste, et vous ?",
        "Selon Martin Malvy, à quoi servent les clusters ?",
        "Pour les artisans, que propose l'atelier ?",
        "Artisans du Lot : quelles formations sont prévues ?",
        "Appel à projets audioprothèse : quel calendrier de lancement ?",
        "Je suis intéressée par la mission en Californie, quels sujets seront abordés ?",
        "Mon entreprise veut exporter, qui peut nous aider au Canada ?",
    ],
)
def test_what_is_a_part_of_the_question_stays_in_it(message: str) -> None:
    assert presented(message) == (message, "")


def test_what_somebody_else_looks_for_is_asked() -> None:
    assert presented("Ma collègue Inès Roux cherche le nom du président de la CCI du Lot") == (
        "le nom du président de la CCI du Lot",
        "Ma collègue Inès Roux cherche",
    )


def test_a_wish_and_the_question_behind_it_stay_together() -> None:
    asked, told = presented("Je suis potière et j'aimerais vendre en ligne, qu'est-ce qui est prévu ?")
    assert (asked, told) == ("j'aimerais vendre en ligne, qu'est-ce qui est prévu ?", "Je suis potière et")


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("à quoi sert un groupement d'employeurs ?", "lot-atelier-transitions"),
        ("qu'est-ce que le Défi Tourisme ?", "cci-lot-entretien-chardard"),
        ("quels pays visent les cabinets annoncés par Martin Malvy ?", "midi-pyrenees-clusters-malvy"),
    ],
)
@pytest.mark.parametrize(
    "told", ["Je tiens un camping à Souillac, ", "Gérante d'une carrosserie à Decazeville : ", ""]
)
def test_one_who_tells_where_they_are_gets_the_same_document(
    passerelle: Passerelle, question: str, document: str, told: str
) -> None:
    (reply,) = ask(passerelle, told + question)
    assert reply.kind == "answer"
    assert document in {citation.document_id for citation in reply.citations}


@pytest.mark.model
def test_a_subject_told_before_the_question_is_looked_for_after_all(passerelle: Passerelle) -> None:
    message = "Je suis de près la fibre optique dans le Lot, tout le monde l'aura-t-il ?"
    assert presented(message)[1]
    (reply,) = ask(passerelle, message)
    assert reply.kind == "answer"
    assert "fibre" in reply.answer
