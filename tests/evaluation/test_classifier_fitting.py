"""The classifiers of messages are fitted so that what they are loaded from tells its own examples apart."""

import pytest
from word_embedder import WordEmbedder

from bot.conversation.classifier import Classifier
from bot.evaluation.classifier_fitting import MessageFitting

BREAD = ("le pain est cuit", "du pain de seigle", "le pain du fournil", "ce pain est rassis")
WOOD = ("le bois est scié", "du bois de chêne", "le bois de la scierie", "ce bois est sec")
PLAIN = (
    "la mission part demain",
    "une école ouvre ici",
    "quel âge a la maire",
    "combien de salariés",
)
NEAR = ("la farine est chère", "un meuble ancien")


def of_trades() -> Classifier:
    messages = {"bread": BREAD, "wood": WOOD, "none": NEAR}
    return Classifier.read(MessageFitting(WordEmbedder()).asides(messages, PLAIN))


def label(classifier: Classifier, text: str) -> str | None:
    return classifier.likeliest(WordEmbedder().embed_question(text).sentence)[0]


def test_each_label_is_told_from_the_others_and_from_plain_questions() -> None:
    told = of_trades()
    assert told.labels == ("bread", "wood")
    assert [label(told, text) for text in ("pain", "bois", *PLAIN, *NEAR)] == ["bread", "wood", *[None] * 6]


def test_one_label_alone_is_told_too_and_other_kinds_are_none_of_it() -> None:
    kinds = {"distress": BREAD[:2], "weariness": BREAD[2:], "insult": WOOD, "none": NEAR}
    told = Classifier.read(MessageFitting(WordEmbedder()).distress(kinds, PLAIN))
    assert [label(told, text) for text in ("pain", "bois", *PLAIN)] == ["distress", *[None] * 5]


def test_what_is_outside_is_told_from_what_resembles_it_and_from_business() -> None:
    told = Classifier.read(MessageFitting(WordEmbedder()).outside({"outside": BREAD, "none": NEAR}, PLAIN))
    assert told.labels == ("outside",)
    assert [label(told, text) for text in ("pain", *PLAIN, *NEAR)] == ["outside", *[None] * 6]


def test_chances_leave_the_rest_of_one_to_none() -> None:
    told = of_trades()
    chances = told.chances(WordEmbedder().embed_question("une école de pain").sentence)
    assert set(chances) == {"bread", "wood"}
    assert 0 < sum(chances.values()) < 1


def test_coefficients_of_another_model_are_not_loaded() -> None:
    assert Classifier.fitted("asides", "another@1") is None
    assert Classifier.fitted("distress", "another@1") is None


@pytest.mark.parametrize("text", ["pain bois", ""])
def test_what_is_of_two_labels_or_of_nothing_reaches_no_threshold(text: str) -> None:
    told = of_trades()
    assert label(told, text) is None
