"""The language of a message is told by its function words; French when in doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.language import language_of


@pytest.mark.parametrize(
    "message",
    [
        "Who leads the mission to California?",
        "how many companies took part",
        "WHAT IS AN EMPLOYER GROUP?",
        "Hello, I am looking for a cluster near Cahors",
        "Thanks, that is very helpful",
        "Which chamber supports the Occitanie companies?",
        "Is there any help for my bakery?",
    ],
)
def test_english_is_told(message: str) -> None:
    assert language_of(message) == "en"


@pytest.mark.parametrize(
    "message",
    [
        "Qui conduit la mission en Californie ?",
        "QUI CONDUIT LA MISSION EN CALIFORNIE",
        "cb dentreprise partent en californie",
        "mission californie 2023",
        "Cahors",
        "",
        "???",
        "c koi un GIE",
        "Que veut dire « the place to be » pour le Lot ?",
        "Comment faire du business aux États-Unis ?",
        "Quel est le meeting de rentrée ?",
        "Salut, les startups, le networking, le coaching : qui s'en occupe ?",
    ],
)
def test_french_is_told_and_wins_when_in_doubt(message: str) -> None:
    assert language_of(message) == "fr"


@given(st.text())
def test_any_text_has_one_of_two_languages(message: str) -> None:
    assert language_of(message) in ("fr", "en")
