"""The shapes of a list, an aim, a cause, a view or a trouble: what asks for one, and what has it."""

import numpy as np
import pytest

from bot.conversation.answer_kinds import AnswerKind
from bot.conversation.reconsidering import reconsider
from bot.conversation.shapes import held_by, shapes_asked
from bot.retrieval.query import Query
from tests.conversation.bakery import evidence, sheet

LIST, AIM, CAUSE, VIEW, TROUBLE = (
    shapes_asked(question)[0]
    for question in (
        "Quels pains vendez-vous ?",
        "Dans quel but le four a-t-il été acheté ?",
        "Pourquoi le four est-il éteint ?",
        "Que pense le meunier du levain ?",
        "La boulangerie a-t-elle des soucis ?",
    )
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Et lesquels sont au seigle ?", {LIST}),
        ("Citez les farines du moulin.", {LIST}),
        ("Which breads are baked on Sunday?", {LIST}),
        ("Quels étaient les objectifs du fournil ?", {LIST, AIM}),
        ("Quel est le but de la tournée ?", {AIM}),
        ("À quoi sert la pelle ?", {AIM}),
        ("Why was the oven moved?", {CAUSE}),
        ("Pour quelle raison le moulin a-t-il fermé ?", {CAUSE}),
        ("Qu'est-ce qui explique la hausse du blé ?", {CAUSE}),
        ("Quel est l'avis du pâtissier sur le beurre ?", {VIEW}),
        ("Que reproche-t-on au pétrin ?", {TROUBLE}),
        ("Quel pain vend-on le dimanche ?", set()),
        ("Combien de fours a le fournil ?", set()),
        ("Quelle que soit l'heure, le fournil est-il ouvert ?", set()),
        ("Quels que soient les jours, livrez-vous ?", set()),
        ("Comment faire pour savoir de quels moules on a besoin ?", set()),
    ],
)
def test_a_question_asks_for_the_shapes_that_its_words_tell(question: str, expected: set[object]) -> None:
    assert set(shapes_asked(question)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On y vend le seigle, l'épeautre et l'avoine.", {LIST}),
        ("Deux farines arrivent du moulin : la bise et la blanche.", {LIST}),
        ("Sont livrés : les écoles ; les cantines ; l'hôpital.", {LIST}),
        ("La tournée a pour objectif de servir les hameaux.", {AIM}),
        ("La tournée vise les hameaux isolés.", {AIM}),
        ("Le four est éteint, car le bois est humide.", {CAUSE}),
        ("Faute de bois, le four reste froid.", {CAUSE, TROUBLE}),
        ("Le four est froid parce qu'il pleut.", {CAUSE}),
        ("Le meunier juge le levain trop jeune.", {CAUSE, VIEW, TROUBLE}),
        ("Selon lui, le levain « travaille bien ».", {VIEW}),
        ("La farine manque depuis mars.", {TROUBLE}),
        ("Le fournil de Figeac cuit au bois.", set()),
        ("Le four et le pétrin datent de 1998.", set()),
    ],
)
def test_a_sentence_has_the_shapes_that_its_words_tell(sentence: str, expected: set[object]) -> None:
    assert set(held_by(sentence, (LIST, AIM, CAUSE, VIEW, TROUBLE))) == expected


@pytest.mark.parametrize(
    ("question", "shaped", "times"),
    [
        ("Quels pains cuit le fournil ?", "Il cuit le seigle, l'épeautre et l'avoine.", 4.0),
        (
            "Pourquoi le fournil cuit-il au bois ?",
            "Il garde son four de brique, car le gaz coûte cher à Figeac.",
            5.0,
        ),
        ("Quel pain cuit le fournil ?", "Il cuit le seigle, l'épeautre et l'avoine.", 1.0),
    ],
)
def test_the_odds_of_what_has_the_shape_grow_and_nothing_else_changes(
    question: str, shaped: str, times: float
) -> None:
    none = np.zeros(1, np.float32)
    query = Query(question, np.zeros(4, np.float32), np.zeros((1, 4), np.float32), none, ())
    told = sheet("fournil", ["Le fournil ouvre tôt.", shaped])
    plain, likely = reconsider(
        [evidence(told, 0, 0, 0.2), evidence(told, 0, 1, 0.2)], query, AnswerKind.OTHER
    )
    assert (plain.chance, plain.fits, likely.fits) == (0.2, True, True)
    assert likely.chance / (1 - likely.chance) == pytest.approx(times * 0.25)
