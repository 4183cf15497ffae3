"""The listing: one company as the public directory shows it, turned into ours."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from bot.companies.activities import checked_naf
from bot.companies.company import Company, Headcount
from bot.companies.counting import UNBOUNDED
from bot.companies.facts import FIELDS, Fact
from bot.companies.geography import commune
from bot.companies.legal_forms import checked_siren, checked_siret, legal_form
from bot.errors import InvalidInput

# « Tranches d'effectif salarié » of INSEE's register; « NN » (no employee declared) is unknown.
_BANDS: Mapping[str, tuple[int, int]] = {
    "00": (0, 0), "01": (1, 2), "02": (3, 5), "03": (6, 9), "11": (10, 19), "12": (20, 49), "21": (50, 99),
    "22": (100, 199), "31": (200, 249), "32": (250, 499), "41": (500, 999), "42": (1000, 1999),
    "51": (2000, 4999), "52": (5000, 9999), "53": (10_000, UNBOUNDED),
}  # fmt: skip
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Listing:
    """A company of the directory. What it lacks, hides or misspells is None in `company`."""

    siren: str
    name: str
    town: str
    is_open: bool
    company: Company

    def facts(self) -> Mapping[str, Fact]:
        """Give what it says of the company, as facts of the directory."""
        values = {one.name: getattr(self.company, one.name) for one in fields(self.company)}
        return {
            name: Fact(values[name], words=self.name, origin="directory")
            for name in FIELDS
            if values.get(name) is not None
        }


def read_listings(answer: Any) -> list[Listing] | None:
    """Give the companies of an answer of the directory; None when it has not the shape of one."""
    results = answer.get("results") if isinstance(answer, dict) else None
    if not isinstance(results, list):
        return None
    read = [_listing(one) for one in results]
    found = [one for one in read if one]
    return None if results and not found else found


def _listing(raw: Any) -> Listing | None:
    if not isinstance(raw, dict):
        return None
    siren = _valid(checked_siren, raw.get("siren"))
    if siren is None:
        return None
    seat = raw["siege"] if isinstance(raw.get("siege"), dict) else {}
    town = commune(_text(seat.get("commune")) or "")
    company = Company(
        siren=siren,
        siret=_valid(checked_siret, seat.get("siret")),
        effectif=_headcount(raw.get("tranche_effectif_salarie")),
        code_naf=_valid(checked_naf, raw.get("activite_principale")),
        commune=town.code if town else None,
        forme_juridique=legal_form(_text(raw.get("nature_juridique")) or ""),
        created=_day(raw.get("date_creation")),
    )
    name = _text(raw.get("nom_complet")) or _text(raw.get("nom_raison_sociale")) or siren
    label = str(town) if town else (_text(seat.get("libelle_commune")) or "")
    return Listing(siren, name[:_LONGEST_NAME], label, raw.get("etat_administratif") != "C", company)


def _text(raw: Any) -> str | None:
    """Give a text; what the company asked not to be shown is none."""
    if not isinstance(raw, str) or "NON-DIFFUSIBLE" in raw.upper():
        return None
    return raw.strip() or None


def _valid(check: Callable[[str], str], raw: Any) -> str | None:
    text = _text(raw)
    try:
        return check(text) if text else None
    except InvalidInput:
        return None


def _headcount(raw: Any) -> Headcount | None:
    band = _BANDS.get(_text(raw) or "")
    return Headcount(*band) if band else None


def _day(raw: Any) -> date | None:
    text = _text(raw)
    if not text or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
