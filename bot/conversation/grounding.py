"""The grounding: whether a generated sentence says what the passages it cites say, and nothing else."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.conversation.alignment import drops_plan, swaps_name
from bot.conversation.closeness import Closeness
from bot.conversation.lexicon import STRONG
from bot.conversation.polarity import counts_differ, flips, looks_ahead, raises
from bot.conversation.proof import Claim, Source, Window, missing_value, prove, windows
from bot.conversation.reply import Language
from bot.conversation.statement import Quote
from bot.conversation.values import Day
from bot.retrieval.words import words

Reason = Literal[
    "holds", "no_citation", "unknown_citation", "form", "number", "name", "negation", "plan", "past",
    "strength", "words", "meaning", "silence", "secret",
]  # fmt: skip

_MARKER = re.compile(r"\s*\[\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*\]")
_LONGEST = 500
_MARKUP = re.compile(
    r"[<>{}|`\\^~#*_]|\]\(|!\[|\[|\]|^\s*(?:system|assistant|user|utilisateur|systeme)\s*:", re.IGNORECASE
)


@dataclass(frozen=True)
class Floors:
    """The least that a sentence must reach; fitted on half of the pairs of the tests."""

    share: float = 0.87
    closeness: float = 0.6
    foreign: float = 0.72


@dataclass(frozen=True)
class Verdict:
    """Whether a sentence holds, and why not. `text` is without markers; `quotes` prove it."""

    ok: bool
    reason: Reason
    text: str = ""
    quotes: tuple[Quote, ...] = ()


class Verifier:
    """Verifies sentences against the passages they cite, on one day."""

    def __init__(self, closeness: Closeness, floors: Floors | None = None) -> None:
        self._closeness = closeness
        self._floors = floors or Floors()

    def verify(
        self, sentence: str, sources: Sequence[Source], today: date, language: Language = "fr"
    ) -> Verdict:
        """Judge one generated sentence, its markers included."""
        numbers = {
            int(number) for marker in _MARKER.findall(sentence) for number in re.split(r"[,;]", marker)
        }
        if not numbers:
            return Verdict(False, "no_citation")
        if not numbers <= {source.number for source in sources}:
            return Verdict(False, "unknown_citation")
        text = bare(sentence)
        cited = [source for source in sources if source.number in numbers]
        if not is_plain(text, cited):
            return Verdict(False, "form", text)
        reason, proof = self._judge(Claim(text, language), windows(cited), today)
        return Verdict(reason == "holds", reason, text, tuple(window.quote for window in proof))

    def _judge(self, claim: Claim, among: Sequence[Window], today: date) -> tuple[Reason, list[Window]]:
        proof = prove(claim, among)
        if not proof:
            return ("number" if missing_value(claim, among) else "name"), []
        held = " ".join(window.text for window in proof)
        fault = _said_otherwise(claim, held, today) or _miscopied(claim, proof)
        if fault is None and claim.language == "fr" and claim.share(proof) < self._floors.share:
            fault = "words"
        if fault is None:
            floor = self._floors.foreign if claim.language == "en" else self._floors.closeness
            if self._closeness(claim.text, held) < floor:
                fault = "meaning"
        return fault or "holds", proof


def bare(sentence: str) -> str:
    """Give a sentence without its markers, its bullet and its bold marks.

    >>> bare("- **Le fournil** emploie 14 personnes [1][2].")
    'Le fournil emploie 14 personnes.'
    """
    text = _MARKER.sub("", sentence)
    text = re.sub(r"^\s*(?:[-*•–—]|\d{1,2}[.)])\s+", "", text)
    text = re.sub(r"\*\*|__", "", text)
    text = " ".join(text.split())
    text = re.sub(r"\s+([.,])", r"\1", text)
    return text if text[-1:] in ".!?…»" else f"{text.rstrip(' ,;:')}."


def is_plain(text: str, sources: Sequence[Source]) -> bool:
    """Tell whether a sentence is a sentence: no markup, nothing hidden, no foreign script, a fair length."""
    if len(text) > _LONGEST or _MARKUP.search(text) or len(Claim(text).words) < 2:
        return False
    if not text[0].isalnum() and text[0] not in '«"“':
        return False
    held = {character for source in sources for character in source.passage.text}
    return all(_is_ordinary(word, held) for word in text.split())


def _is_ordinary(word: str, held: set[str]) -> bool:
    """Tell whether a word is of one script, nothing hidden in it; letters not Latin come from the source."""
    if any(unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn", "So") for character in word):
        return False
    letters = [character for character in word if character.isalpha()]
    latin = [unicodedata.name(letter, "").startswith("LATIN") for letter in letters]
    return all(latin) or (not any(latin) and held.issuperset(letters))


def _said_otherwise(claim: Claim, held: str, today: date) -> Reason | None:
    """Tell how a sentence bends what its proof says, if it does."""
    flipped = flips(claim.text, held) if claim.language == "fr" else counts_differ(claim.text, held)
    if flipped:
        return "negation"
    if raises(claim.text, held, claim.language):
        return "plan"
    if looks_ahead(claim.text) and any(_is_past(found.value, today) for found in claim.values):
        return "past"
    if claim.language == "fr" and _strong(claim.text) - _strong(held):
        return "strength"
    return None


def _miscopied(claim: Claim, proof: Sequence[Window]) -> Reason | None:
    """Tell what a sentence changes in the source that it repeats almost word for word."""
    if claim.language != "fr":
        return None
    copied = max(proof, key=lambda window: claim.share([window])).text
    if swaps_name(claim.text, copied):
        return "name"
    return "plan" if drops_plan(claim.text, copied) else None


def _strong(text: str) -> set[str]:
    return {word.stem for word in words(text)} & STRONG


def _is_past(value: object, today: date) -> bool:
    if not isinstance(value, Day) or value.year is None:
        return False
    return (value.year, value.month or 12, value.day or 31) < (today.year, today.month, today.day)
