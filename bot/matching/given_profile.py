"""The given profile: a company as a form, an API or a file tells it, read with care, and written back."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from bot.companies.company import Company, Headcount
from bot.companies.countries import country_of
from bot.companies.gazetteer import Place
from bot.companies.geography import commune, contains, departement_of, find_place, region, region_of
from bot.companies.legal_forms import checked_siren, checked_siret, legal_form
from bot.errors import InvalidInput
from bot.matching import messages
from bot.matching.naf import path_of

_MOST_EMPLOYEES = 10_000_000
_NAF = re.compile(r"[A-U]|\d{2}(?:\.?\d(?:\d[A-Z]?)?)?")


def company_of(profile: Mapping[str, Any]) -> Company:
    """Give the company of a profile; what is absent, null or empty is unknown, other fields are passed over.

    Raises InvalidInput, which names the field in French.

    >>> found = company_of({"effectif": "10-19", "commune": "Figeac", "country": "Japon"})
    >>> found.effectif, found.commune, found.departement, found.country
    (Headcount(least=10, most=19), '46102', '46', 'JP')
    """
    given = {name: value for name, value in profile.items() if value not in (None, "")}
    read: dict[str, Any] = {
        name: _checked(name, reader, given[name]) for name, reader in _READERS.items() if name in given
    }
    return Company(**{**read, **_places(given)})


def profile_of(company: Company) -> dict[str, Any]:
    """Give what is known of a company as plain data: the shape that `company_of` reads.

    >>> profile_of(Company(effectif=Headcount(20, 20), commune="46102"))
    {'effectif': 20, 'commune': '46102'}
    """
    written: dict[str, Any] = {}
    for field in fields(Company):
        value = getattr(company, field.name)
        if isinstance(value, Headcount):
            same = value.least == value.most
            value = value.least if same else {"least": value.least, "most": value.most}
        elif isinstance(value, date):
            value = value.isoformat()
        if value is not None:
            written[field.name] = value
    return written


def _checked(name: str, reader: Callable[[Any], Any], value: Any) -> Any:
    try:
        return reader(value)
    except InvalidInput as fault:
        raise InvalidInput(messages.PROFILE_FIELD.format(name=name, fault=fault.user_message)) from fault
    except (ValueError, TypeError, KeyError) as fault:
        raise InvalidInput(
            messages.PROFILE_FIELD.format(name=name, fault=messages.PROFILE_EXPECTED[name])
        ) from fault


def _headcount(value: Any) -> Headcount:
    if isinstance(value, Mapping):
        return _range(value["least"], value["most"])
    if isinstance(value, str):
        least, _, most = value.partition("-")
        return _range(int(least), int(most or least))
    return _range(value, value)


def _range(least: Any, most: Any) -> Headcount:
    for bound in (least, most):
        if isinstance(bound, bool) or not isinstance(bound, int) or bound > _MOST_EMPLOYEES:
            raise ValueError
    return Headcount(least, most)


def _naf(value: Any) -> str:
    code = _text(value).upper().replace(" ", "")
    if not _NAF.fullmatch(code) or path_of(code).startswith("?"):
        raise ValueError
    return code


def _form(value: Any) -> str:
    # A form that is not known by name is kept as it was said: the rules call it unknown.
    return legal_form(_text(value)) or _text(value)


def _country(value: Any) -> str:
    text = _text(value)
    code = text.upper() if len(text) == 2 else country_of(text)
    if code is None or not (code.isascii() and code.isalpha()):
        raise ValueError
    return code


def _created(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(_text(value))


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 200:
        raise TypeError
    return value.strip()


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "siren": lambda value: checked_siren(_text(value)),
    "siret": lambda value: checked_siret(_text(value)),
    "effectif": _headcount,
    "code_naf": _naf,
    "forme_juridique": _form,
    "created": _created,
    "country": _country,
    "to_be_created": _flag,
}


def _places(given: Mapping[str, Any]) -> dict[str, str]:
    """Give the codes of the places, each wider one completed from the narrower, none against another."""
    found: dict[str, str] = {}
    narrow: Place | None = None
    for kind in ("region", "departement", "commune"):
        if kind not in given:
            continue
        name = _checked(kind, _text, str(given[kind]))
        places = [place for place in find_place(name) if place.kind == kind]
        places = places or _by_code(kind, name)
        inside = [place for place in places if narrow is None or contains(narrow, place)]
        if not inside:
            fault = messages.PLACE_ELSEWHERE if places else messages.PLACE_NOT_FOUND
            raise InvalidInput(messages.PROFILE_FIELD.format(name=kind, fault=fault.format(place=name)))
        if len(inside) > 1 and inside[0].name == inside[1].name:
            told = ", ".join(map(str, inside[:5]))
            raise InvalidInput(
                messages.PROFILE_FIELD.format(
                    name=kind, fault=messages.PLACE_SEVERAL.format(place=name, places=told)
                )
            )
        narrow = inside[0]
        found[kind] = narrow.code
    if narrow is not None:
        departement = departement_of(narrow)
        found.setdefault("region", region_of(narrow).code)
        if departement is not None:
            found.setdefault("departement", departement.code)
    return found


def _by_code(kind: str, code: str) -> list[Place]:
    """Give the place of a code that is also another's: a région's number, an arrondissement's."""
    place = {"region": region, "commune": commune}.get(kind, lambda _: None)(code)
    return [] if place is None else [place]
