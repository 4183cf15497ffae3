"""The facts: what is known of a company, each with the words it came from and how it came."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from bot.companies.activities import label as naf_label
from bot.companies.company import Headcount
from bot.companies.counting import UNBOUNDED
from bot.companies.countries import country_label
from bot.companies.gazetteer import gazetteer
from bot.companies.messages import LABELS, MONTHS

Origin = Literal["said", "corrected", "directory", "prefilled"]
ORIGINS: tuple[str, ...] = get_args(Origin)
FIELDS = (
    "effectif",
    "code_naf",
    "commune",
    "departement",
    "region",
    "forme_juridique",
    "created",
    "siren",
    "siret",
    "country",
    "to_be_created",
)
"""The fields of a company that a fact may be about, in the order in which they are shown."""


@dataclass(frozen=True)
class Fact:
    """One thing known of a company.

    `words` are those it was read in, exactly as written, or empty; `detail` is what the value does not
    tell: the region of a country, the year or month of a date known no better.
    """

    value: Headcount | date | str | bool
    words: str = ""
    origin: Origin = "said"
    detail: str | None = None


def label_of(field: str, fact: Fact) -> str:
    """Give a fact as a person reads it on a chip.

    >>> label_of("effectif", Fact(Headcount(9, 9)))
    '9 salariés'
    >>> label_of("created", Fact(date(2019, 1, 1), detail="2019"))
    'Créée en 2019'
    >>> label_of("country", Fact("US", detail="Californie")), label_of("commune", Fact("46128"))
    ('États-Unis (Californie)', 'Gramat (46)')
    """
    value = fact.value
    if isinstance(value, Headcount):
        return _headcount_label(value)
    if isinstance(value, bool):
        return LABELS["to_be_created" if value else "exists"]
    if isinstance(value, date):
        return _date_label(value, fact.detail)
    return _text_label(field, value, fact.detail)


def value_to_json(field: str, fact: Fact) -> Any:
    """Give the value of a fact as JSON has it: a number, an interval, a date as precise as it is known."""
    value = fact.value
    if isinstance(value, Headcount):
        return value.least if value.least == value.most else {"least": value.least, "most": value.most}
    if isinstance(value, date):
        return fact.detail or value.isoformat()
    return value


def _headcount_label(value: Headcount) -> str:
    if value.most == 0:
        return LABELS["nobody"]
    if value.least == value.most:
        return LABELS["one"] if value.most == 1 else LABELS["exactly"].format(value.most)
    if value.most >= UNBOUNDED:
        return LABELS["at_least"].format(value.least)
    if value.least == 0:
        return LABELS["at_most"].format(value.most)
    return LABELS["between"].format(value.least, value.most)


def _date_label(value: date, detail: str | None) -> str:
    month = MONTHS[value.month - 1]
    if detail is None:
        day = "1er" if value.day == 1 else str(value.day)
        return LABELS["created_on"].format(f"{day} {month} {value.year}")
    return LABELS["created"].format(f"{month} {value.year}" if "-" in detail else value.year)


def _text_label(field: str, value: str, detail: str | None) -> str:
    tables = gazetteer() if field in ("commune", "departement", "region") else None
    if tables is not None:
        places = {"commune": tables.communes, "departement": tables.departements, "region": tables.regions}
        return str(places[field].get(value, value))
    if field == "code_naf":
        return f"{naf_label(value) or value} ({value})"
    if field == "country":
        name = country_label(value) or value
        return f"{name} ({detail})" if detail else name
    if field in ("siren", "siret"):
        parts = [value[:3], value[3:6], value[6:9], value[9:]]
        return LABELS[field].format(" ".join(part for part in parts if part))
    return value
