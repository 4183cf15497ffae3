"""Characters, lines and sentence ends given back."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.lines import join_lines
from bot.documents.repair import repair_characters, split_glued


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("C?est l?heure d?ouvrir", "C'est l'heure d'ouvrir"),
        ("Qu?en dites-vous ? Jusqu?ici rien", "Qu'en dites-vous ? Jusqu'ici rien"),
        ("l\ufffdétude de la s?ur", "l'étude de la sœur"),
        ("Le c?ur de la main-d'?uvre", "Le cœur de la main-d'œuvre"),
        ("Lâ€™Ã©tÃ© Ã\xa0 Cahors", "L’été à Cahors"),
        ("12\u202f000\xa0€", "12 000 €"),
        ("bou\xadlan\u200bge\u202erie\x00", "boulangerie"),
        ("e\u0301te\u0301", "été"),
        ("proﬁt et eﬀort", "profit et effort"),
    ],
)
def test_a_lost_character_comes_back_when_one_reading_is_possible(damaged: str, mended: str) -> None:
    assert repair_characters(damaged) == mended


@pytest.mark.parametrize(
    "sound",
    [
        "Une entreprise ? Oui.",
        "Pourquoi?",
        "Et lui?Rien.",
        "https://four.example/c?a=1&l?e",
        "plan d?3",
        "Â qui le dites-vous",
        "Ça coûte 10 € à l'été",
    ],
)
def test_a_true_question_mark_and_sound_text_are_left_alone(sound: str) -> None:
    assert repair_characters(sound) == sound


@given(st.text(max_size=200))
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    once = repair_characters(text)
    assert repair_characters(once) == once


WRAPPED = [
    "La coopérative des boulangers du Quercy réunit aujourd'hui quatorze fournils qui achètent leur blé ",
    "",
    "ensemble. Chacun garde sa clientèle, mais le moulin, le camion et la comptable sont partagés entre ",
    "",
    "tous (moulin à Gramat, camion à Figeac). Le prix du sac a baissé de huit pour cent en deux ans, selon ",
    "",
    "Jeanne Vidal. ",
    "",
    "• Le moulin tourne trois jours par semaine et sert aussi deux éleveurs de volailles installés dans la ",
    "",
    "même commune ",
    "• Le camion livre le mardi ",
]


def test_lines_wrapped_in_mid_sentence_are_joined_across_blank_lines() -> None:
    joined = [line for line in join_lines(WRAPPED) if line]
    assert len(joined) == 3
    assert joined[0].endswith("selon Jeanne Vidal.")
    assert joined[1].endswith("dans la même commune")


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (
            ["Le fournil compte sur ses appren-", "tis pour l'été."],
            ["Le fournil compte sur ses apprentis pour l'été."],
        ),
        (["Elle est devenue porte-", "parole du métier."], ["Elle est devenue porte-parole du métier."]),
        (["Où ira-t-", "elle ?"], ["Où ira-t-elle ?"]),
        (
            ["Une filière courte", "", "Six fournils achètent ici."],
            ["Une filière courte", "", "Six fournils achètent ici."],
        ),
        (["Il vend du pain.", "et des tartes"], ["Il vend du pain.", "et des tartes"]),
    ],
)
def test_only_what_was_broken_is_joined(lines: list[str], joined: list[str]) -> None:
    assert join_lines(lines) == joined


def test_a_short_heading_inside_a_wrapped_text_stays_apart() -> None:
    lines = [
        *WRAPPED[:6],
        "tous les adhérents de la vallée du Célé et du causse de Gramat réunis en assemblée à Figeac ",
    ]
    joined = [line for line in join_lines([*lines, "", "Mutualiser les achats :", "", "• Le blé "]) if line]
    assert "Mutualiser les achats :" in joined


@pytest.mark.parametrize(
    ("glued", "parted"),
    [
        (
            "retour en mars prévuCôté Lot, en mars, rien n'est prévu.",
            "retour en mars prévu\nCôté Lot, en mars, rien n'est prévu.",
        ),
        ("Le four est à l'arrêtLe maire attend.", "Le four est à l'arrêt\nLe maire attend."),
        ("Il vend du pain.Elle vend du blé.", "Il vend du pain. Elle vend du blé."),
    ],
)
def test_glued_sentences_are_parted(glued: str, parted: str) -> None:
    assert split_glued(glued) == parted


@pytest.mark.parametrize(
    "name",
    [
        "OcciCom",
        "BlaBlaCar",
        "iPhone",
        "YouTube",
        "LinkedIn",
        "eTourisme",
        "deepTech",
        "Fab Labs",
        "www.Le-four.Com",
        "openLab",
    ],
)
def test_names_in_camel_case_stay_whole(name: str) -> None:
    text = f"La société {name} installe un lab ouvert, deep ou non, open aussi, à Figeac."
    assert split_glued(text) == text


def test_repairing_is_linear_in_the_length_of_the_text() -> None:
    for hostile in (
        "a-" * 100_000,
        "l?" * 100_000,
        "(" * 100_000,
        ". " * 100_000,
        "aB" * 100_000,
        "é.É " * 50_000,
    ):
        started = time.perf_counter()
        split_glued("\n".join(join_lines(repair_characters(hostile).split("\n"))))
        assert time.perf_counter() - started < 5
