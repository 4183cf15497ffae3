"""The fact: something an answer must say, written as alternatives of which one is enough."""

import re
import unicodedata
from collections.abc import Iterable

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_HYPHENS = re.compile(r"[-\u2010-\u2015\u2212]+")
_SPACES = re.compile(r"\s+")
_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?: \d{3})+(?!\d)")
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_SPACE_BEFORE_SIGN = re.compile(r" +(?=[%€$])")
_MARKERS = re.compile(r"\[\d+\]")


def fold(text: str) -> str:
    """Give `text` without what may differ between two right spellings of the same thing.

    Case, accents, ligatures, apostrophes, hyphens, every kind of space, the space before a sign,
    the spaces inside a large number and the decimal point or comma are made equal.

    >>> fold("L’Atelier de Saint-Rémy : 108 000 emplois, 1,7\u202f%")
    "l'atelier de saint remy : 108000 emplois, 1,7%"
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    # Only now: taken apart, « 𝕬 » is a capital, which it was not before.
    plain = bare.casefold().translate(_LIGATURES)
    plain = _SPACES.sub(" ", _HYPHENS.sub(" ", plain)).strip()
    plain = _THOUSANDS.sub(lambda number: number.group().replace(" ", ""), plain)
    return _SPACE_BEFORE_SIGN.sub("", _DECIMAL_POINT.sub(",", plain))


def _pattern(alternative: str) -> re.Pattern[str]:
    folded = fold(alternative)
    before = r"(?<![\w])(?<!\d[,])" if folded[:1].isdigit() else r"(?<!\w)"
    after = r"(?!\d)(?![,]\d)" if folded[-1:].isdigit() else ""
    return re.compile(before + re.escape(folded) + after)


def covers(answer: str, alternatives: Iterable[str]) -> bool:
    """Tell whether one of the alternatives occurs in the answer, both folded.

    An alternative starts at the start of a word and may stop inside one, so that « digitalis »
    stands for « digitalisée »; a number is always whole. Source markers such as « [1] » are not
    part of what an answer says.

    >>> covers("La boulangerie de Figeac emploie 14 personnes [4].", ["4 personnes", "quatre personnes"])
    False
    >>> covers("Le fournil livre 1 200 pains par jour [1].", ["1200 pains"])
    True
    """
    said = fold(_MARKERS.sub(" ", answer))
    return any(_pattern(alternative).search(said) for alternative in alternatives)
