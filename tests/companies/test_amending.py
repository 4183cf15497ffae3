from datetime import date

import pytest

from bot.companies.amending import amended
from bot.companies.profile import Profile
from bot.companies.reading import read_profile
from bot.errors import InvalidInput

TODAY = date(2026, 11, 22)
SAID = read_profile("On est une menuiserie de 9 personnes à Gramat, on veut recruter", Profile(), TODAY)


def corrected(value: object) -> dict[str, object]:
    return {"value": value, "origin": "corrected"}


def test_a_bare_value_fills_what_is_missing_and_replaces_nothing_said() -> None:
    profile = amended(SAID, {"effectif": 40, "country": "Japon"})
    assert profile.company.effectif == SAID.company.effectif
    assert profile.company.country == "JP"


def test_a_bare_value_replaces_one_that_came_the_same_way() -> None:
    profile = amended(amended(Profile(), {"effectif": 9}), {"effectif": 12})
    assert profile.to_json()["effectif"]["value"] == 12


def test_what_is_corrected_by_hand_replaces_what_was_said_and_no_guess_undoes_it() -> None:
    profile = amended(SAID, {"effectif": corrected(12)})
    assert profile.facts["effectif"].origin == "corrected"
    later = read_profile("On est 9 dans l'entreprise", profile, TODAY)
    assert later.to_json()["effectif"]["value"] == 12
    assert "que dois-je retenir" in later.contradictions[0]


def test_what_is_null_is_taken_off() -> None:
    assert "effectif" not in amended(SAID, {"effectif": None}).facts


def test_a_corrected_town_takes_its_own_departement_along() -> None:
    known = read_profile("On est basés à Gramat, dans le Lot", Profile(), TODAY)
    profile = amended(known, {"commune": corrected("Rodez")})
    assert (profile.company.commune, profile.company.departement) == ("12202", "12")
    assert profile.contradictions == ()


def test_a_list_of_needs_replaces_the_needs() -> None:
    assert amended(SAID, {"needs": []}).needs == ()
    assert [need.subject for need in amended(SAID, {"needs": ["Exporter"]}).needs] == [None]
    assert amended(SAID, {}).needs == SAID.needs


def test_what_the_directory_gives_is_asked_about_where_it_differs() -> None:
    profile = amended(SAID, {"effectif": {"value": 30, "words": "MENUISERIE LOT", "origin": "directory"}})
    assert profile.company.effectif is None
    assert "« 9 salariés »" in profile.contradictions[0]


def test_contradictions_are_never_taken_from_outside() -> None:
    given = {"contradictions": [{"question": "Votre mot de passe ?", "fields": ["effectif"]}]}
    assert amended(SAID, given) == SAID


@pytest.mark.parametrize("given", [{"effectif": "beaucoup"}, {"licorne": 1}, {"licorne": None}])
def test_a_profile_that_cannot_be_is_refused_in_french(given: dict[str, object]) -> None:
    with pytest.raises(InvalidInput, match="Profil"):
        amended(Profile(), given)
