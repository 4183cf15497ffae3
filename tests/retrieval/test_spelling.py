import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.spelling import ASKED_FOR, Spelling
from bot.retrieval.words import fold, words

INDEXED = ("mission", "californie", "cluster", "groupement", "employeurs", "clusters", "palous", "2022")


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(INDEXED)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("la mision en californi", "la mission en californie"),
        ("Californei", "californie"),
        ("un gruopement d'employers", "un groupement d'employeurs"),
        ("la date dinscription a letranger", "la date d'inscription a l'etranger"),
        ("c est l adresse d un groupement", "c'est l'adresse d'un groupement"),
        ("M. Paloux", "M. palous"),
    ],
)
def test_a_slip_is_repaired(spelling: Spelling, typed: str, meant: str) -> None:
    assert spelling.repair(typed) == meant


@pytest.mark.parametrize(
    "sound", ["ma démission", "une émission", "la commission", "l'employeur", "des missions", "DÉMISSION"]
)
def test_a_word_that_french_knows_is_never_touched(spelling: Spelling, sound: str) -> None:
    assert spelling.repair(sound) == sound


def test_a_name_is_not_parted(spelling: Spelling) -> None:
    assert spelling.repair("chez Lamourette et Daffaires") == "chez Lamourette et Daffaires"


@pytest.mark.parametrize("foreign", ["xylqzt", "blorgifax", "2023", "GIE", "", "?"])
def test_what_resembles_nothing_stays_as_it_is(spelling: Spelling, foreign: str) -> None:
    assert spelling.repair(foreign) == foreign


def test_an_empty_index_repairs_nothing() -> None:
    assert Spelling([]).repair("la mision en californi") == "la mision en californi"


def test_what_questions_ask_for_is_repaired_though_no_document_writes_it(spelling: Spelling) -> None:
    assert spelling.repair("quel est le budjet de la mission ?") == "quel est le budget de la mission ?"
    assert spelling.repair("Qui est Tarik ?") == "Qui est Tarik ?"
    assert not spelling.knows("budjet")


@given(st.text(alphabet="abcdeilmnorst éÉ'’.?2", max_size=60))
def test_only_unknown_words_change_and_the_rest_stays_in_place(spelling: Spelling, question: str) -> None:
    repaired = spelling.repair(question)
    before, after = words(question), words(repaired)
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        if spelling.knows(old.form):
            assert question[old.start : old.end] == repaired[new.start : new.end]
        elif old.form != new.form:
            assert new.form in INDEXED or new.form in ASKED_FOR


@given(st.text(alphabet="abcdeilmnorst ", max_size=40))
def test_repairing_twice_repairs_once(spelling: Spelling, question: str) -> None:
    assert spelling.repair(spelling.repair(question)) == spelling.repair(question)


@given(st.lists(st.sampled_from(INDEXED)))
def test_what_is_indexed_is_known(spelling: Spelling, known: list[str]) -> None:
    assert spelling.repair(" ".join(known)) == " ".join(known)
    assert all(spelling.knows(fold(word)) for word in known)
