"""The questions of the evaluation set that editors chose: `questions`."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.terminal import read_settings
from bot.errors import InvalidInput


def questions(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FICHIER]", help="Où écrire ; sans lui, sur la sortie standard.")
    ] = None,
) -> None:
    """Write the evaluation set as the YAML that `evaluate --questions` reads."""
    from bot.bootstrap import clock_of, open_database
    from bot.knowledge.evaluation import write_questions
    from bot.store.tasks import Tasks

    settings = read_settings()
    database = open_database(settings)
    try:
        found = Tasks(database, clock_of(settings)).evaluation_set()
    finally:
        database.close()
    text = write_questions(found)
    if file is None:
        typer.echo(text, nl=False)
        return
    try:
        file.write_text(text, "utf-8")
    except OSError as fault:
        raise InvalidInput(f"« {file} » ne peut être écrit ({fault.strerror}).") from fault
    typer.echo(f"{len(found)} question(s) écrites dans {file}.")
