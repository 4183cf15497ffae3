"""The misfits: what is close to a question and beside it, and what answers in nearly the same words."""

import pytest

from bot.conversation.answer_kinds import AnswerKind, asked
from bot.conversation.misfits import is_beside, is_of_another_event, is_of_another_place, says_no_more


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Le fournil de Gramat a-t-il ouvert ?", "Le fournil de Gramat devait ouvrir en mai."),
        ("Luc Roux a-t-il été élu président ?", "Luc Roux était candidat à la présidence des fournils."),
        ("Est-ce que l'appel à projets a trouvé un lauréat ?", "La commune annonçait un appel à projets."),
        ("Jeanne Delmas est-elle partie au Japon ?", "Jeanne Delmas souhaitait partir au Japon."),
        ("La commune a-t-elle lancé son appel ?", "La commune annonçait un appel pour l'automne."),
        ("Y a-t-il eu une suite ?", "Une suite devait venir au printemps."),
        ("Did the bakery ever open?", "Le fournil doit ouvrir en mai."),
        ("Quelle région était au premier rang ?", "La Bretagne était au deuxième rang."),
        ("Qui a gagné la dernière édition ?", "Luc Roux a gagné la première édition."),
        ("Que pense Jeanne Delmas du pain bio ?", "Le pain bio est un bel avenir, estime Luc Roux."),
        ("Pourquoi le fournil de Gramat a-t-il fermé ?", "Le fournil de Gramat a fermé, dit Luc Roux."),
        (
            "Par quel moyen le fournil a-t-il séduit trois cantines ?",
            "Le fournil a séduit trois cantines.",
        ),
    ],
)
def test_what_is_beside_the_question(question: str, sentence: str) -> None:
    assert is_beside(sentence, question, asked(question))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Le fournil de Gramat a-t-il ouvert ?", "Le fournil de Gramat a ouvert en mai."),
        ("Le fournil de Gramat est-il encore ouvert ?", "Le fournil de Gramat devait fermer en mai."),
        ("Le fournil avait-il des soucis ?", "Le fournil devait fermer, faute d'argent."),
        ("Le fournil avait-il prévu de déménager ?", "Le fournil devait déménager à Figeac."),
        ("Dans quel but a-t-on réuni les boulangers ?", "La réunion devait préparer une commande commune."),
        ("Qu'est-ce que la commune a décidé ?", "La commune annonçait un appel à projets."),
        ("Quelle région était au premier rang ?", "La Bretagne était au premier rang."),
        ("Qui a gagné la première édition ?", "Pour la deuxième fois, Luc Roux a gagné l'édition."),
        ("Que pense Jeanne Delmas du pain bio ?", "Jeanne Delmas juge le pain bio d'un bel avenir."),
        ("Que pense Jeanne Delmas du pain bio ?", "Le pain bio a un bel avenir."),
        (
            "Pourquoi le fournil de Gramat a-t-il fermé ?",
            "Le fournil de Gramat a fermé, faute de farine et de bras.",
        ),
        ("Comment va le fournil de Gramat ?", "Le fournil de Gramat va mal."),
        ("Comment s'appelle le fournil de Gramat ?", "Le fournil de Gramat s'appelle Grain Doré."),
    ],
)
def test_what_is_not(question: str, sentence: str) -> None:
    assert not is_beside(sentence, question, asked(question))


def test_a_plan_answers_what_does_not_ask_whether_it_came_about() -> None:
    assert not is_beside("Le four doit ouvrir en mai.", "Quand le four a-t-il ouvert ?", AnswerKind.DATE)


def test_a_short_sentence_on_something_else_does_not_say_the_same() -> None:
    assert not says_no_more("C'est un choix.", "Pourquoi le fournil de Gramat a-t-il fermé ?")


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("Elle a dix fours en Bretagne.", True),
        ("Elle a dix fours dans le Lot.", False),
        ("Elle a dix fours, dont trois en Bretagne et sept dans le Lot.", False),
        ("Elle a dix fours à Gramat.", False),
        ("Elle a dix fours.", False),
    ],
)
def test_a_figure_of_another_place(sentence: str, other: bool) -> None:
    assert is_of_another_place(sentence, "Combien de fours a-t-elle dans le Lot ?") is other


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("Le salon du pain a réuni cent personnes.", True),
        ("Deux webinaires ont réuni cent personnes.", True),
        ("La réunion a réuni cent personnes.", False),
        ("Cent personnes ont répondu à l'appel.", False),
        ("Au salon, un atelier a réuni cent personnes.", False),
        ("Le fournil a pour mission de nourrir cent personnes.", False),
    ],
)
def test_a_figure_of_another_event(sentence: str, other: bool) -> None:
    assert is_of_another_event(sentence, "Combien de personnes sont venues à l'atelier ?") is other


@pytest.mark.parametrize(
    ("sentence", "question", "kind", "beside"),
    [
        (
            "La mission est partie en Californie.",
            "Pourquoi ces tarifs ?",
            AnswerKind.REASON,
            True,
        ),
        (
            "Le billet coûte plus, faute d'avions.",
            "Pourquoi ces tarifs ?",
            AnswerKind.REASON,
            False,
        ),
        ("Stanford compte 35 prix Nobel.", "Qui a le prix de la halle ?", AnswerKind.PERSON, True),
        (
            "Luc Roux est le lauréat de la halle.",
            "Qui a le prix de la halle ?",
            AnswerKind.PERSON,
            False,
        ),
        ("Luc Roux tient la halle.", "Qui tient la halle ?", AnswerKind.PERSON, False),
    ],
)
def test_what_speaks_of_no_price_is_beside_a_question_on_one(
    sentence: str, question: str, kind: AnswerKind, beside: bool
) -> None:
    assert is_beside(sentence, question, kind) is beside
