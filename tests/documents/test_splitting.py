"""Passages and sentences cut from a clean text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.blocks import Block, compose
from bot.documents.sentences import LONGEST
from bot.documents.splitting import SHORTEST, split

SENTENCE = "Le fournil de Figeac cuit deux cents pains bis chaque matin avant huit heures. "

_words = st.text(alphabet="abcdeéàMFL.,?!:;-•#0123456789 '«»…()", min_size=1, max_size=120)
_blocks = st.builds(
    Block,
    kind=st.sampled_from(["heading", "paragraph", "paragraph", "item"]),
    text=_words,
    level=st.integers(0, 5),
)


BULLET = r"^\s*(?:[-*•–—‣▪◦·]|o|\d{1,3}[.)]|[a-z]\))\s+(?=\S)"


def uncovered(text: str) -> str:
    """Give what a clean text holds besides its headings, bullets and spaces."""
    lines = [line for line in text.split("\n") if not re.match(r"\s*#{1,6}\s+\S", line)]
    return "".join("".join(re.sub(BULLET, "", line) for line in lines).split())


def said(sentence: str) -> str:
    """Give a sentence without the bullets of the list that it may hold."""
    first, *items = sentence.split("\n")
    return first + "".join(re.sub(BULLET, "", item) for item in items)


@settings(max_examples=200, deadline=None)
@given(st.lists(_blocks, max_size=12))
def test_passages_and_sentences_cover_the_text_once_with_exact_offsets(blocks: list[Block]) -> None:
    text = compose(blocks)
    passages = split(text, "essai")
    seen = []
    position = 0
    for number, passage in enumerate(passages, 1):
        assert passage.id == f"essai.p{number}"
        assert passage.position == number
        assert passage.start >= position
        assert passage.text == text[passage.start : passage.end]
        position = passage.end
        inside = 0
        for sentence in passage.sentences:
            assert sentence.start >= inside
            assert sentence.text == passage.text[sentence.start : sentence.end]
            inside = sentence.end
            seen.append(said(sentence.text))
    assert "".join("".join(seen).split()) == uncovered(text)
    assert split(text, "essai") == passages


def test_headings_become_a_path_and_not_text() -> None:
    [first, second] = split("# Aides\n\n## Pain\n\nUn prêt existe.\n\n# Contact\n\nAppelez Cahors.", "d")
    assert (first.heading, first.text) == ("Aides › Pain", "Un prêt existe.")
    assert second.heading == "Contact"


def test_small_paragraphs_are_merged_and_long_ones_cut_between_sentences() -> None:
    small = split("\n\n".join([SENTENCE.strip()] * 3), "d")
    long = split((SENTENCE * 40).strip(), "d")
    assert len(small) == 1
    assert all(SHORTEST <= len(passage.text) <= LONGEST for passage in long)
    assert all(passage.text.endswith(".") for passage in long)


def test_bullets_are_in_the_passage_but_not_in_its_sentences() -> None:
    [passage] = split("Le matériel.\n\n- un four ;\n- un pétrin.\n1. Déposer le dossier", "d")
    assert [sentence.text for sentence in passage.sentences] == [
        "Le matériel.",
        "un four ;",
        "un pétrin.",
        "Déposer le dossier",
    ]


def test_a_short_list_is_one_sentence_with_what_introduces_it() -> None:
    [passage] = split("C'est neuf. Ne sont pas payés :\n\n- le four ;\n- le pétrin.\n\nAppelez Cahors.", "d")
    assert [sentence.text for sentence in passage.sentences] == [
        "C'est neuf.",
        "Ne sont pas payés :\n\n- le four ;\n- le pétrin.",
        "Appelez Cahors.",
    ]


@pytest.mark.parametrize(
    "items",
    [
        "\n".join(f"- le numéro {number} de la rue des fours, qui longe le canal" for number in range(12)),
        "- un four. Il est neuf.\n- un pétrin.",
        "- un four :\n  - de brique\n- un pétrin",
    ],
)
def test_a_list_too_long_or_not_plain_keeps_its_sentences_apart(items: str) -> None:
    sentences = [s.text for passage in split(f"Il faut :\n\n{items}", "d") for s in passage.sentences]
    assert sentences[0] == "Il faut :"
    assert len(sentences) >= 3


def test_what_a_colon_introduces_without_a_list_is_left_apart() -> None:
    [passage] = split("Il faut :\n\nUn four.\n\nUn pétrin.", "d")
    assert [sentence.text for sentence in passage.sentences] == ["Il faut :", "Un four.", "Un pétrin."]


def test_a_question_is_kept_with_its_answer_and_heads_the_rest_of_it() -> None:
    before = (SENTENCE * 4).strip()
    passages = split(f"{before}\n\nPourquoi cuire à Figeac ?\n\n{SENTENCE * 20}", "d")
    assert passages[1].text.startswith("Pourquoi cuire à Figeac ?\n\nLe fournil")
    assert passages[1].heading == ""
    assert {passage.heading for passage in passages[2:]} == {"Pourquoi cuire à Figeac ?"}


def test_a_list_that_runs_over_keeps_the_line_that_introduces_it() -> None:
    items = "\n".join(f"- {SENTENCE.strip()}" for _ in range(12))
    passages = split(f"Le fournil s'engage :\n\n{items}", "d")
    assert len(passages) > 1
    assert {passage.heading for passage in passages[1:]} == {"Le fournil s'engage"}


def test_a_text_of_nothing_has_no_passage() -> None:
    assert split("", "d") == split("\n \n", "d") == ()
