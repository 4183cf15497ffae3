"""The promises: the table of what is promised and held, written from the tests' own results."""

from pathlib import Path
from typing import Annotated

import typer


def promises(
    results: Annotated[Path, typer.Argument(help="Rapport écrit par « pytest --junitxml ».")],
    catalogue: Annotated[
        Path, typer.Option("--promises", help="Les promesses et leurs tests, en YAML.")
    ] = Path("tests/trust/promises.yaml"),
    write: Annotated[
        Path | None, typer.Option("--write", help="Écrit le tableau dans cette page, entre ses deux marques.")
    ] = None,
) -> None:
    """Print the table of promises; leave with 1 when one is untested or broken."""
    import yaml

    from bot.evaluation.promises import promises_of, read_results, table_of, written_into

    told = promises_of(yaml.safe_load(catalogue.read_text("utf-8")))
    lines = table_of(told, read_results(results))
    if write is None:
        typer.echo("\n".join(lines))
        return
    write.write_text(written_into(write.read_text("utf-8"), lines, write), "utf-8")
