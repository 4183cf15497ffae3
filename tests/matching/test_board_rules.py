from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.board_categories import FAMILIES, categories, categories_by_words
from bot.matching.board_item import BoardItem, may_meet
from bot.matching.board_reading import item_data, read_item, stored_item
from bot.matching.given_need import NeedFault

DAY = date(2026, 11, 25)
OFFER = {"kind": "offre", "category": "organiques", "text": "Drêches de brasserie", "commune": "46042"}
NEED = {"kind": "besoin", "category": "organiques", "text": "De quoi nourrir des porcs", "commune": "46102"}


def item(given: dict[str, object], key: str = "a", sector: str = "", company: str = "") -> BoardItem:
    known = frozenset({company}) if company else frozenset()
    return stored_item(item_data(read_item(given, DAY)), key, sector, known)


def test_every_category_belongs_to_a_family_and_its_examples_speak_of_it() -> None:
    for one in categories().values():
        assert one.family in FAMILIES
        for example in one.examples:
            assert one.key in categories_by_words(example), example


@pytest.mark.parametrize(
    ("offer", "need", "meet"),
    [
        ({}, {}, True),
        ({"reach_km": 30}, {}, False),
        ({"reach_km": 1000}, {"commune": "59350", "reach_km": 1000}, True),
        ({}, {"commune": "59350", "reach_km": 1000}, False),
        ({"last": "2026-12-31"}, {"first": "2027-01-01"}, False),
        ({"last": "2027-01-01"}, {"first": "2027-01-01"}, True),
        ({"sectors": ["A"]}, {}, True),
        ({"sectors": ["I"]}, {}, False),
        ({}, {"kind": "offre"}, False),
    ],
)
def test_kind_distance_dates_and_sectors_keep_apart(
    offer: dict[str, object], need: dict[str, object], meet: bool
) -> None:
    one, other = item({**OFFER, **offer}, sector="C"), item({**NEED, **need}, "b", sector="A")
    assert may_meet(one, other, DAY) is meet
    assert may_meet(other, one, DAY) is meet


def test_a_sector_that_is_not_known_is_not_one_that_is_refused() -> None:
    assert may_meet(item({**OFFER, "sectors": ["A"]}), item(NEED, "b", sector=""), DAY)


def test_a_company_is_never_proposed_to_itself() -> None:
    assert not may_meet(item(OFFER, company="x"), item(NEED, "b", company="x"), DAY)
    assert may_meet(item(OFFER, company="x"), item(NEED, "b", company="y"), DAY)


@given(st.integers(0, 400))
def test_what_is_over_meets_nothing(days: int) -> None:
    one = item({**OFFER, "last": "2026-12-31"})
    day = DAY + timedelta(days=days)
    assert may_meet(one, item(NEED, "b"), day) is (day <= date(2026, 12, 31))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": "troc"}, "kind"),
        ({"category": "licornes"}, "category"),
        ({"text": " "}, "text"),
        ({"commune": "Nulle-Part"}, "commune"),
        ({"last": "2026-11-24"}, "last"),
        ({"first": "2027-02-01", "last": "2027-01-01"}, "last"),
        ({"first": "demain"}, "first"),
        ({"reach_km": "loin"}, "reach_km"),
        ({"reach_km": float("nan")}, "reach_km"),
        ({"reach_km": -1}, "reach_km"),
        ({"partners": 6}, "partners"),
        ({"sectors": ["Z"]}, "sectors"),
    ],
)
def test_what_cannot_be_names_the_field_to_mend(changed: dict[str, object], field: str) -> None:
    with pytest.raises(NeedFault) as fault:
        read_item({**OFFER, **changed}, DAY)
    assert fault.value.field == field
