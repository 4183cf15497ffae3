"""The proof: the sentences of the cited passages that hold the names, figures and words of a sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from bot.conversation.lexicon import DANGLING, KIN, LIGHT
from bot.conversation.names import Name, Nameable, names
from bot.conversation.reply import Language
from bot.conversation.statement import Quote
from bot.conversation.values import Code, Day, Found, Number, values
from bot.documents.model import Document, Passage
from bot.retrieval.words import Word, content_words, fold

_CLAUSE = re.compile(r"[,;:]\s|\s(?:et|mais|tandis que|alors que|puis|and|but|while)\s")
_REPORTS = re.compile(
    r"\b(selon|d'apres|article|publi\w+|indiqu\w+|annonc\w+|expliqu\w+|rapport\w+|affirm\w+|precis\w+|according|report\w*|announc\w+|said)\b"
)
_ELLIPTIC = re.compile(r"\s*(?:d[e']|des|du|en|a|au|aux|sont|etaient|\w{3,}ees?)\b")
_START = 6
"""Letters of a stem that make two words one: « adhésion », « adhérents » are not, « transform- » is."""
_RIVAL = 0.2
_ARTICLES = ("un", "une", "one")
_HEAD = 3
"""Content words after a number among which its noun stands in a source."""


@dataclass(frozen=True)
class Source:
    """A passage as it was given to the model, under its number."""

    number: int
    document: Document
    passage: Passage

    @property
    def around(self) -> tuple[str, ...]:
        """Give what names the passage without being in it: its title, heading and publisher."""
        return self.document.title, self.passage.heading, self.document.publisher


@dataclass(frozen=True, eq=False)
class Window:
    """A sentence of a cited passage, with the one before when it starts with a pronoun."""

    source: Source
    start: int
    end: int
    language: Language = field(default="fr", kw_only=True)

    @property
    def text(self) -> str:
        """Give the exact characters of the passage."""
        return self.source.passage.text[self.start : self.end]

    @property
    def quote(self) -> Quote:
        """Give the window as the quote of a statement."""
        return Quote(self.source.document, self.source.passage, self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words, those of its title and heading included."""
        found = {word.stem for part in (self.text, *self.source.around) for word in content_words(part)}
        return frozenset(found.union(*(KIN.get(one, ()) for one in found)))

    @cached_property
    def values(self) -> list[Found]:
        """The values it writes."""
        return values(self.text, articles=True)

    @cached_property
    def nameable(self) -> Nameable:
        """The words among which names are looked for."""
        return Nameable((self.text, *self.source.around))

    @cached_property
    def people(self) -> list[Name]:
        """The names of several words that it writes: most often persons."""
        return [name for name in names(self.text) if len(name.words) > 1]


@dataclass(frozen=True, eq=False)
class Claim:
    """A sentence, or a clause of one, taken apart."""

    text: str
    language: Language = "fr"

    @cached_property
    def values(self) -> list[Found]:
        """The values it writes."""
        return values(self.text, self.language)

    @cached_property
    def names(self) -> list[Name]:
        """The names it writes."""
        return names(self.text)

    @cached_property
    def words(self) -> list[Word]:
        """The words that carry its meaning, those of its values aside."""
        return [
            word
            for word in content_words(fold(self.text))
            if not any(found.start < word.end and word.start < found.end for found in self.values)
        ]

    def clauses(self) -> list[Self]:
        """Give its clauses, when there are several."""
        parts = [part.strip() for part in _CLAUSE.split(self.text) if part.strip()]
        return [type(self)(part, self.language) for part in parts] if len(parts) > 1 else []

    def share(self, windows: Iterable[Window]) -> float:
        """Give the share of its words that the windows hold."""
        held = frozenset().union(*(window.stems for window in windows))
        starts = {stem[:_START] for stem in held if len(stem) >= _START}
        words = [word for word in self.words if word.stem not in LIGHT]
        if not words:
            return 1.0 if self.words else 0.0
        return sum(word.stem in held or word.stem[:_START] in starts for word in words) / len(words)


def windows(sources: Sequence[Source]) -> list[Window]:
    """Give the windows of the cited passages, in reading order."""
    found = []
    for source in sources:
        sentences = source.passage.sentences
        for place, sentence in enumerate(sentences):
            first = place - 1 if place and DANGLING.match(fold(sentence.text)) else place
            found.append(Window(source, sentences[first].start, sentence.end))
    return found


def prove(claim: Claim, among: Sequence[Window]) -> list[Window]:
    """Give the windows that prove a claim, at most three; none when its figures and names stand apart.

    All the figures and names of the claim must stand in one window; failing that, those of each
    of its clauses must. Further windows may add words, but nobody's name.
    """
    proof = _anchored(claim, among)
    if not proof:
        for clause in claim.clauses():
            if not clause.values and not clause.names:
                continue
            part = _anchored(clause, among)
            if not part:
                return []
            proof.extend(window for window in part if window not in proof)
    for window in sorted(among, key=lambda one: -claim.share([one])):
        if len(proof) >= 3 or not proof:
            break
        known = Nameable((claim.text,))
        gains = claim.share([*proof, window]) - claim.share(proof)
        if gains >= 0.1 and window not in proof and all(known.holds(name) for name in window.people):
            proof.append(window)
    return proof[:3]


def missing_value(claim: Claim, among: Sequence[Window]) -> bool:
    """Tell whether a claim writes a value that no window writes."""
    return not all(any(_writes(window, claim, found) for window in among) for found in claim.values)


def _anchored(claim: Claim, among: Sequence[Window]) -> list[Window]:
    fit = [
        window
        for window in among
        if all(_writes(window, claim, found) for found in claim.values)
        and all(_names(window, name, claim.language) for name in claim.names)
    ]
    if not fit:
        return []
    best = max(fit, key=lambda window: claim.share([window]))
    # Another window that says much more of it, with other figures or names, speaks against it.
    rival = max(claim.share([window]) for window in among)
    margin = max(_RIVAL, 1.5 / max(1, len(claim.words)))
    return [best] if claim.share([best]) >= rival - margin else []


def _names(window: Window, name: Name, language: Language) -> bool:
    if window.nameable.holds(name):
        return True
    return language == "en" and window.nameable.resembles(name)


def _writes(window: Window, claim: Claim, found: Found) -> bool:
    """Tell whether a window writes a value of the claim, of the same thing."""
    value = found.value
    if isinstance(value, Day):
        return any(isinstance(held.value, Day) and held.value.covers(value) for held in window.values) or (
            _published(window, value) and bool(_REPORTS.search(fold(claim.text)))
        )
    if isinstance(value, Code):
        if any(held.value == value for held in window.values):
            return True
        return value.kind == "code" and any(value.text in fold(part).split() for part in window.source.around)
    alike = [held for held in window.values if held.value == value]
    if not alike:
        return False
    head = _head(fold(claim.text), found, claim.values)
    if head is None or claim.language == "en":
        return True
    return any(_counts(window, held, head) for held in alike)


def _published(window: Window, day: Day) -> bool:
    published = window.source.document.published
    if published is None:
        return False
    precise = {
        "day": (published.day.day, published.day.month),
        "month": (None, published.day.month),
        "year": (None, None),
    }
    return Day(*precise[published.precision], published.day.year).covers(day)


def _head(folded: str, found: Found, others: Sequence[Found]) -> str | None:
    """Give the stem of the noun that a number counts, if it follows."""
    if not isinstance(found.value, Number) or found.value.unit not in ("", "%"):
        return None
    following = _following(folded, found, others)
    return following[0].stem if following else None


def _counts(window: Window, held: Found, head: str) -> bool:
    """Tell whether a number of a window counts the things of that noun."""
    folded = fold(window.text)
    if any(word.stem == head for word in _following(folded, held, window.values)[:_HEAD]):
        return True
    return bool(_ELLIPTIC.match(folded, held.end)) and head in window.stems


def _following(folded: str, found: Found, others: Sequence[Found]) -> list[Word]:
    """Give the content words after a value, up to the next value or the end of the clause."""
    # « un » between a number and its noun is an article, not the next number.
    later = [one for one in others if one.start >= found.end and folded[one.start : one.end] not in _ARTICLES]
    stop = min((one.start for one in later), default=len(folded))
    piece = re.split(r"[,;:.!?()]", folded[found.end : stop], maxsplit=1)[0]
    return content_words(piece)
