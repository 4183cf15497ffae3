"""Decoding: from the bytes of a text file to its characters, whatever wrote it."""

import codecs

from charset_normalizer import from_bytes

from bot.documents.messages import Refusal, unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"\x1f\x8b",
)
_SAMPLE = 65_536
_ONE_BYTE = ["cp1252", "mac_roman", "cp850"]
"""What French text files are written in when they are not in Unicode."""


def decode(data: bytes, name: str) -> str:
    """Give the text of a file: UTF-8 or UTF-16 if it can be, else the likeliest of the old encodings.

    Raises UnreadableDocument when the bytes are not text.

    >>> decode("Élevage à Rodez".encode("cp1252"), "note.txt")
    'Élevage à Rodez'
    """
    if data.startswith(_BINARY):
        raise unreadable(name, Refusal.BINARY)
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), _wide(data) or "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        if encoding != "utf-8":
            raise unreadable(name, Refusal.BINARY) from fault
        text = _old(data)
    sample = text[:_SAMPLE]
    odd = sum(1 for letter in sample if letter < " " and letter not in "\t\n\r\f\x1a")
    if odd > 0.005 * len(sample) + 2 or "\0" in sample:
        raise unreadable(name, Refusal.BINARY)
    return text


def _wide(data: bytes) -> str | None:
    """Recognise UTF-16 without its mark by the zero bytes of its Latin letters."""
    sample = data[:1024]
    half = len(sample) // 2
    if half and len(data) % 2 == 0:
        if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
            return "utf-16-le"
        if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
            return "utf-16-be"
    return None


def _old(data: bytes) -> str:
    """Decode bytes that are not UTF-8; a stray byte among UTF-8 is the repair's work."""
    broken = data.decode("utf-8", "replace")
    if broken.count("\ufffd") * 20 < sum(letter > "\x7f" for letter in broken):
        return broken
    best = from_bytes(data[:_SAMPLE], cp_isolation=_ONE_BYTE).best()
    return data.decode(best.encoding if best else "cp1252", "replace")
