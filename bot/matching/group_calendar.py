"""The calendar of a shared job: the half-days of a week and the weeks of a year, as bit masks."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Final

DAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
HALVES: Final = ("matin", "après-midi")
MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
WEEKS: Final = 52
WHOLE_YEAR: Final = (1 << WEEKS) - 1
ODD_WEEKS: Final = sum(1 << week for week in range(0, WEEKS, 2))
EVEN_WEEKS: Final = WHOLE_YEAR ^ ODD_WEEKS
_SOME_YEAR: Final = date(2025, 1, 1)


def month_of_week(week: int) -> int:
    """Give the month, 1 to 12, in which the middle of a week (1 to 52) falls.

    >>> month_of_week(1), month_of_week(27), month_of_week(52)
    (1, 7, 12)
    """
    return (_SOME_YEAR + timedelta(days=7 * (week - 1) + 3)).month


@cache
def weeks_of_month(month: int) -> int:
    """Give the weeks of a month, 1 to 12, as a mask."""
    return mask(week - 1 for week in range(1, WEEKS + 1) if month_of_week(week) == month)


def weeks_of_months(months: Iterable[int]) -> int:
    """Give the weeks of several months, as a mask.

    >>> weeks_of_months(range(1, 13)) == WHOLE_YEAR
    True
    """
    whole = 0
    for month in months:
        whole |= weeks_of_month(month)
    return whole


def mask(bits: Iterable[int]) -> int:
    """Give the mask of these bits, counted from 0."""
    whole = 0
    for bit in bits:
        whole |= 1 << bit
    return whole


def bits_of(whole: int) -> tuple[int, ...]:
    """Give the bits of a mask, smallest first.

    >>> bits_of(mask((1, 4)))
    (1, 4)
    """
    return tuple(bit for bit in range(whole.bit_length()) if whole >> bit & 1)


def season_words(weeks: int) -> str:
    """Say when in the year, in French.

    >>> season_words(WHOLE_YEAR), season_words(weeks_of_months((11, 12, 1, 2))), season_words(EVEN_WEEKS)
    ("toute l'année", 'de novembre à février', 'les semaines paires')
    """
    if weeks == WHOLE_YEAR:
        return "toute l'année"
    if weeks in (ODD_WEEKS, EVEN_WEEKS):
        return "les semaines impaires" if weeks == ODD_WEEKS else "les semaines paires"
    months = [month for month in range(1, 13) if weeks & weeks_of_month(month)]
    if weeks_of_months(months) != weeks:
        return f"{weeks.bit_count()} semaines par an"
    runs = _runs(months)
    return ", ".join(_run_words(first, last) for first, last in runs)


def _runs(months: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for month in months:
        if runs and runs[-1][1] == month - 1:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    if len(runs) > 1 and runs[0][0] == 1 and runs[-1][1] == 12:
        # A winter season goes over the new year.
        runs = [*runs[1:-1], (runs[-1][0], runs[0][1])]
    return runs


def _run_words(first: int, last: int) -> str:
    begins, ends = MONTHS[first - 1], MONTHS[last - 1]
    if first == last:
        return f"en {begins}"
    elided = "d'" if begins[0] in "aoe" else "de "
    return f"{elided}{begins} à {ends}"
