"""The need of a company for a shared worker, and the limits within which needs make one job."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from bot.companies.gazetteer import Place
from bot.matching.group_calendar import WEEKS, mask

FULL_WEEK: Final = 35.0
"""Hours a week of full time (Code du travail, article L3121-27)."""
FULL_YEAR: Final = 1607
"""Hours a year that answer to it, leave and public holidays taken off (article L3121-41)."""
_QUARTERS: Final = 4
FULL_LOAD: Final = int(FULL_WEEK * _QUARTERS) * WEEKS
"""Quarters of an hour in a full year, every week counted."""


@dataclass(frozen=True)
class GroupNeed:
    """What a company needs of a shared worker. `key` names it; `half_days` a week fit within `days`.

    `days` are 0 (Monday) to 6; `weeks` is a mask of the weeks of the year; `remote` is a percentage.
    """

    key: str
    function: str
    hours: float
    half_days: int
    days: tuple[int, ...]
    weeks: int
    place: Place
    remote: int
    start: date
    qualification: str = ""
    idcc: str | None = None

    @cached_property
    def day_mask(self) -> int:
        """The days possible, as a mask."""
        return mask(self.days)

    @cached_property
    def quarters(self) -> int:
        """Quarters of an hour a week."""
        return round(self.hours * _QUARTERS)

    @cached_property
    def load(self) -> int:
        """Quarters of an hour a year, in the unit of FULL_LOAD."""
        return self.quarters * self.weeks.bit_count()


@dataclass(frozen=True)
class Limits:
    """What makes one viable job. Shares are of full time over the year; `week_hours` bounds any one week.

    The 44 hours are the highest mean over twelve weeks (Code du travail, article L3121-22).
    """

    least_share: float = 0.80
    most_share: float = 1.05
    largest: int = 4
    travel_km: float = 30.0
    start_days: int = 62
    week_hours: float = 44.0

    @cached_property
    def least_load(self) -> float:
        """The smallest load of a set."""
        return self.least_share * FULL_LOAD

    @cached_property
    def most_load(self) -> float:
        """The largest load of a set."""
        return self.most_share * FULL_LOAD

    @cached_property
    def week_quarters(self) -> int:
        """The most quarters of an hour in one week."""
        return round(self.week_hours * _QUARTERS)


def share_of(load: int) -> float:
    """Give the share of full time that a load is.

    >>> share_of(FULL_LOAD)
    1.0
    """
    return load / FULL_LOAD
