"""The catalogue: `catalogue import`, `export`, `list` and `links`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.answers import AsJson
from bot.commands.terminal import print_json, read_settings
from bot.errors import InvalidInput

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.store.catalogue import StoredCatalogue

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)
_STANDINGS = {
    "past": "passé", "upcoming": "à venir", "suspended": "suspendu", "uncertain": "état incertain",
    "open": "ouvert",
}  # fmt: skip


@app.command(
    "import", help="Importe un fichier CSV (format national) ou YAML ; une faute, et rien ne change."
)
def import_file(file: Annotated[Path, typer.Argument(metavar="FICHIER")], as_json: AsJson = False) -> None:
    """Put the entries of a file in the catalogue; exit 1, nothing changed, when it is at fault."""
    from bot.matching.catalogue_faults import FaultyCatalogue
    from bot.matching.catalogue_folder import faults_between, read_file

    if file.suffix.lower() not in (".csv", ".yaml", ".yml"):
        raise InvalidInput(f"« {file.name} » : attendu un fichier .csv, .yaml ou .yml.")
    with _opened(read_settings()) as stored:
        placed, faults = read_file(file)
        faults += faults_between(placed, stored.catalogue())
        if faults:
            raise FaultyCatalogue(faults)
        done = stored.put(one.entry for one in placed)
    if as_json:
        print_json(asdict(done))
        return
    counts = (
        f"{len(done.added)} ajoutée(s), {len(done.changed)} modifiée(s), {len(done.unchanged)} inchangée(s)"
    )
    typer.echo(f"Entrées : {counts}.")


@app.command("export", help="Écrit le catalogue : les aides en CSV (format national), ou tout en YAML.")
def export_file(file: Annotated[Path, typer.Argument(metavar="FICHIER")]) -> None:
    """Write the catalogue to a file, in the form that its suffix asks for."""
    from bot.matching.catalogue_writing import write_yaml
    from bot.matching.national_format import write_csv

    with _opened(read_settings()) as stored:
        catalogue = stored.catalogue()
    if file.suffix.lower() == ".csv":
        text, count = write_csv(catalogue.programmes), len(catalogue.programmes)
    elif file.suffix.lower() in (".yaml", ".yml"):
        text, count = write_yaml(catalogue), len(list(catalogue))
    else:
        raise InvalidInput(f"« {file.name} » : attendu un fichier .csv, .yaml ou .yml.")
    try:
        file.write_bytes(text.encode())
    except OSError as fault:
        raise InvalidInput(f"« {file} » ne peut être écrit ({fault.strerror}).") from fault
    typer.echo(f"{count} entrée(s) écrites dans {file}.")


@app.command("list", help="Liste les entrées et leur état à ce jour.")
def list_entries(as_json: AsJson = False) -> None:
    """Print every entry, with the standing of the programmes today."""
    from bot.bootstrap import clock_of
    from bot.matching.catalogue import Programme
    from bot.matching.standing import standing
    from bot.store.catalogue import kind_of

    settings = read_settings()
    with _opened(settings) as stored:
        catalogue = stored.catalogue()
    today = clock_of(settings)().date()
    rows = [
        {
            "id": entry.id if isinstance(entry, Programme) else entry.key,
            "key": entry.key,
            "kind": kind_of(entry),
            "title": entry.titre if isinstance(entry, Programme) else entry.name,
            "state": standing(entry, today) if isinstance(entry, Programme) else entry.status,
        }
        for entry in catalogue
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        told = f" ({_STANDINGS[row['state']]})" if row["kind"] == "programme" else ""
        typer.echo(f"{row['key']} : {row['title']}{told}")


@app.command(
    "links", help="Visite les adresses du catalogue, poliment, et signale celles qui ne répondent plus."
)
def links(as_json: AsJson = False) -> None:
    """Print what each address answered; exit 1 when one is dead."""
    from bot.matching.links import addresses_of, check_links

    with _opened(read_settings()) as stored:
        catalogue = stored.catalogue()
    results = list(check_links(addresses_of(catalogue)))
    if as_json:
        print_json([asdict(one) for one in results])
    else:
        for one in results:
            typer.echo(
                f"{'ok   ' if one.alive else 'MORT '} {one.url} : {one.text} ({', '.join(one.entries)})"
            )
        dead = sum(not one.alive for one in results)
        typer.echo(f"{len(results)} adresse(s) visitée(s), {dead} sans réponse valable.")
    if not all(one.alive for one in results):
        raise typer.Exit(1)


@contextmanager
def _opened(settings: "Settings") -> Iterator["StoredCatalogue"]:
    """Open the catalogue of the data folder, its seeds in line; the model is not loaded."""
    from bot.bootstrap import open_database
    from bot.store.catalogue import sync_seeds

    database = open_database(settings)
    try:
        yield sync_seeds(database, settings.seeds_dir / "catalogue")
    finally:
        database.close()
