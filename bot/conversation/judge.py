"""The judge: which sentences of the passages found answer the question, and whether any does."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Self

import numpy as np

from bot.conversation.answer_kinds import AnswerKind
from bot.conversation.evidence import Evidence, likelier
from bot.conversation.measures import FEATURES, fits, measure_sentences
from bot.conversation.reconsidering import reconsider
from bot.retrieval.query import Query
from bot.retrieval.ranking import standardise, weighed
from bot.retrieval.search import Hit
from bot.retrieval.vectors import Floats

_BEST = 3
"""Sentences whose passages must hold a word of the question."""

_PEAKS = ("sentence_soft", "sentence_mean", "passage_weakest", "names", "head")
QUESTION_FEATURES = (
    *FEATURES,
    *(f"best_{name}" for name in _PEAKS),
    "odds",
    "odds_of_three",
    "words_of_three",
)


@dataclass(frozen=True)
class Logistic:
    """A fitted logistic model over named measures."""

    names: tuple[str, ...]
    mean: Floats
    scale: Floats
    weights: Floats
    intercept: float

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """Read the coefficients as they are committed."""
        columns = raw["features"]
        mean, scale, weights = (
            np.array([column[key] for column in columns.values()], np.float32)
            for key in ("mean", "scale", "weight")
        )
        return cls(tuple(columns), mean, scale, weights, raw["intercept"])

    def chances(self, rows: Floats) -> Floats:
        """Give a probability a row; rows have shape (n, names)."""
        logits = weighed((rows - self.mean) / self.scale, self.weights) + self.intercept
        chances: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
        return chances


@dataclass(frozen=True)
class Judge:
    """Models fitted on question sets: does this sentence answer, does anything answer at all.

    `passerelle fit` makes the committed coefficients again.
    """

    sentence: Logistic
    """For a question that stands alone: its own words tell most."""
    question: Logistic
    threshold: float
    """Confidence below which the assistant says that it does not know."""
    sure: float = 0.0
    """Confidence below which it answers, but says that it may have answered something else."""
    leaning: Logistic | None = None
    """For one that leans on what was said before, of which the passage tells more; `sentence` without it."""

    @classmethod
    def fitted(cls) -> Self:
        """Load the committed coefficients."""
        raw = json.loads(files("bot.conversation").joinpath("evidence.json").read_text("utf-8"))
        return cls(
            Logistic.read(raw["sentence"]),
            Logistic.read(raw["question"]),
            raw["threshold"],
            raw["sure"],
            Logistic.read(raw["leaning"]),
        )

    def judge(
        self, query: Query, hits: Sequence[Hit], kind: AnswerKind, *, leans: bool = False
    ) -> list[Evidence]:
        """Give every sentence of the hits with its chance of answering, best first.

        `leans` tells that the question cannot be understood without what was said before.
        """
        places = [
            (hit, position, sentence)
            for hit in hits
            for position, sentence in enumerate(hit.passage.sentences)
        ]
        if not places:
            return []
        measured = [measure_sentences(query, hit, kind, rank) for rank, hit in enumerate(hits)]
        rows, met = (np.concatenate(parts) for parts in zip(*measured, strict=True))
        found = [
            Evidence(hit, sentence, position, float(chance), fits(kind, row), row, words)
            for (hit, position, sentence), row, words, chance in zip(
                places, rows, met, self.chances(rows, leans=leans), strict=True
            )
        ]
        return sorted(reconsider(found, query, kind), key=lambda evidence: -evidence.chance)

    def chances(self, rows: Floats, *, leans: bool = False) -> Floats:
        """Give each sentence of one question, measured as a row of FEATURES, its chance of answering.

        Sentences are told apart within their question: each measure is standardised among them.
        """
        model = self.leaning if leans and self.leaning is not None else self.sentence
        columns = [FEATURES.index(name) for name in model.names]
        return model.chances(standardise(rows[:, columns]))

    def confidence(
        self, ranked: Sequence[Evidence], *, same_words: bool = True, stays: bool = False
    ) -> float:
        """Give the probability that the best evidence answers the question.

        It is 0 when no sentence has the form of what is asked and, with `same_words`, when the best
        passages hold no word of the question nor a synonym: so it is for a question that is complete
        in itself and in the language of the documents. `stays` tells that the question goes on with one
        that was answered.
        """
        fitting = [evidence for evidence in ranked if evidence.fits]
        if not fitting or (same_words and not any(e.passage_words for e in ranked[:_BEST])):
            return 0.0
        summary = summarise(
            np.stack([e.row for e in fitting]),
            np.array([e.chance for e in fitting]),
            np.stack([e.met for e in fitting]),
        )
        columns = [QUESTION_FEATURES.index(name) for name in self.question.names]
        chance = float(self.question.chances(summary[None, columns])[0])
        return likelier(chance) if stays else chance


def summarise(rows: Floats, chances: Floats, met: Floats) -> Floats:
    """Sum up the evidence of a question, best sentence first: one number for each of QUESTION_FEATURES.

    Shapes: rows (sentences, FEATURES), chances (sentences,), met (sentences, words).
    """
    peaks = rows[:3][:, [FEATURES.index(name) for name in _PEAKS]].max(axis=0)
    odds = [
        math.log(chance / (1 - chance))
        for chance in np.clip([chances[0], chances[:3].mean()], 1e-6, 1 - 1e-6)
    ]
    together = float(met[:3].max(axis=0).sum())
    summary: Floats = np.concatenate([rows[0], peaks, odds, [together]]).astype(np.float32)
    return summary
