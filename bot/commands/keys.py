"""The keys: what lets other servers call the API under a name."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.answers import AsJson
from bot.commands.terminal import print_json, read_settings, told

if TYPE_CHECKING:
    from bot.store.keys import ApiKeys

keys = typer.Typer(
    help="Gère les clés par lesquelles d'autres serveurs appellent l'API.", no_args_is_help=True
)


@contextmanager
def _keys() -> "Iterator[ApiKeys]":
    from bot.bootstrap import clock_of, open_database
    from bot.store.keys import ApiKeys

    settings = read_settings()
    database = open_database(settings)
    try:
        yield ApiKeys(database, clock_of(settings))
    finally:
        database.close()


@keys.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Le site ou le logiciel qui s'en servira.")],
    scope: Annotated[
        list[str] | None,
        typer.Option("--scope", help="ask, search, match ou request ; répétable. Tous sans cette option."),
    ] = None,
) -> None:
    """Make a key, and print its secret, which is shown this once."""
    from bot.store.keys import SCOPES

    with _keys() as kept:
        key, secret = kept.add(name, scope or SCOPES)
    told.print(
        f"Clé n° {key.id} créée. Copiez-la : elle ne sera plus jamais affichée.",
        markup=False,
        highlight=False,
    )
    typer.echo(secret)


@keys.command("list")
def list_all(as_json: AsJson = False) -> None:
    """Print every key, with its last use; never its secret."""
    with _keys() as kept:
        found = kept.all()
    if as_json:
        print_json(
            [
                {
                    "id": key.id,
                    "name": key.name,
                    "scopes": key.scopes,
                    "created": key.created.isoformat(),
                    "last_used": key.last_used.isoformat() if key.last_used else None,
                    "revoked": key.revoked.isoformat() if key.revoked else None,
                }
                for key in found
            ]
        )
        return
    for key in found:
        state = "révoquée" if key.revoked else "en service"
        used = f"{key.last_used:%Y-%m-%d %H:%M}" if key.last_used else "jamais utilisée"
        typer.echo(f"{key.id}\t{key.name}\t{state}\t{','.join(key.scopes)}\t{used}")


@keys.command("revoke")
def revoke(identity: Annotated[str, typer.Argument(help="Le numéro de la clé.")]) -> None:
    """Close a key for good."""
    with _keys() as kept:
        kept.revoke(identity)
