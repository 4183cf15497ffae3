"""The server: `serve`."""

from typing import Annotated

import typer

from bot.commands.terminal import Bar, read_settings, set_up_logging


def serve(
    host: Annotated[str, typer.Option("--host", help="Adresse d'écoute.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port ; 0 en prend un libre.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Nombre de processus.")] = 1,
) -> None:
    """Serve the page and the API until told to stop; the address is printed when it answers."""
    from bot import serving
    from bot import workers as crew

    settings = read_settings()
    set_up_logging(settings.log_level)
    crew.refuse_workers(settings, workers)
    with serving.open_socket(host, port) as taken:
        address = serving.address_of(taken)
        if workers > 1:
            crew.serve_in_workers(taken, workers, lambda: _announce(address))
            return
        with Bar() as bar:

            def ready() -> None:
                bar.stop()
                _announce(address)

            serving.serve(settings, taken, ready=ready, step=bar.step, progress=bar.show)


def _announce(address: str) -> None:
    # Flushed: whoever started the server through a pipe waits for this very line.
    typer.echo(f"Passerelle répond sur {address}")
