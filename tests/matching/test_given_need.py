from datetime import date
from typing import Any

import pytest
from hypothesis import given
from needs_drawn import drawn_need

from bot.matching.given_need import NeedFault, need_data, read_need
from bot.matching.group_calendar import EVEN_WEEKS, WHOLE_YEAR, weeks_of_months
from bot.matching.group_need import GroupNeed

FIGEAC: dict[str, Any] = {"function": "comptable", "hours": 14, "commune": "Figeac", "start": "2027-01-04"}


def test_a_need_has_defaults_for_what_is_left_out() -> None:
    need = read_need(FIGEAC, "a")
    assert (need.half_days, need.days, need.weeks, need.remote) == (4, (0, 1, 2, 3, 4), WHOLE_YEAR, 0)
    assert need.idcc is None


def test_days_months_and_numbers_are_read_as_people_write_them() -> None:
    need = read_need(
        {
            "function": "Cuisinière",
            "days_a_week": "2,5",
            "days": "Vendredi, samedi et dimanche".replace(" et ", ", "),
            "months": ["juin", 7, "Août"],
            "commune": "46102",
            "start": date(2027, 6, 1),
            "remote": "0 %",
            "idcc": 843,
        },
        "b",
    )
    assert (need.hours, need.half_days, need.days) == (17.5, 5, (4, 5, 6))
    assert need.weeks == weeks_of_months((6, 7, 8))
    assert need.idcc == "0843"


def test_every_other_week_is_a_season_too() -> None:
    assert read_need({**FIGEAC, "weeks": "paires"}, "a").weeks == EVEN_WEEKS


@given(drawn_need("n"))
def test_what_is_written_is_read_again(need: GroupNeed) -> None:
    assert read_need(need_data(need), "n") == need


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"function": " "}, "function"),
        ({"hours": None}, "hours"),
        ({"hours": "beaucoup"}, "hours"),
        ({"hours": float("inf")}, "hours"),
        ({"hours": 0}, "hours"),
        ({"hours": 45}, "hours"),
        ({"hours": 30, "days_a_week": 2}, "hours"),
        ({"days_a_week": 0.3}, "days_a_week"),
        ({"days_a_week": 7}, "days_a_week"),
        ({"days": "lundi"}, "days"),
        ({"days": "lundredi"}, "days"),
        ({"days": [0]}, "days"),
        ({"months": [13]}, "months"),
        ({"weeks": "souvent"}, "weeks"),
        ({"commune": "Nulle-Part-sur-Mer"}, "commune"),
        ({"commune": "Lot"}, "commune"),
        ({"commune": "Saint-Denis"}, "commune"),
        ({"remote": 101}, "remote"),
        ({"start": "demain"}, "start"),
        ({"start": None}, "start"),
        ({"idcc": "12345"}, "idcc"),
    ],
)
def test_what_cannot_be_used_is_refused_by_its_field(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(NeedFault) as caught:
        read_need({**FIGEAC, **changed}, "a")
    assert caught.value.field == field
    assert "«" in caught.value.user_message
