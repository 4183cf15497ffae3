"""The counts: numbers of people as they are said, exact, rounded or as a range."""

import math
import re
from itertools import product

from bot.companies.company import Headcount

UNBOUNDED = 1_000_000
"""The most of a range that has no upper end."""
_ROUNDED = 0.15
"""How far « une vingtaine » may be from twenty."""
_UNITS = [
    *(
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
    ),
    *("quatorze", "quinze", "seize"),
]
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "quatre-vingt": 80}
_ROUND = {
    "demi-douzaine": 6, "huitaine": 8, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20,
    "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
}  # fmt: skip


def _spelled() -> dict[str, int]:
    """Give the numbers in words up to a thousand that people use of their staff."""
    words = {word: value for value, word in enumerate(_UNITS)}
    words |= {f"dix-{_UNITS[n]}": 10 + n for n in (7, 8, 9)}
    for (ten, value), n in product(_TENS.items(), range(20)):
        if n >= 10 and ten not in ("soixante", "quatre-vingt"):
            continue
        unit = next(word for word, number in words.items() if number == n)
        joined = f"{ten} et {unit}" if n in (1, 11) and ten != "quatre-vingt" else f"{ten}-{unit}"
        words[ten if n == 0 else joined] = value + n
    words |= {"quatre-vingts": 80, "septante": 70, "nonante": 90, "cent": 100, "mille": 1000}
    return words | {f"{_UNITS[n]} cents": 100 * n for n in range(2, 10)}


_SPELLED = {word.replace("-", " "): value for word, value in _spelled().items()}
_WORDS = "|".join(
    word.replace(" ", "[ -]")
    for word in sorted(_SPELLED, key=len, reverse=True)
    if word not in ("un", "zero")
)
NUMBER = rf"(?:\d{{1,3}}(?:[ .]\d{{3}})+|\d{{1,6}}|{_WORDS})(?![\w,]*\d)(?!\w)"
"""A number in a folded text; « un » is an article."""
_ROUNDS = "|".join(_ROUND)
_ABOUT = r"(?:environ|a peu pres|pres d[e']|presque|autour de|quelque|~|dans les|une? petite?|une? bonne)"
COUNT = (
    rf"(?:(?:entre|de) {NUMBER} (?:et|a) {NUMBER}|{NUMBER} ?(?:a|ou|-) ?{NUMBER}"
    rf"|(?:moins|plus) d[e'] ?{NUMBER}|au (?:moins|plus) {NUMBER}"
    rf"|(?:{_ABOUT} )?(?:une )?(?:petite |bonne )?(?:{_ROUNDS})(?! d'annees)|(?:{_ABOUT} ?)?{NUMBER})"
)
"""A count in a folded text: a number, a rounded one, or a range."""


def number_of(text: str) -> int | None:
    """Give the number that a folded text is, in digits or words.

    >>> number_of("vingt-cinq"), number_of("1 200"), number_of("soixante et onze")
    (25, 1200, 71)
    """
    plain = text.strip()
    digits = re.sub(r"[ .]", "", plain)
    if digits.isdigit():
        return int(digits)
    return _SPELLED.get(plain.replace("-", " "))


def count_of(text: str) -> Headcount | None:
    """Give the headcount that a folded count says, or None.

    >>> count_of("une vingtaine"), count_of("de 10 a 15"), count_of("moins de 10")
    (Headcount(least=17, most=23), Headcount(least=10, most=15), Headcount(least=0, most=9))
    """
    for word, value in _ROUND.items():
        if word in text:
            return _about(value)
    numbers = [n for n in map(number_of, re.findall(NUMBER, text)) if n is not None]
    if not numbers or max(numbers) > UNBOUNDED:
        return None
    if len(numbers) == 2:
        return Headcount(min(numbers), max(numbers))
    (number,) = numbers[:1]
    if text.startswith("moins"):
        return Headcount(0, max(0, number - 1))
    if text.startswith("au plus"):
        return Headcount(0, number)
    if text.startswith("plus"):
        return Headcount(min(number + 1, UNBOUNDED), UNBOUNDED)
    if text.startswith("au moins"):
        return Headcount(number, UNBOUNDED)
    return _about(number) if re.match(_ABOUT, text) else Headcount(number, number)


def _about(number: int) -> Headcount:
    return Headcount(math.floor(number * (1 - _ROUNDED)), math.ceil(number * (1 + _ROUNDED)))
