"""The measures of load and of size: a server under many clients, several processes, an index that grows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.commands.matching import tell_measures
from bot.commands.terminal import Bar, told
from bot.errors import ConfigurationFault

if TYPE_CHECKING:
    from bot.settings import Settings


def bench_load(settings: "Settings", messages: list[str], answers: int, as_json: bool) -> None:
    """Fill the queue of a server, load it with more and more clients, and watch its memory over answers."""
    from bot.evaluation.bench_load import measure_levels, measure_refusals

    told.print("Serveur…")
    with folder_apart(settings) as apart:
        measures = [*measure_refusals(messages, apart), *measure_levels(messages, answers, apart)]
    tell_measures(measures, as_json)


def bench_workers(settings: "Settings", messages: list[str], workers: int, as_json: bool) -> None:
    """Compare several processes with one, over the database and the Chroma server of the settings.

    Raises ConfigurationFault without them. What is asked stays in that database: let it be one to throw away.
    """
    from bot.evaluation.bench_load import measure_workers

    if not settings.is_shared:
        raise ConfigurationFault(
            "--workers : donnez BOT_DATABASE_URL (une base PostgreSQL d'essai) et BOT_CHROMA_URL."
        )
    with folder_apart(settings) as apart:
        measures = measure_workers(messages, workers, {"BOT_DATA_DIR": apart["BOT_DATA_DIR"]})
    tell_measures(measures, as_json)


def bench_scale(settings: "Settings", passages: int, as_json: bool) -> None:
    """Time searches of an index of its own, from a thousand passages on."""
    from bot.evaluation.bench_scale import measure_scale

    with Bar() as bar:
        measures = measure_scale(settings, passages, bar.step, bar.show)
    tell_measures(measures, as_json)


@contextmanager
def folder_apart(settings: "Settings") -> Iterator[dict[str, str]]:
    """Give the environment of a data folder of its own, which shares only the model with the real one."""
    with TemporaryDirectory(prefix="passerelle-banc-") as place:
        models = settings.data_dir.resolve() / "models"
        if models.is_dir():
            Path(place, "models").symlink_to(models)
        yield {"BOT_DATA_DIR": place, "BOT_DATABASE_URL": "", "BOT_CHROMA_URL": ""}
