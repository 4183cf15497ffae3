"""Learning over turns: what comes later joins what is known; corrections by hand stay."""

from datetime import date

import pytest

from bot.companies.answering import read_answer
from bot.companies.company import Headcount
from bot.companies.profile import Profile
from bot.companies.reading import read_profile
from bot.errors import InvalidInput

TODAY = date(2026, 11, 22)


def after(*messages: str, known: Profile | None = None) -> Profile:
    profile = known or Profile()
    for message in messages:
        profile = read_profile(message, profile, TODAY)
    return profile


def test_facts_add_up_over_turns() -> None:
    company = after(
        "Je suis boulanger", "On est 4 salariés", "à Figeac, nous voulons vendre au Japon"
    ).company
    assert (company.code_naf, company.effectif, company.commune, company.country) == (
        "10.71C",
        Headcount(4, 4),
        "46102",
        "JP",
    )


def test_a_headcount_that_differs_is_asked_about_and_left_unsettled() -> None:
    profile = after("Nous sommes 9 salariés", "Nous avons 14 salariés")
    assert profile.contradictions == (
        "J'avais noté « 9 salariés », vous dites maintenant « 14 salariés » : que dois-je retenir ?",
    )
    assert profile.company.effectif is None


def test_the_answer_to_that_question_settles_it() -> None:
    profile = read_answer("effectif", "14", after("Nous sommes 9 salariés", "Nous avons 14 salariés"), TODAY)
    assert profile.company.effectif == Headcount(14, 14)
    assert profile.contradictions == ()


def test_a_correction_in_words_replaces_at_once() -> None:
    profile = after("Nous sommes 9 salariés", "En fait nous avons 14 salariés")
    assert (profile.company.effectif, profile.contradictions) == (Headcount(14, 14), ())


def test_moving_takes_the_old_places_along() -> None:
    profile = after("Nous sommes à Figeac, dans le Lot", "Pardon, nous sommes à Rodez")
    assert (profile.company.commune, profile.company.departement, profile.contradictions) == (
        "12202",
        "12",
        (),
    )


def test_a_number_makes_a_range_precise_without_a_question() -> None:
    profile = after("on est une vingtaine de salariés", "nous avons 19 salariés")
    assert (profile.company.effectif, profile.contradictions) == (Headcount(19, 19), ())


def test_a_range_around_a_known_number_leaves_it() -> None:
    assert after("nous avons 19 salariés", "on est une vingtaine de salariés").company.effectif == Headcount(
        19, 19
    )


def test_what_was_corrected_by_hand_is_never_overwritten_by_a_guess() -> None:
    corrected = after("Nous sommes 9 salariés").corrected("effectif", 12)
    for message in ("Nous avons 14 salariés", "en fait nous avons 14 salariés"):
        profile = after(message, known=corrected)
        assert profile.facts["effectif"].value == Headcount(12, 12)
        assert profile.company.effectif == Headcount(12, 12)
        assert len(profile.contradictions) == 1


def test_a_correction_by_hand_settles_a_contradiction() -> None:
    profile = after("Nous sommes à Toulouse, en Normandie").corrected("region", "Occitanie")
    assert (profile.contradictions, profile.company.commune) == ((), "31555")


def test_taking_a_chip_off_forgets_the_fact() -> None:
    assert "effectif" not in after("Nous sommes 9 salariés").corrected("effectif", None).facts


def test_a_field_that_does_not_exist_cannot_be_corrected() -> None:
    with pytest.raises(InvalidInput, match="n'existe pas"):
        Profile().corrected("chiffre_affaires", 3)


def test_a_new_country_replaces_the_one_before() -> None:
    profile = after("on veut vendre en Chine", "on voudrait plutôt aller au Japon")
    assert (profile.company.country, profile.contradictions) == ("JP", ())


def test_the_departement_tells_which_homonym_was_meant() -> None:
    profile = after("Je suis à Saint-Denis")
    assert profile.company.commune is None
    profile = read_answer("commune", "en Seine-Saint-Denis", Profile.from_json(profile.to_json()), TODAY)
    assert (profile.company.commune, profile.contradictions) == ("93066", ())


def test_a_more_precise_code_replaces_a_wider_one() -> None:
    assert after("on est dans l'agroalimentaire", "je suis boulanger").company.code_naf == "10.71C"


def test_needs_are_kept_once_each_in_order() -> None:
    profile = after("on veut exporter et recruter", "on veut exporter")
    assert [need.subject for need in profile.needs] == ["export", "recrutement"]


@pytest.mark.parametrize(
    ("field", "message", "expected"),
    [
        ("effectif", "9", Headcount(9, 9)),
        ("effectif", "une douzaine", Headcount(10, 14)),
        ("effectif", "je suis toute seule", Headcount(0, 0)),
        ("commune", "gramat", "46128"),
        ("departement", "le Lot", "46"),
        ("departement", "46", "46"),
        ("region", "Occitanie", "76"),
        ("code_naf", "boulangerie", "10.71C"),
        ("forme_juridique", "une SARL", "SARL"),
        ("created", "2019", date(2019, 1, 1)),
        ("country", "plutôt la Chine", "CN"),
        ("country", "Californie", "US"),
        ("siren", "732 829 320", "732829320"),
        ("to_be_created", "oui, elle existe déjà", False),
        ("to_be_created", "pas encore", True),
    ],
)
def test_a_bare_answer_is_read_for_the_field_that_was_asked(
    field: str, message: str, expected: object
) -> None:
    assert read_answer(field, message, Profile(), TODAY).facts[field].value == expected


@pytest.mark.parametrize("field", ["effectif", "commune", "code_naf", "country", "created", "siren"])
def test_an_answer_that_says_nothing_teaches_nothing(field: str) -> None:
    assert read_answer(field, "je ne sais pas trop", Profile(), TODAY).facts == {}
