"""The criteria, one by one: what is met, refused, unknown, and left to a person."""

from datetime import date
from typing import Any

import pytest
from programmes import DAY, FIGEAC, make_programme, moment

from bot.companies.company import Company, Headcount
from bot.matching.catalogue import Adviser, Evidence
from bot.matching.facts import Facts
from bot.matching.rules import compile_entry
from bot.matching.verdict import Criterion, Outcome

FIGEAC_FOOD = Company(
    effectif=Headcount(20, 20),
    code_naf="10.71C",
    commune=FIGEAC,
    forme_juridique="SARL",
    created=date(2015, 5, 4),
)


def judged(company: Company, name: str, day: date = DAY, **fields: Any) -> Criterion:
    verdict = compile_entry(make_programme(**fields)).verdict(Facts.of(company, day))
    return next(one for one in verdict.criteria + verdict.priorities if one.name == name)


def outcome(company: Company, day: date = DAY, **fields: Any) -> str:
    return compile_entry(make_programme(**fields)).outcome(Facts.of(company, day)).value


@pytest.mark.parametrize(
    ("count", "state"),
    [((20, 20), "met"), ((10, 19), "met"), ((9, 9), "failed"), ((6, 9), "failed"), ((6, 19), "unknown")],
)
def test_a_range_of_people_that_overlaps_the_bound_is_unknown(count: tuple[int, int], state: str) -> None:
    company = Company(effectif=Headcount(*count))
    found = judged(company, "eligibilite_effectif_minimal", eligibilite_effectif_minimal=10)
    assert found.state == state


def test_a_refusal_says_what_would_change_it() -> None:
    found = judged(
        Company(effectif=Headcount(4, 4)), "eligibilite_effectif_minimal", eligibilite_effectif_minimal=10
    )
    assert found.text == "Au moins 10 personnes : vous en avez 4."
    assert found.change == "Ce serait possible à partir de 10 personnes."


@pytest.mark.parametrize(
    ("sizes", "count", "state"),
    [
        (("PME",), (300, 300), "failed"),
        (("PME",), (20, 20), "to_check"),
        (("PME",), (200, 300), "unknown"),
        (("PME",), None, "unknown"),
        (("MIC",), (10, 19), "failed"),
        (("PME",), (3, 5), "to_check"),
        (("GE",), (5000, 9000), "met"),
        (("ETI",), (5000, 9000), "failed"),
        (("MIC", "PME", "ETI", "GE"), None, "met"),
    ],
)
def test_people_alone_refuse_a_size_but_do_not_prove_it(
    sizes: tuple[str, ...], count: tuple[int, int] | None, state: str
) -> None:
    company = Company(effectif=Headcount(*count) if count else None)
    name = "eligibilite_categorie_taille_entreprise"
    assert judged(company, name, eligibilite_categorie_taille_entreprise=sizes).state == state


def test_the_age_is_counted_in_full_years_on_the_day() -> None:
    company = Company(created=date(2024, 11, 24))
    name = "eligibilite_annees_existence_minimal"
    young = judged(company, name, eligibilite_annees_existence_minimal=2)
    assert (young.state, young.change) == ("failed", "Ce serait possible à partir du 24 novembre 2026.")
    assert judged(company, name, date(2026, 11, 24), eligibilite_annees_existence_minimal=2).state == "met"
    to_be = Company(to_be_created=True)
    assert judged(to_be, name, eligibilite_annees_existence_minimal=2).state == "failed"


@pytest.mark.parametrize(
    ("company", "codes", "exclusions", "state"),
    [
        (Company(commune=FIGEAC), ("DEP-46",), (), "met"),
        (Company(commune=FIGEAC), ("REG-76",), (), "met"),
        (Company(commune=FIGEAC), ("PAYS-99100",), (), "met"),
        (Company(commune=FIGEAC), ("COM-46042",), (), "failed"),
        (Company(departement="46"), ("COM-46042",), (), "unknown"),
        (Company(region="76"), ("DEP-46",), (), "unknown"),
        (Company(region="11"), ("DEP-46",), (), "failed"),
        (Company(region="94"), ("DEP-2A", "DEP-2B"), (), "met"),
        (Company(commune="97411"), ("PAYS-99100",), ("DEP-974",), "failed"),
        (Company(departement="46"), ("REG-76",), (f"COM-{FIGEAC}",), "unknown"),
        (Company(commune="46042"), ("REG-76",), (f"COM-{FIGEAC}",), "met"),
        (Company(commune=FIGEAC), ("REG-76",), (f"COM-{FIGEAC}",), "failed"),
        (Company(commune=FIGEAC), ("EPCI-200067361",), (), "to_check"),
        (Company(), ("EPCI-200067361",), (), "unknown"),
        (Company(), ("PAYS-99100",), (), "unknown"),
        (Company(siren="732829320"), ("PAYS-99100",), (), "met"),
    ],
)
def test_the_territory_is_judged_as_far_as_the_address_goes(
    company: Company, codes: tuple[str, ...], exclusions: tuple[str, ...], state: str
) -> None:
    found = judged(
        company,
        "eligibilite_geographique",
        eligibilite_geographique=codes,
        eligibilite_geographique_exclusions=exclusions,
    )
    assert found.state == state


@pytest.mark.parametrize(
    ("form", "admitted", "excluded"),
    [
        ("SARL", "met", "met"),
        ("auto-entrepreneur", "failed", "failed"),
        ("EI", "failed", "unknown"),
        ("EURL", "to_check", "met"),
        ("association", "failed", "met"),
        (None, "unknown", "unknown"),
        ("société", "unknown", "unknown"),
    ],
)
def test_a_legal_form_is_admitted_excluded_or_not_known_enough(
    form: str | None, admitted: str, excluded: str
) -> None:
    company = Company(forme_juridique=form)
    fields: dict[str, Any] = {
        "eligibilite_forme_juridique": ("SARL", "SAS"),
        "eligibilite_forme_juridique_exclusions": ("Microentrepreneur",),
    }
    assert judged(company, "eligibilite_forme_juridique", **fields).state == admitted
    assert judged(company, "eligibilite_forme_juridique_exclusions", **fields).state == excluded


def test_a_condition_in_free_words_is_quoted_for_a_person_to_check() -> None:
    found = judged(FIGEAC_FOOD, "eligibilite", eligibilite="Avoir un projet à l'export.")
    assert (found.state, found.text) == (
        "to_check",
        "À vérifier avec une personne : « Avoir un projet à l'export. »",
    )
    assert outcome(FIGEAC_FOOD, eligibilite="Avoir un projet à l'export.") == "probable"


def test_what_is_aimed_at_lowers_no_verdict() -> None:
    fields: dict[str, Any] = {"ciblage_naf": ("62",), "ciblage_naf_exclusions": ("10",), "pays": ("US",)}
    assert judged(FIGEAC_FOOD, "ciblage_naf", **fields).state == "failed"
    assert judged(FIGEAC_FOOD, "ciblage_naf_exclusions", **fields).state == "failed"
    assert outcome(FIGEAC_FOOD, **fields) == "eligible"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "eligible"),
        ({"status": "uncertain"}, "probable"),
        ({"suspended": True}, "suspended"),
        ({"date_cloture": moment(date(2026, 11, 22))}, "past"),
        ({"date_cloture": moment(DAY)}, "eligible"),
        ({"date_ouverture": moment(date(2026, 11, 24))}, "upcoming"),
        ({"date_cloture": moment(date(2022, 9, 30)), "status": "uncertain"}, "past"),
        ({"suspended": True, "eligibilite_effectif_maximal": 10}, "ineligible"),
        ({"eligibilite_annees_existence_minimal": 3, "eligibilite_effectif_minimal": 50}, "ineligible"),
        ({"cibles": ("particuliers",)}, "ineligible"),
        ({"cibles": ("professionnels", "particuliers")}, "eligible"),
    ],
)
def test_the_outcome_follows_the_conditions_and_the_calendar(fields: dict[str, Any], expected: str) -> None:
    assert outcome(FIGEAC_FOOD, **fields) == expected


def test_a_criterion_gives_the_words_of_its_source() -> None:
    quote = Evidence("mission-californie", "ouverte à toute l'Occitanie")
    found = judged(
        FIGEAC_FOOD,
        "eligibilite_geographique",
        eligibilite_geographique=("REG-76",),
        criteria_evidence={"eligibilite_geographique": quote},
    )
    assert found.source == quote.quote


def test_what_comes_back_says_so_once_it_is_over() -> None:
    found = judged(
        FIGEAC_FOOD, "date_cloture", date_cloture=moment(date(2022, 9, 30)), recurrence="chaque année"
    )
    assert found.text == "Clos depuis le 30 septembre 2022."
    assert found.change == "Il revient chaque année : demandez la prochaine date."


def test_an_adviser_who_is_away_is_suspended_for_the_time() -> None:
    away = Adviser(
        "jeanne",
        "Jeanne Delmas",
        "conseillère",
        "cci-lot",
        ("DEP-46",),
        (),
        absent=((date(2026, 11, 20), date(2026, 11, 30)),),
        status="known",
    )
    entry = compile_entry(away)
    assert entry.outcome(Facts.of(FIGEAC_FOOD, DAY)) is Outcome.SUSPENDED
    assert entry.outcome(Facts.of(FIGEAC_FOOD, date(2026, 12, 1))) is Outcome.ELIGIBLE
