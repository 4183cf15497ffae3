"""The journal of erasures: what people had erased, by ids alone, so that no older backup brings it back."""

import json
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal, get_args

from filelock import FileLock

from bot.errors import StorageUnavailable
from bot.store.messages import STORAGE_UNAVAILABLE

ErasedKind = Literal["conversation", "request", "deposit", "introduction"]
JOURNAL: Final = "effacements.jsonl"
"""Its name in a data folder, in a backup and beside it."""


@dataclass(frozen=True)
class Erasure:
    """One thing that was erased. The id is random, or carries the hash of something random: a number that a
    restored database gives out again is not taken for the one that was erased."""

    kind: ErasedKind
    id: str
    day: str


def request_mark(identity: int, secret: str) -> str:
    """Name a request for good: its row, and the hash of its secret.

    >>> request_mark(42, "cle")
    '42:808701ba8422fa3d'
    """
    return f"{identity}:{sha256(secret.encode()).hexdigest()[:16]}"


class ErasureJournal:
    """A file of one line an erasure, written durably before what it names is erased.

    Several processes may share it. A line that a power cut has torn is passed over.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(path.with_name(f"{path.name}.lock"), mode=0o600)

    def note(self, kind: ErasedKind, identities: Iterable[str], day: date | None = None) -> None:
        """Add what is about to be erased. Raises StorageUnavailable when that cannot be made durable."""
        when = (day or datetime.now(UTC).date()).isoformat()
        self.add([Erasure(kind, identity, when) for identity in identities])

    def add(self, erasures: Collection[Erasure]) -> None:
        """Add erasures that it does not hold yet. Raises StorageUnavailable."""
        if not erasures:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._lock:
                known = {(one.kind, one.id) for one in self.read()}
                fresh = {(one.kind, one.id): one for one in erasures if (one.kind, one.id) not in known}
                _append(self._path, list(fresh.values()))
        except OSError as fault:
            raise StorageUnavailable(STORAGE_UNAVAILABLE) from fault

    def read(self) -> list[Erasure]:
        """Give all that it holds, oldest first; nothing when there is no such file."""
        return list(read_lines(self._path.read_bytes().splitlines())) if self._path.is_file() else []

    def forget(self, before: date) -> None:
        """Drop what was erased before a day: what it was would have been purged by now in any backup."""
        with self._lock:
            held = self.read()
            kept = [one for one in held if one.day >= before.isoformat()]
            if len(kept) == len(held):
                return
            fresh = self._path.with_name(f"{self._path.name}.partiel")
            fresh.unlink(missing_ok=True)
            _append(fresh, kept)
            fresh.replace(self._path)


def read_lines(lines: Iterable[bytes]) -> Iterator[Erasure]:
    """Give the erasures of the lines of a journal, passing over those that are none."""
    for line in lines:
        try:
            erasure = Erasure(**json.loads(line))
        except (ValueError, TypeError):
            continue
        if erasure.kind in get_args(ErasedKind) and isinstance(erasure.id, str):
            yield erasure


def _append(path: Path, erasures: Sequence[Erasure]) -> None:
    # The line break comes first: a line that was torn before is ended by it.
    told = "".join(f"\n{json.dumps(asdict(one))}" for one in erasures).encode()
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        while told:
            told = told[os.write(file, told) :]
        os.fsync(file)
    finally:
        os.close(file)
