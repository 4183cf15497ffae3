"""The framing: what asks is taken off, what is asked stays."""

import pytest

from bot.conversation.framing import without_frame
from bot.conversation.understanding import understand


@pytest.mark.parametrize(
    ("asked", "bare"),
    [
        ("Tu me conseilles quel fournil ?", "quel fournil ?"),
        ("Vous pouvez me recommander un menuisier à Gramat ?", "un menuisier à Gramat ?"),
        ("Pouvez-vous m’indiquer les aides de la mairie ?", "les aides de la mairie ?"),
        ("Est-ce que vous pourriez nous renseigner sur le fournil ?", "le fournil ?"),
        ("Merci de m'indiquer qui dirige le fournil", "qui dirige le fournil"),
        ("Donnez-moi le nom du boulanger", "le nom du boulanger"),
        ("Peux-tu me donner, s'il te plaît, les horaires du four ?", "les horaires du four ?"),
    ],
)
def test_the_words_that_ask_are_taken_off(asked: str, bare: str) -> None:
    assert without_frame(asked) == bare


@pytest.mark.parametrize(
    "asked",
    [
        "Tu me conseilles quoi ?",
        "Qui peut me conseiller sur le fournil ?",
        "Le fournil peut-il vous recommander un menuisier ?",
        "Comment donner du pain au fournil ?",
        "Rappelez-moi demain",
        "La CCI me conseille-t-elle sur l'export ?",
    ],
)
def test_what_asks_of_somebody_else_stays(asked: str) -> None:
    assert without_frame(asked) == asked


def test_what_is_understood_holds_no_word_of_the_frame() -> None:
    [part] = understand("Bonjour, pouvez-vous m'indiquer qui dirige le fournil ?").parts
    assert part.focus == "qui dirige le fournil ?"
