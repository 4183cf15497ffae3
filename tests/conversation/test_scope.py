"""What is of private life is answered only where the sources surely do, and is no need of a company."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
import yaml
from talking import ask
from word_embedder import WordEmbedder

from bot.bootstrap import Passerelle
from bot.conversation.classifier import Classifier
from bot.conversation.scope import Scope
from bot.retrieval.embedder import SentenceTransformerEmbedder

HERE = Path(__file__).parent
HELD_OUT: Mapping[str, Sequence[str]] = yaml.safe_load((HERE / "outside-held-out.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def outside(embedder: SentenceTransformerEmbedder) -> Callable[[str], bool]:
    scope = Scope.fitted(embedder)
    return lambda message: scope.is_outside(embedder.embed_question(message).sentence)


def asked(*kinds: str) -> list[str]:
    """Give the first messages of the held-out questions of these kinds."""
    paths = [HERE.parent / "questions" / f"held-out-{kind}.yaml" for kind in kinds]
    return [one["turns"][0] for path in paths for one in yaml.safe_load(path.read_text("utf-8"))]


@pytest.mark.model
def test_most_messages_of_private_life_by_another_hand_are_told(
    outside: Callable[[str], bool], record_property: Callable[[str, object], None]
) -> None:
    told = [message for message in HELD_OUT["outside"] if outside(message)]
    record_property("figure", f"{len(told)} of {len(HELD_OUT['outside'])}")
    assert len(told) >= 0.65 * len(HELD_OUT["outside"])


@pytest.mark.model
def test_few_messages_of_companies_that_resemble_them_are(
    outside: Callable[[str], bool], record_property: Callable[[str, object], None]
) -> None:
    taken = [message for message in HELD_OUT["none"] if outside(message)]
    record_property("figure", f"{len(taken)} of {len(HELD_OUT['none'])}")
    assert len(taken) <= 0.08 * len(HELD_OUT["none"])


@pytest.mark.model
def test_hardly_any_question_or_need_of_a_company_is(
    outside: Callable[[str], bool], record_property: Callable[[str, object], None]
) -> None:
    needs = yaml.safe_load((HERE.parent / "needs" / "held-out.yaml").read_text("utf-8"))
    questions = [
        *asked("answerable", "temporal", "unanswerable"),
        *(one["need"] for one in needs if one["expected"]),
    ]
    taken = [question for question in questions if outside(question)]
    record_property("figure", f"{len(taken)} of {len(questions)}")
    assert len(questions) > 150
    assert len(taken) <= 0.03 * len(questions)


@pytest.mark.model
@pytest.mark.parametrize(
    "message",
    ["Je cherche un dentiste à Figeac", "J'aimerais apprendre la clarinette", "Mon chien boite, que faire ?"],
)
def test_a_wish_or_a_trouble_of_private_life_is_no_need(passerelle: Passerelle, message: str) -> None:
    (reply,) = ask(passerelle, message)
    assert reply.kind == "abstention"
    assert reply.matches == []


def test_without_coefficients_for_the_model_nothing_is_outside() -> None:
    scope = Scope.fitted(WordEmbedder())
    assert not scope.is_plainly_outside("Quelle est la recette des crêpes ?")
    assert not scope.is_outside(WordEmbedder().embed_question("recette des crêpes").sentence)


def test_it_is_told_by_the_side_of_the_vector() -> None:
    zero = np.zeros(2, np.float32)
    classifier = Classifier(("outside",), zero, np.array([[9.0, 0.0]], np.float32), zero[:1], 0.7)
    scope = Scope(WordEmbedder(), classifier)
    assert scope.is_outside(np.array([1.0, 0.0], np.float32))
    assert not scope.is_outside(np.array([-1.0, 0.0], np.float32))


@pytest.mark.model
def test_beside_a_question_of_private_life_no_source_is_quoted(passerelle: Passerelle) -> None:
    (reply,) = ask(passerelle, "Quel temps fera-t-il dimanche à Cahors ?")
    assert reply.kind == "abstention"
    assert reply.citations == []


@pytest.mark.model
def test_what_the_sources_surely_answer_is_answered_however_it_sounds(passerelle: Passerelle) -> None:
    (reply,) = ask(passerelle, "Combien de prix Nobel à Stanford ?")
    assert "35 prix Nobel" in reply.answer
