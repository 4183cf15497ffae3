"""The serving: the finished parts joined to the web application, and the server that runs it."""

import logging
import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any

from bot.bootstrap import Passerelle, Step, open_passerelle
from bot.errors import ConfigurationFault
from bot.settings import Settings
from bot.upkeep import between_of, signing_of, upkeep

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from bot.knowledge.desk import KnowledgeDesk
    from bot.retrieval.ingestion import Progress

logger = logging.getLogger(__name__)

_WARM_UP = "Quelle aide pour partager un salarié entre plusieurs entreprises ?"


def web_application(passerelle: Passerelle) -> "FastAPI":
    """Give the web application over the finished parts."""
    from bot.companies.directory import Directory
    from bot.store.feedback import Feedback
    from bot.store.keys import ApiKeys
    from bot.store.once import Once
    from bot.store.personal import PersonalData
    from bot.store.requests import Requests
    from bot.store.sites import Sites
    from bot.web.app import create_app
    from bot.web.readiness import lesser_checks_of
    from bot.web.services import Services, Widget, open_desk

    return create_app(
        Services(
            assistant=passerelle.assistant,
            search=passerelle.search,
            library=passerelle.library,
            history=passerelle.conversations,
            feedback=Feedback(passerelle.database, passerelle.clock),
            requests=Requests(passerelle.database, passerelle.clock),
            matching=passerelle.matching,
            clock=passerelle.clock,
            settings=passerelle.settings,
            directory=Directory(passerelle.settings.directory_url),
            desk=open_desk(passerelle.database, passerelle.clock, passerelle.adviser_assistant),
            keys=ApiKeys(passerelle.database, passerelle.clock),
            widget=Widget(Sites(passerelle.database, passerelle.clock), signing_of(passerelle.settings)),
            personal=PersonalData(passerelle.database, passerelle.clock),
            once=Once(passerelle.database, passerelle.clock),
            knowledge=open_knowledge(passerelle),
            between=between_of(passerelle),
            checks={"base de données": passerelle.database.check, "recherche": lambda: warm(passerelle)},
            lesser_checks=lesser_checks_of(passerelle),
        )
    )


def open_knowledge(passerelle: Passerelle) -> "KnowledgeDesk":
    """Give the editors' desk over the finished parts: what it publishes is found at once."""
    from bot.documents.fetching import Fetcher
    from bot.knowledge.catalogue_desk import CatalogueDesk
    from bot.knowledge.desk import KnowledgeDesk
    from bot.knowledge.link_round import LinkRound
    from bot.store.catalogue import StoredCatalogue
    from bot.store.editions import Editions
    from bot.store.links import Links
    from bot.store.tasks import Tasks

    database, clock, library = passerelle.database, passerelle.clock, passerelle.library
    stored, links = StoredCatalogue(database), Links(database, clock)
    return KnowledgeDesk(
        Editions(database, clock),
        Tasks(database, clock),
        links,
        LinkRound(library, stored.catalogue, links),
        CatalogueDesk(stored, library, clock, passerelle.matching.refresh),
        library,
        passerelle.ingestion,
        Fetcher(),
    )


def prepare(passerelle: Passerelle) -> None:
    """Read what the first visitors would wait for, and hand back the memory that the reading leaves."""
    from bot import heap
    from bot.companies.english import understood
    from bot.companies.gazetteer import gazetteer
    from bot.retrieval.spelling import french_words

    french_words()
    gazetteer()
    understood("Which help is there to share an employee?")
    warm(passerelle)
    heap.settle()


def warm(passerelle: Passerelle) -> None:
    """Ask one question of the model and of the index."""
    passerelle.search.search(_WARM_UP, k=1)


def open_socket(host: str, port: int) -> socket.socket:
    """Take the address before anything is loaded. Raises ConfigurationFault when it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        taken = socket.socket(family, kind, protocol)
    except OSError as fault:
        raise ConfigurationFault(f"L'adresse « {host} » n'est pas celle de cette machine.") from fault
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
    except (OSError, OverflowError) as fault:
        taken.close()
        raise ConfigurationFault(
            f"Impossible d'écouter sur {host}, port {port} : {getattr(fault, 'strerror', fault)}. "
            "Donnez un autre port par --port (0 en prend un libre)."
        ) from fault
    return taken


def address_of(taken: socket.socket) -> str:
    """Give the address to open in a browser."""
    host, port = taken.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}"


def serve(
    settings: Settings,
    taken: socket.socket,
    *,
    ready: Callable[[], None],
    step: Step,
    progress: "Progress | None" = None,
) -> None:
    """Serve in this process until SIGTERM or SIGINT; `ready` is called when requests are answered."""
    # uvicorn raises the signal again once it has stopped: the parts must still be closed after it.
    signal.signal(signal.SIGTERM, _leave)
    passerelle = open_passerelle(settings, step=step, progress=progress)
    try:
        prepare(passerelle)
        with upkeep(passerelle):
            _announcing_server(web_application(passerelle), ready).run(sockets=[taken])
    finally:
        passerelle.close()


def serve_tools(
    settings: Settings, taken: socket.socket | None, *, ready: Callable[[], None], step: Step
) -> None:
    """Serve the MCP tools over the parts of this process: by HTTP at `taken`, else by standard streams."""
    from bot.web.mcp_doors import over_application

    signal.signal(signal.SIGTERM, _leave)
    passerelle = open_passerelle(settings, step=step)
    try:
        prepare(passerelle)
        run_tools(over_application(web_application(passerelle)), settings, taken, ready)
    finally:
        passerelle.close()


def run_tools(
    server: Any, settings: Settings, taken: socket.socket | None, ready: Callable[[], None]
) -> None:
    """Run an MCP server until its client leaves, or until told to stop."""
    from bot.web.mcp_doors import http_application

    if taken is None:
        ready()
        server.run("stdio")
    else:
        _announcing_server(http_application(server, settings.public_url), ready).run(sockets=[taken])


OPTIONS: dict[str, Any] = {
    "log_config": None,
    "access_log": False,
    "server_header": False,
    # Whose word is taken for the client's address is BOT_TRUSTED_PROXIES's to say.
    "proxy_headers": False,
    "timeout_graceful_shutdown": 8,  # seconds left to the requests under way: out in ten, all parts closed
}


def _announcing_server(app: Any, ready: Callable[[], None]) -> "uvicorn.Server":
    import uvicorn

    class AnnouncingServer(uvicorn.Server):
        """Tells when it listens, which uvicorn itself only writes to its log."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            ready()

    return AnnouncingServer(uvicorn.Config(app, **OPTIONS))


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)
