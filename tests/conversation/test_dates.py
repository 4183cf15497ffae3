"""Dates in sentences are read as a French reader reads them, the publication date in mind."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.dates import MONTHS, announced, last_day, periods, spoken, with_de, years_since
from bot.documents.model import Published

OCTOBER_2022 = Published(date(2022, 10, 1), "month")
YEAR_2022 = Published(date(2022, 1, 1), "year")


def labels(sentence: str, published: Published | None = None) -> list[str]:
    return [period.label for period in periods(sentence, published)]


@pytest.mark.parametrize(
    ("sentence", "label", "last"),
    [
        ("Le fournil rouvre en mars 2023.", "mars 2023", date(2023, 3, 31)),
        ("Le forum se tient le 4 février 2024.", "4 février 2024", date(2024, 2, 4)),
        ("Clôture le 1er décembre 2022.", "1 décembre 2022", date(2022, 12, 1)),
        ("Réponse avant le 15/09/2023.", "15 septembre 2023", date(2023, 9, 15)),
        ("La fibre pour tous à l'horizon 2025.", "2025", date(2025, 12, 31)),
        ("AOÛT 2021 : ouverture.", "août 2021", date(2021, 8, 31)),
        ("Le salon de février 2024 affiche complet.", "février 2024", date(2024, 2, 29)),
    ],
)
def test_a_period_is_read_with_its_last_day(sentence: str, label: str, last: date) -> None:
    assert [(period.label, period.last) for period in periods(sentence)] == [(label, last)]


def test_periods_come_in_reading_order() -> None:
    assert labels("Né en 2017, agrandi en mai 2019, vendu le 3/2/2021.") == [
        "2017",
        "mai 2019",
        "3 février 2021",
    ]


def test_a_month_without_a_year_takes_the_year_of_publication() -> None:
    assert labels("Les candidatures ferment en novembre.", OCTOBER_2022) == ["novembre 2022"]


def test_a_month_without_a_year_says_nothing_when_the_source_has_no_date() -> None:
    assert labels("Les candidatures ferment en novembre.") == []


@pytest.mark.parametrize(
    "sentence",
    ["Le 31 février 2023 n'existe pas.", "Lot 45/13/2023.", "Le fournil a 2500 clients et 19 fours."],
)
def test_what_is_no_date_is_not_read_as_one(sentence: str) -> None:
    assert [label for label in labels(sentence) if label != "2023"] == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("La mission suivante partira en mars 2023.", ["mars 2023"]),
        ("Le fournil a ouvert en mai 2019.", []),
        ("Le prochain forum se tiendra le 20 octobre 2022.", ["20 octobre 2022"]),
        ("Le forum du 20 octobre 2022 a réuni trente fournils.", []),
        ("Le projet de forum est né en septembre 2022.", []),
        ("Le fournil annonce en octobre 2022 un second four.", []),
        ("Le forum s'ouvre le 3 novembre 2022.", ["3 novembre 2022"]),
        ("La société prévoit 30 emplois à l'horizon 2025.", ["2025"]),
        ("Le cluster est né en 2017.", []),
    ],
)
def test_what_was_announced_is_told_from_what_was_past(sentence: str, found: list[str]) -> None:
    assert [period.label for period in announced(sentence, OCTOBER_2022)] == found


def test_without_a_publication_date_only_the_words_tell_what_was_to_come() -> None:
    assert announced("Le fournil a ouvert en mai 2019.", None) == []
    assert [p.label for p in announced("Le four sera livré en mai 2019.", None)] == ["mai 2019"]


def test_a_publication_lasts_as_long_as_its_precision() -> None:
    assert last_day(Published(date(2022, 6, 17))) == date(2022, 6, 17)
    assert last_day(Published(date(2024, 2, 1), "month")) == date(2024, 2, 29)
    assert last_day(YEAR_2022) == date(2022, 12, 31)


def test_a_publication_is_said_at_its_precision() -> None:
    assert spoken(Published(date(2022, 6, 17))) == "17 juin 2022"
    assert spoken(Published(date(2022, 6, 1))) == "1er juin 2022"
    assert spoken(OCTOBER_2022) == "octobre 2022"
    assert spoken(YEAR_2022) == "2022"


@pytest.mark.parametrize("month", range(1, 13))
def test_de_is_elided_before_a_vowel_only(month: int) -> None:
    said = with_de(spoken(Published(date(2022, month, 1), "month")))
    assert said.startswith("d'") == (MONTHS[month - 1][0] in "aeiou")


def test_years_are_counted_when_they_are_over() -> None:
    assert years_since(OCTOBER_2022, date(2024, 10, 30)) == 1
    assert years_since(OCTOBER_2022, date(2024, 10, 31)) == 2
    assert years_since(YEAR_2022, date(2022, 3, 1)) == 0


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_written_in_words_or_in_figures_is_the_same_day(day: date) -> None:
    in_words = f"Rendez-vous le {day.day} {MONTHS[day.month - 1]} {day.year} à Figeac."
    in_figures = f"Rendez-vous le {day.day}/{day.month}/{day.year} à Figeac."
    assert [p.last for p in periods(in_words)] == [p.last for p in periods(in_figures)] == [day]


@given(st.text(alphabet="0123456789/ abcdefghijklmnopqrstuvwxyzé'.", max_size=80))
def test_any_text_gives_periods_without_fault(text: str) -> None:
    assert all(period.label for period in periods(text, YEAR_2022))
