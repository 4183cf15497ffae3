"""The differences between two versions of a document, paragraph by paragraph and word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

Piece = tuple[str, bool]
"""Some text, and whether it is only on this side."""
_AROUND = 1
"""Paragraphs that did not change, shown beside one that did."""


@dataclass(frozen=True)
class Row:
    """A paragraph on both sides; an empty side has none. `skipped` counts paragraphs left out, alike."""

    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()
    skipped: int = 0

    @property
    def changed(self) -> bool:
        """Tell whether the sides differ."""
        return any(new for _, new in (*self.before, *self.after))


def compare(before: str, after: str) -> list[Row]:
    """Give what changed from one text to another, with a little of what did not around it.

    >>> rows = compare("Le four ouvre à 7 h.", "Le four ouvre à 8 h.")
    >>> [text for text, new in rows[0].after if new]
    ['8']
    """
    return list(_shortened(list(_rows(_paragraphs(before), _paragraphs(after)))))


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _rows(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    for tag, b1, b2, a1, a2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Row(((one, False),), ((one, False),)) for one in before[b1:b2])
            continue
        for old, new in zip_longest(before[b1:b2], after[a1:a2]):
            if old is None or new is None:
                yield Row(((old, True),) if old else (), ((new, True),) if new else ())
            else:
                yield _words(old, new)


def _words(old: str, new: str) -> Row:
    one, other = re.findall(r"\s+|\w+|[^\w\s]", old), re.findall(r"\s+|\w+|[^\w\s]", new)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, b1, b2, a1, a2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if b2 > b1:
            left.append(("".join(one[b1:b2]), tag != "equal"))
        if a2 > a1:
            right.append(("".join(other[a1:a2]), tag != "equal"))
    return Row(tuple(left), tuple(right))


def _shortened(rows: Sequence[Row]) -> Iterator[Row]:
    near = {
        place + step for place, row in enumerate(rows) if row.changed for step in range(-_AROUND, _AROUND + 1)
    }
    skipped = 0
    for place, row in enumerate(rows):
        if place not in near:
            skipped += 1
            continue
        if skipped:
            yield Row(skipped=skipped)
        skipped = 0
        yield row
    if skipped:
        yield Row(skipped=skipped)
