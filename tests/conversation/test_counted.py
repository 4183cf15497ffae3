"""What is counted: the words beside the numbers, and whether they name people."""

import pytest
from bakery import WORDS_ALONE, sheet

from bot.bootstrap import Passerelle
from bot.conversation.answer_kinds import AnswerKind, asked
from bot.conversation.counted import beside_numbers, counts_people, names_people


def beside(sentence: str) -> list[str]:
    return [sentence[one.start : one.end] for one in beside_numbers(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le fournil a ouvert en 2019, le 3 mars.",
        "Le fournil cuit depuis quatre ans, huit heures par jour.",
        "Le four a coûté 12 000 euros, soit 12 % du budget.",
        "La première fournée part à 5 h.",
        "Un fournil de Figeac livre la cantine.",
    ],
)
def test_dates_durations_sums_shares_ranks_and_articles_count_nothing(sentence: str) -> None:
    assert beside(sentence) == []


def test_the_words_that_follow_a_number_are_given_within_the_clause() -> None:
    assert beside("Le fournil, fondé par deux sœurs ; il livre trente-deux écoles du Lot.") == [
        "deux sœurs",
        "trente-deux écoles du Lot",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Les salariés sont 12.",
        "Effectif du fournil : 12.",
        "Les visiteurs étaient au nombre de 12.",
        "Le stock est de 12.",
    ],
)
def test_words_before_a_number_count_where_a_verb_or_a_colon_says_so(sentence: str) -> None:
    assert beside(sentence) == [sentence.removesuffix(".")]


def test_words_that_merely_stand_before_a_number_are_not_counted_by_it() -> None:
    assert beside("Un salarié se partage entre deux fournils.") == ["deux fournils"]


def test_a_ligature_or_an_ellipsis_before_the_number_does_not_move_the_place() -> None:
    assert beside("Cœur… les œuvres attirent 40 visiteurs.") == ["40 visiteurs"]


def test_the_number_ends_where_it_is_written_to_end() -> None:
    sentence = "Les œuvres… deux salariés et 1 200 pains."
    assert [sentence[one.number_end : one.end] for one in beside_numbers(sentence)] == [
        " salariés et 1 200 pains",
        " pains",
    ]


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("Combien de personnes sont venues ?", True),
        ("Combien de gens travaillent au fournil ?", True),
        ("How many people work there?", True),
        ("Ils étaient combien au forum ?", True),
        ("Combien étaient-ils au forum ?", True),
        ("Combien de fours compte le fournil ?", False),
        ("Combien d'apprentis sont venus ?", False),
    ],
)
def test_people_are_asked_for_whatever_they_are_called(question: str, people: bool) -> None:
    assert counts_people(question) is people


def test_people_are_told_from_things() -> None:
    assert all(
        names_people(f"vingt {people}")
        for people in ("participants", "salariés", "artisans", "élèves", "emplois")
    )
    assert not any(
        names_people(f"vingt {things}") for things in ("heures", "secteurs", "départements", "fours")
    )


def test_a_number_of_persons_is_one_of_whatever_people_are_asked_for(town: Passerelle) -> None:
    told, other = "Quatorze personnes visitent le fournil.", "Le fournil a douze fours."
    town.ingestion.add([sheet("visite", [told, other])])
    query = town.search.prepare("Combien de visiteurs compte le fournil ?")
    hits = town.search.find(query, k=8)
    town.ingestion.remove("visite")
    fits = {one.sentence.text: one.fits for one in WORDS_ALONE.judge(query, hits, AnswerKind.NUMBER)}
    assert fits[told]
    assert not fits[other]


def test_a_number_that_counts_something_else_in_the_same_sentence_does_not_answer(town: Passerelle) -> None:
    question = "Combien de cantines livre le fournil de Figeac ?"
    town.ingestion.add(
        [sheet("cantines", ["Le fournil de Figeac livre des cantines depuis quatre ans et cuit six pains.",
                            "Le fournil de Figeac livre cinq cantines."])]
    )  # fmt: skip
    query = town.search.prepare(question)
    assert asked(question) is AnswerKind.NUMBER
    hits = town.search.find(query, k=8)
    town.ingestion.remove("cantines")
    ranked = WORDS_ALONE.judge(query, hits, asked(question))
    fits = {one.sentence.text: one.fits for one in ranked}
    assert fits["Le fournil de Figeac livre cinq cantines."]
    assert not fits["Le fournil de Figeac livre des cantines depuis quatre ans et cuit six pains."]


def test_a_sum_of_something_counts_it() -> None:
    assert beside("Le fournil reçoit 2 000 euros de dons par an.") == ["2 000 euros de dons par an"]
