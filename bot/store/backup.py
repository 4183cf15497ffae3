"""The backup: all that cannot be made again, in one file; the index and the model are made from it."""

import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from bot.errors import ConfigurationFault
from bot.store.messages import (
    BACKUP_DAMAGED,
    BACKUP_NOTHING,
    BACKUP_UNREADABLE,
    BACKUP_UNWRITABLE,
    RESTORE_OCCUPIED,
)

DATABASE: Final = "passerelle.sqlite3"
_MADE_AGAIN: Final = (".lock", "-wal", "-shm", "-journal")
_LARGEST: Final = 64 * 1024**3


def back_up(folder: Path, target: Path) -> int:
    """Write the state of a data folder, as it is at one moment, into a file; give the bytes written.

    The folder may be in use meanwhile. Raises ConfigurationFault when there is nothing to keep, or when
    the file cannot be written; nothing is then left under its name.
    """
    if not (folder / DATABASE).is_file():
        raise ConfigurationFault(BACKUP_NOTHING.format(folder=folder))
    partial = target.with_name(f"{target.name}.partiel")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as place:
            copy = Path(place) / DATABASE
            _copy_database(folder / DATABASE, copy)
            with tarfile.open(partial, "w:gz") as archive:
                archive.add(copy, DATABASE)
                for path in _small_files(folder):
                    archive.add(path, path.name)
        partial.chmod(0o600)
        partial.replace(target)
    except (OSError, sqlite3.Error, tarfile.TarError) as fault:
        partial.unlink(missing_ok=True)
        raise ConfigurationFault(BACKUP_UNWRITABLE.format(target=target)) from fault
    return target.stat().st_size


def restore(source: Path, folder: Path) -> list[str]:
    """Put what a backup holds into a data folder without a database; give the names of its files.

    Nothing is put there unless the whole of it can be read and its database is sound. Raises
    ConfigurationFault.
    """
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
        # The database last: until it is there, the folder counts as empty.
        names = sorted((member.name for member in members), key=lambda name: name == DATABASE)
        for name in names:
            (Path(place) / name).replace(folder / name)
    return names


def _copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as kept, closing(sqlite3.connect(target)) as copy:
        kept.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _small_files(folder: Path) -> Iterator[Path]:
    """Give the files beside the database: the secrets that sign and that tell deposits apart."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith(DATABASE) and not path.name.endswith(_MADE_AGAIN):
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
