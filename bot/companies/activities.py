"""The activities: the NAF, its sections, the labels of its codes, and which code holds which.

Source: nomenclature d'activités française, révision 2 (décret n° 2007-1888 du 26 décembre 2007), labels by
INSEE; the table comes from `bot.companies.snapshot`.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.companies.messages import INVALID
from bot.errors import InvalidInput

LABELS_FILE = Path(__file__).with_name("naf.tsv")

SECTIONS: Mapping[str, tuple[str, int, int]] = {
    "A": ("Agriculture, sylviculture et pêche", 1, 3),
    "B": ("Industries extractives", 5, 9),
    "C": ("Industrie manufacturière", 10, 33),
    "D": ("Production et distribution d'électricité, de gaz, de vapeur et d'air conditionné", 35, 35),
    "E": ("Production et distribution d'eau ; assainissement, gestion des déchets et dépollution", 36, 39),
    "F": ("Construction", 41, 43),
    "G": ("Commerce ; réparation d'automobiles et de motocycles", 45, 47),
    "H": ("Transports et entreposage", 49, 53),
    "I": ("Hébergement et restauration", 55, 56),
    "J": ("Information et communication", 58, 63),
    "K": ("Activités financières et d'assurance", 64, 66),
    "L": ("Activités immobilières", 68, 68),
    "M": ("Activités spécialisées, scientifiques et techniques", 69, 75),
    "N": ("Activités de services administratifs et de soutien", 77, 82),
    "O": ("Administration publique", 84, 84),
    "P": ("Enseignement", 85, 85),
    "Q": ("Santé humaine et action sociale", 86, 88),
    "R": ("Arts, spectacles et activités récréatives", 90, 93),
    "S": ("Autres activités de services", 94, 96),
    "T": ("Activités des ménages en tant qu'employeurs", 97, 98),
    "U": ("Activités extra-territoriales", 99, 99),
}
"""The 21 sections: label, first and last division."""
_CODE = re.compile(r"(?P<division>\d{2})(?:\.?(?P<rest>\d{1,2})(?P<letter>[A-Z])?)?")


def label(code: str) -> str | None:
    """Give the official label of a code of any level, or None.

    >>> label("C"), label("10"), label("1071c")
    ('Industrie manufacturière', 'Industries alimentaires', 'Boulangerie et boulangerie-pâtisserie')
    """
    plain = _plain(code)
    if plain is None:
        return None
    return SECTIONS[plain][0] if plain in SECTIONS else _labels().get(plain)


def checked_naf(text: str) -> str:
    """Give a NAF code as it is officially written, « 10.71C »; InvalidInput if there is none such.

    >>> checked_naf("1071c"), checked_naf("c"), checked_naf("10.7")
    ('10.71C', 'C', '10.7')
    """
    plain = _plain(text)
    if plain is None or (plain not in SECTIONS and plain not in _labels()):
        raise InvalidInput(INVALID["code_naf"].format(text))
    return plain


def section_of(code: str) -> str | None:
    """Give the section letter of a code, or None.

    >>> section_of("10.71C"), section_of("43"), section_of("C")
    ('C', 'F', 'C')
    """
    plain = _plain(code)
    if plain is None or plain in SECTIONS:
        return plain
    division = int(plain[:2])
    return next((letter for letter, (_, first, last) in SECTIONS.items() if first <= division <= last), None)


def covers(broad: str, code: str) -> bool:
    """Tell whether a code is in a wider one, or is it. A code wider than `broad` may be: that is not yes.

    >>> covers("C", "10.71C"), covers("10.7", "1071C"), covers("10.71C", "10"), covers("F", "10")
    (True, True, False, False)
    """
    wide, narrow = _plain(broad), _plain(code)
    if wide is None or narrow is None:
        return False
    return section_of(narrow) == wide if wide in SECTIONS else narrow.startswith(wide)


def divisions() -> Mapping[str, str]:
    """Give the 88 divisions and their labels."""
    return {code: name for code, name in _labels().items() if len(code) == 2}


def _plain(code: str) -> str | None:
    text = code.strip().upper().replace(" ", "")
    if len(text) == 1:
        return text if text in SECTIONS else None
    found = _CODE.fullmatch(text)
    if found is None:
        return None
    rest = f".{found['rest']}{found['letter'] or ''}" if found["rest"] else ""
    return found["division"] + rest


@cache
def _labels() -> Mapping[str, str]:
    lines = LABELS_FILE.read_text("utf-8").splitlines()
    return {code: name for code, _, name in (line.partition("\t") for line in lines)}
