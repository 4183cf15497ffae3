"""The values of a sentence: its numbers, amounts, dates, addresses and codes, in one form each.

Two sentences that write a value differently (« huit » and 8, « 24 septembre » and 24/09,
« 1,7 milliard » and 1 700 000 000) have equal values here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.conversation.numerals import spelled
from bot.conversation.reply import Language
from bot.retrieval.words import fold

Bound = Literal["", "about", "more", "less"]


@dataclass(frozen=True)
class Number:
    """A quantity. `unit` is empty for a plain count; `bound` tells « environ », « plus de »…"""

    value: Decimal
    unit: str = ""
    bound: Bound = ""


@dataclass(frozen=True)
class Day:
    """A date, in as much detail as the sentence gives."""

    day: int | None = None
    month: int | None = None
    year: int | None = None

    def covers(self, other: "Day") -> bool:
        """Tell whether `other` says nothing more than this date does.

        >>> Day(24, 9, 2022).covers(Day(month=9, year=2022)), Day(month=9).covers(Day(24, 9))
        (True, False)
        """
        pairs = ((self.day, other.day), (self.month, other.month), (self.year, other.year))
        return all(theirs is None or theirs == ours for ours, theirs in pairs)


@dataclass(frozen=True)
class Code:
    """What is copied letter for letter: an e-mail, a web address, a telephone number, a code, a weekday."""

    kind: str
    text: str


Value = Number | Day | Code


@dataclass(frozen=True)
class Found:
    """A value and the characters [start, end) of the folded text that write it."""

    value: Value
    start: int
    end: int


_MONTHS = (
    r"janvier|january|janv|fevrier|february|fev|mars|march|avril|april|avr|mai|may|juin|june|juillet|july|juil"
    r"|aout|august|septembre|september|sept(?=\.)|octobre|october|oct|novembre|november|nov|decembre|december|dec"
)
_MONTH = {
    form: number
    for number, forms in enumerate(
        (
            "janvier january janv", "fevrier february fev", "mars march", "avril april avr", "mai may", "juin june",
            "juillet july juil", "aout august", "septembre september sept", "octobre october oct",
            "novembre november nov", "decembre december dec",
        ),
        start=1,
    )
    for form in forms.split()
}  # fmt: skip
_WEEKDAY = {
    form: position
    for position, forms in enumerate(
        (
            "lundi monday", "mardi tuesday", "mercredi wednesday", "jeudi thursday", "vendredi friday",
            "samedi saturday", "dimanche sunday",
        )
    )
    for form in forms.split()
}  # fmt: skip
_YEAR = r"(?:1[89]|20)\d\d"
_CODES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("url", re.compile(r"\b(?:[a-z][a-z0-9+.-]*://|mailto:|javascript:|data:|www\.)[^\s<>\"'»)\]]*[^\s<>\"'»)\].,;:!?]")),
    ("url", re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|eu|net|io|info|biz|gouv|bzh|co|app|dev|link|xyz)\b(?:/\S*)?")),
    ("phone", re.compile(r"(?:\+\s?\d{2}\s?(?:\(0\)\s?)?\d|\b0\d)(?:[ .\-]?\d{2}){4}\b")),
    ("phone", re.compile(r"\b(?:36|39|30|31|32|08)\d\d(?=\W*(?:gratuit|num|appel))")),
)  # fmt: skip
_DATES = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?:-(?P<day>\d\d))?\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?:/(?P<year>{_YEAR}|\d\d))?\b(?![/.,]\d)"),
    re.compile(rf"\b(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>{_YEAR})\b"),
    re.compile(
        rf"\b(?P<month>{_MONTHS})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>{_YEAR})\b)?"
    ),
    re.compile(
        rf"\b(?:(?P<day>\d{{1,2}}|premier)(?:er|st|nd|rd|th)?(?:\s+of)?\s+)?(?P<month>{_MONTHS})\b\.?"
        rf"(?:,?\s+(?P<year>{_YEAR})\b)?"
    ),
    re.compile(rf"\b(?P<year>{_YEAR})\b(?![.,]?\d|\s?(?:%|€|\$|euros?|dollars?))"),
)
_TIME = re.compile(r"\b([01]?\d|2[0-3])\s?(?:h|heures?)\s?([0-5]\d)?\b(?!\s?/)")
_ORDINAL = re.compile(r"\b(\d+)(?:e|eme|er|ere|re|nd|nde|st|rd|th)s?\b")
_ORDINAL_WORDS = {
    "premier": 1, "premiere": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4,
    "cinquieme": 5, "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "douzieme": 12,
}  # fmt: skip
_ORDINAL_WORD = re.compile(rf"\b({'|'.join(sorted(_ORDINAL_WORDS, key=len, reverse=True))})s?\b")
_ROUND = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000, "dozen": 12,
}  # fmt: skip
_ROUND_WORD = re.compile(rf"\b({'|'.join(_ROUND)})s?\b")
_FRACTION = re.compile(r"\b(la moitie|half|(?:un|deux) tiers(?!-)|(?:un|trois) quarts?(?! d'heure))\b")
_FRACTIONS = {"la moitie": "50", "half": "50", "un tiers": "33.3", "deux tiers": "66.7"}
_DIGITS = re.compile(
    r"(?<![\w.,])[-+]?\d{1,3}(?:[  .]\d{3})+(?:[.,]\d+)?(?![\d])|(?<![\w.,])\d+(?:[.,]\d+)?(?!\d)"
)
_MIXED = re.compile(r"\b(?=\w*\d)(?=\w*[a-z])(?!\d+(?:m|k|md|km|kg|ha|eur)\b)\w+\b")
_SCALED = re.compile(
    r"[ -]?(milliards?|mds?|mrds?|billions?|bn|millions?|mios?|mille|thousand|m(?=€|\s?euros)|k(?=€|\s?euros|\b))\b|[ ]?(m|k|md)(?=[€$])"
)
_SCALE = {
    "milliard": 9, "md": 9, "mrd": 9, "billion": 9, "bn": 9, "million": 6, "mio": 6, "m": 6, "mille": 3, "thousand": 3,
    "k": 3,
}  # fmt: skip
_UNIT = re.compile(
    r"\s?(?:(%|pour ?cents?\b|per ?cent\b)|(?:d'|de )?(€|euros?\b|eur\b)|(?:de )?(\$|dollars?\b|usd\b)"
    r"|(kg|km|m2|m²|tonnes?\b|hectares?\b|ha\b))"
)
_UNITS = ("%", "€", "$")
_BEFORE = re.compile(
    r"(?:(environ|pres de|autour de|quelque|quelques|a peu pres|presque|about|around|nearly|almost)"
    r"|(plus d[e']|au moins|au minimum|au-dela de|more than|over|at least|depasse(?:nt)?)"
    r"|(moins d[e']|jusqu'a|dans la limite de|limitee?s? a|plafonnee?s? a|au plus|au maximum|under|less than|fewer than|up to|at most))\s*(?:les |de |d'|[$€])?$"
)  # fmt: skip


def values(text: str, language: Language = "fr", *, articles: bool = False) -> list[Found]:
    """Give the values of a text, in reading order, with their place in `fold(text)`.

    With `articles`, « un » and « une » count as 1: what a source says in words may be shown in digits.

    >>> [found.value.value for found in values("Huit fournils, 1,7 milliard d'euros et 10 %")]
    [Decimal('8'), Decimal('1700000000'), Decimal('10')]
    >>> values("le 24/09/2022")[0].value == values("le 24 septembre 2022")[0].value
    True
    """
    folded = fold(text)
    taken: list[tuple[int, int]] = []
    found = []
    for value, start, end in _read(folded, language, articles):
        if not any(start < last and first < end for first, last in taken):
            taken.append((start, end))
            found.append(Found(value, start, end))
    return sorted(found, key=lambda one: one.start)


def _read(folded: str, language: Language, articles: bool) -> Iterator[tuple[Value, int, int]]:
    """Give candidates, the surest first: a later one that overlaps an earlier one does not count."""
    yield from _codes(folded)
    yield from _dates(folded)
    for match in _TIME.finditer(folded):
        yield Code("time", f"{int(match[1])}:{match[2] or '00'}"), *match.span()
    for match in _FRACTION.finditer(folded):
        share = _FRACTIONS.get(match.group()) or ("25" if match.group().startswith("un") else "75")
        yield Number(Decimal(share), "%"), *match.span()
    for match in _ROUND_WORD.finditer(folded):
        yield Number(Decimal(_ROUND[match[1]]), "", "about"), *match.span()
    for match in _ORDINAL.finditer(folded):
        yield Code("ordinal", match[1]), *match.span()
    for match in _ORDINAL_WORD.finditer(folded):
        yield Code("ordinal", str(_ORDINAL_WORDS[match[1]])), *match.span()
    for match in _MIXED.finditer(folded):
        yield Code("code", match.group()), *match.span()
    yield from _numbers(folded, language)
    if articles:
        for match in re.finditer(r"\b(une?|one)\b", folded):
            yield Number(Decimal(1)), *match.span()


def _codes(folded: str) -> Iterator[tuple[Value, int, int]]:
    for kind, pattern in _CODES:
        for match in pattern.finditer(folded):
            text = match.group()
            if kind == "phone":
                text = re.sub(r"\D", "", re.sub(r"^\+\s?33\s?(\(0\))?", "0", text))
            yield Code(kind, text.rstrip("/")), *match.span()
    for match in re.finditer(r"\b(" + "|".join(_WEEKDAY) + r")s?\b", folded):
        yield Code("weekday", str(_WEEKDAY[match[1]])), *match.span()


def _dates(folded: str) -> Iterator[tuple[Value, int, int]]:
    for pattern in _DATES:
        for match in pattern.finditer(folded):
            parts = match.groupdict()
            month = parts.get("month")
            number = None if month is None else int(month) if month.isdigit() else _MONTH[month]
            day_text = parts.get("day")
            day = None if day_text is None else 1 if day_text == "premier" else int(day_text)
            year = int(parts["year"]) if parts.get("year") else None
            if year is not None and year < 100:
                year += 2000
            if (number is None or 1 <= number <= 12) and (day is None or 1 <= day <= 31):
                yield Day(day, number, year), *match.span()


def _numbers(folded: str, language: Language) -> Iterator[tuple[Value, int, int]]:
    for match in _DIGITS.finditer(folded):
        yield _quantity(folded, match.start(), match.end(), _decimal(match.group(), language))
    for start, end, value in spelled(folded, language):
        yield _quantity(folded, start, end, value)


def _quantity(folded: str, start: int, end: int, value: Decimal) -> tuple[Value, int, int]:
    """Complete a number with its scale, its unit and its bound."""
    scaled = _SCALED.match(folded, end)
    if scaled:
        name = scaled[1] or scaled[2]
        value *= 10 ** _SCALE[name if name in _SCALE else name.removesuffix("s")]
        end = scaled.end()
    unit = ""
    measured = _UNIT.match(folded, end)
    if measured:
        unit = next(
            (name for name, held in zip(_UNITS, measured.groups(), strict=False) if held), measured[4] or ""
        )
        end = measured.end()
    elif folded[max(0, start - 1) : start] in ("$", "€"):
        start -= 1
        unit = folded[start]
    before = _BEFORE.search(folded[max(0, start - 24) : start])
    bound: Bound = ""
    if before:
        bound = "about" if before[1] else "more" if before[2] else "less"
    return Number(value.normalize() + 0, unit, bound), start, end


def _decimal(digits: str, language: Language) -> Decimal:
    """Read digits with their separators; « 1.234 » is a thousand, « 1.23 » is not.

    >>> _decimal("108 000", "fr"), _decimal("1,7", "fr"), _decimal("1,234", "en")
    (Decimal('108000'), Decimal('1.7'), Decimal('1234'))
    """
    plain = re.sub(r"[ \u00a0\u202f+]", "", digits)
    if language == "en" and re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", plain):
        plain = plain.replace(".", "")
    return Decimal(plain.replace(",", "."))
