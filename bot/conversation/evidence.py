"""The evidence: the sentences of the passages found, each with its chance of answering the question."""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from bot.conversation.answer_kinds import FIGURES, FORMAL, AnswerKind, head_of, holds, names_in
from bot.documents.model import Sentence
from bot.retrieval.query import Query, QueryWord
from bot.retrieval.ranking import coverage, standardise, weighted_mean
from bot.retrieval.search import Hit
from bot.retrieval.token_matrix import best_matches
from bot.retrieval.vectors import Floats
from bot.retrieval.words import stems_of

FEATURES = (
    "sentence_maxsim",
    "sentence_words",
    "sentence_soft",
    "sentence_content",
    "sentence_mean",
    "passage_maxsim",
    "passage_words",
    "passage_soft",
    "passage_content",
    "passage_weakest",
    "dense",
    "kind",
    "head",
    "names",
    "rank",
    "length",
)

_BEST = 3
"""Sentences whose passages must hold a word of the question."""

_HEAD_MET = 0.6
"""Cosine from which a word is taken to be met by another: the noun itself counts 1."""

_STAYS = 3.0
"""How much likelier the sentences of a document become once the question before was answered from it."""

_PEAKS = ("sentence_soft", "sentence_mean", "passage_weakest", "names", "head")
QUESTION_FEATURES = (*FEATURES, *(f"best_{name}" for name in _PEAKS), "odds", "odds_of_three")

_NO_STEMS: frozenset[str] = frozenset()


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

    @property
    def key(self) -> tuple[str, int]:
        """The sentence itself, whatever the question."""
        return self.hit.entry.row, self.position

    @property
    def names_held(self) -> bool:
        """Whether its passage, or its document, holds the names of the question."""
        return bool(self.row[FEATURES.index("names")] > 0)

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

    @classmethod
    def fitted(cls) -> Self:
        """Load the committed coefficients."""
        raw = json.loads(files("bot.conversation").joinpath("evidence.json").read_text("utf-8"))
        return cls(Logistic.read(raw["sentence"]), Logistic.read(raw["question"]), raw["threshold"])

    def judge(self, query: Query, hits: Sequence[Hit], kind: AnswerKind) -> list[Evidence]:
        """Give every sentence of the hits with its chance of answering, best first."""
        places = [
            (hit, position, sentence)
            for hit in hits
            for position, sentence in enumerate(hit.passage.sentences)
        ]
        if not places:
            return []
        rows = np.concatenate([measure_sentences(query, hit, kind, rank) for rank, hit in enumerate(hits)])
        found = [
            Evidence(hit, sentence, position, float(chance), fits(kind, row), row)
            for (hit, position, sentence), row, chance in zip(places, rows, self.chances(rows), strict=True)
        ]
        return sorted(found, key=lambda evidence: -evidence.chance)

    def chances(self, rows: Floats) -> Floats:
        """Give each sentence of one question, measured as a row of FEATURES, its chance of answering.

        Sentences are told apart within their question: each measure is standardised among them.
        """
        columns = [FEATURES.index(name) for name in self.sentence.names]
        return self.sentence.chances(standardise(rows[:, columns]))

    def confidence(self, ranked: Sequence[Evidence], *, same_words: bool = True) -> float:
        """Give the probability that the best evidence answers the question.

        It is 0 when no sentence has the form of what is asked and, with `same_words`, when the best
        passages hold no word of the question nor a synonym: so it is for a question that is complete
        in itself and in the language of the documents.
        """
        fitting = [evidence for evidence in ranked if evidence.fits]
        if not fitting or (same_words and not any(e.passage_words for e in ranked[:_BEST])):
            return 0.0
        summary = summarise(np.stack([e.row for e in fitting]), np.array([e.chance for e in fitting]))
        columns = [QUESTION_FEATURES.index(name) for name in self.question.names]
        return float(self.question.chances(summary[None, columns])[0])


def fits(kind: AnswerKind, row: Floats) -> bool:
    """Tell whether a sentence, measured as a row of FEATURES, may answer a question of this kind.

    It must have the form of the kind, where that has one of its own, and its passage must hold the
    names of the question; a figure must also stand beside the very noun that is counted.
    """
    if kind not in FORMAL:
        return True
    form, head, names = (row[FEATURES.index(name)] for name in ("kind", "head", "names"))
    return bool(form > 0 and names > 0 and (kind not in FIGURES or head >= _HEAD_MET))


def favour(ranked: Sequence[Evidence], documents: Collection[str]) -> list[Evidence]:
    """Give the evidence with that of these documents made likelier, best first."""
    if not documents:
        return list(ranked)
    found = []
    for evidence in ranked:
        odds = evidence.chance / max(1e-6, 1 - evidence.chance)
        if evidence.hit.document.id in documents:
            odds *= _STAYS
        found.append(replace(evidence, chance=odds / (1 + odds)))
    return sorted(found, key=lambda evidence: -evidence.chance)


def summarise(rows: Floats, chances: Floats) -> Floats:
    """Sum up the evidence of a question, best sentence first: one number for each of QUESTION_FEATURES."""
    peaks = rows[:3][:, [FEATURES.index(name) for name in _PEAKS]].max(axis=0)
    odds = [
        math.log(chance / (1 - chance))
        for chance in np.clip([chances[0], chances[:3].mean()], 1e-6, 1 - 1e-6)
    ]
    summary: Floats = np.concatenate([rows[0], peaks, odds]).astype(np.float32)
    return summary


def measure_sentences(query: Query, hit: Hit, kind: AnswerKind, rank: int) -> NDArray[np.float32]:
    """Measure each sentence of a hit: shape (sentences, FEATURES)."""
    entry = hit.entry
    everywhere = best_matches(query.tokens, entry.matrix.tokens)
    stems = frozenset().union(entry.title_stems, *entry.sentence_stems)
    matches = _word_matches(query.words, everywhere, stems)
    centre = _centre(query.tokens, query.weights)
    passage = (
        weighted_mean(everywhere, query.weights),
        coverage(query, stems),
        _weighed(query, matches),
        _weighed(query, _word_matches(query.words, everywhere, _NO_STEMS)),
        min(matches, default=0.0),
        float(query.sentence @ entry.matrix.sentence),
    )
    named = _names_held(query, hit, stems)
    rows = []
    for sentence, held in zip(hit.passage.sentences, entry.sentence_stems, strict=True):
        inside = entry.matrix.tokens[entry.matrix.within(sentence.start, sentence.end)]
        best = best_matches(query.tokens, inside)
        rows.append(
            (
                weighted_mean(best, query.weights),
                coverage(query, held),
                _weighed(query, _word_matches(query.words, best, held)),
                _weighed(query, _word_matches(query.words, best, _NO_STEMS)),
                float(centre @ _centre(inside, np.ones(len(inside), np.float32))),
                *passage,
                _kind_mark(kind, sentence.text),
                _head_match(query, best, held),
                named,
                1.0 / (1.0 + rank),
                math.log1p(len(sentence.text)),
            )
        )
    return np.array(rows, np.float32).reshape(len(rows), len(FEATURES))


def _word_matches(words: Sequence[QueryWord], best: Floats, stems: frozenset[str]) -> list[float]:
    """Give how well words of the question are met: 1 by the letter, else their mean best cosine."""
    return [1.0 if not word.stems.isdisjoint(stems) else _mean(best[list(word.tokens)]) for word in words]


def _head_match(query: Query, best: Floats, stems: frozenset[str]) -> float:
    """Give how well the sentence meets the noun that is counted or asked for; 1 when there is none."""
    head = head_of(query.text)
    words = [word for word in query.words if word.form == head]
    return min(_word_matches(words, best, stems), default=1.0)


def _names_held(query: Query, hit: Hit, stems: frozenset[str]) -> float:
    """Give 1 when the passage or its document holds every name of the question, else 0."""
    names = set(names_in(query.text))
    words = [word for word in query.words if word.form in names]
    document = hit.document
    known = stems | stems_of(" ".join((*document.people, *document.organisations, *document.territories)))
    return float(all(not word.stems.isdisjoint(known) for word in words))


def _centre(tokens: Floats, weights: Floats) -> Floats:
    """Give the direction of the weighted mean of token vectors: shape (reduced,), norm 1 or 0."""
    mean = weights @ tokens
    centre: Floats = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
    return centre


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
