"""The telling: why a set holds, and what a near miss lacks, in French; and the week and year to draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.matching import group_messages as messages
from bot.matching.functions import OWN, family_name
from bot.matching.group_builder import GroupSet, Proposal
from bot.matching.group_calendar import DAYS, HALVES, MONTHS, WHOLE_YEAR, season_words, weeks_of_month
from bot.matching.group_near_misses import NearMiss
from bot.matching.group_need import FULL_YEAR, GroupNeed, Limits


@dataclass(frozen=True)
class Cell:
    """Who works in a half-day: the place of the need in its set, and when in the year if not always."""

    member: int
    season: str


@dataclass(frozen=True)
class MonthLoad:
    """The hours a week of each need in a month, on average."""

    month: str
    hours: tuple[float, ...]


def function_words(families: frozenset[str]) -> str:
    """Name the function without its author's words: the family of our table.

    >>> function_words(frozenset({"comptabilite"})), function_words(frozenset({"fonction:croupier"}))
    ('Comptabilité et gestion', 'Autre fonction')
    """
    known = sorted(family_name(key) for key in families if not key.startswith(OWN))
    return " ou ".join(known) or messages.OTHER_FUNCTION


def reasons_of(one: GroupSet, named: bool = True) -> list[str]:
    """Give why a set holds, what it amounts to, and what is to be checked.

    Unless `named`, no word that a company wrote is repeated.
    """
    share = one.share
    week, year = share * 35, share * FULL_YEAR
    told = [
        messages.HOURS_MEAN.format(
            week=hours_words(week), year=hours_words(round(year)), share=_number(round(share * 100))
        ),
        messages.FAMILY.format(family=function_words(one.families).lower()),
        messages.WEEK.format(days=_days_words(one)),
    ]
    if any(need.weeks != WHOLE_YEAR for need in one.needs):
        seasons = " ; ".join(f"{letter(place)} {season_words(need.weeks)}" for place, need in _lettered(one))
        told.append(messages.SEASONS.format(seasons=seasons))
    told.append(_travel(one))
    told.append(_starts(one.needs))
    told += _to_check(one, named)
    return told


def miss_words(miss: NearMiss, limits: Limits) -> str:
    """Say what a near miss lacks."""
    if miss.fault == "hours_short":
        text = messages.MISS_HOURS_SHORT.format(
            hours=hours_words(miss.amount, up=True), share=round(limits.least_share * 100)
        )
        return text + "." if miss.day is None else messages.MISS_DAY.format(text=text, day=DAYS[miss.day])
    if miss.fault == "hours_over":
        return messages.MISS_HOURS_OVER.format(hours=hours_words(miss.amount, up=True))
    if miss.fault == "travel":
        return messages.MISS_TRAVEL.format(km=max(1, round(miss.amount)))
    if miss.fault == "start":
        return messages.MISS_START.format(days=round(miss.amount))
    return messages.MISS_CLASH.format(hours=hours_words(miss.amount), day=DAYS[miss.day or 0])


def outcome_words(proposal: Proposal) -> str:
    """Say whether anything could be better."""
    if proposal.proven or proposal.covered == proposal.bound:
        return messages.PROVEN
    gap = _number(round(proposal.gap * 100, 1))
    return messages.GAP.format(bound=proposal.bound, gap=gap)


def letter(place: int) -> str:
    """Give the letter by which a need of a set is called.

    >>> letter(1)
    'B'
    """
    return "ABCDEFGH"[place]


def week_grid(one: GroupSet) -> list[tuple[str, list[tuple[Cell, ...]]]]:
    """Give the week, a row for mornings and one for afternoons, a cell a day."""
    rows = []
    for half, name in enumerate(HALVES):
        cells = []
        for day in range(len(DAYS)):
            slot = 2 * day + half
            cells.append(
                tuple(
                    Cell(place, "" if need.weeks == WHOLE_YEAR else season_words(need.weeks))
                    for place, need in enumerate(one.needs)
                    if slot in one.plan[place]
                )
            )
        rows.append((name, cells))
    return rows


def year_loads(one: GroupSet) -> list[MonthLoad]:
    """Give the hours a week of each month, need by need."""
    loads = []
    for number, name in enumerate(MONTHS, start=1):
        weeks = weeks_of_month(number)
        shares = ((need.weeks & weeks).bit_count() / weeks.bit_count() for need in one.needs)
        loads.append(
            MonthLoad(
                name,
                tuple(round(need.hours * share, 1) for need, share in zip(one.needs, shares, strict=True)),
            )
        )
    return loads


def hours_words(hours: float, up: bool = False) -> str:
    """Write a duration, to the half-hour below a hundred hours.

    >>> hours_words(33.5), hours_words(4), hours_words(1515.0), hours_words(0.1, up=True)
    ('33 h 30', '4 heures', '1\u202f515 heures', '30 minutes')
    """
    halves = max(1, round(2 * hours)) if up else round(2 * hours)
    whole, rest = divmod(halves, 2)
    if rest:
        return f"{whole} h 30" if whole else "30 minutes"
    return f"{_number(whole)} heure{'s' if whole > 1 else ''}"


def day_words(day: date) -> str:
    """Write a date.

    >>> day_words(date(2027, 1, 1))
    '1er janvier 2027'
    """
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def _days_words(one: GroupSet) -> str:
    told = []
    for place, slots in enumerate(one.plan):
        days = []
        for day in sorted({slot // 2 for slot in slots}):
            held = [slot % 2 for slot in slots if slot // 2 == day]
            days.append(DAYS[day] if len(held) == 2 else f"{DAYS[day]} {HALVES[held[0]]}")
        told.append(f"{letter(place)} {', '.join(days)}")
    return " ; ".join(told)


def _travel(one: GroupSet) -> str:
    if len({need.place.code for need in one.needs}) == 1:
        return messages.TRAVEL_NONE
    remote = any(need.remote for need in one.needs)
    return (messages.TRAVEL_REMOTE if remote else messages.TRAVEL).format(km=max(1, round(one.farthest)))


def _starts(needs: Sequence[GroupNeed]) -> str:
    first, last = min(need.start for need in needs), max(need.start for need in needs)
    if first == last:
        return messages.STARTS_SAME.format(first=day_words(first))
    return messages.STARTS.format(first=day_words(first), last=day_words(last))


def _to_check(one: GroupSet, named: bool) -> list[str]:
    told = []
    shared = [DAYS[day] for day in range(len(DAYS)) if _changes_at_noon(one, day)]
    if shared:
        told.append(messages.SHARED_DAY.format(days=", le ".join(shared)))
    names = sorted({need.qualification for need in one.needs if need.qualification})
    if names:
        text = messages.QUALIFICATIONS if named else messages.SOME_QUALIFICATIONS
        told.append(text.format(names=", ".join(names)))
    codes = sorted({need.idcc for need in one.needs if need.idcc})
    unknown = sum(need.idcc is None for need in one.needs)
    if codes and (len(codes) > 1 or not unknown):
        text = messages.AGREEMENTS if len(codes) > 1 else messages.AGREEMENT_SAME
        told.append(text.format(codes=", ".join(codes)))
    if unknown:
        told.append(messages.AGREEMENT_UNKNOWN.format(count=unknown, plural="s" if unknown > 1 else ""))
    return told


def _changes_at_noon(one: GroupSet, day: int) -> bool:
    """Tell whether, some week, the morning and the afternoon are of two companies."""
    morning, afternoon = (
        [place for place, slots in enumerate(one.plan) if 2 * day + half in slots] for half in (0, 1)
    )
    return any(
        before != after and one.needs[before].weeks & one.needs[after].weeks
        for before in morning
        for after in afternoon
    )


def _lettered(one: GroupSet) -> list[tuple[int, GroupNeed]]:
    return list(enumerate(one.needs))


def _number(value: float) -> str:
    return f"{value:,}".replace(",", "\u202f").replace(".", ",")
