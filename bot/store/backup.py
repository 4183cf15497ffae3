"""The backup: all that cannot be made again, in one file; the index and the model are made from it.

The journal of erasures goes with it, and stands beside it: an older backup is restored without what people
had erased since.
"""

import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from bot.errors import ConfigurationFault, StorageUnavailable
from bot.store.database import DATABASE, open_database, sqlite_url
from bot.store.erasures import JOURNAL, Erasure, ErasureJournal, read_lines
from bot.store.forgetting import forget_again
from bot.store.messages import (
    BACKUP_DAMAGED,
    BACKUP_NOTHING,
    BACKUP_UNREADABLE,
    BACKUP_UNWRITABLE,
    RESTORE_OCCUPIED,
)

_MADE_AGAIN: Final = (".lock", "-wal", "-shm", "-journal", ".partiel")
_LARGEST: Final = 64 * 1024**3


def back_up(folder: Path, target: Path, journal: Path | None = None) -> int:
    """Write the state of a data folder, as it is at one moment, into a file; give the bytes written.

    The folder may be in use meanwhile. The journal of erasures is written into it, and into the one that
    stands beside it for all the backups of that place. Raises ConfigurationFault when there is nothing to
    keep, or when the file cannot be written; nothing is then left under its name.
    """
    if not (folder / DATABASE).is_file():
        raise ConfigurationFault(BACKUP_NOTHING.format(folder=folder))
    partial = target.with_name(f"{target.name}.partiel")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as place:
            copy, erased = Path(place) / DATABASE, Path(place) / JOURNAL
            _copy_database(folder / DATABASE, copy)
            # Read after the copy: what is erased meanwhile may still be in it.
            erasures = ErasureJournal(journal or folder / JOURNAL).read()
            ErasureJournal(erased).add(erasures)
            ErasureJournal(target.with_name(JOURNAL)).add(erasures)
            with tarfile.open(partial, "w:gz") as archive:
                archive.add(copy, DATABASE)
                if erasures:
                    archive.add(erased, JOURNAL)
                for path in _small_files(folder):
                    archive.add(path, path.name)
        partial.chmod(0o600)
        partial.replace(target)
    except (OSError, sqlite3.Error, tarfile.TarError, StorageUnavailable) as fault:
        partial.unlink(missing_ok=True)
        raise ConfigurationFault(BACKUP_UNWRITABLE.format(target=target)) from fault
    return target.stat().st_size


def restore(
    source: Path, folder: Path, journal: Path | None = None, others: Sequence[Path] = ()
) -> tuple[list[str], int]:
    """Put what a backup holds into a data folder without a database; give the names of its files, and how
    many things were left out of it because people had erased them since.

    That is told by the journal of the folder, by the one beside the backup, by the one in it, and by
    `others`, which are journals or later backups. Nothing is put there unless the whole of it can be read
    and its database is sound. Raises ConfigurationFault.
    """
    kept = ErasureJournal(journal or folder / JOURNAL)
    erasures = [one for path in (source, source.with_name(JOURNAL), *others) for one in _erasures_of(path)]
    if (folder / DATABASE).exists():
        raise ConfigurationFault(RESTORE_OCCUPIED.format(folder=folder))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        try:
            with tarfile.open(source, "r:gz") as archive:
                members = list(_plain_members(archive))
                archive.extractall(place, members, filter="data")
        except (OSError, EOFError, tarfile.TarError) as fault:
            raise ConfigurationFault(BACKUP_UNREADABLE.format(source=source)) from fault
        if not _is_sound(Path(place) / DATABASE):
            raise ConfigurationFault(BACKUP_DAMAGED.format(source=source))
        kept.add(erasures)
        left_out = _left_out(Path(place) / DATABASE, kept.read())
        # The database last: until it is there, the folder counts as empty.
        names = sorted(
            (member.name for member in members if member.name != JOURNAL), key=lambda name: name == DATABASE
        )
        for name in names:
            (Path(place) / name).replace(folder / name)
    return names, left_out


def _erasures_of(path: Path) -> list[Erasure]:
    """Give what a journal holds, or the journal in a backup; nothing of a file that is not there."""
    if not path.is_file():
        return []
    try:
        if not tarfile.is_tarfile(path):
            held = ErasureJournal(path).read()
            if not held and path.stat().st_size:
                raise ConfigurationFault(BACKUP_UNREADABLE.format(source=path))
            return held
        with tarfile.open(path, "r:gz") as archive:
            inside = archive.extractfile(JOURNAL) if JOURNAL in archive.getnames() else None
            return list(read_lines(inside)) if inside else []
    except (OSError, EOFError, tarfile.TarError) as fault:
        raise ConfigurationFault(BACKUP_UNREADABLE.format(source=path)) from fault


def _left_out(path: Path, erasures: Sequence[Erasure]) -> int:
    """Erase from a database, not in use yet, what had been erased before; give how many things."""
    database = open_database(sqlite_url(path))
    try:
        left_out = forget_again(database, erasures)
    finally:
        database.close()
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
    return left_out


def _copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as kept, closing(sqlite3.connect(target)) as copy:
        kept.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _small_files(folder: Path) -> Iterator[Path]:
    """Give the files beside the database: the secrets that sign and that tell deposits apart."""
    for path in sorted(folder.iterdir()):
        elsewhere = path.name.startswith((DATABASE, JOURNAL)) or path.name.endswith(_MADE_AGAIN)
        if path.is_file() and not elsewhere:
            yield path


def _plain_members(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    total = 0
    for member in archive:
        total += member.size
        if not member.isfile() or "/" in member.name or member.name.startswith(".") or total > _LARGEST:
            raise tarfile.TarError(f"unexpected member: {member.name}")
        yield member


def _is_sound(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(path)) as database:
            versioned = database.execute("SELECT COUNT(*) FROM alembic_version").fetchone() == (1,)
            return bool(versioned and database.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.Error:
        return False
