"""The sites: the pages of others that may show the chat."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.answers import AsJson
from bot.commands.terminal import print_json, read_settings, told

if TYPE_CHECKING:
    from bot.store.sites import Site, Sites

sites = typer.Typer(help="Gère les sites qui montrent le module de discussion.", no_args_is_help=True)
Key = Annotated[str, typer.Argument(help="Clé publique du site.")]
Origins = Annotated[
    list[str] | None, typer.Option("--origin", help="Origine exacte, « https://www.lot.cci.fr » ; répétable.")
]
Departement = Annotated[str | None, typer.Option("--departement", help="Code du département du site.")]
Colour = Annotated[str | None, typer.Option("--colour", help="Couleur, « #0b5d57 ».")]
Theme = Annotated[str | None, typer.Option("--theme", help="auto, light ou dark.")]
Opening = Annotated[str | None, typer.Option("--opening", help="Phrase d'accueil.")]
PerMinute = Annotated[int | None, typer.Option("--per-minute", help="Questions admises par minute.")]
PerDay = Annotated[int | None, typer.Option("--per-day", help="Questions admises par jour.")]


@contextmanager
def _sites() -> "Iterator[Sites]":
    from bot.bootstrap import clock_of, open_database
    from bot.store.sites import Sites

    settings = read_settings()
    database = open_database(settings)
    try:
        yield Sites(database, clock_of(settings))
    finally:
        database.close()


@sites.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Nom du site.")],
    origin: Origins = None,
    departement: Departement = None,
    colour: Colour = None,
    theme: Theme = None,
    opening: Opening = None,
    per_minute: PerMinute = None,
    per_day: PerDay = None,
) -> None:
    """Make a site, and print its public key."""
    from bot.store.sites import SitePlan

    plan = SitePlan(name, tuple(origin or ()))
    given = _given(departement, colour, theme, opening, per_minute, per_day)
    with _sites() as kept:
        site = kept.add(replace(plan, **given))
    typer.echo(site.key)
    if not site.plan.origins:
        told.print("Sans origine, ce site reste fermé : ajoutez-en par « passerelle sites origins ».")


@sites.command("change")
def change(
    key: Key,
    departement: Departement = None,
    colour: Colour = None,
    theme: Theme = None,
    opening: Opening = None,
    per_minute: PerMinute = None,
    per_day: PerDay = None,
) -> None:
    """Change what is given, and leave the rest; an empty text takes a value off."""
    given = _given(departement, colour, theme, opening, per_minute, per_day)
    with _sites() as kept:
        kept.change(key, replace(kept.site(key).plan, **given))


@sites.command("origins")
def origins(
    key: Key,
    add: Annotated[list[str] | None, typer.Option("--add", help="Origine à admettre ; répétable.")] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", help="Origine à retirer ; répétable.")
    ] = None,
) -> None:
    """Print the exact origins that may show the chat, once those given are added and removed."""
    from bot.store.origins import exact_origins

    with _sites() as kept:
        plan = kept.site(key).plan
        if add or remove:
            gone = exact_origins(remove or ())
            left = tuple(one for one in (*plan.origins, *(add or ())) if one not in gone)
            plan = kept.change(key, replace(plan, origins=left)).plan
    for one in plan.origins:
        typer.echo(one)


@sites.command("list")
def list_all(as_json: AsJson = False) -> None:
    """Print every site."""
    with _sites() as kept:
        found = kept.all()
    if as_json:
        print_json([_told(site) for site in found])
        return
    for site in found:
        state = "en service" if site.enabled else "coupé"
        typer.echo(f"{site.key}\t{site.plan.name}\t{state}\t{','.join(site.plan.origins) or 'fermé'}")


@sites.command("show")
def show(key: Key, as_json: AsJson = False) -> None:
    """Print a site, and the lines to paste into its pages."""
    from bot.web.widget.snippets import frame_snippet, script_snippet

    with _sites() as kept:
        site = kept.site(key)
    if as_json:
        print_json(_told(site))
        return
    for name, value in _told(site).items():
        typer.echo(f"{name}\t{value}")
    service = read_settings().public_url
    typer.echo(f"\n{script_snippet(site, service)}\n\n{frame_snippet(site.key, service)}")


@sites.command("disable")
def disable(key: Key) -> None:
    """Switch a site off, at once."""
    with _sites() as kept:
        kept.switch(key, False)


@sites.command("enable")
def enable(key: Key) -> None:
    """Switch a site on again."""
    with _sites() as kept:
        kept.switch(key, True)


@sites.command("identity")
def identity(key: Key) -> None:
    """Make a new secret for signed identities, and print it, this once; the one before is worth nothing."""
    from bot.signing import open_signing
    from bot.web.widget.identities import identity_secret

    settings = read_settings()
    signing = open_signing(settings.secret.get_secret_value(), settings.data_dir)
    with _sites() as kept:
        site = kept.renew_identity(key)
    told.print("Copiez ce secret : il ne sera plus jamais affiché.", markup=False, highlight=False)
    typer.echo(identity_secret(signing, site))


def _given(
    departement: str | None,
    colour: str | None,
    theme: str | None,
    opening: str | None,
    per_minute: int | None,
    per_day: int | None,
) -> dict[str, Any]:
    given = {
        "departement": departement,
        "colour": colour,
        "scheme": theme,
        "opening": opening,
        "per_minute": per_minute,
        "per_day": per_day,
    }
    return {name: value for name, value in given.items() if value is not None}


def _told(site: "Site") -> dict[str, Any]:
    return {
        "key": site.key,
        "enabled": site.enabled,
        **{
            name: list(value) if isinstance(value, tuple) else value
            for name, value in vars(site.plan).items()
        },
        "identities": site.identities > 0,
        "created": site.created.isoformat(),
    }
