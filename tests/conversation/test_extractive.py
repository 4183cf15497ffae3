"""Extracts are exact, complete in themselves, in reading order, and never say a thing twice."""

import pytest
from bakery import evidence, sheet
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.evidence import Evidence
from bot.conversation.extractive import choose, compose
from bot.documents.model import Document

FOURNIL = sheet(
    "fournil",
    [
        "Le fournil de Figeac emploie douze personnes.",
        "Il cuit ses pains au feu de bois.",
        "La mairie de Figeac loue le four au fournil",
        "Jeanne Delmas dirige la boutique depuis mai 2019.",
    ],
    ["Les cantines du Lot achètent la farine au moulin de Cajarc.", "Elles paient à trente jours."],
)
VERGER = sheet("verger", ["Le verger de Moissac récolte le chasselas.", "Le raisin part en septembre."])
ALL = [
    (document, passage, sentence)
    for document in (FOURNIL, VERGER)
    for passage in range(len(document.passages))
    for sentence in range(len(document.passages[passage].sentences))
]


def texts(*chosen: Evidence) -> list[str]:
    return [statement.text for statement in compose(chosen)]


def test_a_passage_begins_with_what_answers_best_and_goes_on_as_it_is_read() -> None:
    best, second, third = (
        evidence(FOURNIL, 0, 3, 0.9),
        evidence(FOURNIL, 0, 2, 0.6),
        evidence(FOURNIL, 0, 0, 0.5),
    )
    assert texts(best, second, third) == [
        "Jeanne Delmas dirige la boutique depuis mai 2019.",
        "Le fournil de Figeac emploie douze personnes.",
        "La mairie de Figeac loue le four au fournil.",
    ]


def test_a_sentence_quoted_already_as_an_antecedent_is_not_told_again() -> None:
    assert texts(evidence(FOURNIL, 0, 1, 0.9), evidence(FOURNIL, 0, 0, 0.5)) == [
        "Le fournil de Figeac emploie douze personnes. Il cuit ses pains au feu de bois."
    ]


def test_passages_come_in_the_order_of_their_best_sentence() -> None:
    told = texts(evidence(VERGER, 0, 1, 0.9), evidence(FOURNIL, 0, 0, 0.8), evidence(VERGER, 0, 0, 0.7))
    assert [text.split()[1] for text in told] == ["raisin", "verger", "fournil"]


@pytest.mark.parametrize(("passage", "sentence"), [(0, 1), (1, 1)])
def test_a_sentence_that_starts_with_a_pronoun_brings_its_antecedent(passage: int, sentence: int) -> None:
    (statement,) = compose([evidence(FOURNIL, passage, sentence)])
    sentences = FOURNIL.passages[passage].sentences
    assert statement.text == f"{sentences[sentence - 1].text} {sentences[sentence].text}"
    assert statement.quotes[0].text in FOURNIL.passages[passage].text


def test_an_antecedent_that_is_told_already_is_not_told_again() -> None:
    assert texts(evidence(FOURNIL, 0, 0), evidence(FOURNIL, 0, 1)) == [
        "Le fournil de Figeac emploie douze personnes.",
        "Il cuit ses pains au feu de bois.",
    ]


def test_the_first_sentence_of_a_passage_stands_alone_even_with_a_pronoun() -> None:
    alone = sheet("seul", ["Elle vend du pain à Figeac."])
    assert texts(evidence(alone, 0, 0)) == ["Elle vend du pain à Figeac."]


def test_a_line_without_its_full_stop_is_shown_with_one_and_quoted_without() -> None:
    (statement,) = compose([evidence(FOURNIL, 0, 2)])
    assert statement.text == "La mairie de Figeac loue le four au fournil."
    assert statement.quotes[0].text == "La mairie de Figeac loue le four au fournil"


def test_the_first_chosen_has_the_form_of_what_is_asked() -> None:
    chosen = choose([evidence(FOURNIL, 0, 3, 0.9, fits=False), evidence(FOURNIL, 0, 0, 0.8)])
    assert chosen[0].position == 0


def test_nothing_is_chosen_when_nothing_has_the_form() -> None:
    assert choose([evidence(FOURNIL, 0, 3, 0.9, fits=False)]) == []
    assert choose([]) == []


def test_at_most_four_sentences_are_chosen() -> None:
    assert len(choose([evidence(*place, 0.8) for place in ALL])) == 4


def test_another_document_must_come_closer_than_a_sentence_beside() -> None:
    best = evidence(FOURNIL, 0, 0, 0.8)
    assert len(choose([best, evidence(FOURNIL, 0, 3, 0.6)])) == 2
    assert len(choose([best, evidence(VERGER, 0, 0, 0.6)])) == 1


def test_what_is_added_holds_the_names_of_the_question_where_the_first_does() -> None:
    of_the_town = evidence(FOURNIL, 0, 0, 0.8, names=1.0)
    of_another = evidence(VERGER, 0, 0, 0.79, names=0.0)
    assert choose([of_the_town, of_another]) == [of_the_town]
    assert choose([of_another, of_the_town]) == [of_another, of_the_town]


def test_the_same_news_in_two_documents_is_told_once() -> None:
    copy = sheet("copie", ["Douze personnes sont employées par le fournil de Figeac."])
    same = sheet("reprise", ["Le fournil de Figeac emploie douze personnes !"])
    assert len(choose([evidence(FOURNIL, 0, 0, 0.8), evidence(same, 0, 0, 0.8)])) == 1
    assert len(choose([evidence(copy, 0, 0, 0.8), evidence(VERGER, 0, 0, 0.8)])) == 2


@given(st.lists(st.tuples(st.sampled_from(ALL), st.floats(0, 1)), max_size=9, unique_by=lambda one: one[0]))
def test_every_quote_is_an_exact_substring_and_every_choice_is_told(
    picked: list[tuple[tuple[Document, int, int], float]],
) -> None:
    chosen = [evidence(*place, chance) for place, chance in picked]
    statements = compose(chosen)
    assert len(statements) <= len(chosen)
    for statement in statements:
        (quote,) = statement.quotes
        assert quote.text in quote.passage.text
    for one in chosen:
        assert any(one.sentence.text in statement.quotes[0].text for statement in statements)
    starts = [quote.passage.text.index(quote.text) for s in statements for quote in s.quotes]
    passages = [quote.passage.id for s in statements for quote in s.quotes]
    for passage in set(passages):
        inside = [start for start, held in zip(starts, passages, strict=True) if held == passage]
        assert inside[1:] == sorted(inside[1:])


@given(st.lists(st.tuples(st.sampled_from(ALL), st.floats(0, 1), st.booleans()), max_size=9))
def test_what_is_chosen_is_among_what_was_found_and_never_twice(
    found: list[tuple[tuple[Document, int, int], float, bool]],
) -> None:
    ranked = sorted(
        (evidence(*place, chance, fits=fits) for place, chance, fits in found),
        key=lambda one: -one.chance,
    )
    chosen = choose(ranked)
    assert bool(chosen) == any(one.fits for one in ranked)
    assert all(one in ranked for one in chosen)
    assert len({one.key for one in chosen}) == len(chosen)
