"""The site under test, and what is noticed while its pages are open."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from fakes import MovingClock
from host_pages import HostPages
from playwright.sync_api import ConsoleMessage, Page
from scripted_assistant import ScriptedAssistant

from bot.store.sites import SitePlan, Sites

ADVISER = "paul@cci.fr"
ADMINISTRATOR = "ada@cci.fr"
PASSWORD = "quatre-mots-de-passe-longs"


@dataclass(frozen=True)
class Site:
    """A running application, and the assistant behind it."""

    origin: str
    assistant: ScriptedAssistant


@dataclass
class Host:
    """Somebody else's site around the widget, its own keys in hand."""

    service: str
    port: int
    pages: HostPages
    sites: Sites
    clock: MovingClock
    assistant: ScriptedAssistant

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def renew(self, **plan: Any) -> None:
        """Begin again with a new site that admits this host, and plain pages."""
        given = {"origins": (self.origin,), "per_minute": 1000, **plan}
        self.pages.key = self.sites.add(SitePlan("Chambre du Lot", **given)).key
        self.pages.attributes = self.pages.body = self.pages.script = ""
        self.assistant.failures = 0


@dataclass
class Watch:
    """What a page said and asked for while it was open."""

    origin: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def follow(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, address: str) -> None:
        parts = urlsplit(address)
        if f"{parts.scheme}://{parts.netloc}" not in (self.origin, *self.others) and parts.scheme not in (
            "data",
            "blob",
        ):
            self.strangers.append(address)

    def verify(self) -> None:
        unexpected = [said for said in self.complaints if not any(part in said for part in self.expected)]
        assert unexpected == []
        assert self.strangers == []
