import threading
from dataclasses import replace

import pytest
from fakes import TODAY, said
from sqlalchemy import text

from bot.clock import fixed_clock
from bot.companies.company import Company
from bot.conversation.history import Turn
from bot.errors import NotFound, StorageUnavailable
from bot.matching.catalogue import Catalogue
from bot.matching.traces import Asked, Trace
from bot.store.conversations import Conversations
from bot.store.database import Database, open_database
from bot.store.matching import MatchTraces

CLOCK = fixed_clock(TODAY)


def turn(message: str, conversation_id: str) -> Turn:
    return Turn(message, f"{message} (complété)", said(message, conversation_id, "fr", {}), CLOCK())


@pytest.fixture
def conversations(database: Database) -> Conversations:
    return Conversations(database, CLOCK)


def test_a_turn_comes_back_whole_with_the_snapshot_of_its_citations(conversations: Conversations) -> None:
    conversation_id = conversations.open("jeton de Jeanne")
    asked = turn("Comment partager un comptable ?", conversation_id)
    conversations.append(conversation_id, asked)
    assert conversations.turns(conversation_id, "jeton de Jeanne") == [asked]


def test_turns_come_oldest_first_whatever_their_date(conversations: Conversations) -> None:
    conversation_id = conversations.open("jeton")
    for message in ("un", "deux", "trois"):
        conversations.append(conversation_id, turn(message, conversation_id))
    assert [kept.message for kept in conversations.turns(conversation_id, None)] == ["un", "deux", "trois"]


def test_another_visitor_finds_nothing_and_learns_nothing(conversations: Conversations) -> None:
    conversation_id = conversations.open("jeton de Jeanne")
    with pytest.raises(NotFound) as of_another:
        conversations.turns(conversation_id, "jeton de Paul")
    with pytest.raises(NotFound) as of_nothing:
        conversations.turns("inconnue", "jeton de Paul")
    assert of_another.value.user_message == of_nothing.value.user_message


@pytest.mark.parametrize("nobody", [None, ""])
def test_nobody_in_particular_may_go_on_with_the_id(conversations: Conversations, nobody: str | None) -> None:
    assert conversations.turns(conversations.open("jeton"), nobody) == []


def test_a_turn_needs_its_conversation(conversations: Conversations) -> None:
    with pytest.raises(NotFound):
        conversations.append("inconnue", turn("Bonjour", "inconnue"))


def test_ids_are_long_and_never_the_same(conversations: Conversations) -> None:
    ids = {conversations.open("jeton") for _ in range(20)}
    assert len(ids) == 20
    assert all(len(conversation_id) >= 22 for conversation_id in ids)


def test_the_token_of_a_visitor_is_nowhere_in_the_database(
    conversations: Conversations, database: Database
) -> None:
    conversations.open("jeton-secret-de-jeanne")
    with database.reading() as session:
        rows = session.execute(text("SELECT * FROM conversations")).all()
    assert "jeton-secret-de-jeanne" not in repr(rows)


def test_only_its_visitor_erases_a_conversation(conversations: Conversations, database: Database) -> None:
    conversation_id = conversations.open("jeton de Jeanne")
    conversations.append(conversation_id, turn("Bonjour", conversation_id))
    with pytest.raises(NotFound):
        conversations.delete(conversation_id, "jeton de Paul")
    conversations.delete(conversation_id, "jeton de Jeanne")
    with pytest.raises(NotFound):
        conversations.turns(conversation_id, None)
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM messages")) == 0


def test_turns_written_at_once_all_have_their_place(conversations: Conversations) -> None:
    conversation_id = conversations.open("jeton")

    def write(number: int) -> None:
        conversations.append(conversation_id, turn(f"message {number}", conversation_id))

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    kept = {stored.message for stored in conversations.turns(conversation_id, None)}
    assert kept == {f"message {number}" for number in range(8)}


def test_a_conversation_outlives_the_process_that_held_it(
    conversations: Conversations, database: Database
) -> None:
    conversation_id = conversations.open("jeton")
    conversations.append(conversation_id, turn("Bonjour", conversation_id))
    reopened = open_database(database.engine.url.render_as_string(hide_password=False))
    try:
        (kept,) = Conversations(reopened, CLOCK).turns(conversation_id, "jeton")
    finally:
        reopened.close()
    assert kept.message == "Bonjour"


def test_a_message_id_serves_once(conversations: Conversations) -> None:
    conversation_id = conversations.open("jeton")
    first = turn("Bonjour", conversation_id)
    conversations.append(conversation_id, first)
    with pytest.raises(StorageUnavailable):
        conversations.append(conversation_id, replace(first, message="Bis"))
    assert [kept.message for kept in conversations.turns(conversation_id, None)] == ["Bonjour"]


def test_erasing_a_conversation_erases_the_traces_of_its_matches_alone(
    conversations: Conversations, database: Database
) -> None:
    traces = MatchTraces(database, CLOCK)
    trace = Trace(Asked(Company(), TODAY, "partager un comptable"), "v1", None, ())
    own, other = traces.record(trace, Catalogue()), traces.record(trace, Catalogue())
    conversation_id = conversations.open("jeton")
    asked = turn("On veut partager un comptable", conversation_id)
    reply = asked.reply.model_copy(update={"traces": [own]})
    conversations.append(conversation_id, replace(asked, reply=reply))
    conversations.delete(conversation_id, "jeton")
    assert traces.trace(own) is None
    assert traces.trace(other) is not None
