"""The card: what an editor types about a document, and what it comes to once it is right."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.documents.model import Document, Precision, Published
from bot.knowledge.messages import FAULTS

FIELDS: Final = (
    "title", "publisher", "published", "certain", "ends", "kind", "audience", "owner", "territories",
    "topics", "people", "organisations", "source", "url",
)  # fmt: skip
LONGEST: Final = 500
_LISTS = ("territories", "topics", "people", "organisations")
_FRENCH_DAY = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_NEEDED = ("title", "publisher")


class CardFault(Exception):
    """A card with something to mend: `faults` tells what in French, by field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


def card_of(document: Document, owner: str = "") -> dict[str, str]:
    """Give the card of a document, as a person would have typed it."""
    published = document.published
    return {
        "title": document.title,
        "publisher": document.publisher,
        "published": _typed(published) if published else "",
        "certain": "oui" if published is None or published.certain else "",
        "ends": document.ends.isoformat() if document.ends else "",
        "kind": document.kind,
        "audience": document.audience,
        "owner": owner,
        **{name: ", ".join(getattr(document, name)) for name in _LISTS},
        "source": document.source,
        "url": document.url or "",
    }


def read_card(card: Mapping[str, str]) -> dict[str, Any]:
    """Give the metadata of a document. Raises CardFault with every fault at once."""
    typed = {name: " ".join(card.get(name, "").split()) for name in FIELDS}
    faults = {name: FAULTS["needed"] for name in _NEEDED if not typed[name]}
    faults |= {name: FAULTS["long"] for name in FIELDS if len(typed[name]) > LONGEST}
    published, ends = None, None
    try:
        published = read_published(typed["published"], certain=bool(typed["certain"]))
    except ValueError:
        faults["published"] = FAULTS["published"]
    try:
        ends = date.fromisoformat(typed["ends"]) if typed["ends"] else None
    except ValueError:
        faults["ends"] = FAULTS["ends"]
    if published and ends and ends < published.day:
        faults["ends"] = FAULTS["ends_before"]
    if typed["audience"] not in ("public", "internal"):
        faults["audience"] = FAULTS["audience"]
    if typed["url"] and not re.fullmatch(r"https?://[^\s/]\S*", typed["url"]):
        faults["url"] = FAULTS["url"]
    if faults:
        raise CardFault(faults)
    return {
        **{name: typed[name] for name in ("title", "publisher", "audience", "source")},
        **{name: tuple(_parts(typed[name])) for name in _LISTS},
        "kind": typed["kind"] or "document",
        "published": published,
        "ends": ends,
        "url": typed["url"] or None,
    }


def read_published(typed: str, *, certain: bool) -> Published | None:
    """Read a date as precise as it was typed. Raises ValueError when it is none.

    >>> [str(read_published(one, certain=True)) for one in ("14/03/2026", "03/2026", "2026", "2026-03")]
    ['2026-03-14', '2026-03', '2026', '2026-03']
    """
    if not typed:
        return None
    french, iso = _FRENCH_DAY.fullmatch(typed), _ISO_DAY.fullmatch(typed)
    if french:
        day, month, year = french.groups()
    elif iso:
        year, month, day = iso.groups()
    else:
        raise ValueError(typed)
    precision: Precision = "day" if day else "month" if month else "year"
    return Published(date(int(year), int(month or 1), int(day or 1)), precision, certain)


def _typed(published: Published) -> str:
    shape = {"day": "%d/%m/%Y", "month": "%m/%Y", "year": "%Y"}[published.precision]
    return published.day.strftime(shape)


def _parts(typed: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", typed) if part.strip()]
