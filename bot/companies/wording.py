"""The wording: a text without case, accents or odd punctuation, that still knows where its words stood."""

import re
import unicodedata
from dataclasses import dataclass

_PLAIN = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "´": "'",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": "-",
    "œ": "oe",
    "æ": "ae",
}
_SEPARATORS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Wording:
    """A text and its folded form; `origins[i]` is where what the folded character `i` stands for begins in
    the text, and `ends[i]` its last character there."""

    text: str
    folded: str
    origins: tuple[int, ...]
    ends: tuple[int, ...]

    def words(self, start: int, end: int) -> str:
        """Give the words of the text that a span of the folded form came from.

        >>> wording("Créée à Figeac").words(8, 14)
        'Figeac'
        """
        first, last = self.origins[start], self.ends[end - 1]
        return self.text[first : last + 1].strip()

    def is_capital(self, start: int) -> bool:
        """Tell whether a folded character was written as a capital."""
        return self.text[self.origins[start]].isupper()


def wording(text: str) -> Wording:
    """Fold a text, keeping where each character came from.

    >>> wording("Œuvre d’Été").folded
    "oeuvre d'ete"
    """
    folded: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text):
        for plain in _plain(character):
            folded.append(plain)
            origins.append(index)
    return Wording(text, "".join(folded), tuple(origins), tuple(origins))


def bare(text: str) -> str:
    """Give the words of a text, folded and parted by single spaces: what names are compared by.

    >>> bare("L'Isle-d'Abeau"), bare(" Saint–Céré ")
    ('l isle d abeau', 'saint cere')
    """
    return _SEPARATORS.sub(" ", wording(text).folded).strip()


def one_letter_off(word: str, name: str) -> bool:
    """Tell whether a word is a name with one letter added, left out, changed, or two exchanged.

    >>> one_letter_off("alemagne", "allemagne"), one_letter_off("belgqiue", "belgique")
    (True, True)
    """
    if word == name or abs(len(word) - len(name)) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name))
    )
    rest, other = word[start:], name[start:]
    swapped = rest[:2] == other[:2][::-1] and rest[2:] == other[2:] and len(rest) > 1
    return swapped or rest[1:] == other or rest == other[1:] or rest[1:] == other[1:]


def _plain(character: str) -> str:
    lower = character.lower()
    if lower in _PLAIN:
        return _PLAIN[lower]
    if lower.isspace():
        return " "
    return "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
