"""Reading questions: asking about the documents teaches nothing about a company."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.companies.profile import Profile
from bot.companies.reading import read_profile

QUESTIONS = Path(__file__).parent.parent / "questions"
TODAY = date(2026, 11, 22)
# Questions whose asker does speak of a company or a place of theirs, and what they say of it.
SPEAK_OF_THEMSELVES = {
    "Je suis viticulteur": {"code_naf"},
    "j'ai une jeune pousse dans le son": {"commune"},
    "Je suis artisan du bâtiment": {"code_naf"},
    "Je télétravaille près de Gourdon": set(),
    "je suis potier": {"code_naf"},
    "je fabrique du fromage et j'aimerais vendre au Japon": {"code_naf", "country"},
    "je cherche quelqu'un dans l'Aveyron": {"departement"},
    "j'ai une petite menuiserie avec trois gars": {"effectif", "code_naf"},
}


def asked() -> list[str]:
    entries = [
        entry
        for path in sorted(QUESTIONS.glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text("utf-8"))
    ]
    return [turn for entry in entries for turn in entry["turns"]]


def test_only_those_who_speak_of_themselves_teach_facts() -> None:
    learnt = {}
    for message in asked():
        profile = read_profile(message, Profile(), TODAY)
        if profile.facts or profile.disputes:
            learnt[message] = set(profile.facts)
    for beginning, fields in SPEAK_OF_THEMSELVES.items():
        (message,) = [message for message in learnt if beginning in message]
        assert learnt.pop(message) == fields
    assert learnt == {}


def test_there_are_enough_questions_to_tell() -> None:
    assert len(asked()) > 400


@pytest.mark.parametrize(
    "message",
    [
        "Combien de salariés emploie l'audioprothésiste de Cahors ?",
        "Qui a participé à la mission en Californie ?",
        "Je voudrais savoir combien de salariés compte M2i",
        "Pouvez-vous me dire quelles entreprises sont parties au Japon ?",
        "Peux-tu m'expliquer ce qu'est un groupement d'employeurs ?",
        "Quand la SARL Dupont a-t-elle été créée ?",
        "La CCI du Lot emploie 40 personnes, c'est vrai ?",
        "Y a-t-il des boulangeries à Figeac ?",
        "Parle-moi des menuiseries de l'Aveyron",
        "Donne-moi la liste des entreprises de 9 salariés à Gramat",
        "les aides de la région Occitanie pour l'export en Chine",
        "Mission Californie 2022",
        "Vincent Chardard, président de la CCI du Lot",
        "What did the companies of Cahors find in California?",
        "Peut-on partir en Californie avec la CCI ?",
        "Bonjour, qui est le maire de Figeac ?",
    ],
)
def test_a_question_about_others_teaches_nothing(message: str) -> None:
    profile = read_profile(message, Profile(), TODAY)
    assert not profile.facts
    assert not profile.disputes
