"""Support: whether the sentence quoted says, by itself, the sentence shown."""

import re
from collections.abc import Callable, Iterable, Sequence

from bot.conversation.reply import Citation, Mode
from bot.evaluation.facts import fold
from bot.evaluation.statements import Statement, bare

Lookup = Callable[[Citation], str | None]
"""Gives the library's own text of the passage cited, or None when the library has no such passage."""

COVERED = 0.6
"""Share of a generated sentence's content words that its quotes must hold (stems of five letters)."""

_NUMBER = re.compile(r"\d+(?:[,:/]\d+)*")
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_IN_LETTERS = "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_LETTERS = {word: str(value) for value, word in enumerate(_IN_LETTERS.split(" "), start=2)}


def supports(statement: Statement, quotes: Sequence[str], mode: Mode) -> bool:
    """Tell whether the quotes carry the statement.

    An extractive statement must stand inside one of them, folded. A generated one must find all
    its numbers, and `COVERED` of its content words, in their union.

    >>> supports(Statement("Le fournil emploie 14 personnes.", (1,)), ["À Figeac, le fournil \
emploie 14 personnes."], "extractive")
    True
    >>> supports(Statement("Le fournil emploie 15 personnes.", (1,)), ["À Figeac, le fournil \
emploie 14 personnes."], "generative")
    False
    """
    if mode == "extractive":
        whole = re.compile(rf"(?<!\w){re.escape(bare(statement.text))}(?!\w)")
        return any(whole.search(fold(quote)) for quote in quotes)
    said, held = fold(statement.text), " ".join(fold(quote) for quote in quotes)
    if not _numbers(said) <= _numbers(held):
        return False
    words = _stems(said)
    return not words or len(words & _stems(held)) / len(words) >= COVERED


def quotes_of(statement: Statement, citations: Iterable[Citation]) -> list[str]:
    """Give the quotes of the citations that the statement names."""
    return [citation.quote for citation in citations if citation.number in statement.numbers]


def is_exact(citation: Citation, lookup: Lookup) -> bool:
    """Tell whether the quote stands, letter for letter, in the library's own passage."""
    text = lookup(citation)
    return bool(citation.quote.strip()) and text is not None and citation.quote in text


def _numbers(folded: str) -> set[str]:
    digits = set(_NUMBER.findall(folded))
    return digits | {_LETTERS[word] for word in re.findall(r"\w+", folded) if word in _LETTERS}


def _stems(folded: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(folded) if word not in _LETTERS}
