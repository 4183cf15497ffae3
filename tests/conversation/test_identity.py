"""The identity: whom a question asks about, and which sentences say who that is."""

import pytest

from bot.conversation.identity import Somebody

JEANNE = Somebody(("jeanne", "delmas"))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Qui est Jeanne Delmas ?", ("jeanne", "delmas")),
        ("qui est jeanne delmas", ("jeanne", "delmas")),
        ("Bonjour, c'est qui Jeanne Delmas ?", ("jeanne", "delmas")),
        ("jeanne delmas c'est qui ?", ("jeanne", "delmas")),
        ("Qui était Mme Delmas ?", ("delmas",)),
        ("Qui est M. Roux, au juste ?", ("roux",)),
        ("Who is Jeanne Delmas?", ("jeanne", "delmas")),
        ("Qui sont Luc et Maud ?", ("luc", "et", "maud")),
        ("Qui est la présidente du fournil ?", None),
        ("Qui est à la tête du fournil ?", None),
        ("Who is the baker?", None),
        ("Qui es-tu ?", None),
        ("Qui dirige le fournil ?", None),
        ("La personne qui est venue a-t-elle un rendez-vous ?", None),
    ],
)
def test_a_question_names_whom_it_asks_about_or_describes_them(
    question: str, words: tuple[str, ...] | None
) -> None:
    who = Somebody.asked_about(question)
    assert (who and who.words) == words


@pytest.mark.parametrize(
    ("sentence", "presented"),
    [
        ("Jeanne Delmas, boulangère à Figeac, pétrit la nuit.", True),
        ("Jeanne Delmas, qui tient le fournil, pétrit la nuit.", True),
        ("Jeanne Delmas était candidate à la chambre.", True),
        ("Jeanne Delmas (Fournil Doré) pétrit la nuit.", True),
        ("La boulangère de Figeac, Jeanne Delmas, pétrit la nuit.", True),
        ("À l'époque, la présidente de la chambre était Jeanne Delmas.", True),
        ("Le prix va à la boulangère Jeanne Delmas.", True),
        ("Jeanne Delmas affirme que le pain lève.", False),
        ("Selon Jeanne Delmas, le pain, lui, lève.", False),
        ("Le pain lève, explique Jeanne Delmas, et cuit.", False),
        ("Le journal, qui interroge Jeanne Delmas, vante le pain.", False),
        ("La démarche de Jeanne Delmas repose sur le levain.", False),
        ("Jeanne Roques, boulangère à Figeac, pétrit la nuit.", False),
        ("Le maire de Figeac, Paul Roux, aime le pain.", False),
    ],
)
def test_a_sentence_presents_somebody_by_an_apposition_or_a_verb(sentence: str, presented: bool) -> None:
    assert JEANNE.is_presented(sentence) is presented


def test_a_name_is_written_with_a_capital_and_whole() -> None:
    assert JEANNE.is_named("Le four de JEANNE DELMAS fume.")
    assert not JEANNE.is_named("Le four de Jeanne fume.")
    assert not Somebody(("venue",)).is_named("La boulangère venue de Figeac pétrit.")
    assert Somebody(("luc", "et", "maud")).is_named("Maud tient la caisse.")
