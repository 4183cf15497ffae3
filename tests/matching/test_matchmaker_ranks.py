from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programmes import DAY, FIGEAC, companies_with_less, make_programme, moment, programmes

from bot.companies.company import Company, Headcount
from bot.matching.catalogue import Adviser, Catalogue, Organisation, Programme
from bot.matching.facts import Facts
from bot.matching.matchmaker import Matchmaker, MatchResult, Relevance
from bot.matching.ranking import LIVE, fit_score, ranked
from bot.matching.rules import compile_catalogue

FOOD = Company(effectif=Headcount(20, 20), code_naf="10.71C", commune=FIGEAC, departement="46", country="JP")
LOT = Adviser("cci-lot", "CCI du Lot", "accueil", "cci-lot", ("DEP-46",), ("emploi",), generalist=True)
EXPORT = Adviser("cellule", "Cellule internationale", "export", "cci", ("REG-76",), ("export",))
CLUSTER = Organisation("cluster", "Cluster du bois", "cluster", "", ("DEP-46",), ("bois",), code_naf=("16",))


@dataclass
class Proposed:
    """Proposes what it is told to, whatever the need."""

    relevances: dict[str, float]
    needs: list[str] = field(default_factory=list)

    def propose(self, need: str) -> dict[str, float]:
        self.needs.append(need)
        return self.relevances


def matched(
    *programmes: Programme,
    relevances: dict[str, float] | None = None,
    company: Company = FOOD,
    relevance: Relevance | None = None,
    people: tuple[Adviser, ...] = (LOT, EXPORT),
    need: str | None = "exporter",
    **more: Any,
) -> MatchResult:
    found = relevances if relevances is not None else {one.key: 0.9 for one in programmes}
    catalogue = Catalogue(programmes, people, (CLUSTER,))
    matchmaker = Matchmaker(catalogue, Proposed(found), relevance)
    return matchmaker.match(company, need, **{"day": DAY, **more})


def keys(result: MatchResult) -> list[str]:
    return [match.entry.key for match in result.matches]


def test_what_is_more_relevant_comes_first() -> None:
    result = matched(
        make_programme("bois"), make_programme("export"), relevances={"bois": 0.3, "export": 0.9}
    )
    assert keys(result) == ["export", "bois"]


def test_what_is_past_comes_after_what_is_open_and_what_is_refused_last() -> None:
    past = make_programme("passe", date_cloture=moment(date(2022, 9, 30)))
    refused = make_programme("refuse", eligibilite_effectif_maximal=5)
    closed_to_us = make_programme(
        "ailleurs", date_cloture=moment(date(2022, 9, 30)), eligibilite_geographique=("DEP-75",)
    )
    relevances = {"passe": 1.0, "refuse": 1.0, "ailleurs": 0.9, "ouvert": 0.4}
    result = matched(past, refused, closed_to_us, make_programme("ouvert"), relevances=relevances)
    assert keys(result)[:2] == ["ouvert", "passe"]
    assert set(keys(result)[2:]) == {"refuse", "ailleurs"}
    scores = [match.score for match in result.matches]
    assert scores == sorted(scores, reverse=True)


def test_the_country_of_the_project_goes_before() -> None:
    japan = make_programme("japon", pays=("JP",))
    states = make_programme("etats-unis", pays=("US",))
    result = matched(japan, states, relevances={"japon": 0.7, "etats-unis": 0.95})
    assert keys(result) == ["japon", "etats-unis"]
    assert "Concerne le pays de votre projet : Japon." in result.matches[0].reasons


def test_a_priority_moves_the_rank_and_refuses_nobody() -> None:
    wood, food = make_programme("bois", ciblage_naf=("16",)), make_programme("faim", ciblage_naf=("10",))
    result = matched(wood, food)
    assert keys(result) == ["faim", "bois"]
    assert {match.verdict.outcome.value for match in result.matches} == {"eligible"}


def test_what_is_hardly_relevant_is_not_shown() -> None:
    programmes = [make_programme(key) for key in ("bon", "moyen", "loin")]
    relevances = {"bon": 0.9, "moyen": 0.5, "loin": 0.1}
    assert keys(matched(*programmes, relevances=relevances, relevance=Relevance(0.2, 0.0))) == [
        "bon",
        "moyen",
    ]
    assert keys(matched(*programmes, relevances=relevances, relevance=Relevance(0.2, 0.8))) == ["bon"]
    assert keys(matched(*programmes, relevances=relevances, relevance=Relevance(0.95, 0.0))) == []


def test_the_specialist_that_a_programme_names_is_shown_with_it_and_the_generalist_is_its_contact() -> None:
    export = make_programme("japon", contacts=("cellule",))
    labour = make_programme("emploi", contacts=("cci-lot",))
    result = matched(export, labour, relevance=Relevance(link=0.9))
    assert "cellule" in keys(result)
    assert "cci-lot" not in keys(result)
    contacts = {match.entry.key: match.contact.key for match in result.matches if match.contact}
    assert contacts == {"japon": "cellule", "emploi": "cci-lot", "cellule": "cellule"}


def test_a_contact_who_is_away_is_not_given() -> None:
    away = Adviser(
        "cellule", "Cellule", "export", "cci", ("REG-76",), ("export",), absent=((DAY, DAY),), status="known"
    )
    result = matched(make_programme("japon", contacts=("cellule",)), people=(LOT, away))
    assert result.matches[0].contact == LOT


def test_with_nobody_to_turn_to_a_person_of_the_chamber_reads_the_request() -> None:
    result = matched(make_programme("japon"), people=())
    assert result.matches[0].contact is None
    assert result.route.to_tray
    assert "un conseiller de la chambre" in result.matches[0].next_step


def test_somebody_elses_adviser_is_not_shown() -> None:
    paris = Company(departement="75")
    result = matched(relevances={"cci-lot": 0.9, "cluster": 0.9}, company=paris)
    assert keys(result) == []


def test_without_a_need_the_whole_catalogue_is_judged() -> None:
    programmes = [make_programme("a"), make_programme("b", eligibilite_effectif_maximal=5)]
    proposed = Proposed({})
    matchmaker = Matchmaker(Catalogue(tuple(programmes), (LOT,)), proposed)
    result = matchmaker.match(FOOD, None, day=DAY)
    assert keys(result) == ["cci-lot", "a", "b"]
    assert proposed.needs == []
    assert keys(matchmaker.match(FOOD, None, ("adviser",), day=DAY)) == ["cci-lot"]


def test_a_proposal_that_is_no_longer_in_the_catalogue_is_passed_over() -> None:
    assert keys(matched(make_programme("a"), relevances={"a": 0.5, "parti": 0.9})) == ["a"]


def test_the_question_is_the_one_that_separates_most() -> None:
    large = [make_programme(f"grand-{n}", eligibilite_effectif_minimal=50) for n in range(3)]
    small = [make_programme(f"petit-{n}", eligibilite_effectif_maximal=49) for n in range(3)]
    young = make_programme("vieux", eligibilite_annees_existence_minimal=3)
    result = matched(*large, *small, young, company=Company(commune=FIGEAC, departement="46"))
    assert result.question is not None
    assert result.question.fact == "effectif"
    again = matched(
        *large, *small, young, company=Company(commune=FIGEAC, departement="46"), asked=("effectif",)
    )
    assert again.question is not None
    assert again.question.fact == "created"


def test_no_question_is_asked_when_nothing_is_missing_nor_after_three() -> None:
    assert matched(make_programme("a", eligibilite_effectif_minimal=5)).question is None
    asked = ("effectif", "created", "forme_juridique")
    result = matched(
        make_programme("a", eligibilite_geographique=("DEP-46",)), company=Company(), asked=asked
    )
    assert result.question is None


@pytest.mark.parametrize(
    ("fields", "company"),
    [
        ({"eligibilite_geographique": ("DEP-46",)}, Company()),
        ({"eligibilite_effectif_minimal": 10}, FOOD.__class__(commune=FIGEAC)),
        ({"eligibilite_forme_juridique": ("SARL",)}, FOOD),
    ],
)
def test_an_answer_to_the_question_decides(fields: dict[str, Any], company: Company) -> None:
    result = matched(make_programme("a", **fields), company=company)
    assert result.matches[0].verdict.outcome.value == "unknown"
    assert result.question is not None


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.floats(0, 1)), st.integers(1, 4))
def test_matches_are_few_sorted_and_the_same_every_time(relevances: dict[str, float], limit: int) -> None:
    programmes = [make_programme(key) for key in "abcd"]
    first = matched(*programmes, relevances=relevances, limit=limit)
    again = matched(*reversed(programmes), relevances=relevances, limit=limit)
    assert len(first.matches) == min(limit, len(relevances))
    assert keys(first) == keys(again)
    assert all(0 <= match.score <= 1 for match in first.matches)


@given(st.lists(programmes, max_size=12), companies_with_less(), st.integers(1, 12))
def test_what_cannot_be_among_the_first_is_left_out_and_changes_nothing(
    drawn: list[Programme], companies: tuple[Company, Company], limit: int
) -> None:
    named = tuple(replace(one, key=f"aide-{number}") for number, one in enumerate(drawn))
    facts = Facts.of(companies[0], DAY)
    judged = [(entry, entry.outcome(facts)) for entry in compile_catalogue(Catalogue(named))]
    whole = sorted(
        ((fit_score(entry, facts, outcome, None), entry.key) for entry, outcome in judged),
        key=lambda one: (-one[0], one[1]),
    )
    first = [(score, entry.key) for score, entry, _ in ranked(judged, facts, None, limit)]
    assert first == whole[: len(first)]
    assert len(first) >= min(limit, len(whole))
    assert {entry.key for entry, outcome in judged if outcome in LIVE} <= {key for _, key in first}
