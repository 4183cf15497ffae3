"""The legal forms and the numbers of companies: how they are said, and whether they can be right."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from stdnum.exceptions import ValidationError
from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret

from bot.companies.messages import INVALID
from bot.companies.wording import Wording, wording
from bot.errors import InvalidInput

MICRO = "micro-entreprise"

# Each form as it is labelled, and how it is said in a folded text.
_SAID: Mapping[str, str] = {
    MICRO: r"micro-? ?(?:entreprises?|entrepreneu(?:r|se)s?)|auto-? ?(?:entreprises?|entrepreneu(?:r|se)s?)|"
    r"regime micro|en micro(?=\b(?! ?-))",
    "EI": r"entreprises? individuelles?|entrepreneure? individuel(?:le)?|en nom propre|eirl",
    "EURL": r"eurl|e\.u\.r\.l\.?|entreprise unipersonnelle a responsabilite limitee",
    "SARL": r"sarl|s\.a\.r\.l\.?|societe a responsabilite limitee",
    "SASU": r"sasu|s\.a\.s\.u\.?|societe par actions simplifiee unipersonnelle",
    "SAS": r"sas|s\.a\.s\.?|societe par actions simplifiee",
    "SA": r"societe anonyme",
    "SNC": r"snc|societe en nom collectif",
    "SCI": r"sci|societe civile immobiliere",
    "SCOP": r"scop|societe cooperative (?:ouvriere de production|et participative)",
    "SCIC": r"scic|societe cooperative d'interet collectif",
    "SICA": r"sica",
    "GAEC": r"gaec|groupement agricole d'exploitation en commun",
    "EARL": r"earl|exploitation agricole a responsabilite limitee",
    "SCEA": r"scea|societe civile d'exploitation agricole",
    "CUMA": r"cuma",
    "GIE": r"groupement d'interet economique",
    "coopérative": r"(?:societe )?cooperatives?(?: agricole)?",
    "association": r"association(?: loi (?:de )?1901| declaree)?|asso",
    "fondation": r"fondation",
}
_CAPITALS = {"SA", "EI", "GIE"}
"""Too short or too ordinary to be read in small letters."""
_COMMON_NOUNS = {"coopérative", "association", "fondation"}
# Categories of INSEE (September 2022): the longest code that begins the one given wins.
_CATEGORIES: Mapping[str, str] = {
    "1": "EI", "5202": "SNC", "5203": "SNC", "5410": "SARL", "5415": "SARL", "5422": "SARL", "5426": "SARL",
    "5430": "SARL", "5431": "SARL", "5432": "SARL", "5442": "SARL", "5443": "SCOP", "5451": "coopérative",
    "5453": "coopérative", "5454": "coopérative", "5455": "coopérative", "5458": "SCOP", "5459": "SARL",
    "5460": "coopérative", "5485": "SARL", "5498": "EURL", "5499": "SARL", "55": "SA", "5543": "SCOP", "5558": "SCOP", "56": "SA",
    "5643": "SCOP", "5658": "SCOP", "5710": "SAS", "5720": "SASU", "5785": "SAS", "62": "GIE", "6316": "CUMA",
    "6317": "coopérative", "6318": "coopérative", "6532": "SICA", "6533": "GAEC", "6540": "SCI", "6597": "SCEA",
    "6598": "EARL", "92": "association", "93": "fondation",
}  # fmt: skip


@dataclass(frozen=True)
class FormMention:
    """A legal form named in a text, from `start` to `end` of its folded form.

    `is_common_noun` when the word often means something else than the speaker's own form.
    """

    form: str
    start: int
    end: int
    is_common_noun: bool


def find_legal_forms(said: Wording) -> list[FormMention]:
    """Give the legal forms that a text names, in its order.

    >>> [one.form for one in find_legal_forms(wording("de micro-entreprise à SASU, pas à sa guise"))]
    ['micro-entreprise', 'SASU']
    """
    found = []
    for form, pattern in _SAID.items():
        for match in re.finditer(rf"(?<![\w'-])(?:{pattern})(?![\w-])", said.folded):
            if form != "SAS" or _is_name_of_form(said, match.start()):
                found.append(FormMention(form, match.start(), match.end(), form in _COMMON_NOUNS))
    for form in _CAPITALS:
        for match in re.finditer(rf"(?<![\w'-]){form.lower()}(?![\w'-])", said.folded):
            if said.words(match.start(), match.end()) == form:
                found.append(FormMention(form, match.start(), match.end(), False))
    return _widest(found)


def legal_form(text: str) -> str | None:
    """Give the form that a text, or a category code of INSEE, names; None if it names none.

    >>> legal_form("auto-entrepreneur"), legal_form("5710"), legal_form("sarl"), legal_form("SA")
    ('micro-entreprise', 'SAS', 'SARL', 'SA')
    """
    plain = text.strip()
    if plain.isdigit():
        return next((_CATEGORIES[plain[:n]] for n in (4, 2, 1) if plain[:n] in _CATEGORIES), None)
    if plain.upper() in _CAPITALS or plain.upper() in _SAID:
        return plain.upper()
    mentions = find_legal_forms(wording(plain))
    return mentions[0].form if mentions else None


def checked_siren(text: str) -> str:
    """Give the nine digits of a SIREN; InvalidInput if it cannot be one.

    >>> checked_siren("732 829 320")
    '732829320'
    """
    try:
        return stdnum_siren.validate(_digits(text))
    except ValidationError as fault:
        raise InvalidInput(INVALID["siren"].format(text.strip())) from fault


def checked_siret(text: str) -> str:
    """Give the fourteen digits of a SIRET, La Poste's own rule included; InvalidInput if it cannot be one.

    >>> checked_siret("732 829 320 00074"), checked_siret("356 000 000 49837")
    ('73282932000074', '35600000049837')
    """
    try:
        return stdnum_siret.validate(_digits(text))
    except ValidationError as fault:
        raise InvalidInput(INVALID["siret"].format(text.strip())) from fault


def _digits(text: str) -> str:
    return re.sub(r"[\s.\-]", "", text)


def _is_name_of_form(said: Wording, start: int) -> bool:
    return said.is_capital(start) or said.folded[:start].rstrip().endswith(
        ("en", "une", "notre", "ma", "la", "est")
    )


def _widest(found: list[FormMention]) -> list[FormMention]:
    """Keep of overlapping mentions the widest: « micro-entrepreneur individuel » is not an EI besides."""
    kept: list[FormMention] = []
    for mention in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda one: one.start)
