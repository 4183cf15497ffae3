"""Numerals: the numbers written in words, French and English, read as digits are."""

import re
from decimal import Decimal

from bot.conversation.reply import Language

_UNITS: dict[Language, dict[str, int]] = {
    "fr": {
        word: value
        for value, word in enumerate(
            [
                "zero",
                "un",
                "deux",
                "trois",
                "quatre",
                "cinq",
                "six",
                "sept",
                "huit",
                "neuf",
                "dix",
                "onze",
                "douze",
                "treize",
                "quatorze",
                "quinze",
                "seize",
            ]
        )
    }
    | {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
    | {"septante": 70, "huitante": 80, "octante": 80, "nonante": 90},
    "en": {
        word: value
        for value, word in enumerate(
            [
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
                "thirteen",
                "fourteen",
                "fifteen",
                "sixteen",
                "seventeen",
                "eighteen",
                "nineteen",
            ]
        )
    }
    | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
    | {"seventy": 70, "eighty": 80, "ninety": 90},
}
SCALES: dict[Language, dict[str, int]] = {
    "fr": {"mille": 10**3, "million": 10**6, "milliard": 10**9},
    "en": {"thousand": 10**3, "million": 10**6, "billion": 10**9},
}
"""Scales by their singular; the plural takes an « s », mille excepted."""
_HUNDRED: dict[Language, str] = {"fr": "cents?", "en": "hundreds?"}
_JOIN: dict[Language, str] = {"fr": "et", "en": "and"}


def _pattern(language: Language) -> re.Pattern[str]:
    plural = [f"{word}s?" for word in SCALES[language]]
    units = [rf"{word}s?" if word == "vingt" else word for word in _UNITS[language]]
    words = "|".join(sorted([*units, *plural, _HUNDRED[language]], key=len, reverse=True))
    return re.compile(rf"\b(?:{words})(?:(?:[ -]+(?:{_JOIN[language]}[ -]+)?)(?:{words}))*\b(?![-'])")


_SPELLED: dict[Language, re.Pattern[str]] = {"fr": _pattern("fr"), "en": _pattern("en")}


def spelled(folded: str, language: Language = "fr") -> list[tuple[int, int, Decimal]]:
    """Give the numbers in words of a folded text: start, end, value. A lone « un » is an article.

    >>> [(value) for _, _, value in spelled("quatre-vingt-dix-huit fournils et vingt et un magasins")]
    [Decimal('98'), Decimal('21')]
    """
    found = []
    for match in _SPELLED[language].finditer(folded):
        # « dix pour cent »: the hundred belongs to the unit.
        if match.group() in ("un", "one") or folded[: match.start()].endswith(("pour ", "per ")):
            continue
        value = _value(match.group(), language)
        if value is not None:
            found.append((match.start(), match.end(), Decimal(value)))
    return found


def _value(text: str, language: Language) -> int | None:
    """Add up the words of one number; None when they do not make one (« deux trois »)."""
    total, current, last = 0, 0, None
    for word in re.split(r"[ -]+", text):
        if word == _JOIN[language]:
            continue
        singular = word if word in _UNITS[language] else word.removesuffix("s")
        if singular in _UNITS[language]:
            number = _UNITS[language][singular]
            if number == 20 and current % 100 == 4 and language == "fr":
                current += 76
            elif last is not None and number >= last:
                return None
            else:
                current += number
            last = 80 if current % 100 == 80 else number
        elif re.fullmatch(_HUNDRED[language], word):
            current, last = (current or 1) * 100, 100
        else:
            total, current, last = total + (current or 1) * SCALES[language][singular], 0, None
    return total + current
