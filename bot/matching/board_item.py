"""The item of the board: what a company offers or needs, and what keeps two of them apart."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from bot.companies.gazetteer import Place
from bot.companies.geography import distance_km
from bot.matching.board_categories import categories_by_words

ItemKind = Literal["offre", "besoin"]
KINDS: Final[dict[str, str]] = {"offre": "Offre", "besoin": "Besoin"}


@dataclass(frozen=True)
class BoardItem:
    """An offer or a need. `key` names it; `companies` are the marks by which its company is known.

    `reach_km` is None where distance does not count; no `sectors` means any; `last` None, no end.
    """

    key: str
    kind: ItemKind
    category: str
    text: str
    place: Place
    first: date
    last: date | None = None
    reach_km: float | None = None
    quantity: str = ""
    period: str = ""
    sector: str = ""
    sectors: frozenset[str] = frozenset()
    partners: int = 1
    companies: frozenset[str] = field(default=frozenset())

    @property
    def named(self) -> frozenset[str]:
        """The categories that its words name."""
        return categories_by_words(self.text)


@dataclass(frozen=True)
class Pair:
    """An offer and a need that may be proposed to each other; `score` is the log odds that they fit."""

    offer: BoardItem
    need: BoardItem
    score: float

    @property
    def keys(self) -> frozenset[str]:
        """The two, by key."""
        return frozenset({self.offer.key, self.need.key})

    @property
    def distance(self) -> float:
        """The distance between them, in kilometres."""
        return distance_km(self.offer.place, self.need.place)


def may_meet(one: BoardItem, other: BoardItem, day: date) -> bool:
    """Tell whether two items may be proposed to each other on a day: kind, company, dates, sectors, distance.

    A sector that is not known is not one that is refused.
    """
    if one.kind == other.kind or one.companies & other.companies:
        return False
    if not _dates_meet(one, other, day):
        return False
    if not (_is_wanted(one.sector, other) and _is_wanted(other.sector, one)):
        return False
    reaches = [reach for reach in (one.reach_km, other.reach_km) if reach is not None]
    return not reaches or distance_km(one.place, other.place) <= min(reaches)


def _dates_meet(one: BoardItem, other: BoardItem, day: date) -> bool:
    first = max(one.first, other.first, day)
    return all(item.last is None or item.last >= first for item in (one, other))


def _is_wanted(sector: str, by: BoardItem) -> bool:
    return not by.sectors or not sector or sector in by.sectors
