"""The evidence: the sentences of the passages found, each with its chance of answering the question."""

import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any, Self

import numpy as np

from bot.conversation.answer_kinds import LOOSE, AnswerKind
from bot.conversation.definition import Notion
from bot.conversation.identity import Somebody
from bot.conversation.measures import FEATURES, fits, measure_sentences
from bot.documents.model import Sentence
from bot.retrieval.query import Query
from bot.retrieval.ranking import standardise
from bot.retrieval.search import Hit
from bot.retrieval.vectors import Floats

_BEST = 3
"""Sentences whose passages must hold a word of the question."""

_STAYS = 3.0
"""By how much the odds grow, of an answer and of the sentences of a document, once the question before was
answered from there."""

_PRESENTS = 20.0
"""By how much the odds of a sentence grow that says who or what is asked about, and shrink where it does not
name who is asked about."""

_NEAR = 0.25
"""Share of the odds of the likeliest sentence that one of a loose form must have to answer."""

_PEAKS = ("sentence_soft", "sentence_mean", "passage_weakest", "names", "head")
QUESTION_FEATURES = (
    *FEATURES,
    *(f"best_{name}" for name in _PEAKS),
    "odds",
    "odds_of_three",
    "words_of_three",
)


@dataclass(frozen=True, eq=False)
class Evidence:
    """A sentence of a hit. `chance` is the fitted probability that it answers; `row` its measures."""

    hit: Hit
    sentence: Sentence
    position: int
    chance: float
    fits: bool
    """Whether it has the form of what is asked, where that has a form of its own."""
    row: Floats
    met: Floats
    """What it meets of each word of the question; all of them met whole make 1 together."""

    @property
    def key(self) -> tuple[str, int]:
        """The sentence itself, whatever the question."""
        return self.hit.entry.row, self.position

    @property
    def names_held(self) -> bool:
        """Whether its passage, or its document, holds the names of the question."""
        return bool(self.row[FEATURES.index("names")] > 0)

    @property
    def sentence_words(self) -> float:
        """Share of the question's words, weighted by rarity, that it holds by the letter."""
        return float(self.row[FEATURES.index("sentence_words")])

    @property
    def passage_words(self) -> float:
        """Share of the question's words, weighted by rarity, that the passage holds by the letter."""
        return float(self.row[FEATURES.index("passage_words")])

    @property
    def passage_soft(self) -> float:
        """Share of the question's words, weighted by rarity, that the passage meets."""
        return float(self.row[FEATURES.index("passage_soft")])


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
        logits = ((rows - self.mean) / self.scale) @ self.weights + self.intercept
        chances: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
        return chances


@dataclass(frozen=True)
class Judge:
    """Two models fitted on question sets: does this sentence answer, does anything answer at all.

    `passerelle fit` makes the committed coefficients again.
    """

    sentence: Logistic
    question: Logistic
    threshold: float
    """Confidence below which the assistant says that it does not know."""
    sure: float = 0.0
    """Confidence below which it answers, but says that it may have answered something else."""

    @classmethod
    def fitted(cls) -> Self:
        """Load the committed coefficients."""
        raw = json.loads(files("bot.conversation").joinpath("evidence.json").read_text("utf-8"))
        return cls(
            Logistic.read(raw["sentence"]), Logistic.read(raw["question"]), raw["threshold"], raw["sure"]
        )

    def judge(self, query: Query, hits: Sequence[Hit], kind: AnswerKind) -> list[Evidence]:
        """Give every sentence of the hits with its chance of answering, best first."""
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
                places, rows, met, self.chances(rows), strict=True
            )
        ]
        found = _presenting(list(_without_questions(found)), Somebody.asked_about(query.text))
        found = _defining(found, query)
        if kind in LOOSE:
            found = _close_enough(found)
        return sorted(found, key=lambda evidence: -evidence.chance)

    def chances(self, rows: Floats) -> Floats:
        """Give each sentence of one question, measured as a row of FEATURES, its chance of answering.

        Sentences are told apart within their question: each measure is standardised among them.
        """
        columns = [FEATURES.index(name) for name in self.sentence.names]
        return self.sentence.chances(standardise(rows[:, columns]))

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


def _without_questions(found: Iterable[Evidence]) -> Iterator[Evidence]:
    """Give the evidence, as it is read, without the questions of the sources: they assert nothing.

    Each lends its chance to the sentence that follows it, where its answer begins.
    """
    lent = 0.0
    for evidence in found:
        if not evidence.position:
            lent = 0.0
        if evidence.sentence.text.rstrip(' »"').endswith("?"):
            lent = evidence.chance
            continue
        yield replace(evidence, chance=max(evidence.chance, lent)) if lent else evidence
        lent = 0.0


def _presenting(found: list[Evidence], who: Somebody | None) -> list[Evidence]:
    """Give the evidence with what presents somebody made likelier, where the question asks who they are."""
    if who is None:
        return found
    named = [who.is_named(evidence.sentence.text) for evidence in found]
    if not any(named):
        return found
    told = []
    for evidence, is_named in zip(found, named, strict=True):
        if not is_named:
            told.append(replace(evidence, chance=likelier(evidence.chance, 1 / _PRESENTS), fits=False))
        elif who.is_presented(evidence.sentence.text):
            told.append(replace(evidence, chance=likelier(evidence.chance, _PRESENTS), fits=True))
        else:
            told.append(replace(evidence, fits=True))
    return told


def _close_enough(found: list[Evidence]) -> list[Evidence]:
    """Give the evidence, of which a loose form answers only where it stands close to what is asked: far from
    the likeliest sentence, a name is that of something else."""
    floor = _NEAR * max((odds_of(evidence.chance) for evidence in found), default=0.0)
    return [replace(e, fits=e.fits and odds_of(e.chance) >= floor) for e in found]


def _defining(found: list[Evidence], query: Query) -> list[Evidence]:
    """Give the evidence with what says what a notion is made likelier, where the question asks for that.

    What is in no passage that names a common notion does not say what it is.
    """
    notion = Notion.asked_about(query.text)
    if notion is None:
        return found
    told = []
    for evidence in found:
        if notion.is_defined(evidence.sentence.text):
            told.append(replace(evidence, chance=likelier(evidence.chance, _PRESENTS)))
        elif notion.common and not notion.is_named(query, evidence.hit.passage.text):
            told.append(replace(evidence, chance=likelier(evidence.chance, 1 / _PRESENTS), fits=False))
        else:
            told.append(evidence)
    return told


def likelier(chance: float, times: float = _STAYS) -> float:
    """Give the chance that is left when its odds are multiplied: as often when the question goes on with
    one that was answered from there.

    >>> round(likelier(0.25), 3)
    0.5
    """
    odds = times * odds_of(chance)
    return odds / (1 + odds)


def odds_of(chance: float) -> float:
    """Give the odds of a chance.

    >>> odds_of(0.75)
    3.0
    """
    return chance / max(1e-6, 1 - chance)


def favour(ranked: Sequence[Evidence], documents: Collection[str]) -> list[Evidence]:
    """Give the evidence with that of these documents made likelier, best first."""
    if not documents:
        return list(ranked)
    found = []
    for evidence in ranked:
        stays = evidence.hit.document.id in documents
        found.append(replace(evidence, chance=likelier(evidence.chance)) if stays else evidence)
    return sorted(found, key=lambda evidence: -evidence.chance)


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
