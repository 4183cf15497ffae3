"""Lines: joins those that a page, a column or a copy broke in mid-sentence."""

import re
from collections.abc import Sequence

_LEFT_OPEN = re.compile(r"[:;,]\s*$")
_ENDING = re.compile(r"[.!?…:;][\"”’'»)\]]*\s*$|[»”]\s*$")
_STOPPED = re.compile(r"[.!?…,)][\"”’'»)\]]*\s*$")
_HANGING = re.compile(
    r"(?:\b(?:le|la|les|l|un|une|des|du|de|d|et|ou|à|au|aux|en|par|pour|sur|dans|avec|sans|que|qui|ce|cette|ces|"
    r"son|sa|ses|leur|leurs|notre|votre|entre|vers|chez|sous|est|sont)|[,(«’'/+&-])\s*$",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"([^\W\d_]+)-$")
_COMPOUND_LEFT = frozenset(
    ["porte", "demi", "non", "sous", "mi", "ex", "vice", "après", "avant", "grand", "haut", "chef", "savoir",
     "peut", "celui", "celle", "ceux", "lui", "elle", "eux", "vis", "semi", "quasi", "rendez", "chiffre"]
)  # fmt: skip
_COMPOUND_RIGHT = frozenset(
    ["il", "elle", "on", "nous", "vous", "ils", "elles", "je", "tu", "ci", "là", "même", "mêmes", "t", "y",
     "ce", "être", "à", "de"]
)  # fmt: skip
_BULLETED = re.compile(r"\s*(?:[•‣▪◦·*–—-]|o(?=\s)|\d{1,3}[.)]|[a-z]\))\s+\S")


def join_lines(lines: Sequence[str]) -> list[str]:
    """Join lines that were broken in mid-sentence, across blank lines too; other blank lines stay.

    >>> join_lines(["La boulangerie de Figeac a embauché deux", "", "apprentis en sep-", "tembre.", "Bilan"])
    ['La boulangerie de Figeac a embauché deux apprentis en septembre.', 'Bilan']
    """
    words = frozenset(re.findall(r"[\w-]+", " ".join(lines).lower()))
    width = _wrap_width(lines)
    joined: list[str] = []
    paragraph = _Paragraph("")
    blanks = 0
    for line in lines:
        if not line.strip():
            blanks += 1
            continue
        if paragraph.parts[0] and paragraph.is_continued_by(line, width):
            paragraph.add(line.strip(), words)
        else:
            joined.extend([paragraph.text] * bool(paragraph.text) + [""] * blanks)
            paragraph = _Paragraph(line.rstrip(), listing=paragraph.introduces(line))
        blanks = 0
    return [*joined, *[paragraph.text] * bool(paragraph.text)]


def _wrap_width(lines: Sequence[str]) -> int:
    """Give the width at which a text was wrapped, or 0 when its paragraphs are whole lines."""
    lengths = sorted(len(line.strip()) for line in lines if len(line.strip()) > 30)
    if len(lengths) < 4:
        return 0
    widest = lengths[int(len(lengths) * 0.95)]
    return widest if widest <= 160 and lengths[-1] <= widest * 1.3 else 0


class _Paragraph:
    """A paragraph being put together: `listing` when it is one of the items after a colon."""

    def __init__(self, line: str, *, listing: bool = False) -> None:
        self.parts = [line]
        self.listing = listing
        self._opened = line.count("(") - line.count(")")

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def introduces(self, line: str) -> bool:
        """Tell whether a line without a capital is an item after this paragraph, not its end."""
        small = line.lstrip()[0].islower() and not _BULLETED.match(line)
        return small and (self.listing or self.parts[-1].rstrip().endswith(":"))

    def is_continued_by(self, line: str, width: int) -> bool:
        """Tell whether `line` goes on with the sentence that the paragraph left open."""
        if _BULLETED.match(line):
            return False
        first, previous = line.lstrip()[0], self.parts[-1].strip()
        small, tail = first.islower(), previous[-40:]
        wrapped = 0 < width <= len(previous) + len(line.split(maxsplit=1)[0]) + 1
        if small and ((wrapped and _LEFT_OPEN.search(tail)) or _HYPHEN.search(tail)):
            return True
        if _ENDING.search(tail):
            return self._opened > 0 and small
        if small and self.introduces(line):
            return wrapped
        long = len(previous) > 25 or len(self.parts) > 1
        hanging = bool(_HANGING.search(tail))
        if small or first in "(«,;":
            return wrapped or hanging or long
        # A short line with a capital and no full stop is more likely a heading than a paragraph's end.
        heading = len(line.strip()) < 0.7 * width and not _STOPPED.search(line[-20:])
        return (wrapped and not heading) or (long and hanging)

    def add(self, line: str, words: frozenset[str]) -> None:
        """Set a line after the others, and make whole a word cut by a hyphen."""
        left = self.parts[-1]
        hyphen = _HYPHEN.search(left[-40:])
        if hyphen:
            start = hyphen.group(1).lower()
            end = re.split(r"[\W\d_]", line.lower(), maxsplit=1)[0]
            compound = start in _COMPOUND_LEFT or end in _COMPOUND_RIGHT or f"{start}-{end}" in words
            self.parts[-1] = left if compound and start + end not in words else left[:-1]
        elif not left.endswith(("’", "'", "-", "/")):
            self.parts.append(" ")
        self.parts.append(line)
        self._opened += line.count("(") - line.count(")")
