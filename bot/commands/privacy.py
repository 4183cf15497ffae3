"""The privacy: what is kept longer than its period purged, and the register of processing."""

from typing import Annotated

import typer

from bot.commands.answers import AsJson
from bot.commands.terminal import print_json, read_settings

privacy = typer.Typer(
    help="Purge ce qui a dépassé sa durée de conservation, et donne le registre des traitements.",
    no_args_is_help=True,
)
_NAMES = {
    "conversations": "conversations",
    "requests": "demandes",
    "deposits": "offres et besoins",
    "traces": "traces de mises en relation",
    "outbox": "envois",
    "sessions": "sessions",
    "once": "envois à ne faire qu'une fois",
    "audit": "actes du journal",
}


@privacy.command("purge")
def purge(as_json: AsJson = False) -> None:
    """Erase what is older than its period; a running server does so by itself every six hours."""
    from bot.bootstrap import clock_of, open_database
    from bot.store.retention import Retention, periods

    settings = read_settings()
    database = open_database(settings)
    try:
        kept = periods(settings.keep_conversations, settings.keep_requests)
        purged = Retention(database, clock_of(settings), kept).purge()
    finally:
        database.close()
    if as_json:
        print_json(purged.counts)
        return
    for kind, count in purged.counts.items():
        typer.echo(f"{_NAMES[kind]} : {count}")


@privacy.command("register")
def register(
    as_json: AsJson = False,
    controller: Annotated[
        str | None, typer.Option(help="Le responsable du traitement ; sinon BOT_CONTACT.")
    ] = None,
) -> None:
    """Print the register of processing (GDPR, article 30), in Markdown or JSON."""
    from bot.store.processing import register as entries
    from bot.store.retention import periods

    settings = read_settings()
    found = entries(periods(settings.keep_conversations, settings.keep_requests))
    who = controller or settings.contact
    if as_json:
        print_json({"controller": who, "processing": found})
        return
    typer.echo(f"# Registre des traitements\n\nResponsable : {who}.")
    for one in found:
        lines = [f"\n## {one['name']}\n"]
        lines += [f"- {label} : {one[name]}." for name, label in _COLUMNS.items()]
        typer.echo("\n".join(lines))


_COLUMNS = {
    "purpose": "Finalité",
    "basis": "Base légale",
    "people": "Personnes",
    "data": "Données",
    "recipients": "Destinataires",
    "kept": "Conservation",
}
