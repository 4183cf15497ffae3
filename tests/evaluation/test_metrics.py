import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcomes import FOUNDER, STAFF, answer, citation, lookup, question, refusal

from bot.evaluation.metrics import judge
from bot.evaluation.statements import Statement, statements
from bot.evaluation.support import supports


def said(text: str) -> Statement:
    return Statement(text, (1,))


def test_a_complete_answer_is_right_in_everything() -> None:
    scores = judge(question(), answer(), lookup)
    for name in ("right", "document_cited", "facts", "facts_all", "citation_recall", "citation_precision"):
        assert scores[name] == 1.0, name
    assert (scores["wrongful_refusal"], scores["cost"], scores["quotes_exact"]) == (0.0, 0.0, 1.0)
    assert (scores["sentences"], scores["words"], scores["seconds"]) == (1.0, 7.0, 0.1)
    assert "refusal_right" not in scores


def test_two_facts_of_three_are_two_thirds() -> None:
    asked = question(facts=(("14 personnes",), ("Jeanne Roux",), ("2001",)))
    outcome = answer(f"{STAFF} [1] {FOUNDER} [1]")
    scores = judge(asked, outcome, lookup)
    assert scores["facts"] == pytest.approx(2 / 3)
    assert (scores["facts_all"], scores["right"]) == (0.0, 0.0)


def test_the_facts_of_a_refusal_do_not_count() -> None:
    scores = judge(question(), refusal(text="Je sais seulement que 14 personnes…"), lookup)
    assert (scores["facts"], scores["document_cited"], scores["wrongful_refusal"]) == (0.0, 0.0, 1.0)
    assert "citation_recall" not in scores


def test_another_document_is_not_the_right_one() -> None:
    scores = judge(question(), answer(citations=(citation(document="halle"),)), lookup)
    assert (scores["document_cited"], scores["right"], scores["quotes_exact"]) == (0.0, 0.0, 0.0)


def test_half_the_sentences_cite() -> None:
    scores = judge(question(), answer(f"{STAFF} [1] {FOUNDER}"), lookup)
    assert (scores["citation_recall"], scores["citation_precision"]) == (0.5, 1.0)


def test_a_number_without_a_citation_behind_it_does_not_count_as_one() -> None:
    assert judge(question(), answer(f"{STAFF} [7]"), lookup)["citation_recall"] == 0.0


def test_a_sentence_that_its_quote_does_not_hold_lowers_precision() -> None:
    outcome = answer(f"{STAFF} [1] {FOUNDER} [1]")
    assert judge(question(), outcome, lookup)["citation_precision"] == 0.5


def test_a_quote_that_differs_by_one_letter_is_not_exact() -> None:
    outcome = answer(citations=(citation(), citation(2, quote=STAFF.replace("emploie", "employe"))))
    assert judge(question(), outcome, lookup)["quotes_exact"] == 0.5


@pytest.mark.parametrize(
    ("kind", "said", "right"),
    [
        ("unanswerable", "abstention", 1.0),
        ("unanswerable", "clarification", 1.0),
        ("unanswerable", "small_talk", 0.0),
        ("off_topic", "small_talk", 1.0),
        ("adversarial", "abstention", 1.0),
    ],
)
def test_a_refusal_fits_the_kind_of_question(kind: str, said: str, right: float) -> None:
    scores = judge(question(kind=kind), refusal(said), lookup)
    assert (scores["refusal_right"], scores["wrongful_answer"], scores["cost"]) == (right, 0.0, 0.0)


def test_an_answer_to_what_has_none_costs_four() -> None:
    scores = judge(question(kind="unanswerable"), answer(), lookup)
    assert (scores["wrongful_answer"], scores["refusal_right"], scores["cost"]) == (1.0, 0.0, 4.0)
    assert scores["right"] == 0.0


def test_small_talk_wants_small_talk_and_nothing_else() -> None:
    assert judge(question(kind="small_talk"), refusal("small_talk"), lookup)["right"] == 1.0
    assert judge(question(kind="small_talk"), refusal(), lookup)["right"] == 0.0


def test_a_follow_up_is_right_with_its_document_and_all_its_facts() -> None:
    asked = question(kind="follow_up", turns=("Où est le fournil ?", "Et combien de personnes ?"))
    assert judge(asked, answer(), lookup)["follow_up_right"] == 1.0
    assert judge(asked, answer(f"{FOUNDER} [1]"), lookup)["follow_up_right"] == 0.0


def test_an_expected_notice_must_be_shown_and_a_forbidden_word_must_not() -> None:
    asked = question(kind="temporal", notices=("past_date", "old_source"), forbidden=("aura lieu",))
    told = judge(asked, answer(notices=("old_source",)), lookup)
    assert (told["notice_shown"], told["forbidden_absent"], told["right"]) == (1.0, 1.0, 1.0)
    untold = judge(asked, answer(f"{STAFF} [1] La fête aura lieu samedi. [1]"), lookup)
    assert (untold["notice_shown"], untold["forbidden_absent"], untold["right"]) == (0.0, 0.0, 0.0)


def test_reference_answers_count_the_words_shared() -> None:
    asked = question(facts=(), answers=("personnes employées au fournil",))
    assert judge(asked, answer(), lookup)["reference"] == 0.5


def test_generated_sentences_keep_their_numbers_and_most_of_their_words() -> None:
    assert supports(said("Quatorze personnes sont employées par le fournil."), [STAFF], "generative")
    assert not supports(said("Le fournil emploie 41 personnes."), [STAFF], "generative")
    assert not supports(said("La mairie subventionne les artisans."), [STAFF], "generative")


def test_a_word_inside_another_supports_nothing() -> None:
    assert not supports(said("Oui."), ["Louis Roux tient le fournil."], "extractive")


def test_abbreviations_and_initials_do_not_end_a_sentence() -> None:
    text = "M. Roux et Mme D. Vidal ont reçu 3,5 M€. L'art. 12 s'applique ! Fin 2024 [2][3]. Bravo… [1]"
    assert [one.text for one in statements(text)] == [
        "M. Roux et Mme D. Vidal ont reçu 3,5 M€.",
        "L'art. 12 s'applique !",
        "Fin 2024.",
        "Bravo…",
    ]
    assert [one.numbers for one in statements(text)] == [(), (), (2, 3), (1,)]


def test_a_list_has_one_statement_a_line_and_its_lead_in_is_none() -> None:
    text = "Voici les partenaires :\n- La CCI du Lot [1]\n- La Région [2]"
    assert statements(text) == [Statement("La CCI du Lot", (1,)), Statement("La Région", (2,))]


def test_a_frame_that_names_the_sources_asserts_nothing_unless_it_has_a_figure() -> None:
    assert statements(f"Here is what my sources say: {STAFF} [1]") == [Statement(STAFF, (1,))]
    text = f"Nos sources disent 15 personnes : {STAFF} [1]"
    assert judge(question(), answer(text), lookup)["citation_precision"] == 0.0


def test_a_quote_of_two_sentences_backs_both_with_one_marker() -> None:
    whole = answer(f"{STAFF} {FOUNDER} [1]", citations=(citation(quote=f"{STAFF} {FOUNDER}"),))
    scores = judge(question(), whole, lookup)
    assert (scores["citation_recall"], scores["citation_precision"], scores["sentences"]) == (1.0, 1.0, 2.0)
    assert judge(question(), answer(f"{FOUNDER} {STAFF} [1]"), lookup)["citation_recall"] == 0.5


def test_the_quote_of_a_refusal_is_checked_too() -> None:
    near = refusal(citations=(citation(quote="Le fournil vend du pain."),))
    assert judge(question(kind="unanswerable"), near, lookup)["quotes_exact"] == 0.0


@given(st.lists(st.sampled_from([STAFF, FOUNDER, "« La halle ferme à 19 h. »"]), min_size=1, max_size=5))
def test_cited_sentences_are_all_found_again(sentences: list[str]) -> None:
    text = " ".join(f"{one} [{number}]" for number, one in enumerate(sentences, start=1))
    found = statements(text)
    assert [one.text for one in found] == sentences
    assert [one.numbers for one in found] == [(number,) for number in range(1, len(sentences) + 1)]
