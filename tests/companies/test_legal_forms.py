"""Legal forms and numbers of companies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from bot.companies.legal_forms import checked_siren, checked_siret, find_legal_forms, legal_form
from bot.companies.wording import wording
from bot.errors import InvalidInput

eight_digits = st.text("0123456789", min_size=8, max_size=8)


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("SARL", "SARL"), ("s.a.r.l.", "SARL"), ("une SAS", "SAS"), ("SASU", "SASU"), ("EURL", "EURL"),
        ("SA", "SA"),
        ("EI", "EI"), ("entreprise individuelle", "EI"), ("auto-entrepreneuse", "micro-entreprise"),
        ("micro entreprise", "micro-entreprise"), ("microentrepreneur", "micro-entreprise"), ("GAEC", "GAEC"),
        ("coopérative agricole", "coopérative"), ("association loi 1901", "association"), ("SCOP", "SCOP"),
        ("5499", "SARL"), ("5710", "SAS"), ("1000", "EI"), ("9220", "association"), ("5599", "SA"),
        ("société", None), ("sa maison", None), ("le sas d'entrée", None), ("", None), ("0000", None),
    ],
)  # fmt: skip
def test_a_form_is_known_by_its_names_and_by_its_category(said: str, form: str | None) -> None:
    assert legal_form(said) == form


def test_a_word_in_small_letters_is_no_form() -> None:
    assert find_legal_forms(wording("elle a vendu sa part, ei et gie")) == []


@given(eight_digits)
def test_a_siren_is_what_luhn_says(digits: str) -> None:
    good = digits + luhn.calc_check_digit(digits)
    assert checked_siren(f"{good[:3]} {good[3:6]} {good[6:]}") == good
    wrong = good[:-1] + str((int(good[-1]) + 1) % 10)
    with pytest.raises(InvalidInput, match="SIREN"):
        checked_siren(wrong)


@pytest.mark.parametrize("siret", ["73282932000074", "732 829 320 00074", "35600000049837", "35600000000048"])
def test_a_true_siret_passes_la_poste_s_too(siret: str) -> None:
    assert checked_siret(siret) == siret.replace(" ", "")


@pytest.mark.parametrize(
    "siret", ["73282932000075", "35600000049838", "732829320", "", "abc", "7328293200007४"]
)
def test_a_false_siret_is_refused_in_french(siret: str) -> None:
    with pytest.raises(InvalidInput, match="n'est pas un numéro SIRET valide"):
        checked_siret(siret)
