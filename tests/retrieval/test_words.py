import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.words import FUNCTION_WORDS, content_words, fold, stem, stems_of, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ÉTAT", "etat"),
        ("Cœur d’Occitanie", "coeur d'occitanie"),
        ("e\N{COMBINING ACUTE ACCENT}tude", "etude"),
        ("ﬁnancement", "financement"),
        ("2 M€ en 2022", "2 m€ en 2022"),
    ],
)
def test_capitals_accents_and_ligatures_do_not_count(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_folds_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_point_to_their_characters_in_order(text: str) -> None:
    end = 0
    for word in words(text):
        assert word.start >= end
        assert fold(text[word.start : word.end]) == word.form
        end = word.end


@given(st.text())
def test_content_words_are_words_that_carry_a_subject(text: str) -> None:
    assert set(content_words(text)) <= set(words(text))
    assert not {word.form for word in content_words(text)} & FUNCTION_WORDS


def test_a_question_and_its_shouted_form_share_their_stems() -> None:
    assert stems_of("Quelles aides à l'embauche ?") == stems_of("QUELLE AIDE A L'EMBAUCHE ?")


def test_singular_and_plural_share_a_stem() -> None:
    assert stem("salaries") == stem("salarie")


@pytest.mark.parametrize("written", ["visité", "visitée", "VISITEES", "visitées", "visiter"])
def test_the_forms_of_a_participle_share_a_stem_with_or_without_accents(written: str) -> None:
    assert stem(fold(written)) == stem("visite")


def test_an_accent_tells_a_word_of_substance_from_a_function_word() -> None:
    asked = "Où est-il né ? Il ne sait pas, MAÏS ou blé, mais né quand même"
    assert [word.form for word in content_words(asked)] == ["ne", "mais", "ble", "ne"]


def test_numbers_are_kept_whatever_their_length() -> None:
    assert [word.form for word in content_words("les 8 entreprises de l'A 20")] == ["8", "entreprises", "20"]


@pytest.mark.parametrize("empty", ["", "   ", "?!…", "le la les"])
def test_a_text_without_subject_has_no_content_word(empty: str) -> None:
    assert content_words(empty) == []
