"""Countries: named, by a region or by their people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.companies.countries import country_label, country_of, find_countries
from bot.companies.wording import wording

codes = st.sampled_from(
    [
        code
        for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        if country_label(code := a + b)
    ]
)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Chine", "CN"), ("la Chine", "CN"), ("cn", "CN"), ("États-Unis", "US"), ("etats unis", "US"),
        ("USA", "US"),
        ("Californie", "US"), ("le Texas", "US"), ("Québec", "CA"), ("Angleterre", "GB"),
        ("Corée du Sud", "KR"),
        ("République tchèque", "CZ"), ("Côte d’Ivoire", "CI"), ("Pays-Bas", "NL"), ("Dubaï", "AE"),
        ("Catalogne", "ES"),
        ("aux Émirats arabes unis", "AE"), ("Narnia", None), ("Occitanie", None), ("ZZ", None), ("", None),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_names(said: str, code: str | None) -> None:
    assert country_of(said) == code


def test_the_region_s_word_is_kept() -> None:
    (mention,) = find_countries(wording("partir en Californie"))
    assert (mention.code, mention.region) == ("US", "Californie")


@pytest.mark.parametrize(
    "said", ["nous aimons les chinoiseries", "un Malien à Mâcon chez Omar", "le nigérien"]
)
def test_a_country_inside_another_word_is_none(said: str) -> None:
    assert [one.code for one in find_countries(wording(said))] == []


@given(codes)
def test_every_code_is_found_by_its_own_label(code: str) -> None:
    name = country_label(code) or ""
    if code not in ("FR", "MU"):
        assert code in [one.code for one in find_countries(wording(f"vendre en {name} bientôt"))]
