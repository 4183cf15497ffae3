"""The MCP server: what lets another assistant ask, search, match and read sources."""

from typing import Annotated

import typer

from bot.commands.terminal import Bar, read_settings, set_up_logging, told


def mcp(
    http: Annotated[bool, typer.Option("--http", help="Par HTTP, à l'adresse /mcp.")] = False,
    host: Annotated[str, typer.Option("--host", help="Adresse d'écoute, avec --http.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port, avec --http ; 0 en prend un libre.")
    ] = 8001,
    server: Annotated[
        str | None,
        typer.Option("--server", metavar="ADRESSE", help="Un Passerelle déjà en marche, à interroger."),
    ] = None,
    key: Annotated[str, typer.Option("--key", envvar="BOT_API_KEY", help="Clé à présenter à --server.")] = "",
) -> None:
    """Serve the tools until the client leaves. Standard output carries the protocol and nothing else."""
    from bot import serving

    settings = read_settings()
    set_up_logging(settings.log_level)
    taken = serving.open_socket(host, port) if http else None
    address = f"{serving.address_of(taken)}/mcp" if taken else "entrée standard"

    def ready() -> None:
        if taken:
            typer.echo(f"Passerelle donne ses outils sur {address}")
        else:
            told.print("Passerelle donne ses outils par l'entrée standard.", highlight=False)

    try:
        if server:
            from bot.web.mcp_doors import over_network

            serving.run_tools(over_network(server, key), settings, taken, ready)
            return
        with Bar() as bar:
            serving.serve_tools(settings, taken, ready=ready, step=bar.step)
    finally:
        if taken:
            taken.close()
