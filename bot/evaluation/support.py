"""Support: whether the sentence quoted says, by itself, the sentence shown."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.conversation.reply import Citation, Mode
from bot.documents.model import Document
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


def library_lookup(documents: Iterable[Document]) -> Lookup:
    """Give a lookup: the text of the passage that a citation names, else that of its document.

    A stock pipeline cuts passages of its own, whose text is looked for in the whole document.
    """
    texts: dict[str, str] = {}
    passages: dict[tuple[str, str], str] = {}
    for document in documents:
        texts[document.id] = document.text
        passages |= {(document.id, passage.id): passage.text for passage in document.passages}

    def lookup(citation: Citation) -> str | None:
        own = passages.get((citation.document_id, citation.passage_id))
        return texts.get(citation.document_id) if own is None else own

    return lookup


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


def with_carried_markers(shown: Sequence[Statement], citations: Sequence[Citation]) -> list[Statement]:
    """Give the statements, those without a marker taking the next one's when its quote holds them.

    A quote of two sentences is shown as two, with one marker at its end: both are then cited.

    >>> held = [Statement("Il pleut.", ()), Statement("Le marché ferme.", (1,))]
    >>> [one.numbers for one in with_carried_markers(held, [])]
    [(), (1,)]
    """
    carried: list[Statement] = []
    for one in reversed(shown):
        numbers = one.numbers
        if not numbers and carried:
            following = replace(one, numbers=carried[-1].numbers)
            if supports(one, quotes_of(following, citations), "extractive"):
                numbers = following.numbers
        carried.append(replace(one, numbers=numbers))
    return carried[::-1]


def is_exact(citation: Citation, lookup: Lookup) -> bool:
    """Tell whether the quote stands, letter for letter, in the library's own passage."""
    text = lookup(citation)
    return bool(citation.quote.strip()) and text is not None and citation.quote in text


def _numbers(folded: str) -> set[str]:
    digits = set(_NUMBER.findall(folded))
    return digits | {_LETTERS[word] for word in re.findall(r"\w+", folded) if word in _LETTERS}


def _stems(folded: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(folded) if word not in _LETTERS}
