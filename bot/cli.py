"""The command line: `passerelle` and its commands, its French faults and its exit codes."""

import sys
from collections.abc import Sequence

import typer

from bot import __version__
from bot.commands import answers, catalogue, documents, evaluation, faults, fitting, matching, mcp, server
from bot.commands.backup import backup, restore
from bot.commands.board import board
from bot.commands.groups import groups
from bot.commands.keys import keys
from bot.commands.privacy import privacy
from bot.commands.promises import promises
from bot.commands.questions import questions
from bot.commands.sites import sites
from bot.commands.terminal import told
from bot.commands.users import users
from bot.errors import BotError

app = typer.Typer(
    name="passerelle",
    help="Des réponses courtes, chaque phrase avec sa source, pour les entreprises et leur CCI.",
    epilog="Les données vont sur la sortie standard, l'avancement et les erreurs sur la sortie d'erreur. "
    "Codes de sortie : 0 tout va bien, 1 une faute est expliquée, 2 la commande est mal écrite.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.command("serve", help="Sert la page de discussion et l'API.")(server.serve)
app.command("ingest", help="Lit des fichiers et des dossiers (txt, md, html, pdf, docx) et les indexe.")(
    documents.ingest
)
app.command("ask", help="Pose une question et affiche la réponse avec ses sources.")(answers.ask)
app.command("search", help="Cherche des passages.")(answers.search)
app.command("match", help="Trouve ce qui convient à une entreprise, chaque critère jugé.")(matching.match)
app.command("groups", help="Forme des groupements d'employeurs, ou en mesure le calcul.")(groups)
app.command("board", help="Rapproche offres et besoins des entreprises, ou en mesure la justesse.")(board)
app.command("backup", help="Écrit dans un fichier tout ce qui ne peut pas être refait.")(backup)
app.command("restore", help="Remet une sauvegarde dans un dossier de données vide.")(restore)
app.command("check", help="Vérifie réglages, documents, glossaire, gabarits et index, et dit quoi faire.")(
    faults.check
)
app.command("evaluate", help="Pose un jeu de questions et mesure les réponses.")(evaluation.evaluate)
app.command("bench", help="Mesure ce que coûtent une réponse, le serveur et l'ingestion.")(evaluation.bench)
app.command("mcp", help="Donne ses outils à un autre assistant (MCP), par l'entrée standard ou HTTP.")(
    mcp.mcp
)
app.command("needs", help="Mesure ce que le catalogue propose pour un jeu de besoins.")(
    matching.evaluate_needs
)
app.command("fit", help="Refait, sur des jeux de questions, les coefficients livrés avec le code.")(
    fitting.fit
)
app.add_typer(
    catalogue.app, name="catalogue", help="Importe, exporte et liste les aides, et vérifie leurs liens."
)

app.command("questions", help="Écrit le jeu d'évaluation que les rédacteurs ont composé.")(questions)
app.command("promises", help="Écrit le tableau des promesses d'après les résultats des tests.")(promises)
app.add_typer(keys, name="keys", help="Gère les clés par lesquelles d'autres serveurs appellent l'API.")
app.add_typer(privacy, name="privacy", help="Purge ce qui est trop ancien, et donne le registre.")
app.add_typer(sites, name="sites", help="Gère les sites qui montrent le module de discussion.")
app.add_typer(users, name="users", help="Gère les comptes des conseillers.")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"passerelle {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Affiche la version."
    ),
) -> None:
    """Read what comes before the command."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; leave with 0, 1 (a fault told in French) or 2 (wrong usage)."""
    try:
        app(args=list(arguments) if arguments is not None else None)
    except BotError as fault:
        told.print(fault.user_message, markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)
