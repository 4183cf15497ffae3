"""The documents: `ingest`."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.answers import AsJson
from bot.commands.terminal import Bar, opened, print_json, read_settings, told

if TYPE_CHECKING:
    from bot.retrieval.ingestion import IngestReport


def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[CHEMIN]...", help="Fichiers et dossiers ; sans eux, les documents fournis."),
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Retire les documents dont le fichier n'est plus là.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring the knowledge in line with files; exit 1 when every file was refused."""
    settings = read_settings()
    chosen = paths or [settings.seeds_dir / "documents"]
    with opened(settings) as passerelle, Bar() as bar:
        report = passerelle.ingestion.ingest(chosen, prune=prune, progress=bar.show)
    for _, reason in report.refused:
        told.print(f"Refusé : {reason}", markup=False, highlight=False, soft_wrap=True)
    if as_json:
        print_json(asdict(report))
    else:
        typer.echo(summary(report))
    if report.refused and not (report.added or report.changed or report.unchanged):
        raise typer.Exit(1)


def summary(report: "IngestReport") -> str:
    """Give the outcome of an ingestion in one French line."""
    counts = [
        (len(report.added), "ajouté(s)"),
        (len(report.changed), "modifié(s)"),
        (len(report.unchanged), "inchangé(s)"),
        (len(report.removed), "retiré(s)"),
        (len(report.refused), "refusé(s)"),
    ]
    told_counts = [f"{count} {name}" for count, name in counts if count]
    return f"Documents : {', '.join(told_counts) or 'aucun fichier trouvé'}."
