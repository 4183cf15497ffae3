"""The clock: the only place from which the present moment is read."""

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]
"""Anything that gives the present moment as an aware UTC datetime."""


def system_clock() -> datetime:
    """Give the present moment of this machine, in UTC."""
    return datetime.now(UTC)


def fixed_clock(day: date) -> Clock:
    """Give a clock that stands at noon UTC of `day`: for tests, and for « what would we have said then ».

    >>> fixed_clock(date(2026, 11, 22))().isoformat()
    '2026-11-22T12:00:00+00:00'
    """
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return lambda: moment
