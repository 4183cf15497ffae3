"""Reading: from a file to a Document, whatever its kind; what cannot be read is told in one line."""

import hashlib
import json
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.documents.archives import check_docx
from bot.documents.blocks import Block, compose
from bot.documents.decoding import decode
from bot.documents.markdown import read_markdown
from bot.documents.messages import Refusal, unreadable
from bot.documents.model import Document, Published
from bot.documents.outline import is_part
from bot.documents.parsed import Parsed
from bot.documents.plain import clean_blocks, read_plain
from bot.documents.remainder import cut_off
from bot.documents.repair import repair_characters
from bot.documents.sandbox import parse_apart
from bot.documents.sheet import read_sheet
from bot.documents.splitting import SPLITTER_VERSION, split

LARGEST = 50 * 1024 * 1024
"""A file of more bytes is refused without being read."""

_PRESENTS = re.compile(
    r"\b[A-ZÀ-Ý][\w'’-]+ (?:d[eu] |des |d['’])?[A-ZÀ-Ý][\w'’-]+, (?:l[ea] |l['’])?(?:(?:nouv|anci)\w+ )?"
    r"(?i:(?:vice-|co)?(?:président|direct|gérant|dirigeant|fondat|maire\b|chef|responsable|patron|conseill"
    r"|chargé|ministre|déput|préf[eè]t|secrétaire|animat|coordinat|délégu|élu|pdg\b|dg\b|associé|créat"
    r"|artisan|entrepreneu))",
)
"""A title that says who somebody is: often nothing else in its page does."""


@dataclass(frozen=True)
class _Content:
    """What a reader found: a title or "", blocks, and what the file says of itself."""

    title: str
    blocks: Sequence[Block]
    metadata: Mapping[str, Any]
    whole: str = ""
    """All the text there was, clutter included."""


@dataclass(frozen=True)
class Reading:
    """A document made of a file, and the lines that were left out as clutter, in their order."""

    document: Document
    cut: tuple[str, ...]


def read_document(path: Path, *, root: Path | None = None) -> Document:
    """Read one txt, md, html, pdf or docx file into a document cut into passages.

    Its id comes from its front matter, else from its name, with the folders between `root` and it.
    Raises UnreadableDocument, with one French line, when there is nothing to read or no way to.
    """
    content = _content(path, lambda: _bytes(path))
    return _made(content, {"id": _slug(path, root), "origin": str(path.resolve()), **content.metadata})


def read_upload(data: bytes, name: str) -> Reading:
    """Read the bytes of a file of that name, as `read_document` does, and tell what was cut off.

    Raises UnreadableDocument, with one French line.
    """
    path = Path(name)
    content = _content(path, lambda: _filled(data, path.name))
    document = _made(content, {"id": _slug(path, None), **content.metadata})
    return Reading(document, cut_off(content.whole, f"{document.title}\n{document.text}"))


def write_sheet(title: str, text: str, **metadata: Any) -> Document:
    """Give the document of a text that a person wrote for us, in Markdown: nothing of it is clutter."""
    blocks = read_markdown(repair_characters(_lines(text)))
    return cut(Document(title=title, text=compose(blocks), content_hash="", **metadata))


def cut(document: Document) -> Document:
    """Give a document with the passages and the hash of its text and metadata as they are now."""
    document = replace(document, passages=(), content_hash=content_hash(document))
    return replace(document, passages=split(document.text, document.id))


def slug_of(words: str) -> str:
    """Give an id made of words.

    >>> slug_of("Prêt d'honneur : qui contacter ?")
    'pret-d-honneur-qui-contacter'
    """
    return _slug(Path(re.sub(r"[/.\\]", " ", words)[:80]), None)


def readable_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Give the files named, and those inside the folders named, in a stable order.

    Hidden files and folders are left out, and links to folders are not followed.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
            yield from (Path(folder) / file for file in sorted(files) if not file.startswith("."))


def content_hash(document: Document) -> str:
    """Give the SHA-256 of a document's text and metadata, behind the version of the splitter that cuts it.

    The same hash, nothing to index again.
    """
    fields = asdict(replace(document, content_hash="", passages=(), origin=""))
    canonical = json.dumps(fields, sort_keys=True, ensure_ascii=False, default=str)
    return f"{SPLITTER_VERSION}-{hashlib.sha256(canonical.encode()).hexdigest()}"


def is_cut_otherwise(content_hash: str) -> bool:
    """Tell whether a document of this hash was cut by another version of the splitter.

    >>> is_cut_otherwise(f"{SPLITTER_VERSION}-9f86d081"), is_cut_otherwise("9f86d081")
    (False, True)
    """
    return not content_hash.startswith(f"{SPLITTER_VERSION}-")


def _content(path: Path, data: Callable[[], bytes]) -> _Content:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise unreadable(path.name, Refusal.UNSUPPORTED)
    content = _titled(reader(data(), path.name), path)
    if not any(letter.isalnum() for block in content.blocks for letter in block.text):
        raise unreadable(path.name, Refusal.ONLY_CLUTTER)
    return content


def _made(content: _Content, metadata: Mapping[str, Any]) -> Document:
    # A PDF may hold zero characters, which no reader sees and PostgreSQL does not store.
    title, text = (one.replace("\0", "") for one in (content.title, compose(content.blocks)))
    return cut(Document(title=title, text=text, content_hash="", **metadata))


def _filled(data: bytes, name: str) -> bytes:
    """Give bytes that are neither empty nor too many."""
    if len(data) > LARGEST:
        raise unreadable(name, Refusal.TOO_LARGE, limit=LARGEST // 1024**2)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise unreadable(name, Refusal.EMPTY)
    return data


def _bytes(path: Path) -> bytes:
    """Give the bytes of an ordinary file that is neither empty nor too large."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise unreadable(path.name, Refusal.NOT_A_FILE)
        if found.st_size > LARGEST:
            raise unreadable(path.name, Refusal.TOO_LARGE, limit=LARGEST // 1024**2)
        with path.open("rb") as file:
            # Not LARGEST at once: so much memory is made, and filled, before the first byte is read.
            data = file.read(found.st_size + 1)
            if len(data) > found.st_size:
                data += file.read(LARGEST + 1 - len(data))
    except OSError as fault:
        raise unreadable(path.name, Refusal.MISSING) from fault
    return _filled(data, path.name)


def _read_text(data: bytes, name: str) -> _Content:
    sheet = read_sheet(_lines(decode(data, name)), name)
    found = read_plain(sheet.body)
    return _Content(found.title, found.blocks, sheet.metadata, sheet.body)


def _read_markdown(data: bytes, name: str) -> _Content:
    sheet = read_sheet(_lines(decode(data, name)), name)
    blocks = read_markdown(repair_characters(sheet.body))
    return _Content("", blocks if sheet.declared else clean_blocks(blocks), sheet.metadata, sheet.body)


def _read_html(data: bytes, name: str) -> _Content:
    text = decode(data, name)
    if not re.search(r"<[a-zA-Z!][^<>]*>", text[:100_000]):
        raise unreadable(name, Refusal.MISMATCH)
    return _from_parsed(parse_apart("html", text.encode("utf-8", "replace"), name))


def _read_pdf(data: bytes, name: str) -> _Content:
    if b"%PDF-" not in data[:1024]:
        raise unreadable(name, Refusal.MISMATCH)
    return _from_parsed(parse_apart("pdf", data, name))


def _read_docx(data: bytes, name: str) -> _Content:
    check_docx(data, name)
    return _from_parsed(parse_apart("docx", data, name))


def _from_parsed(parsed: Parsed) -> _Content:
    metadata: dict[str, Any] = {}
    if parsed.published:
        day = date.fromisoformat(parsed.published)
        metadata["published"] = Published(day, "day", parsed.published_certain)
    if parsed.publisher:
        metadata["publisher"] = repair_characters(parsed.publisher)
    if parsed.url:
        metadata["url"] = parsed.url
    if parsed.text:
        found = read_plain(parsed.text)
        return _Content(parsed.title or found.title, found.blocks, metadata, parsed.whole or parsed.text)
    title = " ".join(repair_characters(parsed.title).split())
    whole = parsed.whole or "\n".join(block.text for block in parsed.blocks)
    return _Content(title, clean_blocks(parsed.blocks), metadata, whole)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


_READERS: dict[str, Callable[[bytes, str], _Content]] = {
    ".txt": _read_text,
    ".md": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".pdf": _read_pdf,
    ".docx": _read_docx,
}


def _titled(content: _Content, path: Path) -> _Content:
    """Give the content with a title for sure, and without the heading that only repeats it."""
    metadata = {key: value for key, value in content.metadata.items() if key != "title"}
    title = content.metadata.get("title") or content.title
    first = content.blocks[0] if content.blocks else Block("paragraph", "")
    rest = content.blocks
    if first.kind == "heading":
        same = not title or _letters(title).startswith(_letters(first.text))
        if same and not is_part(first.text):
            title = content.metadata.get("title") or first.text
            rest = content.blocks[1:] if len(content.blocks) > 1 else rest
    if "title" not in content.metadata and _PRESENTS.search(title):
        rest = (Block("paragraph", title), *rest)
    return replace(
        content, title=title or _name_words(path) or _opening(first.text), blocks=rest, metadata=metadata
    )


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _name_words(path: Path) -> str:
    """Give the name of a file as a title when it is made of words, else ""."""
    words = re.split(r"[\s_.-]+", path.stem)
    return " ".join(words).capitalize() if sum(word.isalpha() and len(word) > 2 for word in words) > 1 else ""


def _opening(text: str) -> str:
    """Give the first words of a text as a title."""
    return text if len(text) <= 80 else text[:79].rsplit(" ", 1)[0] + "…"


def _slug(path: Path, root: Path | None) -> str:
    """Give an id made of the file's name, and of the folders between `root` and it."""
    folders: tuple[str, ...] = ()
    if root is not None and path.resolve().is_relative_to(root.resolve()):
        folders = path.resolve().relative_to(root.resolve()).parent.parts
    bare = unicodedata.normalize("NFKD", "-".join([*folders, path.stem])).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", bare.lower()))
    if not slug or len(slug) > 100:
        digest = hashlib.sha256(str(Path(*folders, path.name)).encode()).hexdigest()[:12]
        slug = f"{slug[:80].strip('-')}-{digest}".strip("-")
    return slug
