"""The terminal: what every command shares to read the settings, open the parts and tell what it does."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from bot.errors import ConfigurationFault
from bot.masking import masked
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.bootstrap import Passerelle

told = Console(stderr=True)
"""Standard error: progress and faults. Data goes to standard output, through `typer.echo`."""

_REFUSED = {
    "int_parsing": "un nombre entier est attendu",
    "float_parsing": "un nombre est attendu",
    "greater_than": "la valeur doit dépasser {gt}",
    "greater_than_equal": "la valeur doit être au moins {ge}",
    "literal_error": "valeurs possibles : {expected}",
    "date_from_datetime_parsing": "une date est attendue (AAAA-MM-JJ)",
    "date_parsing": "une date est attendue (AAAA-MM-JJ)",
    "bool_parsing": "« true » ou « false » est attendu",
}


def read_settings() -> Settings:
    """Read the settings from the environment. Raises ConfigurationFault, naming each that is wrong."""
    try:
        return Settings()
    except ValidationError as fault:
        lines = [
            f"BOT_{'_'.join(map(str, error['loc'])).upper()} : "
            f"{_REFUSED.get(error['type'], 'valeur refusée').format(**error.get('ctx', {}))}."
            for error in fault.errors()
        ]
        raise ConfigurationFault("\n".join(lines)) from fault


def set_up_logging(level: str) -> None:
    """Send the journal to standard error; libraries are heard from `WARNING` up."""
    handler = logging.StreamHandler()
    handler.setFormatter(MaskingFormatter("%(asctime)s %(levelname)s %(name)s : %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("bot").setLevel(level)


class MaskingFormatter(logging.Formatter):
    """Writes a line of the journal without the numbers that tell who someone is."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line, masked."""
        return masked(super().format(record))


class Bar:
    """A progress bar on standard error; nothing where there is no terminal."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._progress = Progress(*columns, console=told, disable=not told.is_terminal, transient=True)
        self._task: TaskID | None = None

    def __enter__(self) -> "Bar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Leave the terminal to others."""
        self._progress.stop()

    def step(self, text: str) -> None:
        """Tell what begins."""
        told.print(text, markup=False, highlight=False)

    def show(self, done: int, total: int, name: str) -> None:
        """Move the bar: `done` of `total`, the last being `name`."""
        if self._task is None:
            self._task = self._progress.add_task(name, total=total)
        self._progress.update(self._task, completed=done, total=total, description=name[:40])


@contextmanager
def opened(settings: Settings) -> Iterator["Passerelle"]:
    """Open every part, with its progress shown, and close them at the end."""
    from bot.bootstrap import open_passerelle

    set_up_logging(settings.log_level)
    with Bar() as bar:
        passerelle = open_passerelle(settings, step=bar.step, progress=bar.show)
    try:
        yield passerelle
    finally:
        passerelle.close()


def print_json(data: Any) -> None:
    """Print data for a machine."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
