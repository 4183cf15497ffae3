"""Dates in words: a publication date and its age, as a visitor reads them."""

import calendar
from datetime import date

from bot.conversation.dates import MONTHS
from bot.conversation.reply import Language
from bot.documents.model import Precision, Published

_MONTHS: dict[Language, tuple[str, ...]] = {"fr": MONTHS, "en": tuple(calendar.month_name)[1:]}


def day_in_words(day: date, precision: Precision, language: Language) -> str:
    """Give the date at its precision.

    >>> day_in_words(date(2022, 10, 1), "month", "fr")
    'octobre 2022'
    >>> day_in_words(date(2019, 3, 1), "day", "fr"), day_in_words(date(2019, 3, 1), "day", "en")
    ('1er mars 2019', '1 March 2019')
    """
    if precision == "year":
        return str(day.year)
    month = _MONTHS[language][day.month - 1]
    if precision == "month":
        return f"{month} {day.year}"
    number = "1er" if day.day == 1 and language == "fr" else str(day.day)
    return f"{number} {month} {day.year}"


def age_in_words(day: date, precision: Precision, today: date, language: Language) -> str:
    """Give how long ago a date was, in the unit that its precision allows; empty when it is to come.

    >>> age_in_words(date(2022, 10, 1), "month", date(2026, 11, 22), "fr")
    'il y a 4 ans'
    >>> age_in_words(date(2026, 9, 1), "month", date(2026, 11, 22), "en")
    '2 months ago'
    """
    french = language == "fr"
    if precision == "year":
        years, months = today.year - day.year, 0
    else:
        elapsed = (today.year - day.year) * 12 + today.month - day.month
        elapsed -= precision == "day" and today.day < day.day
        years, months = divmod(elapsed, 12)
    if (day.year, day.month) > (today.year, today.month) or years < 0:
        return ""
    if years:
        unit = "an" if french else "year"
        return _ago(years, unit + "s" * (years > 1), french)
    if precision == "year":
        return "cette année" if french else "this year"
    if months:
        unit = "mois" if french else "month" + "s" * (months > 1)
        return _ago(months, unit, french)
    return "moins d'un mois" if french else "less than a month ago"


def _ago(count: int, unit: str, french: bool) -> str:
    return f"il y a {count} {unit}" if french else f"{count} {unit} ago"


def published_in_words(published: Published | None, today: date, language: Language) -> str:
    """Give a publication date, its age, and whether it was worked out rather than read.

    >>> published_in_words(Published(date(2022, 10, 1), "month", certain=False), date(2026, 11, 22), "fr")
    'octobre 2022, il y a 4 ans (date déduite)'
    >>> published_in_words(None, date(2026, 11, 22), "fr")
    'sans date'
    """
    if published is None:
        return "sans date" if language == "fr" else "undated"
    parts = [
        day_in_words(published.day, published.precision, language),
        age_in_words(published.day, published.precision, today, language),
    ]
    words = ", ".join(part for part in parts if part)
    if published.certain:
        return words
    return words + (" (date déduite)" if language == "fr" else " (date inferred)")


def parse_published(iso: str | None, certain: bool = True) -> Published | None:
    """Read back the ISO form of a publication date, cut at its precision.

    >>> parse_published("2022-10")
    Published(day=datetime.date(2022, 10, 1), precision='month', certain=True)
    >>> parse_published(None) is None
    True
    """
    if not iso:
        return None
    precisions: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
    return Published(date.fromisoformat((iso + "-01-01")[:10]), precisions[len(iso)], certain)
