"""Markdown: from its source to the blocks of a document, its marks taken off."""

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.documents.blocks import Block
from bot.documents.tables import lines_of

_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")


def read_markdown(text: str) -> list[Block]:
    """Give the headings, paragraphs, list items and table rows of a Markdown text, as plain text.

    >>> [(b.kind, b.text) for b in read_markdown("## Aide\\n\\n- un **prêt** de [Figeac](https://x.fr)")]
    [('heading', 'Aide'), ('item', 'un prêt de Figeac')]
    """
    blocks: list[Block] = []
    lists: list[str] = []
    fresh = False
    rows: list[list[str]] = []
    row: list[str] | None = None
    level = 0
    for token in _PARSER.parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token.type)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            fresh, mark = True, f"{token.info}." if token.info.isdigit() else "-"
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            rows.append(row)
            row = None
        elif token.type == "table_close":
            blocks.extend(Block("paragraph", line) for line in lines_of(rows, headed=True))
            rows = []
        elif token.type == "inline":
            for line in _lines(token.children or []):
                if row is not None:
                    row.append(line)
                elif level:
                    blocks.append(Block("heading", line, level))
                elif lists and fresh:
                    blocks.append(Block("item", line, len(lists) - 1, mark))
                    fresh = False
                else:
                    blocks.append(Block("paragraph", line))
        elif token.type in ("code_block", "fence"):
            blocks.extend(Block("paragraph", line) for line in token.content.splitlines())
    return blocks


def _lines(tokens: Iterable[Token]) -> list[str]:
    """Give the text of inline tokens, cut where the source asks for a new line."""
    text = ""
    for token in tokens:
        if token.type in ("text", "code_inline"):
            text += token.content
        elif token.type == "softbreak":
            text += " "
        elif token.type == "hardbreak":
            text += "\n"
    return [line.strip() for line in text.split("\n") if line.strip()]
