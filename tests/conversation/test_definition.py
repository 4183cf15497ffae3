"""The definition: which notion a question asks about, and which sentences say what it is."""

import pytest

from bot.conversation.definition import Notion


@pytest.mark.parametrize(
    ("question", "stems"),
    [
        ("Qu'est-ce qu'un four banal ?", ("four", "banal")),
        ("qu'est ce que c'est que le levain", ("levain",)),
        ("C'est quoi un four ?", ("four",)),
        ("c koi le PLB", ("plb",)),
        ("Que signifie PLB ?", ("plb",)),
        ("Que veut dire « levain » ?", ("levain",)),
        ("What is a levain?", ("levain",)),
        ("What does PLB mean?", ("plb",)),
        ("Que fait le fournil ?", None),
        ("Quand ouvre le four ?", None),
    ],
)
def test_a_question_names_the_notion_it_asks_about(question: str, stems: tuple[str, ...] | None) -> None:
    notion = Notion.asked_about(question)
    assert (notion and notion.stems) == stems


@pytest.mark.parametrize(
    ("question", "common"),
    [
        ("Qu'est-ce qu'un four ?", True),
        ("c koi une GE", True),
        ("Que signifie GE ?", False),
        ("What is a GE?", False),
    ],
)
def test_a_notion_is_common_after_a_french_indefinite_article(question: str, common: bool) -> None:
    notion = Notion.asked_about(question)
    assert notion is not None
    assert notion.common is common


@pytest.mark.parametrize(
    ("sentence", "defined"),
    [
        ("Un four banal est un four de tout le village.", True),
        ("Les fours banals, qui servent à tous, sont rares.", True),
        ("Le Plan Local (four banal) date de 2019.", True),
        ("Le four banal du village permet de cuire ensemble.", True),
        ("Le four banal est fermé le lundi.", False),
        ("Le maire aime le four banal, mais pas le pain.", False),
        ("Le four est un four, banal.", False),
    ],
)
def test_a_sentence_defines_by_what_follows_the_notion(sentence: str, defined: bool) -> None:
    notion = Notion.asked_about("Qu'est-ce qu'un four banal ?")
    assert notion is not None
    assert notion.is_defined(sentence) is defined
