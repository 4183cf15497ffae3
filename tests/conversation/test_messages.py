"""The messages exist in both languages with the same places, and always own up to being a program."""

import string

import pytest

from bot.conversation.answer_kinds import RECOGNISABLE
from bot.conversation.messages import _TEXTS, say


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", [key for key in _TEXTS if key != "frame"])
def test_a_message_says_the_same_in_both_languages(key: str) -> None:
    french, english = _TEXTS[key]["fr"], _TEXTS[key]["en"]
    assert places(french) == places(english)
    assert french != english


@pytest.mark.parametrize("kind", sorted(RECOGNISABLE, key=lambda kind: kind.value))
def test_each_kind_that_has_a_form_has_a_name(kind: object) -> None:
    assert say(f"thing_{kind.value}", "fr")  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["greeting", "identity", "abilities", "acknowledged", "thanks", "farewell"])
def test_small_talk_says_that_a_program_is_speaking(key: str) -> None:
    assert "automatique" in say(key, "fr") or "intelligence artificielle" in say(key, "fr")
    assert "automatic" in say(key, "en") or "artificial intelligence" in say(key, "en")


def test_a_message_with_an_empty_place_is_refused() -> None:
    with pytest.raises(KeyError):
        say("contact", "fr")


def test_braces_in_what_is_told_are_left_as_they_are() -> None:
    assert "« {title} »" in say("partial", "fr", part="{title}")
