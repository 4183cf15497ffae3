import pytest
from fakes import TODAY, said

from bot.clock import fixed_clock
from bot.conversation.history import Turn
from bot.errors import NotFound
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.feedback import Feedback, Opinion

CLOCK = fixed_clock(TODAY)


@pytest.fixture
def feedback(database: Database) -> Feedback:
    return Feedback(database, CLOCK)


@pytest.fixture
def message_id(database: Database) -> str:
    conversations = Conversations(database, CLOCK)
    conversation_id = conversations.open("jeton de Jeanne")
    reply = said("Bonjour", conversation_id, "fr", {})
    conversations.append(conversation_id, Turn("Bonjour", "Bonjour", reply, CLOCK()))
    return reply.message_id


def test_the_last_opinion_replaces_the_one_before(feedback: Feedback, message_id: str) -> None:
    feedback.record(Opinion(message_id, useful=True), "jeton de Jeanne")
    last = Opinion(message_id, useful=False, reason="outdated", comment="C'était en 2022.")
    feedback.record(last, "jeton de Jeanne")
    assert feedback.opinion(message_id) == last


def test_an_opinion_needs_its_message(feedback: Feedback) -> None:
    with pytest.raises(NotFound):
        feedback.record(Opinion("inconnu", useful=True), None)


def test_another_visitor_cannot_judge(feedback: Feedback, message_id: str) -> None:
    with pytest.raises(NotFound):
        feedback.record(Opinion(message_id, useful=False), "jeton de Paul")
    assert feedback.opinion(message_id) is None
