"""Programmes and companies for the tests: plain ones, and strategies that draw any of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.companies.company import Company, Headcount
from bot.matching.catalogue import Programme

DAY = date(2026, 11, 23)
FIGEAC = "46102"
_STAMP = datetime(2026, 1, 1, tzinfo=UTC)


def make_programme(key: str = "aide", **fields: Any) -> Programme:
    """Give a programme that asks nothing but what `fields` say."""
    plain: dict[str, Any] = {
        "id": key,
        "key": key,
        "titre": key,
        "description": "",
        "eligibilite": "",
        "types_aides": (),
        "porteurs": (),
        "cibles": ("professionnels",),
        "eligibilite_geographique": (),
        "date_mise_a_jour": _STAMP,
        "ciblage_secteur_activite": (),
    }
    return Programme(**{**plain, **fields})


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


_CODES = ("PAYS-99100", "REG-76", "DEP-46", "DEP-12", "DEP-2A", "COM-46102", "COM-46042", "EPCI-200067361")
_FORMS = ("EI", "Microentrepreneur", "EURL", "SARL", "SAS", "SASU", "association", "GAEC")
_ACTIVITIES = ("A", "C", "10", "10.7", "10.71C", "47.2", "62")


def several(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


days = st.dates(DAY - timedelta(days=400), DAY + timedelta(days=400))
programmes = st.builds(
    make_programme,
    cibles=several(("professionnels", "associations", "particuliers")),
    eligibilite=st.sampled_from(("", "Avoir un projet.", "non précisée par la source")),
    eligibilite_geographique=several(_CODES),
    eligibilite_geographique_exclusions=several(_CODES[2:]),
    eligibilite_effectif_minimal=st.none() | st.integers(0, 300),
    eligibilite_effectif_maximal=st.none() | st.integers(0, 300),
    eligibilite_categorie_taille_entreprise=several(("MIC", "PME", "ETI", "GE")),
    eligibilite_annees_existence_minimal=st.none() | st.integers(0, 5),
    eligibilite_forme_juridique=several(_FORMS),
    eligibilite_forme_juridique_exclusions=several(_FORMS),
    ciblage_secteur_activite=several(("agriculture", "industrie", "tous secteurs", "poésie")),
    ciblage_naf=several(_ACTIVITIES),
    ciblage_naf_exclusions=several(_ACTIVITIES),
    date_ouverture=st.none() | days.map(moment),
    date_cloture=st.none() | days.map(moment),
    suspended=st.booleans(),
    status=st.sampled_from(("known", "uncertain")),
    pays=several(("JP", "US")),
)

whole_companies = st.builds(
    Company,
    siren=st.just("732829320"),
    # Most about as many as programmes ask for: that is where a rounded count may decide wrongly.
    effectif=(st.integers(0, 330) | st.integers(0, 6000)).map(lambda count: Headcount(count, count)),
    code_naf=st.sampled_from(("10.71C", "47.21Z", "62.01Z", "01.13Z")),
    commune=st.sampled_from((FIGEAC, "46042", "12202", "2A004", "75101")),
    forme_juridique=st.sampled_from(_FORMS),
    created=st.dates(date(2015, 1, 1), DAY),
    country=st.sampled_from(("JP", "US", "DE")),
)
_FACTS = (
    "siren",
    "effectif",
    "code_naf",
    "commune",
    "departement",
    "region",
    "forme_juridique",
    "created",
    "country",
)


@st.composite
def companies_with_less(draw: st.DrawFn) -> tuple[Company, Company]:
    """Draw a company of which something is known, and the same of which less, or vaguer, is known."""
    whole = draw(whole_companies)
    departement = whole.commune[:2] if whole.commune else ""
    region = {"46": "76", "12": "76", "2A": "94", "75": "11"}[departement]
    more = _with_less(draw, replace(whole, departement=departement, region=region))
    return more, _with_less(draw, more)


def _with_less(draw: st.DrawFn, company: Company) -> Company:
    changes: dict[str, Any] = {}
    for fact in _FACTS:
        value = getattr(company, fact)
        if value is None or draw(st.booleans()):
            continue
        changes[fact] = None
        if isinstance(value, Headcount) and draw(st.booleans()):
            changes[fact] = Headcount(max(0, value.least - draw(st.integers(0, 300))), value.most + 20)
        elif fact == "code_naf" and draw(st.booleans()):
            changes[fact] = value[: draw(st.sampled_from((2, 5)))].removesuffix(".")
    return replace(company, **changes)
