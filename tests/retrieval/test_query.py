import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_embedder import WordEmbedder

from bot.retrieval.glossary import Glossary
from bot.retrieval.glossary_entries import Entry
from bot.retrieval.glossary_entries import Spelling as Rewriting
from bot.retrieval.query import CONTEXT_WEIGHT, EXPANSION_WEIGHT, QueryMaker
from bot.retrieval.spelling import Spelling
from bot.retrieval.words import stem

FREQUENCY = {stem("entreprises"): 9, stem("comptable"): 1}
GLOSSARY = Glossary(
    [Entry("groupement d'employeurs", (), ("partager un comptable",), "GE")], [Rewriting("pr", "pour")]
)


@pytest.fixture(scope="module")
def maker() -> QueryMaker:
    return QueryMaker(
        WordEmbedder(),
        lambda tokens: tokens,
        lambda s: FREQUENCY.get(s, 0),
        10,
        GLOSSARY,
        Spelling(["figeac"]),
    )


def test_the_question_weighs_more_than_its_synonyms_and_its_context(maker: QueryMaker) -> None:
    terms = maker.make("Partager un comptable ?", context="Une entreprise à Figeac").terms
    assert terms[stem("comptable")] == 1.0
    assert terms[stem("groupement")] == EXPANSION_WEIGHT
    assert terms[stem("figeac")] == CONTEXT_WEIGHT


def test_a_word_said_before_and_again_weighs_as_a_word_of_the_question(maker: QueryMaker) -> None:
    assert maker.make("Et à Figeac ?", context="Figeac").terms == {stem("figeac"): 1.0}


def test_short_spellings_and_slips_are_written_out(maker: QueryMaker) -> None:
    assert maker.make("une aide pr figaec ?").text == "une aide pour figeac ?"


def test_a_question_in_full_keeps_its_acronyms(maker: QueryMaker) -> None:
    assert maker.in_full("un GE pr figaec ?") == "un GE pour figeac ?"
    assert maker.make("un GE pr figaec ?").text == "un groupement d'employeurs pour figeac ?"


def test_a_synonym_of_several_words_is_met_whole_or_not_at_all(maker: QueryMaker) -> None:
    shared, bookkeeper = maker.make("Partager un comptable ?").words
    for word in (shared, bookkeeper):
        assert word.is_in(frozenset({stem("groupement"), stem("employeurs"), "autre"}))
        assert word.is_in(frozenset({stem(word.form)}))
        assert not word.is_in(frozenset({stem("groupement")}))


def test_rare_words_weigh_more_and_unknown_ones_most(maker: QueryMaker) -> None:
    assert maker.idf("inconnu") > maker.idf(stem("comptable")) > maker.idf(stem("entreprises")) > 0


def test_a_stem_counted_more_often_than_there_are_passages_never_weighs_below_nothing() -> None:
    # Passages being written are counted before they are seen.
    crowded = QueryMaker(WordEmbedder(), lambda tokens: tokens, lambda s: 40, 10, Glossary(), Spelling([]))
    assert crowded.idf("halles") > 0


def test_a_word_of_the_question_points_to_its_token_vectors(maker: QueryMaker) -> None:
    query = maker.make("Un comptable ?", context="Figeac et le Lot")
    (word,) = query.words
    directions = WordEmbedder().embed_question("comptable").tokens
    assert np.allclose(query.tokens[list(word.tokens)], directions)


def test_tokens_of_the_context_weigh_less(maker: QueryMaker) -> None:
    query = maker.make("Un comptable ?", context="Figeac")
    assert query.weights.tolist() == pytest.approx([CONTEXT_WEIGHT, 1.0, 1.0])


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_question_can_be_prepared(maker: QueryMaker, question: str, context: str) -> None:
    query = maker.make(question, context)
    assert len(query.tokens) == len(query.weights)
    assert all(0 <= row < len(query.tokens) for word in query.words for row in word.tokens)
    assert np.linalg.norm(query.sentence) == pytest.approx(1, abs=1e-4)
