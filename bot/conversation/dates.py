"""Dates in sentences: which period a sentence speaks of, so that old news is told as old."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.documents.model import Published
from bot.retrieval.words import fold

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_NUMBER = {fold(name): position for position, name in enumerate(MONTHS, start=1)}
_DATE = re.compile(
    r"\b(?:(?P<day>\d{1,2})(?:er)?\s+)?(?P<month>"
    + "|".join(_NUMBER)
    + r")\b(?:\s+(?P<year>(?:19|20)\d\d)\b)?"
)
_NUMERIC = re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\b")
# What tells that something was still to come when the sentence was written.
_AHEAD = re.compile(
    r"\b(prochain\w*|futur\w*|a venir|prevu\w*|prepar\w+|lancer\w*|lanc(?:e|ent|era|eront|erait) |annonc\w+|horizon|d'ici|sera|"
    r"seront|va|vont|aura|auront|doit|devait|devaient|devra|bientot|projet\w*|objectif|ambition\w*|candidat\w*|scrutin|"
    r"ouvrira|debutera|commencera|se tiendra|aura lieu|promet\w*|attend\w*|suivante?|souhait\w+|envisag\w+)"
)


@dataclass(frozen=True)
class Period:
    """A period named in a sentence. `last` is its last day; `label` how a French reader writes it."""

    last: date
    label: str


def periods(sentence: str, published: Published | None = None) -> Iterator[Period]:
    """Give the dated periods of a sentence, in reading order.

    A month without a year is taken in the year of publication, when that is known.

    >>> [period.label for period in periods("La mission suivante partira en mars 2023.")]
    ['mars 2023']
    """
    folded = fold(sentence)
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Period]] = []
    for pattern in (_NUMERIC, _DATE, _YEAR):
        for match in pattern.finditer(folded):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            period = _period(match.groupdict(), published)
            taken.append(match.span())
            if period is not None:
                found.append((match.start(), period))
    yield from (period for _, period in sorted(found, key=lambda item: item[0]))


def announced(sentence: str, published: Published | None) -> list[Period]:
    """Give the periods that were still to come when the sentence was written.

    They are those after the publication; within it, or when it is unknown, those that the sentence
    itself announces. The date of the publication itself is never one of them.
    """
    ahead = _AHEAD.search(fold(sentence)) is not None
    return [period for period in periods(sentence, published) if _was_to_come(period, published, ahead)]


def _was_to_come(period: Period, published: Published | None, ahead: bool) -> bool:
    if published is None:
        return ahead
    if period.last == last_day(published) or period.label == str(published.day.year):
        return False
    return period.last > last_day(published) or (ahead and period.last >= published.day)


def last_day(published: Published) -> date:
    """Give the last day on which the document may have been published."""
    if published.precision == "day":
        return published.day
    month = published.day.month if published.precision == "month" else 12
    return date(published.day.year, month, calendar.monthrange(published.day.year, month)[1])


def spoken(published: Published) -> str:
    """Say a publication date in French.

    >>> spoken(Published(date(2022, 10, 1), "month"))
    'octobre 2022'
    """
    day = published.day
    if published.precision == "year":
        return str(day.year)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    if published.precision == "month":
        return month
    return f"{'1er' if day.day == 1 else day.day} {month}"


def with_de(spoken_date: str) -> str:
    """Put « de » before a date that was said, elided where French does.

    >>> with_de("octobre 2022"), with_de("mars 2023")
    ("d'octobre 2022", 'de mars 2023')
    """
    return f"d'{spoken_date}" if spoken_date[0] in "ao" else f"de {spoken_date}"


def years_since(published: Published, today: date) -> int:
    """Count the whole years between a publication and today, at the least."""
    last = last_day(published)
    return max(0, today.year - last.year - ((today.month, today.day) < (last.month, last.day)))


def _period(parts: dict[str, str | None], published: Published | None) -> Period | None:
    year_text, month_text, day_text = parts.get("year"), parts.get("month"), parts.get("day")
    if year_text is None and published is None:
        return None
    year = int(year_text) if year_text else published.day.year if published else 0
    if month_text is None:
        return Period(date(year, 12, 31), str(year))
    month = int(month_text) if month_text.isdigit() else _NUMBER[month_text]
    if not 1 <= month <= 12:
        return None
    length = calendar.monthrange(year, month)[1]
    day = int(day_text) if day_text else length
    if not 1 <= day <= length:
        return None
    label = f"{MONTHS[month - 1]} {year}"
    return Period(date(year, month, day), f"{day_text} {label}" if day_text else label)
