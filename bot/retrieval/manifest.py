"""The manifest: which documents' versions the engines of an index hold, and which they hold for sure."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path


class Manifest:
    """What the engines hold: the number of passages of each revision.

    `unsure` revisions are being written or removed; both engines hold the others whole. `held` is
    replaced, never changed: a question may be reading it meanwhile. Another process may write the file,
    which `reload` notices.
    """

    def __init__(self, path: Path) -> None:
        """Read a manifest, or begin one. Raises ValueError when it is damaged."""
        self._path = path
        self._seen: tuple[int, int] | None = None
        self.held: Mapping[str, int] = {}
        self.unsure: frozenset[str] = frozenset()
        self.reload()

    def reload(self) -> bool:
        """Read what another process wrote since; tell whether there was anything. Raises ValueError."""
        found = self._signature()
        if found == self._seen:
            return False
        held, unsure = _read(self._path) if found else ({}, frozenset[str]())
        self.held, self.unsure, self._seen = held, unsure, found
        return True

    @property
    def ready(self) -> dict[str, int]:
        """The revisions that both engines hold whole."""
        return {key: count for key, count in self.held.items() if key not in self.unsure}

    def doubt(self, revisions: Mapping[str, int]) -> None:
        """Note, durably, that these revisions are about to be written or removed."""
        self.held = {**self.held, **revisions}
        self.unsure |= revisions.keys()
        self._write()

    def trust(self, revisions: Iterable[str]) -> None:
        """Note, durably, that both engines hold these revisions whole."""
        self.unsure -= frozenset(revisions)
        self._write()

    def forget(self, revisions: Iterable[str]) -> None:
        """Note, durably, that neither engine holds anything of these revisions."""
        gone = frozenset(revisions)
        self.held = {key: count for key, count in self.held.items() if key not in gone}
        self.unsure -= gone
        self._write()

    def _write(self) -> None:
        """Write durably: a reader finds the old manifest or the new one, never a part."""
        unsure = {key: self.held[key] for key in sorted(self.unsure)}
        temporary = self._path.with_suffix(".new")
        with temporary.open("w", encoding="utf-8") as file:
            json.dump({"ready": self.ready, "unsure": unsure}, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._path)
        self._seen = self._signature()

    def _signature(self) -> tuple[int, int] | None:
        """Give what tells one writing of the file from the next: each makes a new file."""
        try:
            known = self._path.stat()
        except FileNotFoundError:
            return None
        return known.st_ino, known.st_mtime_ns


def _read(path: Path) -> tuple[dict[str, int], frozenset[str]]:
    raw = json.loads(path.read_text("utf-8"))
    try:
        ready, unsure = dict(raw["ready"]), dict(raw["unsure"])
    except (KeyError, TypeError) as fault:
        raise ValueError(f"{path.name}: not a manifest") from fault
    return {**ready, **unsure}, frozenset(unsure)
