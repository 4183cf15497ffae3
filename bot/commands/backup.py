"""The backup and the restoring of the data folder: `backup` and `restore`."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.terminal import read_settings, told
from bot.errors import ConfigurationFault


def backup(
    target: Annotated[Path, typer.Argument(help="Fichier à écrire, par exemple sauvegarde.tar.gz.")],
) -> None:
    """Write all that cannot be made again into one file; the server may be running."""
    from bot.store.backup import back_up
    from bot.store.messages import BACKUP_ELSEWHERE

    settings = read_settings()
    if settings.database_url:
        raise ConfigurationFault(BACKUP_ELSEWHERE)
    size = back_up(settings.data_dir, target, settings.erasures_file)
    told.print(f"{size / 1e6:.1f} Mo écrits dans {target}.", markup=False, highlight=False, soft_wrap=True)


def restore(
    source: Annotated[Path, typer.Argument(help="Fichier écrit par « backup ».")],
    erasures: Annotated[
        list[Path] | None,
        typer.Option(
            "--erasures",
            exists=True,
            dir_okay=False,
            help="Autre journal des effacements, ou sauvegarde plus récente, à respecter.",
        ),
    ] = None,
) -> None:
    """Put a backup into an empty data folder, without what people have had erased since; the index is made
    again at the next start."""
    from bot.data_folder import own_data_folder
    from bot.store.backup import restore as put_back

    settings = read_settings()
    with own_data_folder(settings):
        names, left_out = put_back(source, settings.data_dir, settings.erasures_file, erasures or ())
    told.print(
        f"{len(names)} fichier(s) restaurés dans {settings.data_dir} ; l'index se refait au démarrage.",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )
    if left_out:
        told.print(f"{left_out} élément(s) effacé(s) depuis à la demande des personnes : laissé(s) de côté.")
