"""The fitting: makes again the committed coefficients of the ranker and of the judge.

Each set weighs the same, whatever its size. Questions of a public set are asked twice: as they are,
and with the passages of the right document taken away, which makes them unanswerable ones. Fitting
needs scikit-learn, which the `evaluation` extra installs.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

import bot
from bot.conversation.judge import QUESTION_FEATURES, Judge, Logistic, summarise
from bot.conversation.measures import FEATURES
from bot.evaluation.examples import Example
from bot.retrieval.ranking import FEATURES as RANK_FEATURES
from bot.retrieval.ranking import standardise
from bot.retrieval.vectors import Floats

SENTENCE_MEASURES = (
    "sentence_maxsim",
    "sentence_soft",
    "sentence_mean",
    "passage_maxsim",
    "passage_soft",
    "kind",
    "head",
    "names",
    "rank",
    "length",
)
"""Few measures, and hardly a lexical one: those carried over best from one kind of text to another."""

QUESTION_MEASURES = ("words_of_three", "passage_weakest", "dense", "names")
"""Those of QUESTION_FEATURES that tell whether anything answers: what the three best sentences meet together,
the word met worst, the closeness of the passage, the names. More measures, the rank of the passage and the
chances of the sentences among them, told less well the questions that were not fitted on."""

THRESHOLD = 0.25
"""Confidence under which the assistant refuses: of the levels at which at most one question in twenty of
the fitting half is wrongly refused, the one where wrong answers, counted four times, and wrong refusals cost
least together."""

SURE = 0.4
"""Confidence under which an answer is given with a warning: in the fitting half, 89 % of such answers
are right, and 97 % of the others."""


def coefficients_of(
    ranking: Mapping[str, float], judge: Mapping[str, Any]
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Give the committed files with what they are to hold; the field boosts are kept."""
    package = Path(bot.__file__).parent
    ranker = package / "retrieval" / "ranking.json"
    yield ranker, {"weights": dict(ranking), "boosts": json.loads(ranker.read_text("utf-8"))["boosts"]}
    yield package / "conversation" / "evidence.json", dict(judge)


class Candidates(Protocol):
    """The candidates of a question, measured, and which of them are right: (n, RANK_FEATURES) and (n,)."""

    @property
    def candidates(self) -> Floats:
        """Give the measures."""
        ...

    @property
    def right(self) -> NDArray[np.bool_]:
        """Tell which are of a right document."""
        ...


def fit_ranking(sets: Mapping[str, Sequence[Candidates]]) -> dict[str, float]:
    """Give the weights of the ranker, scaled so that the largest is 2."""
    rows, labels, weights = [], [], []
    for examples in sets.values():
        usable = [e for e in examples if e.right.any() and not e.right.all()]
        for example in usable:
            rows.append(standardise(example.candidates))
            labels.append(example.right)
            weights.append(np.full(len(example.right), 1 / len(usable)))
    model = _fit(np.concatenate(rows), np.concatenate(labels), np.concatenate(weights), 1.0)
    scale = 2 / np.abs(model.coef_[0]).max()
    return {
        name: round(float(weight * scale), 3)
        for name, weight in zip(RANK_FEATURES, model.coef_[0], strict=True)
    }


def fit_judge(sets: Mapping[str, Sequence[Example]], own: Mapping[str, Sequence[Example]]) -> dict[str, Any]:
    """Give the committed form of the judge: the two sentence models, the question model, the two levels.

    `own` are the sets that ask as visitors do. Questions that stand alone are judged as those of them; there
    are too few there that lean on another to fit on, which are judged as `sets`.
    """
    lone = {name: [e for e in examples if not e.leans] for name, examples in own.items()}
    sentence, leaning = _sentence_model(lone), _sentence_model(sets)
    sentences = Judge(Logistic.read(leaning), Logistic.read(leaning), 0.0)
    widened = {
        name: [*examples, *(gone for e in examples if (gone := e.without_right()) is not None)]
        for name, examples in sets.items()
    }
    summaries = [_summaries(examples, sentences) for examples in widened.values()]
    question = _logistic(
        QUESTION_MEASURES,
        [rows for rows, _ in summaries],
        [labels for _, labels in summaries],
        strength=0.1,
        balanced=True,
    )
    return {
        "sentence": sentence,
        "leaning": leaning,
        "question": question,
        "threshold": THRESHOLD,
        "sure": SURE,
    }


def _sentence_model(sets: Mapping[str, Sequence[Example]]) -> dict[str, Any]:
    columns = [FEATURES.index(name) for name in SENTENCE_MEASURES]
    telling = [[e for e in examples if e.answers.any()] for examples in sets.values()]
    rows = [np.concatenate([standardise(e.rows[:, columns]) for e in examples]) for examples in telling]
    labels = [np.concatenate([e.answers for e in examples]) for examples in telling]
    return _logistic(SENTENCE_MEASURES, rows, labels, strength=0.3)


def _summaries(examples: Sequence[Example], judge: Judge) -> tuple[Floats, NDArray[np.bool_]]:
    """Sum up the evidence of each question as the judge does: shapes (n, QUESTION_MEASURES) and (n,)."""
    columns = [QUESTION_FEATURES.index(name) for name in QUESTION_MEASURES]
    rows, labels = [], []
    for example in examples:
        if not example.fits.any():
            continue
        chances = judge.chances(example.rows)[example.fits]
        order = np.argsort(-chances, kind="stable")
        found = (example.rows[example.fits][order], chances[order], example.met[example.fits][order])
        rows.append(summarise(*found)[columns])
        labels.append(example.answerable)
    return np.array(rows, np.float32), np.array(labels)


def _logistic(
    names: Sequence[str],
    rows: Sequence[Floats],
    labels: Sequence[NDArray[np.bool_]],
    *,
    strength: float,
    balanced: bool = False,
) -> dict[str, Any]:
    """Fit a logistic model, each set weighing the same; with `balanced`, each label in it too."""
    weights = [_weights(part, balanced) for part in labels]
    everything = np.concatenate(rows)
    mean, scale = everything.mean(axis=0), everything.std(axis=0) + 1e-6
    model = _fit((everything - mean) / scale, np.concatenate(labels), np.concatenate(weights), strength)
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "features": {
            name: {"mean": round(float(m), 5), "scale": round(float(s), 5), "weight": round(float(w), 4)}
            for name, m, s, w in zip(names, mean, scale, model.coef_[0], strict=True)
        },
    }


def _weights(labels: NDArray[np.bool_], balanced: bool) -> Floats:
    if not balanced:
        return np.full(len(labels), 1 / len(labels), np.float32)
    positives = max(1, int(labels.sum()))
    negatives = max(1, len(labels) - positives)
    return np.where(labels, 0.5 / positives, 0.5 / negatives).astype(np.float32)


def _fit(rows: Floats, labels: NDArray[np.bool_], weights: Floats, strength: float) -> Any:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, max_iter=2000)
    return model.fit(rows, labels, sample_weight=weights * len(weights) / weights.sum())
