"""Blocks: the headings, paragraphs and list items that every kind of file is turned into."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item"]

_HEADING_MARK = re.compile(r"#{1,6}(?=\s)")


@dataclass(frozen=True)
class Block:
    """One piece of a document.

    `level` is 1 to 6 for a heading, the nesting (0 and up) for an item; `mark` is an item's bullet.
    """

    kind: BlockKind
    text: str
    level: int = 0
    mark: str = "-"


def compose(blocks: Iterable[Block]) -> str:
    """Write blocks as the clean text of a document: one line a block, `#` headings, `-` items.

    >>> compose([Block("heading", "Aides", 2), Block("item", "Prêt"), Block("item", "Subvention")])
    '## Aides\\n\\n- Prêt\\n- Subvention'
    """
    lines: list[str] = []
    previous: Block | None = None
    for block in with_content(list(blocks)):
        text = " ".join(block.text.split())
        if block.kind == "heading":
            line = f"{'#' * min(max(block.level, 1), 6)} {text}"
        elif block.kind == "item":
            line = f"{'  ' * block.level}{block.mark} {text}"
        else:
            # A paragraph that happens to begin like a heading must not become one.
            line = _HEADING_MARK.sub(lambda mark: mark.group().replace("#", "♯"), text, count=1)
        if lines and not (previous and previous.kind == block.kind == "item"):
            lines.append("")
        lines.append(line)
        previous = block
    return "\n".join(lines)


def with_content(blocks: Sequence[Block]) -> list[Block]:
    """Drop empty blocks, and make a paragraph of each heading that has nothing under it.

    Such a heading is content: kept as a heading, no passage would hold it.
    """
    filled = [block for block in blocks if block.text.strip()]
    kept: list[Block] = []
    for block, following in zip(filled, [*filled[1:], None], strict=False):
        childless = following is None or (following.kind == "heading" and following.level <= block.level)
        if block.kind == "heading" and childless:
            kept.append(Block("paragraph", block.text))
        else:
            kept.append(block)
    return kept
