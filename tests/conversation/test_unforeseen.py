"""Asides that no form of words foresaw are told by their vector; ordinary questions are searched."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
import yaml
from talking import converse
from word_embedder import WordEmbedder

from bot.bootstrap import Passerelle
from bot.conversation.about_itself import ASIDES
from bot.conversation.messages import say
from bot.conversation.small_talk import Intent
from bot.conversation.understanding import understand
from bot.conversation.unforeseen import Unforeseen
from bot.retrieval.embedder import SentenceTransformerEmbedder

HERE = Path(__file__).parent
HELD_OUT: Mapping[str, Sequence[str]] = yaml.safe_load((HERE / "asides-held-out.yaml").read_text("utf-8"))
INTENTS = {*ASIDES, Intent.ABILITIES}


@pytest.fixture(scope="module")
def unforeseen(embedder: SentenceTransformerEmbedder) -> Unforeseen:
    return Unforeseen.fitted(embedder)


def told(unforeseen: Unforeseen, message: str, *, unanswered: bool) -> Intent:
    """Give what a message is told to be after a reply, before any search or once nothing answered it."""
    foreseen = understand(message).intent
    if foreseen is not Intent.QUESTION:
        return foreseen
    return unforeseen.tell(message, replied=True, unanswered=unanswered)


def questions() -> list[str]:
    asked: list[str] = []
    for path in sorted((HERE.parent / "questions").glob("*.yaml")):
        if not path.stem.endswith(("adversarial", "small-talk", "off-topic")):
            asked += [turn for one in yaml.safe_load(path.read_text("utf-8")) for turn in one["turns"]]
    for path in sorted((HERE.parent / "needs").glob("*.yaml")):
        asked += [one["need"] for one in yaml.safe_load(path.read_text("utf-8"))]
    return asked


@pytest.mark.model
@pytest.mark.parametrize(("unanswered", "least"), [(False, 0.55), (True, 0.68)])
def test_most_asides_of_another_hand_are_told(
    unforeseen: Unforeseen,
    unanswered: bool,
    least: float,
    record_property: Callable[[str, object], None],
) -> None:
    asides = [(intent, message) for intent, said in HELD_OUT.items() if intent != "none" for message in said]
    right = [m for intent, m in asides if told(unforeseen, m, unanswered=unanswered).value == intent]
    record_property("figure", f"{len(right)} of {len(asides)}{', once unanswered' if unanswered else ''}")
    assert len(right) >= least * len(asides)


@pytest.mark.model
def test_what_only_resembles_an_aside_is_searched(
    unforeseen: Unforeseen, record_property: Callable[[str, object], None]
) -> None:
    near = HELD_OUT["none"]
    taken = [message for message in near if told(unforeseen, message, unanswered=False) in INTENTS]
    record_property("figure", f"{len(taken)} of {len(near)} taken for one")
    assert len(taken) <= 4


@pytest.mark.model
def test_ordinary_questions_and_needs_are_searched(
    unforeseen: Unforeseen, record_property: Callable[[str, object], None]
) -> None:
    asked = questions()
    assert len(asked) > 400
    taken = [message for message in asked if told(unforeseen, message, unanswered=False) in INTENTS]
    record_property("figure", f"{len(taken)} of {len(asked)} taken for an aside")
    assert len(taken) <= 3


@pytest.mark.model
@pytest.mark.parametrize("message", ["je doute de ta réponse", "I'm not sure I trust that answer"])
def test_what_speaks_of_a_reply_needs_one(unforeseen: Unforeseen, message: str) -> None:
    assert unforeseen.tell(message) is Intent.QUESTION
    assert unforeseen.tell(message, replied=True) is Intent.GROUNDS


@pytest.mark.model
@pytest.mark.parametrize(
    "message",
    [
        "Je voudrais discuter avec quelqu'un de chez Whylot",
        "Puis-je avoir le numéro de Christophe Palous au téléphone ?",
        "J'aimerais parler à quelqu'un, je cherche un comptable à temps partagé",
    ],
)
def test_who_names_somebody_or_states_a_need_asks_for_no_person_in_general(
    unforeseen: Unforeseen, message: str
) -> None:
    assert unforeseen.tell(message, unanswered=True) is Intent.QUESTION


@pytest.mark.model
def test_who_wants_somebody_on_the_telephone_asks_for_no_number(unforeseen: Unforeseen) -> None:
    assert unforeseen.tell("Je préférerais avoir quelqu'un au téléphone") is Intent.PERSON
    assert unforeseen.tell("numero telephone cellule internationale") is Intent.QUESTION


@pytest.mark.model
def test_an_aside_that_nothing_answers_is_answered_as_one(passerelle: Passerelle) -> None:
    (late,) = converse(passerelle.assistant, "Documentation officielle, ou bouche à oreille ?")
    assert late.kind == "small_talk"
    assert late.citations == []


@pytest.mark.model
def test_a_person_asked_for_in_unforeseen_words_is_found_near_the_place_told_next(
    passerelle: Passerelle,
) -> None:
    asked, near = converse(
        passerelle.assistant, "Serait-il possible de discuter avec un de vos collaborateurs ?", "À Figeac"
    )
    assert asked.kind == "clarification"
    assert asked.question_about == ["departement", "adviser"]
    assert near.answer == say("person_near", "fr")
    assert {match["kind"] for match in near.matches} == {"adviser"}


def test_another_model_leaves_everything_to_the_rules() -> None:
    other = Unforeseen.fitted(WordEmbedder())
    assert other.tell("je doute de ta réponse", replied=True, unanswered=True) is Intent.QUESTION
