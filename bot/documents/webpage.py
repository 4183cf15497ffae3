"""Web pages: the main text of a page as blocks, its title, its site and its date."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import trafilatura
from htmldate import find_date
from lxml import etree, html
from lxml.html import HtmlElement
from trafilatura.settings import Document as TrafilaturaDocument

from bot.documents.blocks import Block
from bot.documents.container import find_container, read_container, squeezed
from bot.documents.parsed import Parsed, ParseError
from bot.documents.tables import lines_of

_INLINE = frozenset({"hi", "ref", "del", "code", "lb", "span", "a"})

_INLINE_HTML = frozenset(
    {
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "em",
        "i",
        "mark",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
    }
)


def parse_webpage(data: bytes) -> Parsed:
    """Give the main text of a page, given as UTF-8. Nothing is fetched.

    Raises ParseError when there is no text in it.
    """
    # Parsed here and never as a string: a string that is an address would be fetched by htmldate.
    tree = _tree(data)
    published, certain = _date(tree)
    page = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=True)
    if not isinstance(page, TrafilaturaDocument) or len(" ".join(page.body.itertext()).strip()) < 20:
        text = trafilatura.html2txt(_tree(data))
        return Parsed(
            text=text, title=_title(tree), published=published, published_certain=certain, whole=_whole(data)
        )
    return Parsed(
        blocks=tuple(_structured(data, page.body)),
        title=page.title or "",
        publisher=page.sitename or "",
        url=_address(page.url),
        published=published,
        published_certain=certain,
        whole=_whole(data),
    )


def _whole(data: bytes) -> str:
    """Give every line of a page that a reader could see, in its order."""
    tree = _tree(data)
    etree.strip_elements(tree, "script", "style", "noscript", "template", "head", with_tail=False)
    lines: list[str] = [""]
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str) or element.tag not in _INLINE_HTML:
            lines.append("")
        text = element.text if event == "start" else element.tail
        # The text of a comment is none of the page's.
        if text and (event == "end" or isinstance(element.tag, str)):
            lines[-1] += text
    return "\n".join(line for one in lines if (line := " ".join(one.split())))


def _tree(data: bytes) -> HtmlElement:
    """Give a fresh tree: what extracts a text may alter the tree that it is given."""
    for page in (data, b"<html><body>" + data + b"</body></html>"):
        tree = trafilatura.load_html(page)
        if tree is not None:
            return tree
    raise ParseError("CORRUPT")


def _structured(data: bytes, body: etree._Element) -> list[Block]:
    """Give the blocks found by trafilatura, or those of their container when it kept no structure."""
    if next(body.iter("head", "list", "table"), None) is None:
        container = find_container(_tree(data), {squeezed(paragraph) for paragraph in body.iter("p")})
        if container is not None:
            blocks = list(read_container(container))
            if any(block.kind != "paragraph" for block in blocks):
                return blocks
    return list(_blocks(body))


def _date(tree: HtmlElement) -> tuple[str | None, bool]:
    """Give the publication date; it is certain when the page's own metadata state it."""
    stated = html.Element("html")
    head = etree.SubElement(stated, "head")
    for element in tree.xpath("//meta | //script[@type='application/ld+json']"):
        copy = etree.SubElement(head, element.tag, dict(element.attrib))
        copy.text = element.text
    certain = find_date(stated, extensive_search=False, original_date=True)
    if certain:
        return certain, True
    return find_date(tree, extensive_search=False, original_date=True), False


def _title(tree: HtmlElement) -> str:
    return " ".join(tree.xpath("string(//h1)").split()) or " ".join(tree.xpath("string(//title)").split())


def _address(url: str | None) -> str | None:
    return url if url and urlsplit(url).scheme in ("http", "https") else None


def _blocks(body: etree._Element) -> Iterator[Block]:
    """Walk the tree that trafilatura makes: head, p, list/item, quote, table/row/cell."""
    for element in body:
        if element.tag == "head":
            level = re.fullmatch(r"h([1-6])", element.get("rend") or "h2")
            yield Block("heading", _text(element), int(level.group(1)) if level else 2)
        elif element.tag == "list":
            yield from _items(element, 0)
        elif element.tag == "table":
            rows = [list(row.iter("cell")) for row in element.iter("row")]
            headed = bool(rows) and all(cell.get("role") == "head" for cell in rows[0])
            for line in lines_of(([_text(cell) for cell in row] for row in rows), headed=headed):
                yield Block("paragraph", line)
        elif any(child.tag not in _INLINE for child in element):
            if element.text and element.text.strip():
                yield Block("paragraph", element.text)
            yield from _blocks(element)
        else:
            for line in _text(element).split("\n"):
                yield Block("paragraph", line)
        if element.tail and element.tail.strip():
            yield Block("paragraph", element.tail)


def _items(element: etree._Element, level: int) -> Iterator[Block]:
    ordered = element.get("rend") == "ol"
    for number, item in enumerate(element.iterchildren("item"), 1):
        nested = list(item.iterchildren("list"))
        own = " ".join("".join(_own_text(item)).split())
        if own:
            yield Block("item", own, min(level, 5), f"{number}." if ordered else "-")
        for inner in nested:
            yield from _items(inner, level + 1)


def _own_text(element: etree._Element) -> Iterator[str]:
    """Give the text of an item without the lists inside it."""
    yield element.text or ""
    for child in element:
        if child.tag != "list":
            yield from child.itertext()
        yield child.tail or ""


def _text(element: etree._Element) -> str:
    """Give the text of an element, a line break where it has one."""
    pieces = [element.text or ""]
    for child in element:
        pieces.append("\n" if child.tag == "lb" else "".join(child.itertext()))
        pieces.append(child.tail or "")
    return "\n".join(" ".join(line.split()) for line in "".join(pieces).split("\n")).strip()
