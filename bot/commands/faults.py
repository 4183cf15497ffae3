"""The faults: `check`."""

from collections.abc import Iterator
from typing import Annotated

import typer

from bot import checks
from bot.commands.answers import AsJson
from bot.commands.terminal import print_json, read_settings
from bot.resources import packaged
from bot.settings import Settings

_MARKS = {"fault": "FAUTE ", "advice": "conseil", "fine": "ok     "}


def check(
    as_json: AsJson = False,
    light: Annotated[bool, typer.Option("--light", help="Ne regarde pas l'index : plus rapide.")] = False,
) -> None:
    """Print what is wrong and what to do; exit 1 when something must be mended."""
    findings = list(_findings(read_settings(), light))
    if as_json:
        print_json([{"level": one.level, "place": one.place, "text": one.text} for one in findings])
    else:
        for one in findings:
            typer.echo(f"{_MARKS[one.level]} {one.place} : {one.text}")
    faults = sum(one.level == "fault" for one in findings)
    if not as_json:
        typer.echo(f"{faults} faute(s) à corriger." if faults else "Tout est en ordre.")
    if faults:
        raise typer.Exit(1)


def _findings(settings: Settings, light: bool) -> Iterator[checks.Finding]:
    yield from checks.check_settings(settings)
    yield from checks.check_seeds(settings.seeds_dir)
    yield from checks.check_glossary(settings.seeds_dir)
    yield from checks.check_catalogue(settings.seeds_dir)
    yield from checks.check_prompts(packaged("prompts"))
    yield from checks.check_data_folder(settings.data_dir)
    if not light:
        yield from checks.check_index(settings)
