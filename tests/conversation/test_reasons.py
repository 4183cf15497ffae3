"""The reasons: what is worded as a cause, and what says the premise of the question again."""

import pytest

from bot.conversation.reasons import restates, tells_cause

ASKED = "Pourquoi le fournil de Gramat a-t-il fermé en mai ?"


@pytest.mark.parametrize(
    "cause",
    [
        "Il manquait un boulanger, car le dernier est parti.",
        "La farine est devenue trop chère.",
        "Luc Roux attribue la fermeture au prix de la farine.",
        "Les fours ayant vieilli, il a fallu arrêter.",
        "Cela permet de livrer les cantines.",
    ],
)
def test_what_is_worded_as_a_cause(cause: str) -> None:
    assert tells_cause(cause)


@pytest.mark.parametrize(
    "sentence", ["Avant mai, le restaurant fermait.", "Le fournil emploie dix habitants."]
)
def test_nouns_that_end_like_a_participle_tell_none(sentence: str) -> None:
    assert not tells_cause(sentence)


@pytest.mark.parametrize(
    ("sentence", "again"),
    [
        ("Ouvert en 1902, le fournil de Gramat, cher aux touristes, a fermé en mai.", True),
        ("Le fournil de Gramat a fermé en mai, faute de bras.", False),
        ("La farine manquait.", False),
    ],
)
def test_the_premise_said_again_is_no_cause(sentence: str, again: bool) -> None:
    assert restates(sentence, ASKED) is again
