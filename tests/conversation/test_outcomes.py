"""The outcomes: a plan is no answer to what came of it, whatever the words of the plan."""

import pytest

from bot.conversation.answer_kinds import AnswerKind, asked
from bot.conversation.outcomes import only_plans

CAME_ABOUT = "Le four de Gramat a-t-il ouvert ?"


@pytest.mark.parametrize(
    "plan",
    [
        "Le four de Gramat ouvrira en mai.",
        "Le four de Gramat serait ouvert aux écoles.",
        "La mairie s'est engagée à ouvrir le four de Gramat.",
        "Luc Roux suggère d'ouvrir le four de Gramat.",
        "Luc Roux demande que le four de Gramat ouvre.",
        "La mairie aimerait ouvrir le four de Gramat.",
        "La mairie songe à ouvrir le four de Gramat.",
    ],
)
def test_a_plan_does_not_tell_whether_it_came_about(plan: str) -> None:
    assert only_plans(plan, CAME_ABOUT, AnswerKind.YES_NO)


@pytest.mark.parametrize(
    "told",
    [
        "Le four de Gramat a ouvert, et devrait cuire mille pains.",
        "Le four devait coûter dix mille euros et n'a pas ouvert.",
        "Le four de Gramat cuit mille pains depuis mai.",
    ],
)
def test_what_tells_the_deed_done_or_not_answers(told: str) -> None:
    assert not only_plans(told, CAME_ABOUT, AnswerKind.YES_NO)


def test_an_accent_tells_a_deed_from_a_place() -> None:
    assert only_plans(
        "On devrait ouvrir à Gramat.", "Le four a-t-il été ouvert à Gramat ?", AnswerKind.YES_NO
    )


@pytest.mark.parametrize(
    "question",
    [
        "Qu'a montré l'étude du four ?",
        "Comment s'est passée l'étude du four ?",
        "Que sont devenues les études du four ?",
        "L'étude du four a donné quoi ?",
        "Quels boulangers l'étude du four a-t-elle choisis ?",
        "L'étude du four est-elle bien terminée ?",
        "L'étude du four est-elle terminée aujourd'hui ?",
    ],
)
def test_what_came_of_it_is_asked_in_many_ways(question: str) -> None:
    assert only_plans("L'étude du four sera remise au printemps prochain.", question, asked(question))


@pytest.mark.parametrize(
    "question",
    [
        "Quand le four doit-il ouvrir ?",
        "Quelle étude prépare-t-on sur le four ?",
        "Le four est-il encore ouvert ?",
        "Qu'est-ce que la mairie prépare ?",
        "Quel jour le four a-t-il ouvert ?",
        "Dans quel but la mairie a-t-elle commandé l'étude ?",
        "Quel intérêt la mairie a-t-elle à ouvrir le four ?",
    ],
)
def test_a_plan_answers_what_asks_for_one(question: str) -> None:
    assert not only_plans("Le four ouvrira après l'étude.", question, asked(question))
