import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bot.retrieval.query import Query, QueryWord
from bot.retrieval.ranking import (
    FEATURES,
    Ranker,
    coverage,
    reciprocal_rank_fusion,
    standardise,
    weighted_mean,
)

ROWS = st.lists(st.sampled_from("abcdefgh"), unique=True)
FINITE = st.floats(-100, 100, width=32)


def question(*words: tuple[str, float]) -> Query:
    made = tuple(QueryWord(form, (frozenset({form}),), weight, ()) for form, weight in words)
    nothing = np.zeros((0, 4), np.float32)
    return Query("", nothing, nothing, np.zeros(0, np.float32), made)


@given(st.lists(ROWS, max_size=4).flatmap(lambda r: st.tuples(st.just(r), st.permutations(r))))
def test_fusion_does_not_depend_on_the_order_of_rankings(
    pair: tuple[list[list[str]], list[list[str]]],
) -> None:
    given_order, other_order = pair
    assert reciprocal_rank_fusion(given_order) == reciprocal_rank_fusion(other_order)


@given(st.lists(ROWS, max_size=4))
def test_fusion_gives_every_row_once(rankings: list[list[str]]) -> None:
    fused = reciprocal_rank_fusion(rankings)
    assert sorted(fused) == sorted({row for ranking in rankings for row in ranking})


@given(ROWS)
def test_one_ranking_is_kept_as_it_is(ranking: list[str]) -> None:
    assert reciprocal_rank_fusion([ranking]) == ranking


@given(ROWS, ROWS)
def test_a_row_first_in_both_rankings_comes_first(some: list[str], others: list[str]) -> None:
    assert reciprocal_rank_fusion([["z", *some], ["z", *others]])[0] == "z"


def test_coverage_counts_the_rare_words_most() -> None:
    asked = question(("fouace", 3.0), ("aide", 1.0))
    assert coverage(asked, frozenset({"fouace"})) == 0.75
    assert coverage(asked, frozenset({"aide", "autre"})) == 0.25
    assert coverage(asked, frozenset()) == 0
    assert coverage(question(), frozenset({"aide"})) == 0


def test_a_mean_without_weight_is_zero() -> None:
    assert weighted_mean(np.array([3.0], np.float32), np.array([0.0], np.float32)) == 0


@given(arrays(np.float32, st.tuples(st.integers(1, 8), st.just(3)), elements=FINITE))
def test_standardised_columns_are_centred_and_finite(rows: np.ndarray) -> None:
    made = standardise(rows)
    assert np.isfinite(made).all()
    assert np.abs(made.mean(axis=0)).max() < 0.05


def test_a_candidate_alone_scores_zero() -> None:
    assert Ranker.fitted().scores(np.ones((1, len(FEATURES)), np.float32)).tolist() == [0.0]


def test_the_committed_weights_prefer_the_better_match() -> None:
    rows = np.array([np.zeros(len(FEATURES)), np.ones(len(FEATURES))], np.float32)
    worse, better = Ranker.fitted().scores(rows)
    assert better > worse
    assert Ranker.fitted().boosts == pytest.approx({"title": 1.0, "heading": 0.7, "text": 1.0}, abs=1)
