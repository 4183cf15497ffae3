"""The frame: what every page has around its own content, and how a page is rendered."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from bot.conversation.reply import Citation, Language
from bot.web.dates import parse_published, published_in_words
from bot.web.services import services_of
from bot.web.texts import interface

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Frame:
    """The language of a page, its addresses and its nonce. `chosen` is None until the visitor picks one."""

    chosen: Language | None
    path: str
    today: date
    nonce: str

    @property
    def language(self) -> Language:
        """The language of the interface: French unless the visitor chose English."""
        return self.chosen or "fr"

    @property
    def other(self) -> Language:
        """The language that the page offers to switch to."""
        return "en" if self.language == "fr" else "fr"

    @property
    def texts(self) -> dict[str, str]:
        """The interface texts."""
        return interface(self.language)

    @property
    def home(self) -> str:
        """The address of the chat, in the chosen language."""
        return self.address("/")

    def address(self, path: str) -> str:
        """Give an address of ours that keeps the chosen language."""
        return _in_language(path, self.chosen)

    @property
    def switched(self) -> str:
        """The address of this page in the other language."""
        return _in_language(self.path, self.other)

    def published(self, citation: Citation) -> str:
        """Give the date of a citation in words."""
        published = parse_published(citation.published, citation.published_certain)
        return published_in_words(published, self.today, self.language)


def frame_of(request: Request, lang: str | None, at: str | None = None) -> Frame:
    """Give the frame of the page at this address (or at `at`); an unknown language counts as none."""
    chosen: Language | None = "fr" if lang == "fr" else "en" if lang == "en" else None
    nonce: str = getattr(request.state, "csp_nonce", "")
    return Frame(chosen, at or request.url.path, services_of(request).clock().date(), nonce)


def render(name: str, frame: Frame, status: int = HTTPStatus.OK, **values: Any) -> HTMLResponse:
    """Give the page made of a template, its frame and its own values."""
    page = _TEMPLATES.get_template(name).render(
        values,
        lang=frame.language,
        chosen=frame.chosen,
        t=frame.texts,
        home=frame.home,
        privacy_href=frame.address("/confidentialite"),
        other_lang=frame.other,
        other_href=frame.switched,
        nonce=frame.nonce,
        published_words=frame.published,
    )
    return HTMLResponse(page, status)


def _in_language(path: str, language: Language | None) -> str:
    return f"{path}?{urlencode({'lang': language})}" if language else path
