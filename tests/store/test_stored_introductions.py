from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Literal

import pytest
from fakes import TODAY
from sqlalchemy import text

from bot.clock import fixed_clock
from bot.errors import InvalidInput, NotFound
from bot.store.database import Database
from bot.store.deposits import DepositReceipt, Deposits, GivenDeposit, Party
from bot.store.introductions import Introductions
from bot.store.outbox import Outbox

CLOCK = fixed_clock(TODAY)


def deposited(database: Database, name: str) -> DepositReceipt:
    party = Party(f"Maison {name}", name, f"{name.lower()}@exemple.fr", "+33565000000", "C", "46")
    return Deposits(database, CLOCK).submit(
        GivenDeposit("groupement", {"function": "comptable"}, party, "Oui.")
    )


@pytest.fixture
def pair(database: Database) -> tuple[DepositReceipt, DepositReceipt]:
    return deposited(database, "Jeanne"), deposited(database, "Paul")


@pytest.fixture
def book(database: Database) -> Introductions:
    return Introductions(database, CLOCK)


def mails(database: Database) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for parcel in Outbox(database, CLOCK).take(("mail",)):
        found.setdefault(parcel.content["text"], []).append(parcel.content)
    return found


def test_each_side_is_sent_a_token_of_its_own_of_which_only_the_hash_is_kept(
    book: Introductions, pair: tuple[DepositReceipt, DepositReceipt], database: Database
) -> None:
    identity = book.propose([one.id for one in pair])
    assert book.propose([one.id for one in reversed(pair)]) == identity
    sent = mails(database)["introduction"]
    tokens = {one["to"]: one["follow"].partition("cle=")[2] for one in sent}
    assert len(set(tokens.values())) == 2
    with database.reading() as session:
        rows = " ".join(map(str, session.execute(text("SELECT * FROM introduction_sides")).all()))
    assert not any(token in rows for token in tokens.values())
    own = book.seen(identity, tokens["paul@exemple.fr"])
    assert own.own is not None
    assert own.sides[own.own].deposit.party.name == "Paul"
    assert book.seen(identity, pair[0].secret).sides[book.seen(identity, pair[0].secret).own or 0]
    with pytest.raises(NotFound):
        book.seen(identity, "autre")


def test_names_leave_only_when_both_have_accepted(
    book: Introductions, pair: tuple[DepositReceipt, DepositReceipt], database: Database
) -> None:
    jeanne, paul = pair
    identity = book.propose([jeanne.id, paul.id])
    assert book.answer(identity, jeanne.secret, "oui").state == "proposee"
    assert "acceptee" not in mails(database)
    assert book.answer(identity, paul.secret, "oui").state == "acceptee"
    told = {one["to"]: one["others"] for one in mails(database)["acceptee"]}
    assert told["jeanne@exemple.fr"].startswith("Maison Paul : Paul, paul@exemple.fr")
    assert Deposits(database, CLOCK).open_ones("groupement") == []
    steps = [step for step, _, _ in book.seen(identity, paul.secret).steps]
    assert steps == ["proposee", "oui", "oui", "acceptee"]
    with pytest.raises(InvalidInput):
        book.answer(identity, jeanne.secret, "non", "autre")


@pytest.mark.parametrize(
    ("reason", "final", "still_open"),
    [
        ("trop_loin", True, 2),
        ("pas_le_besoin", True, 2),
        ("pas_le_moment", False, 2),
        ("deja_trouve", False, 1),
    ],
)
def test_a_refusal_says_why_and_is_remembered(
    book: Introductions,
    pair: tuple[DepositReceipt, DepositReceipt],
    database: Database,
    reason: str,
    final: bool,
    still_open: int,
) -> None:
    jeanne, paul = pair
    identity = book.propose([jeanne.id, paul.id])
    with pytest.raises(InvalidInput):
        book.answer(identity, jeanne.secret, "non")
    assert book.answer(identity, jeanne.secret, "non", reason).state == "refusee"
    assert book.refusals() == {frozenset({jeanne.id, paul.id}): final}
    assert len(Deposits(database, CLOCK).open_ones("groupement")) == still_open
    told = mails(database)["refusee"]
    assert all(one["others"] == "" for one in told)


def test_erasing_leaves_no_step_and_withdrawing_a_deposit_takes_its_introductions(
    book: Introductions, pair: tuple[DepositReceipt, DepositReceipt], database: Database
) -> None:
    jeanne, paul = pair
    identity = book.propose([jeanne.id, paul.id])
    book.erase(identity, paul.secret)
    with pytest.raises(NotFound):
        book.seen(identity, jeanne.secret)
    again = book.propose([jeanne.id, paul.id])
    Deposits(database, CLOCK).withdraw(paul.id, paul.secret)
    with pytest.raises(NotFound):
        book.seen(again, jeanne.secret)
    with database.reading() as session:
        for table in ("introductions", "introduction_sides", "introduction_steps"):
            assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0
    with pytest.raises(InvalidInput):
        book.propose([jeanne.id, paul.id])


def test_of_two_answers_given_side_by_side_the_second_settles(
    book: Introductions, pair: tuple[DepositReceipt, DepositReceipt], database: Database
) -> None:
    identity = book.propose([one.id for one in pair])
    mails(database)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda one: book.answer(identity, one.secret, "oui"), pair))
    assert book.seen(identity, pair[0].secret).state == "acceptee"
    assert len(mails(database)["acceptee"]) == 2


def test_once_a_side_is_provided_its_other_introductions_are_closed(
    book: Introductions, pair: tuple[DepositReceipt, DepositReceipt], database: Database
) -> None:
    jeanne, paul = pair
    other = deposited(database, "Lucie")
    first, second = book.propose([jeanne.id, paul.id]), book.propose([jeanne.id, other.id])
    book.answer(second, other.secret, "oui")
    for one in pair:
        book.answer(first, one.secret, "oui")
    closed = book.seen(second, other.secret)
    assert closed.state == "close"
    assert [step for step, _, _ in closed.steps] == ["proposee", "oui", "close"]
    told = mails(database)
    assert [one["to"] for one in told["refusee"]] == ["lucie@exemple.fr"], "who accepted waits no longer"
    with pytest.raises(InvalidInput):
        book.answer(second, other.secret, "oui")
    assert book.seen(first, paul.secret).state == "acceptee"


def test_what_has_expired_is_neither_proposed_nor_answered(
    book: Introductions, pair: tuple[DepositReceipt, DepositReceipt], database: Database
) -> None:
    jeanne, paul = pair
    identity = book.propose([jeanne.id, paul.id])
    other = deposited(database, "Lucie")
    late = Introductions(database, fixed_clock(TODAY + timedelta(days=181)))
    with pytest.raises(InvalidInput):
        late.answer(identity, paul.secret, "oui")
    assert late.seen(identity, paul.secret).state == "close"
    with pytest.raises(InvalidInput):
        late.propose([jeanne.id, other.id])


def test_who_accepted_is_told_when_the_other_withdraws_before_answering(
    book: Introductions, pair: tuple[DepositReceipt, DepositReceipt], database: Database
) -> None:
    jeanne, paul = pair
    book.answer(book.propose([jeanne.id, paul.id]), jeanne.secret, "oui")
    Deposits(database, CLOCK).withdraw(paul.id, paul.secret)
    assert [one["to"] for one in mails(database)["refusee"]] == ["jeanne@exemple.fr"]


@pytest.mark.parametrize("answer", ["oui", "non"])
def test_withdrawing_once_all_is_settled_tells_nobody_twice(
    book: Introductions,
    pair: tuple[DepositReceipt, DepositReceipt],
    database: Database,
    answer: Literal["oui", "non"],
) -> None:
    jeanne, paul = pair
    identity = book.propose([jeanne.id, paul.id])
    book.answer(identity, jeanne.secret, "oui")
    book.answer(identity, paul.secret, answer, "autre")
    before = [parcel for parcels in mails(database).values() for parcel in parcels]
    assert before
    Deposits(database, CLOCK).withdraw(paul.id, paul.secret)
    assert mails(database) == {}


@pytest.mark.parametrize("way", ["withdraws", "erases"])
def test_an_acceptance_that_still_waits_tells_nothing_of_who_left(
    book: Introductions, pair: tuple[DepositReceipt, DepositReceipt], database: Database, way: str
) -> None:
    jeanne, paul = pair
    identity = book.propose([jeanne.id, paul.id])
    mails(database)
    for one in pair:
        book.answer(identity, one.secret, "oui")
    if way == "withdraws":
        Deposits(database, CLOCK).withdraw(paul.id, paul.secret)
    else:
        book.erase(identity, paul.secret)
    with database.reading() as session:
        waiting = str(session.execute(text("SELECT content FROM outbox WHERE sent IS NULL")).all())
    assert "Paul" not in waiting
    told = mails(database)
    assert set(told) == {"refusee"}
    assert "jeanne@exemple.fr" in [one["to"] for one in told["refusee"]]
    assert all(one["others"] == "" for one in told["refusee"])
