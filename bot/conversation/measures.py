"""The measures: how well a sentence, and the passage around it, meet what a question asks."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from bot.conversation.answer_kinds import FORMAL, HEADED, RECOGNISABLE, AnswerKind
from bot.conversation.counted import beside_numbers, counts_people, holds_number, names_anybody, names_people
from bot.conversation.heads import head_of
from bot.conversation.names import names_in
from bot.conversation.pertinence import kind_mark, names_held
from bot.conversation.stances import matter_asked, tells_view_asked
from bot.conversation.subjects import subjects_of
from bot.documents.model import Sentence
from bot.retrieval.query import Query, QueryWord
from bot.retrieval.ranking import coverage, weighted_mean
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

_HEAD_MET = 0.6
"""Cosine from which a word is taken to be met by another: the noun itself counts 1."""

_MATTER_NEAR = 0.45
"""Cosine from which a word of a matter is near it, or the mean of its words."""
_UNMET = 0.4
"""Cosine under which a word is met by nothing."""

_NO_STEMS: frozenset[str] = frozenset()


def fits(kind: AnswerKind, row: Floats) -> bool:
    """Tell whether a sentence, measured as a row of FEATURES, may answer a question of this kind.

    It must have the form of the kind, where that has one; for an exact form, its passage must also hold
    the names of the question; a figure must stand beside the very noun that is counted, and what somebody
    offers must be on the very matter.
    """
    if kind not in RECOGNISABLE:
        return True
    form, head, names = (row[FEATURES.index(name)] for name in ("kind", "head", "names"))
    return bool(form > 0 and (kind not in FORMAL or names > 0) and (kind not in HEADED or head >= _HEAD_MET))


def open_shares(query: Query) -> Floats:
    """Give what each word of a question counts: its rarity, names counting only where all are names.

    A name is met or not; what is asked about it is in the other words. They sum to 1, or to 0.
    """
    names = set(names_in(query.text))
    weights = np.array([word.weight for word in query.words], np.float32)
    others = np.array([word.form not in names for word in query.words], np.float32)
    counted = weights * others if others.any() else weights
    shares: Floats = (counted / max(float(counted.sum()), 1e-9)).astype(np.float32)
    return shares


def measure_sentences(query: Query, hit: Hit, kind: AnswerKind, rank: int) -> tuple[Floats, Floats]:
    """Measure each sentence of a hit: shapes (sentences, FEATURES) and (sentences, words of the query).

    The second tells what the sentence meets of each word, as a share of the whole question.
    """
    entry = hit.entry
    everywhere = best_matches(query.tokens, entry.matrix.tokens)
    matches = _word_matches(query.words, everywhere, entry.stems)
    centre = _centre(query.tokens, query.weights)
    passage = (
        weighted_mean(everywhere, query.weights),
        coverage(query, entry.stems),
        _weighed(query, matches),
        _weighed(query, _word_matches(query.words, everywhere, _NO_STEMS)),
        min(matches, default=0.0),
        float(query.sentence @ entry.matrix.sentence),
    )
    named = names_held(query, hit)
    subjects = subjects_of(hit.document)
    rows, met = [], []
    for position, (sentence, held) in enumerate(
        zip(hit.passage.sentences, entry.sentence_stems, strict=True)
    ):
        inside = entry.matrix.tokens[entry.matrix.within(sentence.start, sentence.end)]
        best = best_matches(query.tokens, inside)
        met.append(_met_as_subject(query.words, _word_matches(query.words, best, held), subjects))
        rows.append(
            (
                weighted_mean(best, query.weights),
                coverage(query, held),
                _weighed(query, met[-1]),
                _weighed(query, _word_matches(query.words, best, _NO_STEMS)),
                float(centre @ _centre(inside, np.ones(len(inside), np.float32))),
                *passage,
                kind_mark(kind, query, hit, position, subjects),
                _counted_match(query, hit, sentence)
                if kind is AnswerKind.NUMBER
                else _head_match(query, best, held, sentence.text),
                named,
                1.0 / (1.0 + rank),
                math.log1p(len(sentence.text)),
            )
        )
    return (
        np.array(rows, np.float32).reshape(len(rows), len(FEATURES)),
        np.array(met, np.float32).reshape(len(rows), len(query.words)) * open_shares(query),
    )


def _word_matches(words: Sequence[QueryWord], best: Floats, stems: frozenset[str]) -> list[float]:
    """Give how well words of the question are met: 1 by the letter, else their mean best cosine."""
    return [1.0 if word.is_in(stems) else _mean(best[list(word.tokens)]) for word in words]


def _met_as_subject(
    words: Sequence[QueryWord], matches: Sequence[float], subjects: Mapping[str, float]
) -> list[float]:
    """Give how well words of a question are met where the names that a document is about stay unsaid."""
    unsaid = (max(min(subjects.get(stem, 0.0) for stem in way) for way in word.said) for word in words)
    return [max(match, subject) for match, subject in zip(matches, unsaid, strict=True)]


def _head_match(query: Query, best: Floats, stems: frozenset[str], sentence: str) -> float:
    """Give how well a sentence meets the noun that is counted or asked for, or the matter that is asked of;
    1 when there is none."""
    asked = matter_asked(query.text)
    if asked:
        matter = [word for word in query.words if word.form in asked]
        return _matter_match(_word_matches(matter, best, stems), tells_view_asked(sentence, query.text))
    head = head_of(query.text)
    words = [word for word in query.words if word.form == head]
    return min(_word_matches(words, best, stems), default=1.0)


def _matter_match(matches: Sequence[float], tells_view: bool) -> float:
    """Give how well the words of a matter are met together: no better than one that is not met at all; well
    enough when it is fairly, and whoever is asked about gives a view."""
    if not matches:
        return 1.0
    mean, least = sum(matches) / len(matches), min(matches)
    if tells_view and mean >= _MATTER_NEAR and least >= _UNMET:
        return max(mean, _HEAD_MET)
    return mean if least >= _MATTER_NEAR else least


def _counted_match(query: Query, hit: Hit, sentence: Sentence) -> float:
    """Give how well what the sentence counts is the noun whose number is asked; any number does for none.

    A noun elsewhere in the sentence is not what its numbers count.
    """
    text = sentence.text
    after = [text[one.number_end : one.end] for one in beside_numbers(text)]
    if counts_people(query.text):
        return float(any(map(names_people, after)))
    head = head_of(query.text)
    if head is None:
        return float(holds_number(text))
    if names_people(head) and any(map(names_anybody, after)):
        return 1.0
    matrix = hit.entry.matrix
    found = [0.0]
    for one in beside_numbers(text):
        inside = matrix.tokens[matrix.within(sentence.start + one.start, sentence.start + one.end)]
        if len(inside):
            best = best_matches(query.tokens, inside)
            beside = text[one.start : one.end]
            found.append(_head_match(query, best, stems_of(beside), beside))
    return max(found)


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
