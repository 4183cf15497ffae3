"""The evidence: the sentences of the passages found, each with its chance of answering the question."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.conversation.answer_kinds import FORMAL, AnswerKind, holds
from bot.documents.model import Sentence
from bot.retrieval.query import Query
from bot.retrieval.ranking import coverage, weighted_mean
from bot.retrieval.search import Hit
from bot.retrieval.token_matrix import best_matches
from bot.retrieval.vectors import Floats

FEATURES = (
    "sentence_maxsim",
    "sentence_words",
    "sentence_soft",
    "passage_maxsim",
    "passage_words",
    "passage_soft",
    "passage_weakest",
    "dense",
    "kind",
    "rank",
    "length",
)


@dataclass(frozen=True, eq=False)
class Evidence:
    """A sentence of a hit. `chance` is the fitted probability that it answers; `row` its measures."""

    hit: Hit
    sentence: Sentence
    position: int
    chance: float
    holds_kind: bool
    row: Floats

    @property
    def key(self) -> tuple[str, int]:
        """The sentence itself, whatever the question."""
        return self.hit.entry.row, self.position

    @property
    def passage_soft(self) -> float:
        """Share of the question's words, weighted by rarity, that the passage meets."""
        return float(self.row[FEATURES.index("passage_soft")])


@dataclass(frozen=True)
class Judge:
    """A logistic model over FEATURES, fitted on public question sets; `passerelle fit` makes it again."""

    mean: Floats
    scale: Floats
    weights: Floats
    intercept: float
    threshold: float

    @classmethod
    def fitted(cls) -> Self:
        """Load the committed coefficients."""
        raw = json.loads(files("bot.conversation").joinpath("evidence.json").read_text("utf-8"))
        columns = [raw["features"][name] for name in FEATURES]
        return cls(
            np.array([column["mean"] for column in columns], np.float32),
            np.array([column["scale"] for column in columns], np.float32),
            np.array([column["weight"] for column in columns], np.float32),
            raw["intercept"],
            raw["threshold"],
        )

    def judge(self, query: Query, hits: Sequence[Hit], kind: AnswerKind) -> list[Evidence]:
        """Give every sentence of the hits with its chance of answering, best first."""
        found = []
        for rank, hit in enumerate(hits):
            rows = measure_sentences(query, hit, kind, rank)
            logits = ((rows - self.mean) / self.scale) @ self.weights + self.intercept
            for position, (sentence, row, logit) in enumerate(
                zip(hit.passage.sentences, rows, logits, strict=True)
            ):
                chance = 1 / (1 + math.exp(-float(logit)))
                found.append(Evidence(hit, sentence, position, chance, holds(kind, sentence.text), row))
        return sorted(found, key=lambda evidence: -evidence.chance)


def measure_sentences(query: Query, hit: Hit, kind: AnswerKind, rank: int) -> NDArray[np.float32]:
    """Measure each sentence of a hit: shape (sentences, FEATURES)."""
    entry = hit.entry
    everywhere = best_matches(query.tokens, entry.matrix.tokens)
    stems = frozenset().union(entry.title_stems, *entry.sentence_stems)
    matches = _word_matches(query, everywhere, stems)
    passage = (
        weighted_mean(everywhere, query.weights),
        coverage(query, stems),
        _weighed(query, matches),
        min(matches, default=0.0),
        float(query.sentence @ entry.matrix.sentence),
    )
    rows = []
    for sentence, held in zip(hit.passage.sentences, entry.sentence_stems, strict=True):
        inside = entry.matrix.tokens[entry.matrix.within(sentence.start, sentence.end)]
        best = best_matches(query.tokens, inside)
        rows.append(
            (
                weighted_mean(best, query.weights),
                coverage(query, held),
                _weighed(query, _word_matches(query, best, held)),
                *passage,
                _kind_mark(kind, sentence.text),
                1.0 / (1.0 + rank),
                math.log1p(len(sentence.text)),
            )
        )
    return np.array(rows, np.float32).reshape(len(rows), len(FEATURES))


def _word_matches(query: Query, best: Floats, stems: frozenset[str]) -> list[float]:
    """Give how well each content word of the question is met: 1 by the letter, else its cosine."""
    return [
        1.0
        if not word.stems.isdisjoint(stems)
        else float(best[list(word.tokens)].mean())
        if word.tokens
        else 0.0
        for word in query.words
    ]


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else 0.0


def _weighed(query: Query, matches: Sequence[float]) -> float:
    total = sum(word.weight for word in query.words)
    if not total:
        return 0.0
    return sum(word.weight * match for word, match in zip(query.words, matches, strict=True)) / total


def _kind_mark(kind: AnswerKind, sentence: str) -> float:
    """Mark a sentence by the kind asked: 1 when it holds it, -1 when it should and does not, else 0."""
    if kind in FORMAL or kind in (AnswerKind.DATE, AnswerKind.NUMBER, AnswerKind.PERSON, AnswerKind.PLACE):
        return 1.0 if holds(kind, sentence) else -1.0
    return 0.0
