import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fakes import GROUPEMENT, INTERNAL, said

from bot.conversation.history import Turn
from bot.conversation.reply import Reply
from bot.errors import InvalidInput
from bot.matching.routing import Hole
from bot.store.accounts import Accounts
from bot.store.barometer import Barometer
from bot.store.cases import Cases
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.library import StoredLibrary
from bot.store.matching import CoverageHoles
from bot.store.requests import ContactRequest, Kind, Requests
from bot.store.rollup import Rollup


class Watch:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


def ask(
    database: Database, watch: Watch, visitor: str, message: str, *, answered: bool = True, **profile: Any
) -> str:
    conversations = Conversations(database, watch)
    identity = conversations.open(visitor)
    reply = said(message, identity, "fr", profile)
    if not answered:
        reply = reply.model_copy(update={"kind": "abstention", "citations": []})
    conversations.append(identity, Turn(message, message, reply, watch()))
    return identity


def ask_of_many(database: Database, watch: Watch, count: int, message: str, **profile: Any) -> None:
    for number in range(count):
        ask(database, watch, f"{message}-{number}", message, **profile)


def lines(database: Database, dimension: str) -> dict[str, int | None]:
    return dict(Barometer(database).year("2026").data["lines"][dimension]["values"])


def test_what_is_asked_is_counted_by_subject_place_trade_size_and_month(
    database: Database, watch: Watch
) -> None:
    ask_of_many(
        database,
        watch,
        6,
        "On voudrait recruter un apprenti",
        departement="46",
        effectif=9,
        code_naf="10.71C",
    )
    ask_of_many(database, watch, 5, "Nous voulons vendre au Japon", departement="12")
    Rollup(database, watch).refresh(at_once=True)
    assert lines(database, "subject") == {"recrutement": 6, "export": 5}
    assert lines(database, "departement") == {"46": 6, "12": 5}
    assert lines(database, "sector") == {"C": 6, "inconnu": 5}
    assert lines(database, "size") == {"1-9": 6, "inconnu": 5}
    assert lines(database, "month") == {"2026-11": 11}


def test_one_visitor_who_asks_often_is_no_count_to_show(database: Database, watch: Watch) -> None:
    ask_of_many(database, watch, 9, "Nous voulons vendre au Japon")
    for _ in range(8):
        ask(database, watch, "toujours le même", "On voudrait recruter un apprenti")
    Rollup(database, watch).refresh(at_once=True)
    assert lines(database, "subject") == {"export": None, "recrutement": None}


def test_reading_again_changes_nothing_and_new_turns_are_taken_in(database: Database, watch: Watch) -> None:
    ask_of_many(database, watch, 5, "Nous voulons vendre au Japon")
    rollup = Rollup(database, watch)
    rollup.refresh(at_once=True)
    before = Barometer(database).year("2026")
    rollup.refresh(at_once=True)
    assert Barometer(database).year("2026") == before
    watch.now += timedelta(minutes=1)
    ask(database, watch, "une de plus", "Nous voulons vendre au Canada")
    rollup.refresh()
    assert lines(database, "subject") == {"export": 5}  # the counts rest for ten minutes
    watch.now += timedelta(minutes=10)
    rollup.refresh()
    assert lines(database, "subject") == {"export": 6}


def test_a_subject_set_by_hand_stays(database: Database, watch: Watch) -> None:
    ask_of_many(database, watch, 6, "Nous voulons vendre au Japon")
    rollup, barometer = Rollup(database, watch), Barometer(database)
    rollup.refresh(at_once=True)
    for question in barometer.questions("export"):
        barometer.correct(question.conversation_id, "mission")
    with pytest.raises(InvalidInput):
        barometer.correct(barometer.questions()[0].conversation_id, "licorne")
    rollup.refresh(at_once=True)
    assert lines(database, "subject") == {"mission": 6}
    assert all(question.corrected for question in barometer.questions())


def test_what_a_visitor_erases_is_not_counted_any_more(database: Database, watch: Watch) -> None:
    ask_of_many(database, watch, 7, "Nous voulons vendre au Japon")
    identity = ask(database, watch, "jeton", "Nous voulons vendre au Japon")
    rollup = Rollup(database, watch)
    rollup.refresh(at_once=True)
    assert lines(database, "subject") == {"export": 8}
    Conversations(database, watch).delete(identity, "jeton")
    ask(database, watch, "autre jeton", "Nous voulons vendre au Japon")
    ask(database, watch, "encore un", "Nous voulons vendre au Japon")
    rollup.refresh(at_once=True)
    assert lines(database, "subject") == {"export": 9}


def test_the_share_without_an_answer_is_by_subject(database: Database, watch: Watch) -> None:
    for number in range(20):
        ask(database, watch, f"v{number}", "Nous voulons vendre au Japon", answered=number >= 8)
    Rollup(database, watch).refresh(at_once=True)
    grid = Barometer(database).year("2026").data["grids"]["subject/outcome"]
    assert (grid["columns"], grid["values"]) == (["avec", "sans"], [[12, 8]])


def test_the_use_of_each_public_document_is_counted_and_no_internal_one_named(
    database: Database, watch: Watch
) -> None:
    library = StoredLibrary(database)
    for document in (GROUPEMENT, INTERNAL):
        library.save(document)
    ask_of_many(database, watch, 5, "Nous voulons vendre au Japon")
    advisers = Conversations(database, watch, "internal")
    for number in range(6):
        identity = advisers.open(f"compte:{number}")
        reply: Reply = said("Quel budget secret ?", identity, "fr", {}, INTERNAL)
        advisers.append(identity, Turn("Quel budget secret ?", "", reply, watch()))
    Rollup(database, watch).refresh(at_once=True)
    found = Barometer(database).year("2026").data
    assert found["documents"] == [[GROUPEMENT.id, GROUPEMENT.title, 5]]
    assert found["lines"]["month"]["total"] == 5
    library.save(replace(GROUPEMENT, audience="internal"))
    assert Barometer(database).year("2026").data["documents"] == []


def test_words_that_several_people_begin_to_say_are_told_and_no_others(
    database: Database, watch: Watch
) -> None:
    watch.now = datetime(2026, 10, 3, tzinfo=UTC)
    ask_of_many(database, watch, 6, "Nous voulons vendre au Japon")
    watch.now = datetime(2026, 11, 3, tzinfo=UTC)
    ask_of_many(database, watch, 6, "Nous voulons vendre au Japon malgré la surtaxe")
    ask(database, watch, "Delmas", "La boulangerie Delmas voudrait vendre au Japon")
    Rollup(database, watch).refresh(at_once=True)
    words = [word for word, *_ in Barometer(database).year("2026").data["words"]]
    assert "surtaxe" in words
    assert not {"delmas", "japon"} & set(words)


def test_holes_hide_their_small_counts(database: Database, watch: Watch) -> None:
    holes = CoverageHoles(database)
    for _ in range(9):
        holes.record(Hole("export", "46", "2026-11"))
    for _ in range(2):
        holes.record(Hole("export", "12", "2026-11"))
    found = Barometer(database).holes("2026")
    assert found is not None
    assert found.table.columns == ("regroupes",)
    assert found.counts() == {"12": None, "46": None}


def close(database: Database, watch: Watch, states: Iterable[str], kind: Kind = "autre") -> None:
    """Let a person a state ask, be taken charge of two hours later, and have it closed with that state."""
    paul = Accounts(database, watch).add(
        f"{secrets.token_hex(4)}@cci.fr", "Paul", "administrator", "quatre-mots-bien-longs"
    )
    cases, asked_at = Cases(database, watch), watch.now
    for state in states:
        watch.now = asked_at
        asked = ContactRequest("Jeanne", "Aide", email=f"{secrets.token_hex(4)}@cci.fr", kind=kind)
        number = Requests(database, watch).submit(asked, visitor=None).number
        watch.now += timedelta(hours=2)
        cases.step(paul, number, "prise_en_charge")
        watch.now += timedelta(hours=3)
        if state != "prise_en_charge":
            cases.step(paul, number, state)


def requests_published(database: Database) -> dict[str, Any]:
    found: dict[str, Any] = Barometer(database).year("2026").data["requests"]
    return found


def test_requests_are_published_by_outcome_with_their_delays(database: Database, watch: Watch) -> None:
    close(database, watch, ["aidee"] * 8 + ["prise_en_charge"] * 6)
    Rollup(database, watch).refresh(at_once=True)
    found = requests_published(database)
    assert found["outcomes"] == {
        "rows": ["autre"],
        "columns": ["aidee", "prise_en_charge"],
        "values": [[8, 6]],
    }
    assert found["delays"] == {"closed": 5.0, "taken": 2.0}


def test_a_step_taken_later_is_published_at_the_next_rollup(database: Database, watch: Watch) -> None:
    close(database, watch, ["aidee"] * 8)
    rollup = Rollup(database, watch)
    rollup.refresh(at_once=True)
    watch.now += timedelta(days=1)
    close(database, watch, ["sans_suite"] * 8)
    rollup.refresh(at_once=True)
    assert requests_published(database)["outcomes"]["values"] == [[8, 8]]


def test_nothing_told_beside_the_outcomes_gives_their_small_counts_away(
    database: Database, watch: Watch
) -> None:
    close(database, watch, ["aidee"] * 9 + ["sans_suite"] * 3 + ["prise_en_charge"] * 3)
    Rollup(database, watch).refresh(at_once=True)
    found = requests_published(database)
    told = [value for row in found["outcomes"]["values"] for value in row if value is not None]
    assert 3 not in told
    # A number of closed requests would give « sans suite » by subtraction.
    assert all(isinstance(hours, float) for hours in found["delays"].values())


def test_the_delay_of_a_few_is_not_told_however_many_times_they_ask(database: Database, watch: Watch) -> None:
    close(database, watch, ["aidee"] * 4)
    Rollup(database, watch).refresh(at_once=True)
    assert requests_published(database) == {"outcomes": None, "delays": {}}
