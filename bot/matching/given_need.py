"""The given need: a shared-worker need as a form, a file or the API gives it, read and checked."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bot.companies.gazetteer import Place
from bot.companies.geography import find_place
from bot.companies.wording import bare
from bot.errors import InvalidInput
from bot.matching import group_messages as messages
from bot.matching.group_calendar import (
    DAYS,
    EVEN_WEEKS,
    MONTHS,
    ODD_WEEKS,
    WHOLE_YEAR,
    weeks_of_months,
)
from bot.matching.group_need import GroupNeed

_HALF_DAY_HOURS = 4.0
_DAY_HOURS = 7.0
_LONGEST_DAY = 10.0
_MOST_HOURS = 44.0
_WORKWEEK = (0, 1, 2, 3, 4)


class NeedFault(InvalidInput):
    """A need that cannot be used; `field` is what to mend."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(f"« {field} » : {text}")
        self.field = field
        self.text = text[0].upper() + text[1:]


def read_need(given: Mapping[str, Any], key: str) -> GroupNeed:
    """Give the need that these values describe.

    `function`, `commune` and `start` are required, and `hours` or `days_a_week`. `days` (possible), `months`
    or `weeks` (« paires », « impaires »), `remote`, `qualification` and `idcc` have defaults: Monday to
    Friday, all year, none. Raises NeedFault.

    >>> need = read_need({"function": "comptable", "days_a_week": 2, "commune": "Figeac",
    ...                   "start": "2027-01-04", "days": "mardi, jeudi"}, "a")
    >>> need.hours, need.half_days, need.days, str(need.place)
    (14.0, 4, (1, 3), 'Figeac (46)')
    """
    function = _text(given, "function")
    if not function:
        raise NeedFault("function", messages.FUNCTION_MISSING)
    days = _days(given.get("days"))
    hours, half_days = _time(given, days)
    return GroupNeed(
        key=key,
        function=function,
        hours=hours,
        half_days=half_days,
        days=days,
        weeks=_weeks(given),
        place=commune_of(given),
        remote=_remote(given.get("remote")),
        start=_start(given.get("start")),
        qualification=_text(given, "qualification"),
        idcc=_idcc(given.get("idcc")),
    )


def need_data(need: GroupNeed) -> dict[str, Any]:
    """Give the values of a need, from which `read_need` makes it again."""
    return {
        "function": need.function,
        "hours": need.hours,
        "days_a_week": need.half_days / 2,
        "days": [day + 1 for day in need.days],
        "weeks": None if need.weeks == WHOLE_YEAR else f"{need.weeks:#x}",
        "commune": need.place.code,
        "remote": need.remote,
        "start": need.start.isoformat(),
        "qualification": need.qualification,
        "idcc": need.idcc,
    }


def _time(given: Mapping[str, Any], days: tuple[int, ...]) -> tuple[float, int]:
    hours = _number(given.get("hours"), "hours", messages.HOURS_WRONG)
    wanted = _number(given.get("days_a_week"), "days_a_week", messages.HALF_DAYS_WRONG)
    if hours is None and wanted is None:
        raise NeedFault("hours", messages.HOURS_MISSING)
    if wanted is not None and (not 0.5 <= wanted <= 6 or wanted * 2 != int(wanted * 2)):
        raise NeedFault("days_a_week", messages.HALF_DAYS_WRONG)
    if hours is None:
        hours = _DAY_HOURS * (wanted or 0)
    if not 1 <= hours <= _MOST_HOURS:
        raise NeedFault("hours", messages.HOURS_WRONG)
    hours = round(hours * 4) / 4
    half_days = int(wanted * 2) if wanted is not None else math.ceil(hours / _HALF_DAY_HOURS)
    if hours > half_days * _LONGEST_DAY / 2:
        told = messages.DAY_TOO_LONG.format(hours=f"{hours:g} h", days=f"{half_days / 2:g}")
        raise NeedFault("hours", told)
    if half_days > 2 * min(len(days), 6):
        raise NeedFault("days", messages.DAYS_TOO_FEW.format(hours=f"{hours:g} h"))
    return hours, half_days


def _days(given: Any) -> tuple[int, ...]:
    if given is None or given == "" or given == []:
        return _WORKWEEK
    found = set()
    for one in _listed(given):
        word = bare(str(one))
        number = DAYS.index(word) + 1 if word in DAYS else int(word) if word.isdecimal() else 0
        if not 1 <= number <= 7:
            raise NeedFault("days", messages.DAYS_WRONG)
        found.add(number - 1)
    return tuple(sorted(found)) or _WORKWEEK


def _weeks(given: Mapping[str, Any]) -> int:
    written = bare(str(given.get("weeks") or ""))
    if written in ("paires", "impaires"):
        return EVEN_WEEKS if written == "paires" else ODD_WEEKS
    if re.fullmatch(r"0x[0-9a-f]{1,13}", written):
        weeks = int(written, 16) & WHOLE_YEAR
        if weeks:
            return weeks
    if written and written != "toutes":
        raise NeedFault("weeks", messages.SEASON_WRONG)
    months = given.get("months")
    if months is None or months == "" or months == []:
        return WHOLE_YEAR
    return weeks_of_months(_months(months))


def _months(given: Any) -> set[int]:
    names = [bare(name) for name in MONTHS]
    found = set()
    for one in _listed(given):
        word = bare(str(one))
        number = names.index(word) + 1 if word in names else int(word) if word.isdecimal() else 0
        if not 1 <= number <= 12:
            raise NeedFault("months", messages.SEASON_WRONG)
        found.add(number)
    if not found:
        raise NeedFault("months", messages.SEASON_WRONG)
    return found


def commune_of(given: Mapping[str, Any]) -> Place:
    """Give the commune that a form, a file or the API names. Raises NeedFault when it is none, or several."""
    text = _text(given, "commune")
    found = [place for place in find_place(text) if place.kind == "commune"] if text else []
    if not found:
        raise NeedFault("commune", messages.COMMUNE_WRONG)
    if len(found) > 1 and found[0].code != text.upper():
        codes = ", ".join(f"{place} : {place.code}" for place in found[:5])
        raise NeedFault("commune", messages.COMMUNE_SEVERAL.format(codes=codes))
    return found[0]


def _remote(given: Any) -> int:
    share = _number(given, "remote", messages.REMOTE_WRONG)
    if share is not None and not 0 <= share <= 100:
        raise NeedFault("remote", messages.REMOTE_WRONG)
    return round(share or 0)


def _start(given: Any) -> date:
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given).strip())
    except ValueError as fault:
        raise NeedFault("start", messages.START_WRONG) from fault


def _idcc(given: Any) -> str | None:
    code = str(given if given is not None else "").strip()
    if not code:
        return None
    if not code.isdecimal() or len(code) > 4:
        raise NeedFault("idcc", messages.IDCC_WRONG)
    return code.zfill(4)


def _number(given: Any, field: str, text: str) -> float | None:
    if given is None or given == "":
        return None
    try:
        number = float(str(given).replace(",", ".").removesuffix("%").strip())
    except ValueError as fault:
        raise NeedFault(field, text) from fault
    if not math.isfinite(number):
        raise NeedFault(field, text)
    return number


def _text(given: Mapping[str, Any], field: str) -> str:
    return str(given.get(field) or "").strip()


def _listed(given: Any) -> Iterable[Any]:
    if isinstance(given, str):
        return [one for one in re.split(r"[\s,;]+", given) if one]
    return given if isinstance(given, list | tuple) else [given]
