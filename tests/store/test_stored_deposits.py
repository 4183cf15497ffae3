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
    assert parcel.content == {
        "to": JEANNE.email,
        "text": "deposited",
        "follow": receipt.follow,
        "about": [receipt.id],
    }


def test_the_last_decisions_take_the_place_of_those_before(database: Database) -> None:
    parts = GroupParts(database)
    one = Part("a", (frozenset({"x", "y"}),), 2, 2, 2, proven=True)
    other = Part("b", (), 0, 1, 0, proven=False)
    parts.replace([one, other])
    assert sorted(parts.parts(), key=lambda part: part.fingerprint) == [one, other]
    parts.replace([other])
    assert parts.parts() == [other]


def test_where_addresses_are_proved_a_deposit_waits_for_the_link_of_its_mail(database: Database) -> None:
    deposits = Deposits(database, CLOCK, b"une clef")
    receipt = deposits.submit(GIVEN)
    assert deposits.followed(receipt.id, receipt.secret).state == "a_confirmer"
    assert deposits.open_ones("groupement") == []
    for proof in ("", "autre", receipt.secret):
        assert not deposits.confirm(receipt.id, receipt.secret, proof)
    (parcel,) = Outbox(database, CLOCK).take(("mail",))
    assert parcel.content["text"] == "to_confirm"
    follow, _, proof = parcel.content["follow"].partition("&preuve=")
    assert follow == receipt.follow
    assert not Deposits(database, CLOCK, b"une autre").confirm(receipt.id, receipt.secret, proof)
    assert deposits.confirm(receipt.id, receipt.secret, proof)
    assert deposits.confirm(receipt.id, receipt.secret, proof), "opened twice, it stays confirmed"
    assert [one.id for one in deposits.open_ones("groupement")] == [receipt.id]
    deposits.withdraw(receipt.id, receipt.secret)
    deposits.confirm(receipt.id, receipt.secret, proof)
    assert deposits.followed(receipt.id, receipt.secret).state == "retire", "what is withdrawn stays so"


def test_the_proof_of_one_deposit_confirms_no_other(database: Database) -> None:
    deposits = Deposits(database, CLOCK, b"une clef")
    mine, other = deposits.submit(GIVEN), deposits.submit(GIVEN)
    parcels = {one.content["about"][0]: one.content for one in Outbox(database, CLOCK).take(("mail",))}
    proof = parcels[mine.id]["follow"].partition("&preuve=")[2]
    assert not deposits.confirm(other.id, other.secret, proof)
    with pytest.raises(NotFound):
        deposits.confirm(mine.id, other.secret, proof)


def test_what_nobody_confirmed_is_erased_after_a_week(database: Database) -> None:
    Deposits(database, CLOCK, b"une clef").submit(GIVEN)
    for days, gone in ((6, 0), (8, 1)):
        late = fixed_clock(TODAY + timedelta(days=days))
        assert Deposits(database, late, b"une clef").forget_expired() == gone
    assert Outbox(database, CLOCK).waiting() == 0


def test_withdrawing_takes_back_the_mail_that_still_waits(deposits: Deposits, database: Database) -> None:
    receipt = deposits.submit(GIVEN)
    other = deposits.submit(replace(GIVEN, party=replace(JEANNE, email="autre@exemple.fr")))
    deposits.withdraw(receipt.id, receipt.secret)
    assert [one.content["about"] for one in Outbox(database, CLOCK).take(("mail",))] == [[other.id]]
