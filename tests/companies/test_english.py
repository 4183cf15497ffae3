from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.companies.company import Headcount
from bot.companies.english import in_french, is_english, understood
from bot.companies.english_trades import THINGS, TRADES
from bot.companies.needs import SUBJECTS
from bot.companies.profile import Profile
from bot.companies.reading import read_profile
from bot.companies.trades import MAKES
from bot.companies.wording import wording

TODAY = date(2026, 11, 25)
TOLD: list[tuple[str, dict[str, Any], set[str]]] = [
    (
        "we are a bakery with 12 employees in Cahors, we would like to export to Japan",
        {"effectif": 12, "code_naf": "10.71C", "commune": "46042", "country": "JP"},
        {"export"},
    ),
    (
        "Our 25-person software company based in Toulouse wants to hire an engineer",
        {"effectif": 25, "code_naf": "58.2", "commune": "31555"},
        {"recrutement"},
    ),
    (
        "We make jams in the Aveyron, twenty-two employees. How can we sell abroad?",
        {"effectif": 22, "code_naf": "10.39B", "departement": "12"},
        {"export"},
    ),
    (
        "Our joinery in Gramat was founded in 2015, there are nine of us; we are eyeing the Chinese market",
        {
            "effectif": 9,
            "code_naf": "43.32",
            "commune": "46128",
            "created": date(2015, 1, 1),
            "country": "CN",
        },
        set(),
    ),
    (
        "I'm thinking of opening a hair salon in Montauban",
        {"commune": "82121", "to_be_created": True},
        {"creation"},
    ),
    (
        "Looking for a part-time bookkeeper two days a week, we're a plumbing business in Decazeville",
        {"code_naf": "43.22", "commune": "12089"},
        {"partage_emploi"},
    ),
    (
        "We are a sawmill in Lozère with lots of offcuts, who could recycle them?",
        {"code_naf": "16.10A", "departement": "48"},
        {"dechets"},
    ),
    (
        "We are losing money and can't pay our suppliers. Our restaurant is in Figeac.",
        {"code_naf": "56.10A", "commune": "46102"},
        {"difficultes"},
    ),
    (
        "I run a grocery store in Cahors, I'm looking for local vegetables",
        {"code_naf": "47.11", "commune": "46042"},
        {"fournisseurs"},
    ),
    (
        "Our company is a SARL with about 40 staff, in Saint-Céré; we want to train our employees",
        {"effectif": (34, 46), "commune": "46251", "forme_juridique": "SARL"},
        {"formation"},
    ),
    (
        "We are a cosmetics brand created two years ago in Castres, looking for distributors in South Korea",
        {"code_naf": "20.42Z", "commune": "81065", "created": date(2024, 1, 1), "country": "KR"},
        {"debouches", "export"},
    ),
    (
        "we need a website and a loan, small shop in Millau, 3 employees",
        {"effectif": 3, "commune": "12145"},
        {"numerique", "financement"},
    ),
]


@pytest.mark.parametrize(("message", "facts", "needs"), TOLD, ids=[message[:40] for message, _, _ in TOLD])
def test_a_company_that_presents_itself_in_english_is_read(
    message: str, facts: dict[str, Any], needs: set[str]
) -> None:
    profile = read_profile(message, Profile(), TODAY)
    for name, value in facts.items():
        least, most = value if isinstance(value, tuple) else (value, value)
        expected = Headcount(least, most) if name == "effectif" else value
        assert profile.facts[name].value == expected, name
        assert profile.facts[name].words in message
    assert needs <= {need.subject for need in profile.needs}


@pytest.mark.parametrize(
    "message",
    [
        "What study missions are there in California?",
        "Who chairs the Lot chamber of commerce?",
        "How can a company share a part-time employee?",
        "hello",
        "Does the export network cover Germany and Spain?",
    ],
)
def test_a_question_in_english_teaches_nothing(message: str) -> None:
    assert read_profile(message, Profile(), TODAY) == Profile()


@pytest.mark.parametrize(
    "message",
    [
        "aujourd'hui on est 5",
        "restaurant Cahors",
        "export US",
        "staff de 12 personnes",
        "une start-up marketing à Albi",
        "je cherche un assistant",
        "J'ai un food truck à Gaillac",
        "non",
    ],
)
def test_a_message_in_french_is_not_taken_for_english(message: str) -> None:
    assert not is_english(message)
    assert understood(message) == wording(message)


def test_what_a_trade_is_turned_into_is_read_as_one() -> None:
    for line in TRADES.strip().splitlines():
        english = line.partition(": ")[2].split(", ")[0]
        profile = read_profile(f"We are a {english} in Cahors", Profile(), TODAY)
        person = read_profile(f"I am a {english} in Cahors", Profile(), TODAY)
        assert {"code_naf"} <= profile.facts.keys() | person.facts.keys(), english


def test_most_things_that_are_made_are_known() -> None:
    made = {line.partition(": ")[0] for line in THINGS.strip().splitlines()}
    known = {thing for things in MAKES.values() for thing in things.split(", ")}
    assert len([thing for thing in made if thing in known or thing.rstrip("s") in known]) > 0.6 * len(made)


def test_every_subject_can_be_told_in_english() -> None:
    said = {
        "export": "we want to sell overseas",
        "import": "we want to start importing from Italy",
        "mission": "we would like to go on a trade mission",
        "partage_emploi": "we would like to share an accountant with other companies",
        "recrutement": "we want to hire",
        "formation": "we need training",
        "financement": "we need a grant",
        "creation": "I want to start my own business",
        "reprise": "I would like to take over a company",
        "transition": "we want to cut our energy bills",
        "dechets": "we have a lot of waste",
        "numerique": "we want to sell online",
        "fournisseurs": "we are looking for local suppliers",
        "debouches": "we are looking for new customers",
        "innovation": "we would like to file a patent",
        "immobilier": "we are looking for bigger premises",
        "juridique": "we need legal advice",
        "difficultes": "our company is in financial trouble",
        "cooperation": "we want to meet other businesses",
        "qualite": "we want to go organic",
    }
    assert said.keys() == SUBJECTS.keys()
    for subject, message in said.items():
        found = {need.subject for need in read_profile(message, Profile(), TODAY).needs}
        assert subject in found, message


WORDS = ("we", "are", "a", "bakery", "in", "Cahors", "near", "12", "the", "US,", "l'", "€", "é", "part-time")


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_each_turned_character_stands_within_the_text(words: list[str]) -> None:
    text = " ".join(words)
    turned = in_french(text)
    assert len(turned.folded) == len(turned.origins) == len(turned.ends)
    assert all(0 <= start <= end < len(text) for start, end in zip(turned.origins, turned.ends, strict=True))
    assert list(turned.origins) == sorted(turned.origins)
