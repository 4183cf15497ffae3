"""The reading of an item: an offer or a need as a form, a file or the API gives it, checked."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, cast

from bot.companies.activities import SECTIONS
from bot.companies.geography import commune
from bot.matching import board_messages as messages
from bot.matching.board_categories import categories
from bot.matching.board_item import KINDS, BoardItem, ItemKind
from bot.matching.given_need import NeedFault, commune_of

_REACH_KM: Final[Mapping[str, float | None]] = {"residus": 80.0, "alimentaire": 80.0, "fournitures": 100.0}
"""How far each family goes, where nothing is said; what is digital goes anywhere."""
FARTHEST_KM: Final = 1000
MOST_PARTNERS: Final = 5


def read_item(given: Mapping[str, Any], today: date) -> BoardItem:
    """Give the item that these values describe. Raises NeedFault, which names the field to mend.

    >>> item = read_item({"kind": "offre", "category": "organiques", "text": "Drêches", "commune": "46042"},
    ...                  date(2026, 11, 25))
    >>> item.reach_km, str(item.place), item.partners
    (80.0, 'Cahors (46)', 1)
    """
    kind, category, text = (str(given.get(name) or "").strip() for name in ("kind", "category", "text"))
    if kind not in KINDS:
        raise NeedFault("kind", messages.KIND_WRONG)
    if category not in categories():
        raise NeedFault("category", messages.CATEGORY_WRONG)
    if not text:
        raise NeedFault("text", messages.TEXT_MISSING)
    first = _day(given, "first") or today
    last = _day(given, "last")
    if last is not None and last < max(first, today):
        raise NeedFault("last", messages.LAST_WRONG)
    return BoardItem(
        key="",
        kind=cast(ItemKind, kind),
        category=category,
        text=text,
        place=commune_of(given),
        first=first,
        last=last,
        reach_km=_reach(given, category),
        quantity=str(given.get("quantity") or "").strip(),
        period=str(given.get("period") or "").strip(),
        sectors=_sectors(given),
        partners=_partners(given),
    )


def item_data(item: BoardItem) -> dict[str, Any]:
    """Give the values of an item, from which `stored_item` makes it again."""
    return {
        "kind": item.kind,
        "category": item.category,
        "text": item.text,
        "commune": item.place.code,
        "first": item.first.isoformat(),
        "last": item.last.isoformat() if item.last else None,
        "reach_km": item.reach_km,
        "quantity": item.quantity,
        "period": item.period,
        "sectors": sorted(item.sectors),
        "partners": item.partners,
    }


def stored_item(
    data: Mapping[str, Any], key: str, sector: str = "", companies: frozenset[str] = frozenset()
) -> BoardItem:
    """Give the item of values that were checked when they came."""
    place = commune(data["commune"])
    if place is None:
        raise ValueError("a commune that was known no longer is")
    return BoardItem(
        key=key,
        kind=data["kind"],
        category=data["category"],
        text=data["text"],
        place=place,
        first=date.fromisoformat(data["first"]),
        last=date.fromisoformat(data["last"]) if data["last"] else None,
        reach_km=data["reach_km"],
        quantity=data["quantity"],
        period=data["period"],
        sector=sector,
        sectors=frozenset(data["sectors"]),
        partners=data["partners"],
        companies=companies,
    )


def _day(given: Mapping[str, Any], field: str) -> date | None:
    value = given.get(field)
    if value is None or value == "" or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as fault:
        raise NeedFault(field, messages.DAY_WRONG) from fault


def _reach(given: Mapping[str, Any], category: str) -> float | None:
    value = given.get("reach_km")
    if value is None or value == "":
        return _REACH_KM.get(categories()[category].family)
    reach = _whole(value, "reach_km", messages.REACH_WRONG)
    if not 0 <= reach <= FARTHEST_KM:
        raise NeedFault("reach_km", messages.REACH_WRONG)
    # Farther than the country is wide: distance does not count.
    return None if reach == FARTHEST_KM else float(reach)


def _partners(given: Mapping[str, Any]) -> int:
    partners = _whole(given.get("partners") or 1, "partners", messages.PARTNERS_WRONG)
    if not 1 <= partners <= MOST_PARTNERS:
        raise NeedFault("partners", messages.PARTNERS_WRONG)
    return partners


def _sectors(given: Mapping[str, Any]) -> frozenset[str]:
    found = frozenset(str(one).strip().upper() for one in given.get("sectors") or ())
    if not found <= set(SECTIONS):
        raise NeedFault("sectors", messages.SECTORS_WRONG)
    return found


def _whole(value: Any, field: str, text: str) -> int:
    try:
        number = float(str(value).replace(",", ".").strip())
    except ValueError as fault:
        raise NeedFault(field, text) from fault
    if number != number // 1:
        raise NeedFault(field, text)
    return int(number)
