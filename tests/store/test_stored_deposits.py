import threading
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from fakes import TODAY
from sqlalchemy import text

from bot.clock import fixed_clock
from bot.errors import NotFound
from bot.matching.given_need import need_data, read_need
from bot.matching.group_builder import Part
from bot.store.database import Database
from bot.store.deposits import Deposits, GivenDeposit, Party
from bot.store.group_needs import StoredNeeds
from bot.store.group_parts import GroupParts
from bot.store.outbox import Outbox
from bot.store.requests import KeyReused

CLOCK = fixed_clock(TODAY)
ACCOUNTANT = read_need(
    {"function": "comptable", "days_a_week": 2, "commune": "Figeac", "start": "2027-01-04"}, ""
)
JEANNE = Party("Boulangerie Delmas", "Jeanne Delmas", "jeanne@boulangerie-figeac.fr", "", "C", "46")
GIVEN = GivenDeposit("groupement", need_data(ACCOUNTANT), JEANNE, "D'accord.")


@pytest.fixture
def deposits(database: Database) -> Deposits:
    return Deposits(database, CLOCK)


def test_only_its_secret_opens_a_deposit(deposits: Deposits) -> None:
    receipt = deposits.submit(GIVEN)
    kept = deposits.followed(receipt.id, receipt.secret)
    assert (kept.party, kept.data, kept.state) == (JEANNE, GIVEN.data, "ouvert")
    for identity, secret in ((receipt.id, "autre"), (receipt.id, ""), ("autre", receipt.secret)):
        with pytest.raises(NotFound):
            deposits.followed(identity, secret)


def test_neither_the_secret_nor_the_key_is_in_the_table(deposits: Deposits, database: Database) -> None:
    receipt = deposits.submit(GIVEN, key="clé-de-jeanne")
    with database.reading() as session:
        row = " ".join(map(str, session.execute(text("SELECT * FROM deposits")).one()))
    assert receipt.secret not in row
    assert "clé-de-jeanne" not in row


def test_the_same_key_gives_the_same_receipt_even_at_once(deposits: Deposits) -> None:
    receipts: list[Any] = []
    senders = [
        threading.Thread(target=lambda: receipts.append(deposits.submit(GIVEN, key="clé"))) for _ in range(4)
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert len(receipts) == 4
    assert len({(one.id, one.secret) for one in receipts}) == 1
    assert len(deposits.open_ones("groupement")) == 1
    with pytest.raises(KeyReused):
        deposits.submit(replace(GIVEN, consent_text="Autre"), key="clé")


def test_two_deposits_without_a_key_are_two(deposits: Deposits) -> None:
    assert deposits.submit(GIVEN).secret != deposits.submit(GIVEN).secret
    assert len(deposits.open_ones("groupement")) == 2


def test_withdrawing_erases_who_wrote_and_what_they_wrote(deposits: Deposits, database: Database) -> None:
    receipt = deposits.submit(GIVEN)
    deposits.withdraw(receipt.id, receipt.secret)
    assert deposits.open_ones("groupement") == []
    with database.reading() as session:
        row = " ".join(map(str, session.execute(text("SELECT * FROM deposits")).one()))
    assert not any(word in row for word in ("Delmas", "Jeanne", "figeac", "comptable", "D'accord"))
    assert deposits.followed(receipt.id, receipt.secret).state == "retire"


def test_what_expired_is_no_longer_proposed_then_erased(database: Database) -> None:
    now = CLOCK()
    Deposits(database, CLOCK).submit(GIVEN)

    def later() -> datetime:
        return now + timedelta(days=181)

    assert Deposits(database, later).open_ones("groupement") == []
    assert Deposits(database, later).forget_expired() == 0
    assert Deposits(database, lambda: now + timedelta(days=211)).forget_expired() == 1


def test_the_needs_are_those_deposited_under_the_id_of_their_deposit(deposits: Deposits) -> None:
    receipt = deposits.submit(GIVEN)
    assert StoredNeeds(deposits).needs() == [replace(ACCOUNTANT, key=receipt.id)]


def test_whoever_deposits_is_told_the_secret_address(deposits: Deposits, database: Database) -> None:
    receipt = deposits.submit(GIVEN)
    (parcel,) = Outbox(database, CLOCK).take(("mail",))
    assert parcel.content == {"to": JEANNE.email, "text": "deposited", "follow": receipt.follow}


def test_the_last_decisions_take_the_place_of_those_before(database: Database) -> None:
    parts = GroupParts(database)
    one = Part("a", (frozenset({"x", "y"}),), 2, 2, 2, proven=True)
    other = Part("b", (), 0, 1, 0, proven=False)
    parts.replace([one, other])
    assert sorted(parts.parts(), key=lambda part: part.fingerprint) == [one, other]
    parts.replace([other])
    assert parts.parts() == [other]
