"""The writing of a document to carry elsewhere: blocks made into a docx or a pdf file."""

import io
import unicodedata
from collections.abc import Sequence
from functools import cache
from xml.sax.saxutils import escape

import docx
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from bot.documents.blocks import Block

_FONT, _BOLD = "Vera", "VeraBd"
_SIZES = {1: 18, 2: 13, 3: 11}
_STAND_INS = str.maketrans({"\u202f": "\u00a0", "\u2011": "-", "\u2192": ">"})


def write_docx(title: str, blocks: Sequence[Block]) -> bytes:
    """Give a Word file: the title, then headings (levels 2 and 3), paragraphs and list items."""
    file = docx.Document()
    file.core_properties.title = _drawn(title)
    file.core_properties.author = "Passerelle"
    file.core_properties.language = "fr-FR"
    file.add_heading(_drawn(title), level=0)
    for block in blocks:
        text = _drawn(block.text)
        if block.kind == "heading":
            file.add_heading(text, level=max(1, min(block.level - 1, 3)))
        else:
            file.add_paragraph(text, style="List Bullet" if block.kind == "item" else None)
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def write_pdf(title: str, blocks: Sequence[Block]) -> bytes:
    """Give a PDF file, its font inside it (Bitstream Vera: French accents, signs and currency)."""
    _register_fonts()
    written = io.BytesIO()
    file = SimpleDocTemplate(
        written,
        pagesize=A4,
        leftMargin=22 * mm,
        rightMargin=22 * mm,
        topMargin=20 * mm,
        bottomMargin=20 * mm,
        title=_drawn(title),
        author="Passerelle",
        lang="fr-FR",
    )
    story: list[Flowable] = [Paragraph(_marked_up(title), _heading(1))]
    for block in blocks:
        style = _heading(block.level) if block.kind == "heading" else _text(block.kind == "item")
        bullet = "•" if block.kind == "item" else None
        story.append(Paragraph(_marked_up(block.text), style, bulletText=bullet))
    file.build(story)
    return written.getvalue()


def _drawn(text: str) -> str:
    """Leave out what no file may hold: control characters."""
    return "".join(one for one in text if one == "\n" or unicodedata.category(one) != "Cc")


def _marked_up(text: str) -> str:
    glyphs = pdfmetrics.getFont(_FONT).face.charToGlyph
    plain = _drawn(text).translate(_STAND_INS)
    held = "".join(one if one == "\n" or ord(one) in glyphs else "?" for one in plain)
    return escape(held).replace("\n", "<br/>")


@cache
def _register_fonts() -> None:
    for name in (_FONT, _BOLD):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))


def _heading(level: int) -> ParagraphStyle:
    size = _SIZES.get(level, 11)
    return ParagraphStyle(
        f"titre{level}", fontName=_BOLD, fontSize=size, leading=size * 1.3, spaceBefore=10, spaceAfter=6
    )


def _text(is_item: bool) -> ParagraphStyle:
    return ParagraphStyle(
        "texte",
        fontName=_FONT,
        fontSize=10,
        leading=15,
        spaceAfter=6,
        alignment=TA_LEFT,
        leftIndent=12 if is_item else 0,
        bulletIndent=0,
    )
