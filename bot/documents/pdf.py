"""PDF: the lines of its pages, without the heads and feet that come back on every page."""

import io
import re
from collections import Counter
from collections.abc import Sequence

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError

from bot.documents.parsed import Parsed, ParseError

MOST_PAGES = 2_000
_EDGE = 3


def parse_pdf(data: bytes) -> Parsed:
    """Give the text of a PDF, its pages parted by blank lines.

    Raises ParseError when it is encrypted, broken, too long or without text.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        # An empty password opens what is only protected against printing.
        if reader.is_encrypted and not reader.decrypt(""):
            raise ParseError("ENCRYPTED")
        if len(reader.pages) > MOST_PAGES:
            raise ParseError("TOO_MANY_PAGES", MOST_PAGES)
        pages = [page.extract_text().split("\n") for page in reader.pages]
    except LimitReachedError as fault:
        raise ParseError("TOO_HEAVY") from fault
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError) as fault:
        raise ParseError("CORRUPT") from fault
    if not any(letter.isalpha() for page in pages for line in page for letter in line):
        raise ParseError("NO_TEXT")
    text = "\n\n".join("\n".join(page) for page in without_running_heads(pages))
    return Parsed(
        text=text, title=_title(reader, pages[0]), whole="\n".join("\n".join(page) for page in pages)
    )


def _title(reader: PdfReader, first: Sequence[str]) -> str:
    """Give the title that the file states, if its first page says it too: many state a file's name."""
    stated = str(reader.metadata.title if reader.metadata and reader.metadata.title else "").strip()
    return stated if len(stated) > 5 and _letters(stated) in _letters("".join(first)) else ""


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Give the pages without the lines that come back at the edges of half of them at least.

    >>> towns = enumerate(["Cahors", "Figeac", "Gourdon"])
    >>> pages = [["CCI du Lot", town, f"marché de {town}", f"Page {number}"] for number, town in towns]
    >>> without_running_heads(pages)[0]
    ['Cahors', 'marché de Cahors']
    """
    filled = [[line for line in page if line.strip()] for page in pages]
    counts: Counter[str] = Counter()
    for page in filled:
        counts.update({_shape(line) for line in (*page[:1], *page[-1:])})
        counts.update({line.strip() for line in (*page[1:_EDGE], *page[-_EDGE:-1])})
    running = {shape for shape, count in counts.items() if count >= max(3, len(pages) / 2)}
    return [_trimmed(page, running) for page in pages]


def _trimmed(page: Sequence[str], running: set[str]) -> list[str]:
    kept = list(page)
    for end in (0, -1):
        while kept and (not kept[end].strip() or {_shape(kept[end]), kept[end].strip()} & running):
            kept.pop(end)
    return kept


def _shape(line: str) -> str:
    """Give a line with its numbers hidden, so that « Page 3 » and « Page 4 » are the same."""
    return re.sub(r"\d+", "0", " ".join(line.split()).lower())
