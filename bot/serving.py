"""The serving: the finished parts joined to the web application, and the server that runs it."""

import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable
from itertools import count
from types import FrameType
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from bot.bootstrap import Passerelle, Step, open_passerelle
from bot.errors import ConfigurationFault, DataFolderBusy
from bot.settings import Settings
from bot.signing import Signing, open_signing

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from bot.knowledge.desk import KnowledgeDesk
    from bot.mailing.courier import Courier
    from bot.retrieval.ingestion import Progress
    from bot.web.between import Between

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


def between_of(passerelle: Passerelle) -> "Between":
    """Give what companies deposit for one another, over the finished parts."""
    from bot.retrieval.meaning import ShortTexts
    from bot.web.between import open_between

    signing, meaning = signing_of(passerelle.settings), ShortTexts(lambda: passerelle.embedder)
    # An address can be proved only where e-mails leave.
    proof_key = signing.key("courriel") if passerelle.settings.smtp_url else None
    return open_between(passerelle.database, passerelle.clock, signing.key("tableau"), meaning, proof_key)


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


def signing_of(settings: Settings) -> Signing:
    """Give the signing of the settings. Raises ConfigurationFault."""
    return open_signing(settings.secret.get_secret_value(), settings.data_dir)


def open_courier(passerelle: Passerelle) -> "Courier":
    """Give the courier of the outbox, with the ways out that the settings name."""
    from bot.mailing.courier import Courier
    from bot.mailing.sending import Sender, Smtp, Webhook
    from bot.store.cases import Cases
    from bot.store.outbox import Channel, Outbox
    from bot.store.retention import Retention, periods
    from bot.store.rollup import Rollup

    settings = passerelle.settings
    senders: dict[Channel, Sender] = {}
    if settings.smtp_url:
        senders["mail"] = Smtp(settings.smtp_url.get_secret_value(), settings.mail_from, settings.public_url)
    if settings.webhook_url:
        senders["webhook"] = Webhook(settings.webhook_url, settings.webhook_secret.get_secret_value())
    database, clock = passerelle.database, passerelle.clock
    retention = Retention(database, clock, periods(settings.keep_conversations, settings.keep_requests))
    chores = [Rollup(database, clock).round, between_of(passerelle).tend, retention.round]
    return Courier(Outbox(database, clock), Cases(database, clock), senders, chores, clock)


def warm(passerelle: Passerelle) -> None:
    """Ask one question of the model and of the index, so that the first visitor does not wait."""
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
        warm(passerelle)
        courier = open_courier(passerelle)
        courier.start()
        try:
            _announcing_server(web_application(passerelle), ready).run(sockets=[taken])
        finally:
            courier.stop()
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
        warm(passerelle)
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


def serve_in_workers(taken: socket.socket, workers: int, ready: Callable[[], None]) -> None:
    """Serve in several processes, each of which opens its own parts from the environment."""
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    config = uvicorn.Config("bot.serving:worker_application", factory=True, workers=workers, **_OPTIONS)
    stopping = threading.Event()
    threading.Thread(target=_once_ready, args=(address_of(taken), ready, stopping), daemon=True).start()
    try:
        Multiprocess(config, sockets=[taken]).run()
    finally:
        stopping.set()


def _once_ready(address: str, ready: Callable[[], None], stopping: threading.Event) -> None:
    """Wait until a worker answers: this process cannot see into theirs."""
    import httpx

    while not stopping.wait(0.2):
        try:
            answer = httpx.get(f"{address}/readyz", timeout=5, trust_env=False)
        except httpx.TransportError:
            continue
        if answer.is_success:
            ready()
            return


def worker_application() -> "FastAPI":
    """Give the application of one worker: its own full text, the database and the Chroma server of all."""
    from bot.retrieval.embedder import load_embedder

    settings = Settings()
    embedder = load_embedder(settings.embedding_model, settings.data_dir, threads=settings.threads)
    # A token that one worker signs is read by all: the secret is that of the common folder.
    common = {
        "secret": SecretStr(signing_of(settings).secret.decode()), "erasures": settings.erasures_file
    }  # fmt: skip
    for number in count(1):
        own = settings.model_copy(update={"data_dir": settings.data_dir / f"worker-{number}", **common})
        try:
            passerelle = open_passerelle(own, embedder=embedder)
        except DataFolderBusy:
            continue
        warm(passerelle)
        return web_application(passerelle)
    raise AssertionError("count() never ends")


def refuse_workers(settings: Settings, workers: int) -> None:
    """Raise ConfigurationFault when several workers cannot share what the settings give them."""
    if workers > 1 and not (settings.chroma_url and settings.database_url):
        raise ConfigurationFault(
            f"{workers} processus ne peuvent pas partager l'index embarqué : Chroma n'y admet qu'un seul "
            "processus, deux l'abîmeraient. Donnez BOT_CHROMA_URL (serveur Chroma) et BOT_DATABASE_URL "
            "(PostgreSQL), ou gardez --workers 1."
        )


_OPTIONS: dict[str, Any] = {
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

    return AnnouncingServer(uvicorn.Config(app, **_OPTIONS))


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)
