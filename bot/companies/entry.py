"""The entry: facts as people and programs write them in JSON, checked one field at a time."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, cast

from bot.companies.activities import checked_naf
from bot.companies.company import Headcount
from bot.companies.counting import UNBOUNDED
from bot.companies.countries import country_of
from bot.companies.crafts import code_of_trade
from bot.companies.facts import ORIGINS, Fact, Origin
from bot.companies.gazetteer import Place
from bot.companies.geography import commune, contains, departement, find_place, region
from bot.companies.legal_forms import checked_siren, checked_siret, legal_form
from bot.companies.messages import INVALID
from bot.errors import InvalidInput

_LONGEST_VALUE = 200
_LONGEST_WORDS = 500
_KEYS = {"value", "words", "origin", "label", "detail"}
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SHOWN = re.compile(r"(?P<name>.+?) ?\((?P<departement>2[AB]|\d{2,3})\)", re.IGNORECASE)
"""A commune as it is shown: « Gourdon (46) »."""
_CREATED_FIRST = 1500


def fact_from_json(field: str, raw: Any, around: Iterable[Place] = ()) -> Fact:
    """Give the fact that a bare value, or an object with `value`, `words` and `origin`, states.

    `around` are the places already known, which settle homonyms. Raises InvalidInput in French, naming the
    field.

    >>> fact_from_json("commune", "Gramat").value, fact_from_json("created", "2020").detail
    ('46128', '2020')
    """
    entry = raw if isinstance(raw, dict) and not {"least", "most"} & set(raw) else {"value": raw}
    try:
        if "value" not in entry or not set(entry) <= _KEYS:
            raise InvalidInput(INVALID["shape"])
        words = _text(entry.get("words") or "", _LONGEST_WORDS)
        origin = _origin(entry.get("origin"))
        detail = _text(entry.get("detail") or "", _LONGEST_VALUE) or None
        if field == "commune":
            return Fact(_commune(entry["value"], around), words, origin)
        value, own_detail = _READERS[field](entry["value"])
    except InvalidInput as fault:
        raise InvalidInput(INVALID["fact"].format(field=field, reason=fault.user_message)) from fault
    return Fact(value, words, origin, own_detail or (detail if field == "country" else None))


def _text(raw: Any, longest: int = _LONGEST_VALUE) -> str:
    if not isinstance(raw, str):
        raise InvalidInput(INVALID["text"])
    if len(raw) > longest:
        raise InvalidInput(INVALID["too_long"].format(longest))
    return raw.strip()


def _origin(raw: Any) -> Origin:
    if raw is None:
        return "prefilled"
    if not isinstance(raw, str) or raw not in ORIGINS:
        raise InvalidInput(INVALID["origin"].format(raw))
    return cast(Origin, raw)


def _commune(raw: Any, around: Iterable[Place]) -> str:
    text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else _text(raw)
    exact = commune(text.upper())
    if exact:
        return exact.code
    shown = _SHOWN.fullmatch(text)
    if shown:
        told = departement(shown["departement"])
        text, around = shown["name"], [told] if told else around
    found = [place for place in find_place(text) if place.kind == "commune"]
    near = [place for place in found if all(contains(other, place) for other in around)] or found
    if not near:
        raise InvalidInput(INVALID["commune"].format(text))
    if len(near) > 1:
        raise InvalidInput(INVALID["homonyms"].format(", ".join(str(place) for place in near[:5])))
    return near[0].code


def _departement(raw: Any) -> tuple[str, None]:
    text = f"{raw:02d}" if isinstance(raw, int) and not isinstance(raw, bool) else _text(raw)
    found = departement(text) or departement(text.removeprefix("0").zfill(2))
    named = found or next((place for place in find_place(text) if place.kind == "departement"), None)
    if named is None:
        raise InvalidInput(INVALID["departement"].format(text))
    return named.code, None


def _region(raw: Any) -> tuple[str, None]:
    text = f"{raw:02d}" if isinstance(raw, int) and not isinstance(raw, bool) else _text(raw)
    found = region(text) or next((place for place in find_place(text) if place.kind == "region"), None)
    if found is None:
        raise InvalidInput(INVALID["region"].format(text))
    return found.code, None


def _effectif(raw: Any) -> tuple[Headcount, None]:
    least, most = (raw, raw) if not isinstance(raw, dict | list) else _bounds(raw)
    if isinstance(least, str) and isinstance(most, str) and least.isdecimal() and most.isdecimal():
        least, most = int(least[:9]), int(most[:9])
    numbers = all(isinstance(n, int) and not isinstance(n, bool) for n in (least, most))
    if not numbers or not 0 <= least <= most <= UNBOUNDED:
        raise InvalidInput(INVALID["effectif"])
    return Headcount(least, most), None


def _bounds(raw: dict[str, Any] | list[Any]) -> tuple[Any, Any]:
    if isinstance(raw, list):
        if len(raw) != 2:
            raise InvalidInput(INVALID["effectif"])
        return raw[0], raw[1]
    if not set(raw) <= {"least", "most"}:
        raise InvalidInput(INVALID["effectif"])
    return raw.get("least", 0), raw.get("most", UNBOUNDED)


def _code_naf(raw: Any) -> tuple[str, None]:
    text = _text(raw)
    try:
        return checked_naf(text), None
    except InvalidInput:
        code = code_of_trade(text)
        if code is None or any(character.isdigit() for character in text):
            raise
        return code, None


def _forme_juridique(raw: Any) -> tuple[str, None]:
    text = _text(raw)
    form = legal_form(text)
    if form is None:
        raise InvalidInput(INVALID["forme_juridique"].format(text))
    return form, None


def _created(raw: Any) -> tuple[date, str | None]:
    text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else _text(raw)
    match = _DATE.fullmatch(text)
    try:
        if match is None or int(match[1]) < _CREATED_FIRST:
            raise ValueError(text)
        value = date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError as fault:
        raise InvalidInput(INVALID["created"].format(text)) from fault
    return value, None if match[3] else text


def _country(raw: Any) -> tuple[str, str | None]:
    text = _text(raw)
    code = country_of(text)
    if code is None:
        raise InvalidInput(INVALID["country"].format(text))
    return code, None


def _to_be_created(raw: Any) -> tuple[bool, None]:
    if not isinstance(raw, bool):
        raise InvalidInput(INVALID["to_be_created"])
    return raw, None


def _number(raw: Any) -> str:
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else _text(raw)


_READERS: Mapping[str, Callable[[Any], tuple[Headcount | date | str | bool, str | None]]] = {
    "effectif": _effectif,
    "code_naf": _code_naf,
    "departement": _departement,
    "region": _region,
    "forme_juridique": _forme_juridique,
    "created": _created,
    "country": _country,
    "to_be_created": _to_be_created,
    "siren": lambda raw: (checked_siren(_number(raw)), None),
    "siret": lambda raw: (checked_siret(_number(raw)), None),
}
