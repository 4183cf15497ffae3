"""The splitter: cuts the clean text of a document into passages and sentences with exact offsets."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from bot.documents.model import Passage, Sentence
from bot.documents.sentences import LONGEST, cut_sentences

SPLITTER_VERSION = "2"
"""Changes whenever the same text would be cut differently: an index made before is then stale."""

SHORTEST = 300
"""A passage shorter than this takes in the paragraph or the list item that follows it."""

LISTED = 600
"""A list no longer than this, with what introduces it, is one sentence: its items say nothing alone."""

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
BULLET = re.compile(r"(?:[-*•–—‣▪◦·]|o|\d{1,3}[.)]|[a-z]\))\s+(?=\S)")
_CONTEXT = 200
SEPARATOR = " › "


@dataclass(frozen=True)
class _Line:
    """A line of body text: its headings, the line that introduces it, and its sentences."""

    headings: tuple[str, ...]
    introduction: str
    depth: int
    start: int
    sentences: tuple[tuple[int, int], ...]
    leads: bool
    """True when the next line of its section cannot be understood without it."""
    introduces: bool = False
    """True when it ends with a colon."""
    section: int = 0
    """How many headings stand before it."""

    def with_items(self, items: Sequence["_Line"]) -> "_Line":
        """Give the line with the list that it introduces, as one sentence."""
        first, last = self.sentences[-1][0], items[-1].sentences[-1][1]
        return replace(self, sentences=(*self.sentences[:-1], (first, last)), leads=False, introduces=False)


@dataclass(frozen=True)
class _Piece:
    """One or more whole sentences that follow one another, and the context they lost."""

    start: int
    sentences: tuple[tuple[int, int], ...]
    context: str = ""

    @property
    def end(self) -> int:
        return self.sentences[-1][1]

    @property
    def size(self) -> int:
        return self.end - self.start

    def joined(self, following: "_Piece") -> "_Piece":
        return _Piece(self.start, self.sentences + following.sentences, self.context)


def split(text: str, document_id: str) -> tuple[Passage, ...]:
    """Cut a clean text into passages of about 300 to 900 characters, each with its sentences.

    A short list is one sentence with the line that introduces it: « are not paid for: » turns it round.

    Every character that is neither a space, a heading nor a bullet is in exactly one sentence of
    exactly one passage.

    >>> [passage] = split("# Contact\\n\\nLa CCI du Lot est à Cahors. Elle accueille sur rendez-vous.", "lot")
    >>> passage.id, passage.heading, len(passage.sentences)
    ('lot.p1', 'Contact', 2)
    """
    passages: list[Passage] = []
    for headings, lines in groupby(_with_lists(_read_lines(text)), key=lambda line: line.headings):
        for piece in _pack(text, list(lines)):
            path = [*headings, piece.context] if piece.context else list(headings)
            passages.append(_passage(text, document_id, len(passages) + 1, SEPARATOR.join(path), piece))
    return tuple(passages)


def _passage(text: str, document_id: str, position: int, heading: str, piece: _Piece) -> Passage:
    return Passage(
        id=f"{document_id}.p{position}",
        document_id=document_id,
        position=position,
        heading=heading,
        text=text[piece.start : piece.end],
        start=piece.start,
        end=piece.end,
        sentences=tuple(
            Sentence(text[start:end], start - piece.start, end - piece.start)
            for start, end in piece.sentences
        ),
    )


def _read_lines(text: str) -> list[_Line]:
    """Give the body lines of a text, each under its path of headings."""
    lines: list[_Line] = []
    headings: list[tuple[int, str]] = []
    parents: list[tuple[int, str]] = []
    position = section = 0
    for raw in text.split("\n"):
        line = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        start = position + indent
        position += len(raw) + 1
        heading = _HEADING.match(line)
        if heading:
            section += 1
            level = len(heading.group(1))
            headings = [(above, title) for above, title in headings if above < level]
            headings.append((level, line[heading.end() :]))
            parents = []
        elif line:
            bullet = BULLET.match(line)
            depth = 1 + indent if bullet else 0
            parents = [(above, parent) for above, parent in parents if above < depth]
            path = tuple(title for _, title in headings)
            introduction = parents[-1][1] if parents else ""
            body = bullet.end() if bullet else 0
            lines.append(replace(_body_line(line, body, start, depth, path, introduction), section=section))
            last = lines[-1].sentences[-1]
            parents.append((depth, _clip(text[slice(*last)]) if line.endswith(":") else ""))
    return lines


def _body_line(
    line: str, body: int, start: int, depth: int, headings: tuple[str, ...], introduction: str
) -> _Line:
    return _Line(
        headings=headings,
        introduction=introduction,
        depth=depth,
        start=start,
        sentences=tuple((start + body + a, start + body + b) for a, b in cut_sentences(line[body:])),
        leads=line.endswith(":") or (line.endswith("?") and depth == 0),
        introduces=line.endswith(":"),
    )


def _with_lists(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Join to each line that introduces a list its items, of one sentence each, if they are short enough."""
    at = 0
    while at < len(lines):
        line = lines[at]
        items = _items_of(lines, at) if line.introduces else ()
        if items and items[-1].sentences[-1][1] - line.sentences[-1][0] <= LISTED:
            yield line.with_items(items)
            at += len(items)
        else:
            yield line
        at += 1


def _items_of(lines: Sequence[_Line], at: int) -> Sequence[_Line]:
    """Give the items that a line introduces; none when one of them is longer than a sentence."""
    lead = lines[at]
    items = list(
        takewhile(lambda line: line.depth > lead.depth and line.section == lead.section, lines[at + 1 :])
    )
    plain = all(len(item.sentences) == 1 and not item.introduces for item in items)
    return items if plain else ()


def _pack(text: str, lines: Sequence[_Line]) -> list[_Piece]:
    """Make the pieces of one section: small lines together, long ones cut between sentences."""
    pieces: list[_Piece] = []
    for unit in _units(lines):
        for piece in _cut(text, unit):
            if pieces and pieces[-1].size < SHORTEST and piece.end - pieces[-1].start <= LONGEST:
                pieces.append(pieces.pop().joined(piece))
            else:
                pieces.append(piece)
    if len(pieces) > 1 and pieces[-1].size < SHORTEST // 2 and pieces[-1].end - pieces[-2].start <= LONGEST:
        last = pieces.pop()
        pieces.append(pieces.pop().joined(last))
    return pieces


def _units(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Tie each question to its answer, and what ends with a colon to what it introduces."""
    units: list[list[_Line]] = []
    for line in lines:
        if units and units[-1][-1].leads:
            units[-1].append(line)
        else:
            units.append([line])
    return units


def _cut(text: str, unit: Sequence[_Line]) -> list[_Piece]:
    """Cut a unit into balanced pieces of at most LONGEST characters, never right after its lead."""
    starts = {line.sentences[0][0]: line.start for line in unit}
    sentences = [span for line in unit for span in line.sentences]
    tied = sum(len(line.sentences) for line in unit[:-1])
    context = unit[0].introduction
    lead = _clip(text[slice(*sentences[tied - 1])]) if tied else context
    pieces: list[_Piece] = []
    current: list[tuple[int, int]] = []
    for index, span in enumerate(sentences):
        if current and index > tied and _is_full(current, span, sentences[-1][1]):
            pieces.append(_Piece(starts.get(current[0][0], current[0][0]), tuple(current), context))
            current, context = [], lead
        current.append(span)
    pieces.append(_Piece(starts.get(current[0][0], current[0][0]), tuple(current), context))
    return pieces


def _is_full(current: Sequence[tuple[int, int]], following: tuple[int, int], end: int) -> bool:
    """Tell whether a piece is better closed than continued, so that the pieces come out even."""
    origin = current[0][0]
    share = (end - origin) / -(-(end - origin) // LONGEST)
    with_it, without_it = following[1] - origin, current[-1][1] - origin
    return with_it > LONGEST or with_it - share > share - without_it


def _clip(text: str) -> str:
    """Give a sentence as a heading: no colon at its end, not too long."""
    clean = text.rstrip(" :")
    return clean if len(clean) <= _CONTEXT else clean[: _CONTEXT - 1].rsplit(" ", 1)[0] + "…"
