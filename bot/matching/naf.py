"""The NAF: activity codes at any level, their sections, and what the catalogue's sector words cover.

Source: nomenclature d'activités française, révision 2 (décret n° 2007-1888 du 26 décembre 2007).
"""

import unicodedata
from collections.abc import Iterable

from bot.matching.verdict import State

_SECTIONS = (
    ("A", 1, 3), ("B", 5, 9), ("C", 10, 33), ("D", 35, 35), ("E", 36, 39), ("F", 41, 43), ("G", 45, 47),
    ("H", 49, 53), ("I", 55, 56), ("J", 58, 63), ("K", 64, 66), ("L", 68, 68), ("M", 69, 75),
    ("N", 77, 82), ("O", 84, 84), ("P", 85, 85), ("Q", 86, 88), ("R", 90, 93), ("S", 94, 96),
    ("T", 97, 98), ("U", 99, 99),
)  # fmt: skip
_SECTION_OF = {
    f"{division:02d}": name for name, first, last in _SECTIONS for division in range(first, last + 1)
}

# The words of « ciblage_secteur_activite » are free: those met so far, with what they cover.
_SECTORS = {
    "agriculture": ("A",),
    "agroalimentaire": ("10", "11"),
    "alimentation": ("A", "10", "11", "46.3", "47.2", "56"),
    "iaa": ("10", "11"),
    "industrie": ("B", "C", "D", "E"),
    "construction": ("F",),
    "batiment": ("F",),
    "btp": ("F",),
    "commerce": ("G",),
    "transport": ("H",),
    "transports": ("H",),
    "tourisme": ("55", "56", "79"),
    "hotellerie": ("55",),
    "restauration": ("56",),
    "numerique": ("J",),
    "energie": ("D",),
    "recyclage": ("38",),
    "dechets": ("38",),
    "bois": ("02", "16", "31", "43.32A", "43.91A"),
    "textile": ("13", "14", "15"),
    "audioprothese": ("32.50A", "47.74Z"),
    "sante": ("86",),
    "enseignement": ("85",),
    "services": ("H", "I", "J", "K", "L", "M", "N", "P", "Q", "R", "S"),
}


def fold(text: str) -> str:
    """Give a text in lower case, without accents, its spaces made one.

    >>> fold("Hôtellerie  ")
    'hotellerie'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.lower().replace("’", "'").split())


def path_of(code: str) -> str:
    """Give a code with its section before it, so that a wider code is a prefix of a narrower one.

    >>> path_of("10.71C"), path_of("C"), path_of("10"), path_of("1071c")
    ('C1071C', 'C', 'C10', 'C1071C')
    """
    plain = code.strip().upper().replace(".", "").replace(" ", "")
    return plain if len(plain) == 1 else _SECTION_OF.get(plain[:2], "?") + plain


def judge_paths(company: str | None, wanted: Iterable[str]) -> State:
    """Tell whether a company's activity is among those wanted; all are paths.

    A company known by a wider code than the one wanted may be in it or not.

    >>> judge_paths("C", ["C1071C"]).value, judge_paths("C1071C", ["C10"]).value
    ('unknown', 'met')
    """
    if company is None:
        return State.UNKNOWN
    state = State.FAILED
    for path in wanted:
        if company.startswith(path):
            return State.MET
        if path.startswith(company):
            state = State.UNKNOWN
    return state


def paths_of_sectors(sectors: Iterable[str]) -> tuple[frozenset[str], bool, bool]:
    """Give the paths that sector words cover, whether they cover everything, and whether some were not read.

    >>> paths_of_sectors(["tous secteurs d'activité"])
    (frozenset(), True, False)
    """
    paths: set[str] = set()
    everything = unread = False
    for sector in map(fold, sectors):
        if sector.startswith(("tous ", "tout ", "toutes ")):
            everything = True
        elif sector in _SECTORS:
            paths.update(map(path_of, _SECTORS[sector]))
        else:
            unread = True
    return frozenset(paths), everything, unread
