"""The cross-validation: what is measured was not fitted on, and the baselines rank as they say."""

from collections.abc import Sequence

import numpy as np
import pytest

from bot.evaluation import cross_validation
from bot.evaluation.cross_validation import Pool, cross_validate
from bot.retrieval.ranking import FEATURES


def pool(*rows: dict[str, float], right: str = "a", stock: Sequence[str] = ()) -> Pool:
    """Give candidates, one of each document « a », « b »…, measured as told."""
    candidates = np.array([[row.get(name, 0.0) for name in FEATURES] for row in rows], np.float32)
    documents = tuple("abcdefgh"[: len(rows)])
    return Pool(candidates, documents, frozenset({right}), {"stock": tuple(stock)} if stock else {})


def many(*rows: dict[str, float], times: int = 10) -> list[Pool]:
    return [pool(*rows) for _ in range(times)]


def test_each_way_ranks_by_its_own_measure() -> None:
    found = cross_validate(
        {
            "bourg": many(
                {"dense": 0.9, "bm25": 1.0, "maxsim": 0.9}, {"dense": 0.1, "bm25": 3.0}, {"dense": 0.5}
            ),
            "ville": many({"dense": 0.2, "bm25": 9.0, "maxsim": 0.9}, {"dense": 0.8, "bm25": 1.0}),
        }
    )
    assert found["bourg"]["questions"] == 10
    assert (found["bourg"]["dense"], found["bourg"]["bm25"]) == (1.0, 0.5)
    assert (found["ville"]["dense"], found["ville"]["bm25"]) == (0.5, 1.0)
    assert found["bourg"]["rrf"] == 1.0
    assert found["bourg"]["cross_validated"] == 1.0
    assert {found[name]["from_other_sets"] for name in found} <= {0.5, 1.0}
    assert found["bourg"]["from_other_sets"] == 0.5  # fitted where full text was right


def test_what_full_text_did_not_find_is_not_ranked_by_it() -> None:
    found = cross_validate({"bourg": many({"dense": 0.9}, {"dense": 0.1, "bm25": 3.0})})
    assert found["bourg"]["bm25"] == 0.0
    assert "from_other_sets" not in found["bourg"]


def test_a_question_is_never_among_those_its_ranker_was_fitted_on(monkeypatch: pytest.MonkeyPatch) -> None:
    sets = {"bourg": many({"dense": 0.9}, {"dense": 0.1}), "ville": many({"dense": 0.9}, {"dense": 0.1})}
    fitted: list[dict[str, list[Pool]]] = []

    def watch(given: dict[str, list[Pool]]) -> dict[str, float]:
        fitted.append({name: list(pools) for name, pools in given.items()})
        return dict.fromkeys(FEATURES, 1.0)

    monkeypatch.setattr(cross_validation, "fit_ranking", watch)
    cross_validate({"bourg": sets["bourg"], "ville": sets["ville"]})
    kept = [[id(one) for one in given["bourg"]] for given in fitted if len(given.get("bourg", ())) == 8]
    assert len(kept) == cross_validation.FOLDS
    left_out = [{id(one) for one in sets["bourg"]} - set(ids) for ids in kept]
    assert set().union(*left_out) == {id(one) for one in sets["bourg"]}
    assert [{*given} for given in fitted if len(given) == 1] == [{"ville"}, {"bourg"}]


def test_a_stock_pipeline_is_measured_by_its_own_order() -> None:
    asked = [pool({"dense": 1.0}, {"dense": 0.5}, stock=["b", "c", "a"]) for _ in range(5)]
    assert cross_validate({"bourg": asked})["bourg"]["stock"] == 0.333
