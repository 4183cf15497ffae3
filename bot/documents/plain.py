"""Raw text: cleaned, repaired and put in order, from lines or from blocks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from bot.documents.blocks import Block
from bot.documents.clutter import without_clutter
from bot.documents.lines import join_lines
from bot.documents.outline import Outline, outline
from bot.documents.repair import WORD, repair_characters, split_glued


def read_plain(text: str) -> Outline:
    """Give the title and the blocks of a raw text: repaired, without clutter, its lines whole.

    >>> found = read_plain("Fermer le menu\\nL?atelier\\n\\nIl ouvre bientôt à deux pas,\\nà Cahors.")
    >>> found.title, [block.text for block in found.blocks]
    ("L'atelier", ['Il ouvre bientôt à deux pas, à Cahors.'])
    """
    lines = repair_characters(text).split("\n")
    body = [line for line in without_clutter(lines) if line is not None]
    return outline(split_glued("\n".join(join_lines(body))).split("\n"))


def clean_blocks(blocks: Iterable[Block]) -> list[Block]:
    """Give blocks repaired and without clutter: those of a page or a file made elsewhere.

    >>> found = clean_blocks([Block("heading", "L?aide", 2), Block("paragraph", "Partager cette page")])
    >>> [block.text for block in found]
    ["L'aide"]
    """
    given = list(blocks)
    lines = [" ".join(repair_characters(block.text).split()) for block in given]
    words = Counter(word for line in lines for word in WORD.findall(line))
    cleaned: list[Block] = []
    for block, line in zip(given, without_clutter(lines), strict=True):
        for text in split_glued(line or "", words).split("\n"):
            if text.strip():
                cleaned.append(replace(block, text=text))
    return cleaned
