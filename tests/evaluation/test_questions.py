from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from bot.errors import ConfigurationFault
from bot.evaluation.facts import covers, fold
from bot.evaluation.questions import HALVES, load_jsonl, load_questions

FOLDER = Path(__file__).parent.parent / "questions"
DOCUMENTS = {
    "cci-lot-entretien-chardard",
    "cci-marseille-provence-soto",
    "midi-pyrenees-clusters-malvy",
    "occitanie-mission-californie",
    "lot-atelier-transitions",
}
AT_LEAST = {
    "answerable": 150,
    "follow_up": 30,
    "temporal": 15,
    "unanswerable": 35,
    "partly_answerable": 10,
    "off_topic": 30,
    "adversarial": 12,
    "small_talk": 10,
}
BAKERY = """
- id: fournil-effectif
  kind: answerable
  turns: ["Combien de personnes travaillent au fournil ?"]
  documents: [boulangerie-figeac]
  facts: [["14 personnes", "quatorze"]]
"""


@pytest.fixture(scope="module")
def questions():
    return load_questions(FOLDER)


def write(folder, text, name="fitting-answerable.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("kind", "least"), AT_LEAST.items())
def test_the_set_has_enough_questions_of_each_kind(questions, kind, least):
    assert sum(question.kind == kind for question in questions) >= least


def test_the_two_halves_are_balanced_within_each_kind(questions):
    halves = Counter((question.kind, question.half) for question in questions)
    assert {half for _, half in halves} == set(HALVES)
    for kind in AT_LEAST:
        assert abs(halves[kind, "fitting"] - halves[kind, "held-out"]) <= 5


def test_every_sheet_is_asked_about_in_both_halves(questions):
    for half in HALVES:
        asked = Counter(
            document for question in questions if question.half == half for document in question.documents
        )
        assert set(asked) == DOCUMENTS
        assert min(asked.values()) >= 10


def test_no_question_is_asked_twice_or_nearly_so(questions):
    asked = [(question.id, " ".join(map(fold, question.turns))) for question in questions]
    twins = [
        (first, second)
        for (first, one), (second, other) in combinations(asked, 2)
        if fuzz.ratio(one, other, score_cutoff=88)
    ]
    assert twins == []


def test_english_questions_are_enough_and_marked(questions):
    english = [question for question in questions if question.language == "en"]
    assert len(english) >= 18
    assert all("english" in question.style for question in english)


def test_documents_are_those_of_the_five_sheets(questions):
    assert {document for question in questions for document in question.documents} == DOCUMENTS


def test_temporal_questions_expect_a_notice(questions):
    assert all(question.notices for question in questions if question.kind == "temporal")


def test_no_question_holds_a_fact_that_its_answer_must_bring(questions):
    giving = [
        (question.id, fact)
        for question in questions
        for fact in question.facts
        if covers(question.message, fact)
    ]
    assert giving == []


def test_only_follow_ups_have_several_messages(questions):
    assert all((len(question.turns) > 1) == (question.kind == "follow_up") for question in questions)


def test_a_question_file_is_read_with_its_defaults_and_its_half(tmp_path):
    (question,) = load_questions(write(tmp_path, BAKERY))
    assert question.message == "Combien de personnes travaillent au fournil ?"
    assert question.facts == (("14 personnes", "quatorze"),)
    assert (question.language, question.half, question.expects_refusal) == ("fr", "fitting", False)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("answerable", "answrable"), "« kind » vaut « answrable »"),
        (("[boulangerie-figeac]", "[]"), "« documents » et « facts » vont ensemble"),
        (('["14 personnes", "quatorze"]', "[14]"), "« facts » doit être une liste de textes"),
        (('["14 personnes", "quatorze"]', "[]"), "aucune variante"),
        (("  turns:", "  tours:"), "champ inconnu : tours"),
        (("answerable", "unanswerable"), "n'a ni document ni fait"),
        (("answerable", "follow_up"), "au moins deux messages"),
        (("  facts:", "  notices: [vieux]\n  facts:"), "avis inconnu : vieux"),
    ],
)
def test_a_wrong_question_is_named_with_its_file_and_its_fault(tmp_path, change, complaint):
    path = write(tmp_path, BAKERY.replace(*change))
    with pytest.raises(ConfigurationFault) as fault:
        load_questions(path)
    assert path.name in fault.value.user_message
    assert "fournil-effectif" in fault.value.user_message
    assert complaint in fault.value.user_message


@pytest.mark.parametrize("text", ["- id: [", "id: fournil", "- fournil"])
def test_a_file_that_is_not_a_list_of_questions_is_refused(tmp_path, text):
    with pytest.raises(ConfigurationFault, match=r"fitting-answerable\.yaml"):
        load_questions(write(tmp_path, text))


def test_an_identifier_taken_in_another_file_is_refused(tmp_path):
    write(tmp_path, BAKERY)
    write(tmp_path, BAKERY, "held-out-answerable.yaml")
    with pytest.raises(ConfigurationFault, match="déjà pris dans fitting-answerable"):
        load_questions(tmp_path)


def test_an_empty_folder_and_a_missing_file_are_refused(tmp_path):
    with pytest.raises(ConfigurationFault, match="aucun fichier"):
        load_questions(tmp_path)
    with pytest.raises(ConfigurationFault, match="illisible"):
        load_questions(tmp_path / "absent.yaml")


def test_a_public_set_is_read_with_its_answers_and_its_questions_without_document(tmp_path):
    path = write(
        tmp_path,
        '{"id": "b1", "question": "Faut-il un diplôme pour ouvrir une boulangerie ?",'
        ' "answers": ["Un CAP"], "doc_id": "F1", "theme": "Commerce"}\n\n'
        '{"id": "b2", "question": "Où jeter mes piles ?", "answers": [], "doc_id": null}\n'
        '{"id": "b3", "question": "Qui contrôle le pain ?", "answers": [], "relevant": ["F2", "F3"]}\n',
        "boulangerie.questions.jsonl",
    )
    known, off, several = load_jsonl(path)
    assert (known.kind, known.documents, known.answers, known.facts) == (
        "answerable",
        ("F1",),
        ("Un CAP",),
        (),
    )
    assert (off.kind, off.documents) == ("off_topic", ())
    assert several.documents == ("F2", "F3")


def test_a_wrong_line_of_a_public_set_is_named(tmp_path):
    path = write(tmp_path, '{"id": "b1", "question": "Où ?", "answers": []}\n{"id"', "boulangerie.jsonl")
    with pytest.raises(ConfigurationFault, match="ligne 2"):
        load_jsonl(path)


@pytest.mark.parametrize(
    ("answer", "alternative"),
    [
        ("Le tourisme compte 108\u202f000 emplois.", "108 000"),
        ("Elle a reçu 1,7 milliard de dollars.", "1.7"),
        ("Une aide de 10\u00a0% [2].", "10 %"),
        ("L’entreprise est à SAINT-REMY.", "Saint‑Rémy"),
        ("Une chambre digitalisée", "digitalis"),
        ("Une œuvre du maraîchage", "oeuvre"),
    ],
)
def test_a_fact_is_recognised_under_another_spelling(answer, alternative):
    assert covers(answer, [alternative])


@pytest.mark.parametrize(
    ("answer", "alternative"),
    [
        ("Elle en visite 130.", "30"),
        ("Elle en visite 300.", "30"),
        ("1,7 milliard", "7"),
        ("Un seul [4].", "4"),
        ("1001 contrats", "100"),
        ("un artisan", "tisan"),
    ],
)
def test_a_number_or_a_word_is_not_recognised_inside_another(answer, alternative):
    assert not covers(answer, [alternative])


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aéÉ1 0'’-\u202f%", min_size=1).filter(fold))
def test_an_answer_that_is_the_fact_covers_it(text):
    assert covers(text, [text])
