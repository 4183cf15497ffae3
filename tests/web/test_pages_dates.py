"""Dates in words, and their age."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.model import Precision, Published
from bot.web.dates import age_in_words, parse_published, published_in_words

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
PRECISIONS: st.SearchStrategy[Precision] = st.sampled_from(["day", "month", "year"])


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (Published(date(2026, 11, 20)), "20 novembre 2026, moins d'un mois"),
        (Published(date(2026, 10, 23)), "23 octobre 2026, moins d'un mois"),
        (Published(date(2026, 10, 22)), "22 octobre 2026, il y a 1 mois"),
        (Published(date(2025, 11, 1), "month"), "novembre 2025, il y a 1 an"),
        (Published(date(2026, 1, 1), "year"), "2026, cette année"),
        (Published(date(2027, 3, 1), "month"), "mars 2027"),
    ],
)
def test_an_age_is_told_in_the_unit_that_is_known(published: Published, words: str) -> None:
    assert published_in_words(published, TODAY, "fr") == words


@given(DAYS, PRECISIONS, st.booleans())
def test_the_written_form_of_a_date_reads_back(day: date, precision: Precision, certain: bool) -> None:
    first = {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[precision]
    published = Published(first, precision, certain)

    assert parse_published(str(published), certain) == published


@given(DAYS, PRECISIONS, st.integers(1, 400))
def test_what_is_to_come_has_no_age(today: date, precision: Precision, days: int) -> None:
    later = today + timedelta(days=days)
    known = {"day": later, "month": later.replace(day=1), "year": later.replace(month=1, day=1)}[precision]

    words = age_in_words(known, precision, today, "fr")

    assert not words.startswith("il y a") or known <= today
