"""The strict check: figures, names and dates of a sentence that its passages do not write, found bluntly.

It shares no code with the verification of generated answers, so that it can tell on it.
"""

import re
import unicodedata
from collections.abc import Sequence

_DIGITS = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBERS: dict[str, int | None] = {
    **dict(
        zip(
            ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
            range(2, 11),
            strict=True,
        )
    ),
    **dict(zip(("onze", "douze", "treize", "quatorze", "quinze", "seize"), range(11, 17), strict=True)),
    **{
        "vingt": 20,
        "trente": 30,
        "quarante": 40,
        "cinquante": 50,
        "soixante": 60,
        "cent": 100,
        "mille": 1000,
    },
    **dict.fromkeys(("million", "millions", "milliard", "milliards", "dizaine", "quinzaine", "vingtaine")),
    **dict.fromkeys(("trentaine", "quarantaine", "cinquantaine", "centaine", "millier", "milliers")),
}
_DATES = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre"),
    *("novembre", "decembre", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
)


def unsupported(sentence: str, passages: Sequence[str]) -> list[str]:
    """Give what a sentence writes, figure, name or date, that stands nowhere in the passages.

    >>> unsupported("Le four de Gourdon cuit 15 pains.", ["Le four de Figeac cuit 14 pains."])
    ['15', 'Gourdon']
    """
    held = _plain(" ".join(passages))
    words = set(re.findall(r"[a-z]+", held))
    digits = {_bare(one) for one in _DIGITS.findall(held)}
    missing = [one for one in _DIGITS.findall(sentence) if not _held_figure(_bare(one), digits, words)]
    for place, match in enumerate(_WORD.finditer(sentence)):
        for part in re.split(r"['’-]", match.group()):
            plain = _plain(part)
            if plain in _NUMBERS:
                value = _NUMBERS[plain]
                supported = plain in words or (value is not None and str(value) in digits)
            elif plain in _DATES or (place and part[:1].isupper() and len(part) > 1):
                supported = plain in words
            else:
                supported = True
            if not supported:
                missing.append(part)
    return missing


def _held_figure(figure: str, digits: set[str], words: set[str]) -> bool:
    spelled = {str(value): word for word, value in _NUMBERS.items() if value is not None}
    return figure in digits or spelled.get(figure) in words


def _plain(text: str) -> str:
    lowered = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    return "".join(letter for letter in lowered if not unicodedata.combining(letter))


def _bare(figure: str) -> str:
    return re.sub(r"[ \u00a0\u202f.,]", "", figure)
