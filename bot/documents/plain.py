"""Plain text: from raw characters to a title and the blocks of a document."""

from bot.documents.clutter import without_clutter
from bot.documents.outline import Outline, outline
from bot.documents.repair import join_lines, repair_characters, split_glued


def read_plain(text: str) -> Outline:
    """Give the title and the blocks of a raw text: repaired, without clutter, its lines whole.

    >>> found = read_plain("Menu\\nFermer le menu\\n\\nL?atelier\\n\\nIl ouvre\\nà Cahors.\\nPartager sur X")
    >>> found.title, [block.text for block in found.blocks]
    ("L'atelier", ['Il ouvre à Cahors.'])
    """
    lines = repair_characters(text).split("\n")
    body = [line for line in without_clutter(lines) if line is not None]
    return outline(split_glued("\n".join(join_lines(body))).split("\n"))
