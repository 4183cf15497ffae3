"""The disagreements: sources that give two dates, amounts or numbers for what looks like the same thing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.conversation.dates import spoken
from bot.conversation.evidence import Evidence
from bot.conversation.messages import say
from bot.conversation.reply import Language, Notice
from bot.conversation.values import Day, Number, Value, values
from bot.documents.model import Document
from bot.retrieval.words import fold, stems_of

What = Literal["date", "amount", "number"]
ALIKE = 0.6
"""Share of their words that two sentences have in common when they speak of the same thing."""
LEAST = 3
"""Words that a sentence must hold beside its values to be said to speak of something."""
_NEAR = 12
"""Sentences, best first, among which one that disagrees is looked for."""


@dataclass(frozen=True)
class Disagreement:
    """A sentence to be shown, one of another document that says otherwise, and what they differ about."""

    one: Evidence
    other: Evidence
    what: What


@lru_cache(maxsize=4096)
def subject_and_values(text: str) -> tuple[frozenset[str], tuple[Value, ...]]:
    """Give the words of a sentence without its values, and those values."""
    folded, found = fold(text), values(text)
    kept, last = [], 0
    for one in found:
        kept.append(folded[last : one.start])
        last = one.end
    kept.append(folded[last:])
    return stems_of(" ".join(kept)), tuple(one.value for one in found)


def alikeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Give the share of their words that two subjects have in common."""
    return len(one & other) / max(1, len(one | other))


def difference(ours: Sequence[Value], theirs: Sequence[Value]) -> What | None:
    """Tell what two sentences on the same thing cannot both say; None when nothing they hold clashes.

    >>> difference(subject_and_values("12 fours")[1], subject_and_values("15 fours")[1])
    'number'
    >>> difference(subject_and_values("en mars 2022")[1], subject_and_values("le 3 mars 2022")[1]) is None
    True
    """
    days = [one for one in ours if isinstance(one, Day)], [one for one in theirs if isinstance(one, Day)]
    if all(days) and not any(a.covers(b) or b.covers(a) for a in days[0] for b in days[1]):
        return "date"
    for unit in sorted({one.unit for one in ours if isinstance(one, Number)}, reverse=True):
        sides = [
            {one.value for one in side if isinstance(one, Number) and one.unit == unit}
            for side in (ours, theirs)
        ]
        if all(sides) and not sides[0] & sides[1]:
            return "amount" if unit in ("€", "$") else "number"
    return None


def disagreements(chosen: Sequence[Evidence], ranked: Sequence[Evidence]) -> Iterator[Disagreement]:
    """Give, for the sentences chosen, those of other documents near the top that say otherwise.

    Each document is set against another once.
    """
    told: set[frozenset[str]] = set()
    for one in chosen:
        subject, ours = subject_and_values(one.sentence.text)
        if len(subject) < LEAST or not ours:
            continue
        for other in ranked[:_NEAR]:
            documents = frozenset((one.hit.document.id, other.hit.document.id))
            their_subject, theirs = subject_and_values(other.sentence.text)
            if len(documents) < 2 or documents in told or alikeness(subject, their_subject) < ALIKE:
                continue
            what = difference(ours, theirs)
            if what is not None:
                told.add(documents)
                yield Disagreement(one, other, what)


def notice_of(found: Disagreement, language: Language) -> Notice:
    """Give the warning that two sources do not agree, each with its date, the newer one first."""
    newer, older = sorted((found.one.hit.document, found.other.hit.document), key=_published, reverse=True)
    return Notice(
        kind="disagreement",
        text=say(
            "disagreement",
            language,
            what=say(f"differs_{found.what}", language),
            newer=_named(newer, language),
            older=_named(older, language),
        ),
    )


def _published(document: Document) -> str:
    return document.published.day.isoformat() if document.published else ""


def _named(document: Document, language: Language) -> str:
    when = spoken(document.published) if document.published else say("no_date", language)
    return say("dated_title", language, title=document.title, when=when)
