"""What one tells of a wish or a trouble of one's company is heard, whatever it is about; the rest is not."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.companies.needs import Need
from bot.conversation.listening import Heard, listen
from bot.conversation.understanding import understand

TESTS = Path(__file__).parent.parent


def heard(message: str) -> Heard:
    return listen(message, (), None, understand(message).intent, date(2026, 11, 22))


def needs_of(half: str) -> Sequence[Mapping[str, Any]]:
    told: Sequence[Mapping[str, Any]] = yaml.safe_load((TESTS / "needs" / f"{half}.yaml").read_text("utf-8"))
    return told


@pytest.mark.parametrize(
    "message",
    [
        "mes factures d'électricité explosent",
        "Les collégiens fuient nos ateliers, on aimerait qu'ils voient ce qu'est vraiment une usine.",
        "Remplacer notre vieux four avant l'hiver",
        "Il nous faudrait une cour plus grande, mais tout est pris autour.",
        "mon associé part à la retraite, comment faire ?",
        "Qui pourrait venir nous rendre visite pour parler de notre projet d'extension ?",
        "besoin d'un comptable",
        "recherche local à Cahors",
        "Je suis menuisier à Figeac, j'ai besoin d'un coup de main",
    ],
)
def test_a_wish_or_a_trouble_without_a_known_subject_is_a_need(message: str) -> None:
    assert [need.subject for need in heard(message).needs] == [None]


@pytest.mark.parametrize(
    "message",
    [
        "Je cherche le nom du président de la CCI du Lot",
        "Je voudrais des informations sur les clusters",
        "Envoyez-moi le programme de la visite chez Google.",
        "Oh my Lot, c'est quoi ?",
        "Combien de personnes sont parties ?",
        "Expliquer la mission en Californie",
        "Je suis boulanger à Cahors",
        "cherche le numéro de la CCI",
        "recherche et développement",
    ],
)
def test_who_asks_to_know_orders_or_only_presents_a_company_tells_no_need(message: str) -> None:
    assert heard(message).needs == ()


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("Je cherche un comptable", "recrutement"),
        ("on cherche du monde pour les vendanges", "recrutement"),
        ("Je n'arrive pas à recruter", "recrutement"),
        ("Je cherche quelqu'un pour tenir ma caisse", "recrutement"),
        ("Je cherche quelqu'un qui peut m'aider à exporter", "export"),
        ("Il me faut une secrétaire le mardi et le jeudi", "partage_emploi"),
    ],
)
def test_who_looks_for_hands_looks_for_staff(message: str, subject: str) -> None:
    assert subject in [need.subject for need in heard(message).needs]


def test_who_does_not_want_to_has_no_need() -> None:
    assert heard("je ne veux pas recruter").needs == ()


def test_a_call_for_help_with_a_company_told_of_asks_nothing_else() -> None:
    said = heard("Je suis boulanger à Cahors, que pouvez-vous pour moi ?")
    assert set(said.learned) == {"code_naf", "commune"}
    assert not said.asks
    assert not said.questions


def test_a_question_how_lets_the_need_behind_it_be_guessed() -> None:
    said = heard("Comment trouver des clients en Espagne ?")
    assert said.needs == ()
    assert [need.subject for need in said.behind] == ["debouches", "export"]
    assert heard("On veut vendre en Espagne, comment faire ?").behind == ()


@pytest.mark.parametrize(("half", "least"), [("fitting", 0.85), ("held-out", 0.55)])
def test_needs_in_the_words_of_companies_are_heard(
    half: str, least: float, record_property: Callable[[str, object], None]
) -> None:
    asked = [one["need"] for one in needs_of(half) if one["expected"]]
    told = [need for need in asked if heard(need).needs]
    record_property("figure", f"{half}: {len(told)} of {len(asked)}")
    assert len(told) >= least * len(asked)


def test_questions_about_the_documents_are_seldom_taken_for_needs(
    record_property: Callable[[str, object], None],
) -> None:
    asked = [
        one["turns"][0]
        for path in sorted((TESTS / "questions").glob("*.yaml"))
        for one in yaml.safe_load(path.read_text("utf-8"))
        if one["kind"] in ("answerable", "temporal", "unanswerable")
    ]
    taken = [question for question in asked if heard(question).needs]
    record_property("figure", f"{len(taken)} of {len(asked)}")
    assert len(asked) > 200
    assert len(taken) <= 0.06 * len(asked)


def test_a_need_keeps_the_words_that_tell_it_without_the_call() -> None:
    said = heard("mon four rend l'âme, vous pouvez m'aider ?")
    assert said.needs == (Need("mon four rend l'âme"),)
