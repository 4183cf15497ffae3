from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from programmes import DAY, FIGEAC

from bot.companies.company import Company
from bot.matching.catalogue import Adviser
from bot.matching.routing import Hole, Route, Router

COMPANY = Company(commune=FIGEAC, departement="46", region="76")


def person(key: str, *territories: str, subjects: tuple[str, ...] = (), **more: Any) -> Adviser:
    given: dict[str, Any] = {"status": "known", **more}
    return Adviser(key, key, "conseil", "cci", territories, subjects, **given)


LOT = person("lot", "DEP-46", generalist=True)
AVEYRON = person("aveyron", "DEP-12", generalist=True)
EXPORT = person("export", "REG-76", subjects=("export", "international"))
JEANNE = person("jeanne", "DEP-46", subjects=("export",))


def routed(
    *people: Adviser, subject: str = "exporter au Japon", company: Company = COMPANY, **loads: int
) -> Route:
    return Router(people, lambda: loads).route(company, subject, DAY)


def keys(route: Route) -> list[str]:
    return [one.key for one in route.chain]


def test_the_local_generalist_receives_and_the_regional_specialist_stands_behind() -> None:
    assert keys(routed(EXPORT, AVEYRON, LOT)) == ["lot", "export"]


def test_the_local_specialist_stands_between_them() -> None:
    assert keys(routed(EXPORT, JEANNE, LOT)) == ["lot", "jeanne", "export"]


def test_a_specialist_of_something_else_is_left_in_peace() -> None:
    assert keys(routed(EXPORT, LOT, subject="recruter un boulanger")) == ["lot"]


def test_the_nearest_goes_before_the_farthest() -> None:
    whole = person("france", "PAYS-99100", subjects=("export",))
    town = person("figeac", f"COM-{FIGEAC}", generalist=True)
    assert keys(routed(whole, EXPORT, LOT, town)) == ["figeac", "lot", "export", "france"]


def test_who_is_away_is_passed_over_and_comes_back() -> None:
    away = replace(LOT, absent=((date(2026, 11, 20), date(2026, 11, 30)),))
    assert keys(routed(away, EXPORT)) == ["export"]
    assert keys(Router([away]).route(COMPANY, "export", date(2026, 12, 1))) == ["lot"]


def test_who_has_too_much_to_do_is_asked_last() -> None:
    busy = replace(LOT, most_requests=3)
    twin = replace(LOT, key="twin")
    assert keys(routed(busy, twin, EXPORT, lot=3)) == ["twin", "export", "lot"]
    assert keys(routed(busy, twin, lot=2)) == ["twin", "lot"]


def test_with_nobody_the_request_goes_to_the_shared_tray_and_is_a_hole() -> None:
    route = routed(AVEYRON, EXPORT, company=Company(departement="75", region="11"), subject="export")
    assert route.to_tray
    assert route.hole == Hole("export", "75", "2026-11")


def test_a_hole_keeps_nothing_of_what_was_written() -> None:
    route = routed(AVEYRON, subject="Jeanne Delmas cherche un potier", company=Company(departement="75"))
    assert route.hole == Hole("autre", "75", "2026-11")


def test_without_an_address_there_is_nobody_yet_and_no_hole() -> None:
    route = routed(LOT, EXPORT, company=Company())
    assert route.to_tray
    assert route.hole is None


@given(st.permutations([LOT, AVEYRON, EXPORT, JEANNE]))
def test_the_order_of_the_catalogue_does_not_matter(people: list[Adviser]) -> None:
    assert keys(routed(*people)) == ["lot", "jeanne", "export"]
