"""Word: the headings, paragraphs, list items and tables of a docx file, in order."""

import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from bot.documents.blocks import Block
from bot.documents.parsed import Parsed, ParseError
from bot.documents.tables import lines_of

_HEADING = re.compile(r"(?:heading|titre) (\d)", re.IGNORECASE)
_TITLE = re.compile(r"title|titre", re.IGNORECASE)
_LIST = re.compile(r"list|liste|puce", re.IGNORECASE)


def parse_docx(data: bytes) -> Parsed:
    """Give the blocks of a docx file. Raises ParseError when the file is broken."""
    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(_blocks(document))
    except (
        OpcError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
    ) as fault:
        raise ParseError("CORRUPT") from fault
    title = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), "")
    return Parsed(blocks=tuple(blocks), title=title)


def _blocks(document: WordDocument) -> Iterator[Block]:
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield from _rows(part)
        elif part.text.strip():
            yield from _paragraph(part)


def _paragraph(paragraph: Paragraph) -> Iterator[Block]:
    style = paragraph.style.name or "" if paragraph.style is not None else ""
    heading = _HEADING.match(style)
    if heading:
        yield Block("heading", paragraph.text, min(int(heading.group(1)) + 1, 6))
    elif _TITLE.fullmatch(style):
        yield Block("heading", paragraph.text, 1)
    else:
        numbered = paragraph._p.xpath("./w:pPr/w:numPr")
        depth = paragraph._p.xpath("./w:pPr/w:numPr/w:ilvl/@w:val")
        level = int(depth[0]) if depth else 0
        item = numbered or _LIST.search(style)
        for line in paragraph.text.split("\n"):
            yield Block("item", line, level) if item else Block("paragraph", line)


def _rows(table: Table) -> Iterator[Block]:
    # A merged cell comes back once for each column that it covers.
    rows = ([cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows)
    yield from (Block("paragraph", line) for line in lines_of(rows))
