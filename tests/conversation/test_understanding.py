"""The understanding: what follows up, what is parted, and the question inside a long message."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.answer_kinds import AnswerKind
from bot.conversation.history import Turn
from bot.conversation.reply import Citation, Reply
from bot.conversation.small_talk import Intent
from bot.conversation.understanding import leans_back, understand

GROUP = "Qui porte le groupement d'employeurs de Gourdon ?"


def turn(message: str, searched: str) -> Turn:
    reply = Reply(conversation_id="c", message_id="m", kind="answer", language="fr", answer="Voici. [1]")
    return Turn(message, searched, reply, datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize(
    "message",
    [
        "Et qui le porte ?",
        "où ça ?",
        "et en part du PIB ?",
        "Quand ?",
        "Combien sont-elles ?",
        "Laquelle livre les cantines ?",
        "Ça marche à partir de combien d'artisans ?",
        "Et pour les artisans ?",
        "Qui l'organise ?",
        "Comment la rejoindre ?",
        "Depuis quand existe-t-il ?",
        "ET QUI LE FINANCE",
        "What about bakers?",
        "When did it start?",
        "Who runs them?",
        "Est-elle mariée ?",
        "Quelles cantines livre-t-il ?",
        "Combien de fournils a-t-elle ouverts ?",
        "Que propose-t-il pour les artisans ?",
        "Comment la finance-t-il ?",
        "Pourquoi la chambre l'a-t-elle refusée ?",
        "Quand la prochaine aura-t-elle lieu ?",
        "Cette coopérative coûte-t-elle cher ?",
    ],
)
def test_a_follow_up_leans_back(message: str) -> None:
    assert leans_back(message)


@pytest.mark.parametrize(
    "message",
    [
        "Comment partager un comptable entre plusieurs entreprises de Gourdon ?",
        "Qui dirige la chambre de commerce du Lot ?",
        "Y a-t-il un fab lab à Cahors ?",
        "Est-il possible de cultiver du chanvre dans le Lot ?",
        "Faut-il une entreprise lotoise pour rejoindre un cluster ?",
        "Combien d'entreprises lotoises exportent ?",
        "Quelle est la part de l'export dans le PIB régional ?",
        "C'est quoi un groupement d'employeurs ?",
        "Who leads the chamber of commerce in Cahors?",
        "Jeanne Delmas est-elle mariée ?",
        "Le Lot produit-il du seigle ?",
        "La coopérative a-t-elle été payée par la chambre ?",
        "Quel rôle la chambre joue-t-elle ?",
        "Avec qui les boulangers sont-ils partis ?",
        "Quand Whylot a-t-elle été fondée ?",
    ],
)
def test_a_complete_question_does_not_lean_back(message: str) -> None:
    assert not leans_back(message)


def test_a_follow_up_is_searched_with_the_question_before_it() -> None:
    understood = understand("Et depuis quand ?", [turn(GROUP, GROUP)])
    assert understood.follows
    assert GROUP in understood.parts[0].context
    assert understood.searched == f"{GROUP} Et depuis quand ?"


def test_a_follow_up_of_a_follow_up_keeps_the_subject() -> None:
    first = understand("Et depuis quand ?", [turn(GROUP, GROUP)])
    second = understand("Où ça ?", [turn(GROUP, GROUP), turn("Et depuis quand ?", first.searched)])
    assert GROUP in second.parts[0].context


def test_small_talk_in_between_does_not_lose_the_subject() -> None:
    understood = understand("Et depuis quand ?", [turn(GROUP, GROUP), turn("Merci", "")])
    assert GROUP in understood.parts[0].context


def test_a_complete_question_leaves_the_one_before_it() -> None:
    understood = understand("Y a-t-il un fab lab à Cahors ?", [turn(GROUP, GROUP)])
    assert not understood.follows
    assert understood.parts[0].context == ""


def test_a_question_is_parted_and_read_in_full_words() -> None:
    written = {"ki dirige le four et c ou ?": "qui dirige le four et où est-ce ?"}
    understood = understand("ki dirige le four et c ou ?", in_full=lambda text: written[text])
    assert [part.kind for part in understood.parts] == [AnswerKind.PERSON, AnswerKind.PLACE]


def test_a_follow_up_with_nothing_before_it_is_searched_alone() -> None:
    understood = understand("Et qui le porte ?")
    assert not understood.follows
    assert [part.context for part in understood.parts] == [""]


@pytest.mark.parametrize(
    ("message", "focuses", "kinds"),
    [
        (
            "Qui dirige le cluster de Cahors et combien d'entreprises compte-t-il ?",
            ["Qui dirige le cluster de Cahors", "combien d'entreprises compte-t-il ?"],
            [AnswerKind.PERSON, AnswerKind.NUMBER],
        ),
        (
            "Où se tient le forum de Figeac, et à quelle date ?",
            ["Où se tient le forum de Figeac", "à quelle date ?"],
            [AnswerKind.PLACE, AnswerKind.DATE],
        ),
        (
            "Who runs the forum in Figeac and when does it open?",
            ["Who runs the forum in Figeac", "when does it open?"],
            [AnswerKind.PERSON, AnswerKind.DATE],
        ),
        (
            "Quelles aides pour le chanvre et la laine ?",
            ["Quelles aides pour le chanvre et la laine ?"],
            [AnswerKind.OTHER],
        ),
    ],
)
def test_a_question_in_two_parts_is_parted(message: str, focuses: list[str], kinds: list[AnswerKind]) -> None:
    parts = understand(message).parts
    assert ([part.focus for part in parts], [part.kind for part in parts]) == (focuses, kinds)


def test_the_second_part_leans_on_the_first() -> None:
    _, second = understand("Qui dirige le cluster de Cahors et combien d'entreprises compte-t-il ?").parts
    assert second.context == "Qui dirige le cluster de Cahors"


def test_two_questions_in_two_sentences_are_two_parts() -> None:
    parts = understand("Qui dirige le cluster de Cahors ? Combien d'entreprises réunit le fab lab ?").parts
    assert [part.kind for part in parts] == [AnswerKind.PERSON, AnswerKind.NUMBER]


def test_a_long_message_keeps_its_question_and_its_background() -> None:
    background = (
        "Je tiens une boulangerie à Figeac depuis douze ans avec mon mari. Nous livrons trois cantines, "
        "et le lundi nous fermons. L'hiver dernier nous avons perdu notre apprenti."
    )
    (part,) = understand(f"{background} Comment partager un vendeur entre voisins ? Merci d'avance !").parts
    assert part.focus == "Comment partager un vendeur entre voisins ?"
    assert "boulangerie à Figeac" in part.presentation
    assert "trois cantines" in part.context


def test_a_greeting_before_a_question_is_not_searched() -> None:
    understood = understand("Bonjour, y a-t-il un fab lab à Cahors ?")
    assert understood.intent is Intent.QUESTION
    assert [part.focus for part in understood.parts] == ["y a-t-il un fab lab à Cahors ?"]


def test_the_language_chosen_wins_over_the_one_heard() -> None:
    assert understand("Who leads the cluster?").language == "en"
    assert understand("Who leads the cluster?", language="fr").language == "fr"


@given(st.text(max_size=400))
def test_every_question_has_parts_that_say_something(message: str) -> None:
    understood = understand(message, [turn(GROUP, GROUP)])
    assert bool(understood.parts) == (understood.intent is Intent.QUESTION)
    assert all(part.focus.strip() for part in understood.parts)


def test_a_pronoun_stands_for_the_person_asked_about() -> None:
    before = turn("Jeanne Delmas dirige-t-elle le fournil ?", "Jeanne Delmas dirige-t-elle le fournil ?")
    part = understand("C'est quoi son métier ?", [before]).parts[0]
    assert part.about == "Jeanne Delmas"
    assert part.question.endswith("Jeanne Delmas")


def test_a_pronoun_without_a_person_before_it_stands_for_nobody() -> None:
    assert understand("C'est quoi son but ?", [turn(GROUP, GROUP)]).parts[0].about == ""


def test_a_question_that_names_someone_else_is_about_them() -> None:
    before = turn("Jeanne Delmas dirige-t-elle le fournil ?", "Jeanne Delmas dirige-t-elle le fournil ?")
    assert understand("Et Paul Roques, où est sa ferme ?", [before]).parts[0].about == ""


def test_a_pronoun_whose_subject_is_told_beside_it_stands_for_nobody_else() -> None:
    before = turn("Que fait Jeanne Delmas ?", "Que fait Jeanne Delmas ?")
    assert understand("Le Lot produit-il du seigle ?", [before]).parts[0].about == ""


def test_a_follow_up_knows_the_documents_answered_from() -> None:
    cited = Citation(
        number=1, document_id="fournil", passage_id="fournil.p1", title="", publisher="", published=None,
        quote="Le fournil.", passage="Le fournil.", href="/sources/fournil",
    )  # fmt: skip
    answered = turn(GROUP, GROUP)
    before = replace(answered, reply=answered.reply.model_copy(update={"citations": [cited]}))
    assert understand("Et qui le finance ?", [before]).parts[0].documents == {"fournil"}
    assert understand("Qui livre les cantines de Figeac ?", [before]).parts[0].documents == frozenset()
