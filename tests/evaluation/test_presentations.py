"""The same questions behind the words of people who say who they are."""

from pathlib import Path

import pytest

from bot.conversation.reply import Language
from bot.errors import ConfigurationFault
from bot.evaluation.presentations import load_presentations, presented_by
from bot.evaluation.questions import HALVES, Question

COMMITTED = Path(__file__).parents[1] / "presentations.yaml"


def question(message: str, origin: str = "fitting-answerable", language: Language = "fr") -> Question:
    return Question("q", "answerable", (message,), language=language, origin=origin)


def test_each_half_has_presentations_that_the_other_does_not() -> None:
    found = load_presentations(COMMITTED)
    assert set(found) == set(HALVES)
    assert min(map(len, found.values())) >= 10
    assert not set(found["fitting"]) & set(found["held-out"])


@pytest.mark.parametrize(
    ("said", "message", "asked"),
    [
        ("Je suis potier, {}", "Qui aide les potiers ?", "Je suis potier, qui aide les potiers ?"),
        ("Je suis potier. {}", "Qui aide les potiers ?", "Je suis potier. Qui aide les potiers ?"),
        ("Je suis potier, {}", "Figeac Aero, c'est quoi ?", "Je suis potier, Figeac Aero, c'est quoi ?"),
        ("Je suis potier, {}", "QUI AIDE ?", "Je suis potier, QUI AIDE ?"),
        ("{} Je suis potier.", "Qui aide ?", "Qui aide ? Je suis potier."),
    ],
)
def test_a_question_is_written_as_it_would_be_behind_a_presentation(
    said: str, message: str, asked: str
) -> None:
    (made,) = presented_by([question(message)], {"fitting": [said]})
    assert made.turns == (asked,)


def test_only_lone_questions_in_french_of_a_half_with_presentations_are_asked() -> None:
    follow_up = Question("s", "follow_up", ("Qui aide ?", "Et où ?"), origin="fitting-follow-up")
    asked = [
        follow_up,
        question("Who helps?", language="en"),
        question("Qui aide ?", "held-out-answerable"),
        question("Qui vient ?"),
    ]
    assert [one.message for one in presented_by(asked, {"fitting": ["Ici Figeac, {}"]})] == [
        "Ici Figeac, qui vient ?"
    ]


@pytest.mark.parametrize(
    "text", ["- une liste", "fitting: ['Je suis ici, {}']", "fitting: ['sans place']\nheld-out: ['{}']"]
)
def test_a_file_at_fault_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "presentations.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigurationFault, match=r"presentations\.yaml"):
        load_presentations(path)
