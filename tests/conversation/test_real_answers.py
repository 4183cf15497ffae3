"""The answers of the real model over the real sheets: what a visitor of the first page gets."""

import pytest
from talking import ask

from bot.bootstrap import Passerelle
from bot.conversation.messages import say
from bot.conversation.reply import Reply

pytestmark = pytest.mark.model

MAIN = "Comment partager un salarié à temps partiel entre plusieurs entreprises ?"
ATELIER = "lot-atelier-transitions"


def cited(reply: Reply) -> set[str]:
    return {citation.document_id for citation in reply.citations}


@pytest.mark.parametrize(
    "question",
    [
        MAIN,
        MAIN.upper().replace("É", "E").replace("À", "A"),
        "comment partagé un salarier a temp partiel entre plusieur entreprise",
        "Bonjour, je tiens une boulangerie à Figeac et je n'ai besoin d'un comptable que deux jours par "
        "semaine. Mes voisins sont dans le même cas. Comment partager un salarié entre nos entreprises ?",
    ],
)
def test_the_main_question_is_answered_from_the_workshop(passerelle: Passerelle, question: str) -> None:
    (reply,) = ask(passerelle, question)
    assert reply.kind == "answer"
    assert ATELIER in cited(reply)
    assert "groupement" in reply.answer.lower()


@pytest.mark.parametrize(
    "question", ["mision en californi", "MISSION EN CALIFORNIE", "c koi la mission en californie"]
)
def test_a_question_with_typos_finds_its_sheet(passerelle: Passerelle, question: str) -> None:
    (reply,) = ask(passerelle, question)
    assert reply.kind == "answer"
    assert cited(reply) == {"occitanie-mission-californie"}


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Quel est le numéro de téléphone de Christophe Palous ?", "thing_phone"),
        ("Combien coûte la mission en Californie ?", "thing_price"),
        ("Quelle est l'adresse mail de Stéphane Soto ?", "thing_email"),
        ("Qui dirige Digital Place ?", "thing_person"),
        ("Qui est le directeur de Whylot ?", "thing_person"),
    ],
)
def test_what_the_sheets_do_not_say_is_refused_with_someone_to_ask(
    passerelle: Passerelle, question: str, thing: str
) -> None:
    (reply,) = ask(passerelle, question)
    assert reply.kind == "abstention"
    assert say(thing, "fr") in reply.answer
    assert reply.next_steps
    assert all(step.strip() for step in reply.next_steps)


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("Qui est Martin Malvy ?", "président de la Région"),
        ("c'est qui christophe palous", "animait la cellule internationale"),
        ("Qui est Philippe Cammisar ?", "dirigeant d'une entreprise de maçonnerie"),
        ("Who chairs the Lot chamber of commerce?", "président de la CCI du Lot"),
    ],
)
def test_who_somebody_is_is_told_first_by_their_role(
    passerelle: Passerelle, question: str, role: str
) -> None:
    (reply,) = ask(passerelle, question)
    assert role in reply.citations[0].quote


def test_an_english_question_is_framed_in_english_around_french_quotes(passerelle: Passerelle) -> None:
    (reply,) = ask(passerelle, "How can several companies share a part-time employee?")
    assert (reply.kind, reply.language) == ("answer", "en")
    assert reply.answer.startswith(say("frame", "en"))
    assert ATELIER in cited(reply)


def test_a_follow_up_about_a_share_keeps_its_subject(passerelle: Passerelle) -> None:
    first, second = ask(
        passerelle, "Combien d'emplois le tourisme représente-t-il en Occitanie ?", "et en part du PIB ?"
    )
    assert "cci-lot-entretien-chardard" in cited(first)
    assert second.kind == "answer"
    assert "PIB" in second.answer
    assert "%" in second.answer


def test_a_mission_announced_for_a_day_gone_by_is_told_with_a_notice(passerelle: Passerelle) -> None:
    (reply,) = ask(passerelle, "Quand partira la prochaine mission en Californie ?")
    assert reply.kind == "answer"
    assert reply.notices[0].kind == "past_date"


@pytest.mark.parametrize(
    "message",
    [
        "Quelle est la recette de la tarte aux pruneaux ?",
        "asdf qsdf wxcv poiu",
        "Qui a gagné la coupe du monde de rugby ?",
    ],
)
def test_what_is_out_of_the_field_is_not_answered(passerelle: Passerelle, message: str) -> None:
    (reply,) = ask(passerelle, message)
    assert reply.kind in ("abstention", "clarification")
