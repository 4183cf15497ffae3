"""The reading of a document: its passages laid out in sections, paragraphs and lists."""

import re
from dataclasses import dataclass
from itertools import groupby

from bot.documents.model import Document, Passage

_BULLET = re.compile(r"^(?:[-*•‣▪]|\d{1,3}[.)])\s+")


@dataclass(frozen=True)
class Block:
    """A piece of a passage as it is laid out: a paragraph (`text`), or a list (`items`)."""

    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class LaidOutPassage:
    """A passage with its place in the page: `/sources/<document>#<anchor>`."""

    anchor: str
    number: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Section:
    """The passages that follow one another under one heading; the heading may be empty."""

    heading: str
    passages: tuple[LaidOutPassage, ...]


def sections(document: Document) -> list[Section]:
    """Give the passages of a document in reading order, under the last of their headings."""
    laid = []
    for path, group in groupby(document.passages, key=lambda passage: passage.heading):
        heading = path.rsplit("›", 1)[-1].strip()
        laid.append(Section(heading, tuple(_laid_out(passage) for passage in group)))
    return laid


def _laid_out(passage: Passage) -> LaidOutPassage:
    anchor = passage.id.removeprefix(f"{passage.document_id}.")
    return LaidOutPassage(anchor, anchor.removeprefix("p"), tuple(blocks(passage.text)))


def blocks(text: str) -> list[Block]:
    """Cut the text of a passage into its paragraphs and lists.

    >>> blocks("Deux filières :\\n- l'aéronautique\\n- l'agroalimentaire")[1].items
    ("l'aéronautique", "l'agroalimentaire")
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    laid: list[Block] = []
    for listed, group in groupby(lines, key=lambda line: _BULLET.match(line) is not None):
        if listed:
            laid.append(Block(items=tuple(_BULLET.sub("", line) for line in group)))
        else:
            laid.extend(Block(text=line) for line in group)
    return laid
