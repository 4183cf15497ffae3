"""The users: the accounts of those who work at the desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.answers import AsJson
from bot.commands.terminal import print_json, read_settings

if TYPE_CHECKING:
    from bot.store.accounts import Accounts

users = typer.Typer(help="Gère les comptes des conseillers.", no_args_is_help=True)
Email = Annotated[str, typer.Argument(help="Adresse électronique du compte.")]


@contextmanager
def _accounts() -> "Iterator[Accounts]":
    from bot.bootstrap import clock_of, open_database
    from bot.store.accounts import Accounts

    settings = read_settings()
    database = open_database(settings)
    try:
        yield Accounts(database, clock_of(settings))
    finally:
        database.close()


@users.command("add")
def add(
    email: Email,
    name: Annotated[str, typer.Option("--name", help="Nom de la personne.")],
    role: Annotated[str, typer.Option("--role", help="adviser, editor ou administrator.")] = "adviser",
    departement: Annotated[list[str] | None, typer.Option("--departement", help="Code ; répétable.")] = None,
    subject: Annotated[list[str] | None, typer.Option("--subject", help="Sujet ; répétable.")] = None,
) -> None:
    """Make an account, and print its password, which is shown this once."""
    if role not in ("adviser", "editor", "administrator"):
        raise typer.BadParameter("adviser, editor ou administrator", param_hint="--role")
    from bot.store.accounts import new_password

    password = new_password()
    with _accounts() as accounts:
        accounts.add(email, name, role, password, tuple(departement or ()), tuple(subject or ()))
    typer.echo(password)


@users.command("list")
def list_all(as_json: AsJson = False) -> None:
    """Print every account."""
    with _accounts() as accounts:
        found = accounts.all()
    if as_json:
        print_json([{"email": one.email, "name": one.name, "role": one.role} for one in found])
        return
    for one in found:
        state = "désactivé" if one.disabled else one.role
        typer.echo(f"{one.email}\t{one.name}\t{state}\t{','.join(one.territories)}\t{','.join(one.subjects)}")


@users.command("disable")
def disable(email: Email) -> None:
    """Close an account and its sessions."""
    with _accounts() as accounts:
        accounts.disable(email)


@users.command("reset")
def reset(email: Email) -> None:
    """Give an account a new password, and print it."""
    from bot.store.accounts import new_password

    password = new_password()
    with _accounts() as accounts:
        accounts.reset(email, password)
    typer.echo(password)
