"""The data folder: of one process, or of those that share a database and a Chroma server."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from bot.errors import DataFolderBusy
from bot.settings import Settings

LOCK = "passerelle.lock"


@contextmanager
def data_folder(settings: Settings) -> Iterator[None]:
    """Hold the data folder. Raises DataFolderBusy when it is held by a process that shares nothing, or,
    for one that shares nothing, by any other."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    if settings.is_shared:
        with _shared(settings):
            yield
        return
    lock = own_data_folder(settings)
    try:
        yield
    finally:
        lock.release()


def own_data_folder(settings: Settings) -> FileLock:
    """Take the data folder for this process alone. Raises DataFolderBusy when another has it."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.data_dir / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as fault:
        raise _busy(settings) from fault
    return lock


@contextmanager
def _shared(settings: Settings) -> Iterator[None]:
    import fcntl

    with (settings.data_dir / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError as fault:
            raise _busy(settings) from fault
        yield


def _busy(settings: Settings) -> DataFolderBusy:
    return DataFolderBusy(
        f"Le dossier de données « {settings.data_dir} » est déjà ouvert par un autre processus. "
        "Arrêtez-le, ou donnez un autre dossier par BOT_DATA_DIR."
    )
