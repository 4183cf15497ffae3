"""The site under test, and what is noticed while its pages are open."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page
from scripted_assistant import ScriptedAssistant


@dataclass(frozen=True)
class Site:
    """A running application, and the assistant behind it."""

    origin: str
    assistant: ScriptedAssistant


@dataclass
class Watch:
    """What a page said and asked for while it was open."""

    origin: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def follow(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, address: str) -> None:
        parts = urlsplit(address)
        if f"{parts.scheme}://{parts.netloc}" != self.origin and parts.scheme not in ("data", "blob"):
            self.strangers.append(address)

    def verify(self) -> None:
        unexpected = [said for said in self.complaints if not any(part in said for part in self.expected)]
        assert unexpected == []
        assert self.strangers == []
