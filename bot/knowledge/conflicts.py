"""The conflicts: two documents that give two dates, amounts or numbers for what looks like the same thing.

Two sentences speak of the same thing when, their values taken off, they share most of their words.
It is for a person to tell whether they really contradict each other: both are shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from bot.conversation.disagreement import ALIKE, LEAST, What, alikeness, difference, subject_and_values
from bot.conversation.values import Day, Number, Value
from bot.documents.model import Document, Passage

_CROWDED = 40
"""Sentences that share a word, beyond which it tells nothing of what they speak of."""


@dataclass(frozen=True)
class Told:
    """A sentence with values, and the words that say what they are values of."""

    document: Document
    passage: Passage
    text: str
    subject: frozenset[str]
    values: tuple[Value, ...]

    @property
    def href(self) -> str:
        """Give the place of the sentence in its document's page."""
        return f"/conseiller/connaissances/documents/{self.document.id}"


@dataclass(frozen=True)
class Conflict:
    """Two sentences, and what they differ about."""

    one: Told
    other: Told
    what: What


def conflicts(documents: Iterable[Document], most: int = 100) -> list[Conflict]:
    """Give the conflicts between different documents, those that look most alike first."""
    told = [one for document in documents for one in _statements(document)]
    found = []
    for one, other in _pairs(told):
        alike = alikeness(one.subject, other.subject)
        what = difference(one.values, other.values) if alike >= ALIKE else None
        if what is not None:
            found.append((alike, Conflict(one, other, what)))
    found.sort(key=lambda pair: (-pair[0], pair[1].one.document.id, pair[1].one.text))
    return [conflict for _, conflict in found[:most]]


def _pairs(told: list[Told]) -> Iterator[tuple[Told, Told]]:
    """Give each pair of sentences of two documents that share enough words, once."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(told):
        for word in one.subject:
            holders[word].append(place)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for places in holders.values():
        if len(places) <= _CROWDED:
            for pair in combinations(places, 2):
                shared[pair] += 1
    for first, second in shared:
        one, other = told[first], told[second]
        if one.document.id != other.document.id and len(one.subject & other.subject) >= LEAST:
            yield one, other


def _statements(document: Document) -> Iterator[Told]:
    for passage in document.passages:
        for sentence in passage.sentences:
            if not any(sign.isdigit() for sign in sentence.text):
                continue
            subject, told = subject_and_values(sentence.text)
            if len(subject) >= LEAST and any(isinstance(one, Day | Number) for one in told):
                yield Told(document, passage, sentence.text, subject, told)
