"""The outline: finds the title, headings, paragraphs and list items in the lines of a plain text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.documents.blocks import Block

_LONGEST_HEADING = 110
_LONGEST_TITLE = 160
_ITEM = re.compile(r"\s*(?P<mark>[•‣▪◦·*–—-]|o|\d{1,3}[.)])\s+(?=\S)")
_PART = re.compile(
    r"(?P<family>partie|chapitre|titre|section|th[ée]matique|th[èe]me|axe|volet|annexe|module|[ée]tape|fiche|enjeu|"
    r"objectif|mesure|action|article|phase|lot|atelier)\s+(?:n°\s*)?(?:\d{1,2}|[IVX]{1,5})\b(?!\s*%)",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"(?:[a-z]|\d{1,2})\)\s+.*\?\s*$")
_NUMBERED = re.compile(
    r"(?:(?P<numbers>\d{1,2}(?:\.\d{1,2})+)\.?|\d{1,2}\.|[IVX]{1,5}\s?[.–-])\s+(?=[^\W\d])"
)
_CLOSED = re.compile(r"[.,;!?…][\"”’'»)\]]*\s*$")
_QUOTED = re.compile(r"[\"“«].*[\"”»]\s*$")
_ANNOUNCES = re.compile(
    r"\b(?:ils?|elles?|on|nous|vous|est|sont|ont|faut|peut|peuvent|doit|doivent|suivante?s?|pour|dont|que|qui|"
    r"savoir|noter|attention|exemples?|rappel)\b",
    re.IGNORECASE,
)
_PROPOSES = re.compile(
    r"(?:ne pas |s['’]|se )?\w*(?:(?<![iy])er|[cdf]ier|blier|ployer|voyer|ttoyer|ir|(?:[aeo]i|en|on|an|er)dre"
    r"|ettre|aître|uivre|faire|uire|clure|crire|dire|lire)\b",
    re.IGNORECASE,
)
"""How an item begins that says what to do, with an infinitive."""
_OPENS = re.compile(r"[\"“«(]?\s?(?:[A-ZÀ-ÝŒ]|\d+ [a-zà-ÿ])")


@dataclass(frozen=True)
class Outline:
    """A plain text understood: its title (or "") and its blocks, the title not among them."""

    title: str
    blocks: tuple[Block, ...]


def outline(lines: Sequence[str]) -> Outline:
    """Find the title and the blocks of a text whose lines are whole: one a paragraph, item or heading.

    >>> found = outline(["Le pain à Figeac", "", "Une filière courte", "", "Six fournils achètent au Lot."])
    >>> found.title, [(block.kind, block.text) for block in found.blocks]
    ('Le pain à Figeac', [('heading', 'Une filière courte'), ('paragraph', 'Six fournils achètent au Lot.')])
    """
    filled = [line.strip() for line in lines if line.strip()]
    title = ""
    if len(filled) > 1 and _is_title(filled[0]):
        title = filled.pop(0).lstrip("# ")
    reader = _Reader()
    for line, following in zip(filled, [*filled[1:], ""], strict=False):
        reader.read(line, following)
    return Outline(title, tuple(reader.blocks))


def is_part(line: str) -> bool:
    """Tell whether a heading numbers a part of a document, and so cannot be its title.

    >>> is_part("Partie 2 : le bilan"), is_part("Le bilan de la boulangerie")
    (True, False)
    """
    return _PART.match(line) is not None


def _is_title(line: str) -> bool:
    short = len(line) <= _LONGEST_TITLE and not _ITEM.match(line) and not _PART.match(line)
    return short and not line.endswith((".", ",", ";", ":")) and any(letter.isalpha() for letter in line)


class _Reader:
    """Reads line after line; remembers which families of headings and which bullets it has met."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._families: list[str] = []
        self._marks: list[str] = []
        self._under_question = False
        self._announced: int | None = None

    def read(self, line: str, following: str) -> None:
        """Add the block that `line` is, given the line that follows it."""
        level = self._heading_level(line, following)
        item = _ITEM.match(line)
        if level:
            self._marks = []
            self._under_question = level == 5 or (level > 5 and self._under_question)
            self.blocks.append(Block("heading", line.rstrip(" :"), level))
        elif item:
            mark = item["mark"]
            kind = "1." if mark[0].isdigit() else mark
            if kind in self._marks:
                del self._marks[self._marks.index(kind) + 1 :]
            else:
                self._marks.append(kind)
            number = mark if mark[0].isdigit() else "-"
            self.blocks.append(Block("item", line[item.end() :], self._depth(line[item.end() :]), number))
        elif line[0].islower() and self._in_list():
            self.blocks.append(Block("item", line, len(self._marks)))
        else:
            self._marks = []
            self.blocks.append(Block("paragraph", line))

    def _depth(self, text: str) -> int:
        """Give how deep an item stands: by its bullet, and under one of the same bullet that announces it.

        « Proposer des aides : » announces nouns; the next item that begins with a verb goes on with the list.
        """
        depth = len(self._marks) - 1
        last = self.blocks[-1] if self.blocks else Block("heading", "")
        announces = last.text.endswith(":") and _PROPOSES.match(last.text)
        goes_on = self._announced == depth and last.level == depth + 1
        under = last.kind == "item" and ((announces and last.level == depth) or goes_on)
        self._announced = depth if under and not _PROPOSES.match(text) else None
        return depth if self._announced is None else depth + 1

    def _in_list(self) -> bool:
        """Tell whether a line without a capital, here, is an item that lost its bullet."""
        last = self.blocks[-1] if self.blocks else Block("heading", "")
        unmarked = last.kind == "item" and last.text[0].islower()
        return last.kind != "heading" and (unmarked or last.text.endswith((":", "?")))

    def _is_run(self) -> bool:
        """Tell whether the last two lines read as headings do, and yet are none: a list of names."""
        last = self.blocks[-2:]
        return len(last) == 2 and all(
            block.kind == "paragraph" and _is_heading_text(block.text) for block in last
        )

    def _heading_level(self, line: str, following: str) -> int:
        """Give the level of a heading, 0 for anything else."""
        part = _PART.match(line)
        if part and len(line) <= _LONGEST_HEADING and not _CLOSED.search(line):
            family = part["family"].lower()
            if family not in self._families:
                self._families.append(family)
            return min(2 + self._families.index(family), 3)
        if _QUESTION.match(line):
            return 5
        numbered = _NUMBERED.match(line)
        if numbered and _is_heading_text(line[numbered.end() :]):
            if numbered["numbers"]:
                return min(3 + numbered["numbers"].count("."), 6)
            if _introduces(following) and not _ITEM.match(following):
                return 3
        plain = not _ITEM.match(line) and _is_heading_text(line) and not self._is_run()
        if plain and line.endswith(":"):
            plain = _ITEM.match(following) is not None
        if plain and _introduces(following):
            return 6 if self._under_question else 4
        return 0


def _is_heading_text(line: str) -> bool:
    """Tell whether a line reads as a heading does: short, begun with a capital, not closed."""
    if len(line) > _LONGEST_HEADING or len(line.split()) > 16 or not _OPENS.match(line):
        return False
    if line.endswith(":"):
        return len(line.split()) <= 6 and not _ANNOUNCES.search(line)
    quoted = _QUOTED.match(line) is not None and len(line) <= 80
    return (quoted or not _CLOSED.search(line)) and " | " not in line


def _introduces(following: str) -> bool:
    """Tell whether the next line is what a heading stands above: a paragraph, an item, a section."""
    if not following:
        return False
    structural = _ITEM.match(following) or _PART.match(following) or _QUESTION.match(following)
    return bool(structural) or len(following) > 80 or bool(_CLOSED.search(following))
