"""The contrast set is whole, and what is made of it says what it is."""

from pathlib import Path

import pytest

from bot.errors import ConfigurationFault
from bot.evaluation.contrast import ContrastDocument, in_one_index, in_paragraphs, load_contrast

FOLDER = Path(__file__).parent.parent / "contrast"
WHYS = {"attribute", "other", "role", "outcome", "premise", "view", "reason", "detail"}


@pytest.fixture(scope="module")
def documents() -> list[ContrastDocument]:
    return list(load_contrast(FOLDER))


def test_every_question_has_its_answer_or_what_is_missing(documents: list[ContrastDocument]) -> None:
    for document in documents:
        places = range(len(document.sentences))
        for asked in document.questions:
            assert asked.text
            assert all(row in places for row in (*asked.answers, *asked.near))
            assert bool(asked.answers) != bool(asked.missing), (document.id, asked.text)
            assert bool(asked.missing) == bool(asked.near) == (asked.why in WHYS)
            assert not (asked.close and asked.missing)


def test_no_document_is_in_both_halves(documents: list[ContrastDocument]) -> None:
    halves = {half: {one.title for one in documents if one.half == half} for half in ("fitting", "held-out")}
    assert len(halves["fitting"]) > 300
    assert len(halves["held-out"]) > 40
    assert not halves["fitting"] & halves["held-out"]


def test_a_bad_line_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "fitting-1.jsonl").write_text('{"title": "Sans phrases"}\n', "utf-8")
    with pytest.raises(ConfigurationFault, match="ligne 1"):
        list(load_contrast(tmp_path))


def test_half_of_what_is_missing_is_put_in_and_expected(documents: list[ContrastDocument]) -> None:
    made, questions = in_one_index(documents[:3])
    texts = {document.id: document.text for document in made}
    missing = {asked.text: asked.missing for one in documents[:3] for asked in one.questions if asked.missing}
    asked_of = [question for question in questions if question.message in missing]
    told = [question for question in asked_of if question.kind == "answerable"]
    assert len(asked_of) == len(missing) == 2 * len(told)
    for question in asked_of:
        name = question.id.rpartition("-")[0]
        if question.kind == "answerable":
            assert question.documents == (name,)
            assert question.facts == ((missing[question.message],),)
        else:
            assert question.expects_refusal
        assert (missing[question.message] in texts[name]) == (question.kind == "answerable")
        assert question.half == "fitting"


def test_what_is_close_to_its_answer_is_asked_and_its_sentences_expected(
    documents: list[ContrastDocument],
) -> None:
    _, questions = in_one_index(documents[:3])
    close = {asked.text: (one, asked) for one in documents[:3] for asked in one.questions if asked.close}
    told = [question for question in questions if question.style == ("close",)]
    assert len(close) == len(told) > 20
    assert len({question.id for question in questions}) == len(questions)
    for question in told:
        document, asked = close[question.message]
        assert question.documents == (document.id,)
        assert question.facts == (tuple(document.sentences[row] for row in asked.answers),)


def test_a_folder_without_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationFault, match="aucun fichier"):
        list(load_contrast(tmp_path))


def test_paragraphs_keep_every_sentence() -> None:
    sentences = [f"Phrase {row}." for row in range(9)]
    assert in_paragraphs(sentences).split() == " ".join(sentences).split()
