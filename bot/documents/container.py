"""The container: the element of a page that holds its text, read with its headings, lists and tables.

trafilatura finds the paragraphs of any page, but where it does not recognise the element that holds
them it gives the paragraphs alone. This is the remedy: the smallest element around them all.
"""

from collections.abc import Collection, Iterator

from lxml.html import HtmlElement

from bot.documents.blocks import Block
from bot.documents.tables import lines_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    ["p", "div", "section", "article", "main", "ul", "ol", "dl", "table", "blockquote", "figure", "header",
     "details", "li", "dt", "dd", "nav", "aside", "footer", "form", "pre", "hr", *_HEADINGS]
)  # fmt: skip
_LEFT_OUT = frozenset(
    ["nav", "aside", "footer", "form", "script", "style", "noscript", "button", "svg", "iframe", "template",
     "select", "head", "input", "textarea", "label", "video", "audio", "object", "dialog"]
)  # fmt: skip
_SHORTEST = 40
_MOST_LINKED = 0.6


def find_container(tree: HtmlElement, paragraphs: Collection[str]) -> HtmlElement | None:
    """Give the smallest element that holds all these paragraphs (as `squeezed`), if there is one."""
    wanted = {text for text in paragraphs if len(text) >= _SHORTEST}
    common: list[HtmlElement] | None = None
    for element in tree.iter("p", "li", "td", "dd", "blockquote"):
        if squeezed(element) in wanted:
            path = [*reversed(list(element.iterancestors())), element]
            shared = path if common is None else common
            common = [one for one, other in zip(shared, path, strict=False) if one is other]
    return common[-1] if common else None


def squeezed(element: HtmlElement) -> str:
    """Give the text of an element without its runs of spaces."""
    return " ".join("".join(element.itertext()).split())


def read_container(element: HtmlElement) -> Iterator[Block]:
    """Give the blocks inside an element, without its forms, menus and lists of links."""
    if not isinstance(element.tag, str) or element.tag in _LEFT_OUT or _is_menu(element):
        return
    if element.tag in _HEADINGS:
        yield Block("heading", squeezed(element), int(element.tag[1]))
    elif element.tag in ("ul", "ol"):
        yield from _items(element, 0)
    elif element.tag == "table":
        yield from _table(element)
    elif not _holds_blocks(element):
        yield Block("paragraph", squeezed(element))
    else:
        yield from _mixed(element)


def _mixed(element: HtmlElement) -> Iterator[Block]:
    """Give the blocks of an element that holds some, the loose text between them included."""
    loose = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and (
            child.tag in _BLOCKS or child.tag in _LEFT_OUT or _holds_blocks(child)
        ):
            yield Block("paragraph", " ".join("".join(loose).split()))
            loose = []
            yield from read_container(child)
        elif isinstance(child.tag, str):
            loose.append("\n" if child.tag == "br" else "".join(child.itertext()))
        loose.append(child.tail or "")
    yield Block("paragraph", " ".join("".join(loose).split()))


def _items(element: HtmlElement, level: int) -> Iterator[Block]:
    for number, item in enumerate(element.iterchildren("li"), 1):
        inner = [child for child in item if child.tag in ("ul", "ol")]
        own = squeezed(item)
        for child in inner:
            own = own.replace(squeezed(child), "", 1)
        if own.strip():
            yield Block("item", own, min(level, 5), f"{number}." if element.tag == "ol" else "-")
        for child in inner:
            yield from _items(child, level + 1)


def _table(element: HtmlElement) -> Iterator[Block]:
    rows = [list(row.iterchildren("td", "th")) for row in element.iter("tr")]
    headed = bool(rows) and all(cell.tag == "th" for cell in rows[0])
    for line in lines_of(([squeezed(cell) for cell in row] for row in rows), headed=headed):
        yield Block("paragraph", line)


def _holds_blocks(element: HtmlElement) -> bool:
    return any(inner.tag in _BLOCKS for inner in element.iterdescendants() if isinstance(inner.tag, str))


def _is_menu(element: HtmlElement) -> bool:
    """Tell a group of links from text: most of its letters can be clicked, and no paragraph is in it."""
    if (
        element.tag not in ("ul", "ol", "div", "section")
        or next(element.iter("p", *_HEADINGS), None) is not None
    ):
        return False
    linked = sum(len(squeezed(link)) for link in element.iter("a"))
    return linked > _MOST_LINKED * max(len(squeezed(element)), 1)
