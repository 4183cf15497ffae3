"""A profile in JSON: what the HTTP contract takes and gives."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.companies.company import Company, Headcount
from bot.companies.facts import FIELDS
from bot.companies.profile import Profile
from bot.companies.reading import read_profile
from bot.errors import InvalidInput

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("raw", "company"),
    [
        ({"effectif": 9}, Company(effectif=Headcount(9, 9))),
        ({"effectif": {"least": 10, "most": 19}}, Company(effectif=Headcount(10, 19))),
        ({"effectif": "9"}, Company(effectif=Headcount(9, 9))),
        ({"departement": "46"}, Company(departement="46", region="76")),
        ({"departement": "Lot"}, Company(departement="46", region="76")),
        ({"departement": 46}, Company(departement="46", region="76")),
        ({"departement": "2a"}, Company(departement="2A", region="94")),
        ({"departement": 1}, Company(departement="01", region="84")),
        ({"region": "Occitanie"}, Company(region="76")),
        ({"region": "76"}, Company(region="76")),
        ({"commune": "Gramat"}, Company(commune="46128", departement="46", region="76")),
        ({"commune": "46128"}, Company(commune="46128", departement="46", region="76")),
        (
            {"commune": "Gourdon", "departement": "46"},
            Company(commune="46127", departement="46", region="76"),
        ),
        ({"created": "2020-01-01"}, Company(created=date(2020, 1, 1))),
        ({"created": "2020"}, Company(created=date(2020, 1, 1))),
        ({"created": 2020}, Company(created=date(2020, 1, 1))),
        ({"country": "CN"}, Company(country="CN")),
        ({"country": "Chine"}, Company(country="CN")),
        ({"code_naf": "1071C"}, Company(code_naf="10.71C")),
        ({"code_naf": "boulangerie"}, Company(code_naf="10.71C")),
        ({"forme_juridique": "auto-entrepreneur"}, Company(forme_juridique="micro-entreprise")),
        ({"siren": "732 829 320"}, Company(siren="732829320")),
        ({"siret": "73282932000074"}, Company(siren="732829320", siret="73282932000074")),
        ({"to_be_created": True}, Company(to_be_created=True)),
        ({"effectif": None, "commune": ""}, Company()),
        ({}, Company()),
        (
            {"effectif": {"value": 9, "words": "9 personnes", "origin": "said", "label": "9 salariés"}},
            Company(effectif=Headcount(9, 9)),
        ),
    ],
)
def test_bare_values_and_full_ones_are_taken(raw: dict[str, Any], company: Company) -> None:
    assert Profile.from_json(raw).company == company


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        ({"effectif": -1}, "effectif"),
        ({"effectif": 9.5}, "effectif"),
        ({"effectif": True}, "effectif"),
        ({"effectif": "beaucoup"}, "effectif"),
        ({"effectif": [5, 2]}, "effectif"),
        ({"effectif": 10**12}, "effectif"),
        ({"effectif": {"least": 1, "most": 2, "mean": 1}}, "effectif"),
        ({"code_naf": "99.99Z"}, "code_naf"),
        ({"code_naf": 10}, "code_naf"),
        ({"commune": "Narnia"}, "commune"),
        ({"commune": "Gourdon"}, "commune"),
        ({"commune": ["Gramat"]}, "commune"),
        ({"departement": "20"}, "departement"),
        ({"departement": "Occitanie"}, "departement"),
        ({"region": "Lot"}, "region"),
        ({"forme_juridique": "royaume"}, "forme_juridique"),
        ({"created": "hier"}, "created"),
        ({"created": "2020-02-30"}, "created"),
        ({"created": "0020"}, "created"),
        ({"siren": "123456789"}, "siren"),
        ({"siret": "12345678900011"}, "siret"),
        ({"country": "Narnia"}, "country"),
        ({"to_be_created": "oui"}, "to_be_created"),
        ({"effectif": {"words": "9"}}, "effectif"),
        ({"effectif": {"value": 9, "origin": "guessed"}}, "effectif"),
        ({"effectif": {"value": 9, "words": "x" * 501}}, "effectif"),
        ({"commune": "x" * 201}, "commune"),
        ({"chiffre_affaires": 3}, "chiffre_affaires"),
        ({"needs": "export"}, "needs"),
        ({"needs": [{"text": "vendre", "subject": "licorne"}]}, "needs"),
        ({"contradictions": [{"question": "?", "fields": ["licorne"]}]}, "contradictions"),
        ({"contradictions": ["?"]}, "contradictions"),
    ],
)
def test_what_cannot_be_is_refused_in_french_with_its_field(raw: dict[str, Any], named: str) -> None:
    with pytest.raises(InvalidInput, match=f"« {named} »"):
        Profile.from_json(raw)


@pytest.mark.parametrize("raw", [None, [], "profil", 3])
def test_a_profile_is_an_object(raw: Any) -> None:
    with pytest.raises(InvalidInput, match="objet JSON"):
        Profile.from_json(raw)


def test_a_chip_has_its_value_label_words_and_origin() -> None:
    profile = read_profile("On est une menuiserie de 9 personnes à Gramat", Profile(), TODAY)
    assert profile.to_json()["effectif"] == {
        "value": 9,
        "label": "9 salariés",
        "words": "9 personnes",
        "origin": "said",
    }
    assert profile.to_json()["commune"]["label"] == "Gramat (46)"


def test_contradictions_of_a_given_profile_are_asked_about() -> None:
    profile = Profile.from_json({"commune": "Toulouse", "region": "Normandie"})
    assert profile.contradictions == ("Toulouse n'est pas en Normandie : où se trouve votre entreprise ?",)
    assert profile.company == Company()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
keys = st.sampled_from([*FIELDS, "needs", "contradictions"])


@settings(max_examples=300)
@given(st.dictionaries(keys, json_values, max_size=4))
def test_any_json_gives_a_profile_that_survives_or_a_french_refusal(raw: dict[str, Any]) -> None:
    try:
        profile = Profile.from_json(raw)
    except InvalidInput:
        return
    shown = json.loads(json.dumps(profile.to_json()))
    assert Profile.from_json(shown) == profile


PIECES = """
on est|je suis|9|une vingtaine de salariés|à Gramat|en Normandie|boulanger|?|.|Chine|vendre en|SARL|seul
le Lot|qui|créée en 2019|depuis 5 ans|732 829 320|micro-entreprise|combien|œuvre|Saint-Denis|en fait|é|  |et
notre|10.71C|moins de|entre|99999999999999
"""
pieces = st.lists(st.sampled_from(PIECES.replace("\n", "|").strip("|").split("|")), max_size=14).map(" ".join)
BY_HAND = {
    "effectif": 12,
    "code_naf": "C",
    "commune": "Cahors",
    "departement": "46",
    "region": "76",
    "created": "2012",
    "forme_juridique": "SA",
    "siren": "552100554",
    "siret": "55210055400013",
    "country": "JP",
    "to_be_created": False,
}


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces | st.text(max_size=80), min_size=1, max_size=3))
def test_any_message_can_be_read_and_its_words_are_its_own(messages: list[str]) -> None:
    profile = Profile()
    for message in messages:
        read = read_profile(message, profile, TODAY)
        fresh = [fact for name, fact in read.facts.items() if fact != profile.facts.get(name)]
        assert all(any(fact.words in said for said in messages) for fact in fresh)
        assert Profile.from_json(json.loads(json.dumps(read.to_json()))) == read
        profile = read


@given(st.sampled_from(FIELDS), pieces)
def test_no_message_ever_overwrites_a_correction(name: str, message: str) -> None:
    profile = Profile().corrected(name, BY_HAND[name])
    assert read_profile(message, profile, TODAY).facts[name] == profile.facts[name]
