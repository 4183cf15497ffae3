"""The fitting: what is informative gets weight, and what comes out can be read by the judge."""

import hashlib
from dataclasses import replace
from typing import Any

import numpy as np

from bot.conversation.judge import Logistic
from bot.conversation.measures import FEATURES
from bot.documents.model import Document
from bot.documents.splitting import split
from bot.evaluation.examples import Example, understood
from bot.evaluation.fitting import QUESTION_MEASURES, THRESHOLD, fit_judge, fit_ranking
from bot.evaluation.projecting import fit_projection
from bot.evaluation.questions import Question
from bot.retrieval.ranking import FEATURES as RANK_FEATURES
from tests.word_embedder import WordEmbedder


def _example(seed: int, *, answerable: bool = True) -> Example:
    """Six sentences, the first of which matches the question better than the others if it answers."""
    draw = np.random.default_rng(seed)
    rows = draw.normal(size=(6, len(FEATURES))).astype(np.float32)
    candidates = draw.normal(size=(6, len(RANK_FEATURES))).astype(np.float32)
    first = np.arange(6) == 0
    if answerable:
        rows[0, FEATURES.index("sentence_soft")] += 4
        candidates[0, RANK_FEATURES.index("maxsim")] += 4
    return Example(
        rows,
        rows[:, :2],
        first & answerable,
        first,
        answerable,
        np.ones(6, np.bool_),
        candidates,
        first & answerable,
    )


SETS = {"menuiserie": [_example(seed, answerable=seed % 3 > 0) for seed in range(60)]}


def test_the_ranker_gives_most_weight_to_what_tells_the_right_passage() -> None:
    weights = fit_ranking(SETS)
    assert max(weights, key=lambda name: weights[name]) == "maxsim"
    assert weights["maxsim"] == 2.0


def test_the_judge_that_is_fitted_can_be_read_and_tells_the_answering_sentence() -> None:
    made = fit_judge(SETS, SETS)
    sentence, question = Logistic.read(made["sentence"]), Logistic.read(made["question"])
    assert made["threshold"] == THRESHOLD
    assert question.names == QUESTION_MEASURES
    soft = sentence.names.index("sentence_soft")
    assert sentence.weights[soft] == sentence.weights.max() > 0


def test_lone_questions_are_judged_as_those_of_our_own_that_lean_on_nothing() -> None:
    ours = [_example(seed) for seed in range(40)]
    told_by_rank = [replace(_example(seed, answerable=False), answerable=True) for seed in range(40)]
    for example in told_by_rank:
        example.answers[0] = True
        example.rows[0, FEATURES.index("rank")] += 4
    leaning = [replace(example, leans=True) for example in told_by_rank]
    made = fit_judge({"public": told_by_rank}, {"ours": [*ours, *leaning]})
    assert _heaviest(made["sentence"]) == "sentence_soft"
    assert _heaviest(made["leaning"]) == "rank"


def _heaviest(model: dict[str, Any]) -> str:
    weights = Logistic.read(model).weights
    return list(model["features"])[int(weights.argmax())]


def test_taking_the_right_document_away_makes_a_question_unanswerable() -> None:
    gone = _example(1).without_right()
    assert gone is not None
    assert not gone.answerable
    assert not gone.answers.any()
    assert len(gone.rows) == 5
    assert _example(3, answerable=False).without_right() is None


def test_a_follow_up_is_fitted_as_the_assistant_would_search_it() -> None:
    turns = ("Qui préside la menuiserie de Gramat ?", "Et où est-elle ?")
    part = understood(Question(id="suite", kind="follow_up", turns=turns))
    assert part is not None
    assert part.focus == "Et où est-elle ?"
    assert "menuiserie de Gramat" in part.context


def test_a_projection_is_the_same_each_time_and_keeps_its_shape() -> None:
    text = "La menuiserie de Gramat forme deux apprentis.\n\nElle livre des escaliers à Figeac."
    digest = hashlib.sha256(text.encode()).hexdigest()
    documents = [Document("menuiserie", "Menuiserie", text, digest, split(text, "menuiserie"))]
    embedder = WordEmbedder()
    one, again = (fit_projection(embedder, [documents, documents], seed=3) for _ in range(2))
    assert one.mean.shape == (embedder.dimension,)
    assert one.components.shape[1] == embedder.dimension
    np.testing.assert_array_equal(one.components, again.components)
