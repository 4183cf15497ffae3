"""Archives: whether a docx file may be opened at all, judged from its directory alone."""

import io
import zipfile

from bot.documents.messages import Refusal, unreadable

LARGEST = 10 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
HIGHEST_RATIO = 100
MOST_ENTRIES = 5_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""An encrypted docx is wrapped in this older format, which .doc files are written in too."""


def check_docx(data: bytes, name: str) -> None:
    """Raise UnreadableDocument unless `data` is a docx archive of reasonable size.

    The sizes come from the archive's directory; an entry that is larger than it says there fails
    its check when it is read.
    """
    if data.startswith(_OLD_OFFICE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise unreadable(name, Refusal.ENCRYPTED if locked else Refusal.MISMATCH)
    if not data.startswith(b"PK\x03\x04"):
        raise unreadable(name, Refusal.MISMATCH)
    if len(data) > LARGEST:
        raise unreadable(name, Refusal.TOO_LARGE, limit=LARGEST // 1024**2)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        raise unreadable(name, Refusal.CORRUPT) from fault
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1) and entry.file_size > 1024**2
        for entry in entries
    )
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > LARGEST_UNPACKED
        or swollen
        or unpacked > HIGHEST_RATIO * len(data)
    ):
        raise unreadable(name, Refusal.BOMB)
    if "word/document.xml" not in {entry.filename for entry in entries}:
        raise unreadable(name, Refusal.MISMATCH)
