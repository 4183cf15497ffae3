"""The stored board: what is withdrawn, expired or had enough is never proposed, and caps hold over weeks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from fakes import TODAY, MovingClock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.errors import InvalidInput
from bot.matching.board_desk import BoardDesk
from bot.matching.board_reading import item_data, read_item
from bot.matching.board_scoring import Scoring
from bot.retrieval.words import stems_of
from bot.store.board import StoredBoard
from bot.store.database import Database
from bot.store.deposits import DepositReceipt, Deposits, GivenDeposit, Party
from bot.store.introductions import Introductions
from bot.store.outbox import Outbox

DRECHES = {"category": "organiques", "text": "Drêches de brasserie", "commune": "46042"}


class Fair:
    """A board over a database, and the hands that use it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = MovingClock()
        self.deposits = Deposits(database, self.clock)
        self.introductions = Introductions(database, self.clock)
        self.book = StoredBoard(database, self.clock, self.introductions, b"une cle")
        self.desk = BoardDesk(self.book, Scoring(stems_of), self.clock)

    def deposit(self, kind: str, company: str, **changed: object) -> DepositReceipt:
        item = read_item({**DRECHES, "kind": kind, **changed}, self.clock().date())
        party = Party(company, f"Camille {company}", f"{company}@exemple.fr", "", "C", "46")
        return self.deposits.submit(GivenDeposit(item.kind, item_data(item), party, "Oui.", item.last))

    def pairs(self) -> set[frozenset[str]]:
        return set(self.introductions.states())

    def letters(self) -> dict[str, int]:
        """Give how many proposals each address was sent, taking them out of the outbox."""
        found: dict[str, int] = {}
        outbox = Outbox(self.database, self.clock)
        for parcel in outbox.take(("mail",), limit=1000):
            outbox.sent(parcel)
            if parcel.content["text"] == "introduction":
                found[parcel.content["to"]] = found.get(parcel.content["to"], 0) + 1
        return found


@pytest.fixture
def fair(database: Database) -> Fair:
    return Fair(database)


def test_an_offer_and_a_need_that_fit_are_proposed_once_and_both_are_written_to(fair: Fair) -> None:
    offer, need = fair.deposit("offre", "brasserie"), fair.deposit("besoin", "porcherie")
    for _ in range(3):
        fair.desk.round()
    assert fair.pairs() == {frozenset({offer.id, need.id})}
    assert fair.letters() == {"brasserie@exemple.fr": 1, "porcherie@exemple.fr": 1}


def test_what_is_withdrawn_is_not_proposed_and_leaves_nothing(fair: Fair) -> None:
    offer, need = fair.deposit("offre", "brasserie"), fair.deposit("besoin", "porcherie")
    fair.desk.round()
    fair.deposits.withdraw(need.id, need.secret)
    assert fair.pairs() == set()
    with fair.database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM board_proposals")).scalar() == 0
        rows = str(session.execute(text("SELECT * FROM deposits")).all())
    assert "porcherie" not in rows
    fair.desk.round()
    assert fair.pairs() == set()
    with pytest.raises(InvalidInput):
        fair.desk.propose(offer.id, need.id)


def test_what_has_expired_is_not_proposed_even_if_it_was_ranked_before(fair: Fair) -> None:
    fair.deposit("offre", "brasserie", last=(TODAY + timedelta(days=2)).isoformat())
    fair.deposit("besoin", "porcherie")
    ranked = fair.desk.ranked()
    fair.clock.now += timedelta(days=4)
    assert fair.book.propose(ranked.pairs) == []
    fair.desk.round()
    assert fair.pairs() == set()
    assert fair.deposits.forget_expired(timedelta(days=1)) == 1


def test_a_company_is_written_to_three_times_a_week_whatever_it_deposits(fair: Fair) -> None:
    fair.deposit("offre", "brasserie", partners=5)
    for number in range(5):
        fair.deposit("besoin", f"ferme{number}")
    fair.desk.round()
    assert fair.letters()["brasserie@exemple.fr"] == 3
    again = fair.deposit("offre", "brasserie", partners=5)
    fair.deposits.withdraw(again.id, again.secret)
    fair.deposit("offre", "brasserie", partners=5)
    fair.desk.round()
    assert "brasserie@exemple.fr" not in fair.letters()
    fair.clock.now += timedelta(days=7)
    fair.desk.round()
    assert fair.letters()["brasserie@exemple.fr"] == 3
    with fair.database.reading() as session:
        rows = str(session.execute(text("SELECT * FROM board_approaches")).all())
        oldest = session.execute(text("SELECT count(*) FROM board_approaches")).scalar()
    assert "brasserie" not in rows
    assert oldest == 12, "those of the week before are forgotten"


def test_rounds_side_by_side_keep_the_caps_together(fair: Fair) -> None:
    fair.deposit("offre", "brasserie", partners=5)
    for number in range(6):
        fair.deposit("besoin", f"ferme{number}")
    pairs = fair.desk.ranked().pairs
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(fair.book.propose, (pairs[:2], pairs[2:4], pairs[4:])))
    assert fair.letters()["brasserie@exemple.fr"] == 3


def test_it_stops_once_as_many_have_accepted_as_are_wanted(fair: Fair) -> None:
    offer = fair.deposit("offre", "brasserie", partners=2)
    needs = [fair.deposit("besoin", f"ferme{number}") for number in range(3)]
    fair.desk.round()
    first, second, third = (fair.introductions.of_deposit(one.id)[0].id for one in needs)
    fair.introductions.answer(first, offer.secret, "oui")
    fair.introductions.answer(first, needs[0].secret, "oui")
    assert fair.introductions.seen(first, offer.secret).state == "acceptee"
    assert len(fair.deposits.open_ones("offre")) == 1, "one more is wanted"
    fair.introductions.answer(second, needs[1].secret, "oui")
    fair.clock.now += timedelta(days=8)
    late = fair.deposit("besoin", "ferme9")
    fair.desk.round()
    assert fair.introductions.of_deposit(late.id) == [], "two are interested already"
    fair.introductions.answer(second, offer.secret, "oui")
    assert fair.deposits.open_ones("offre") == []
    assert fair.introductions.seen(third, needs[2].secret).state == "close"


def test_those_who_refused_for_now_are_proposed_again_a_month_later(fair: Fair) -> None:
    offer, need = fair.deposit("offre", "brasserie"), fair.deposit("besoin", "porcherie")
    fair.desk.round()
    (first,) = fair.introductions.of_deposit(offer.id)
    fair.introductions.answer(first.id, need.secret, "non", "pas_le_moment")
    fair.clock.now += timedelta(days=29)
    fair.desk.round()
    assert fair.introductions.of_deposit(offer.id)[0].state == "refusee"
    fair.clock.now += timedelta(days=2)
    for _ in range(2):
        fair.desk.round()
    (again,) = fair.introductions.of_deposit(offer.id)
    assert again.id != first.id
    assert again.state == "proposee"


def test_an_adviser_proposes_within_the_same_caps(fair: Fair) -> None:
    offer = fair.deposit("offre", "brasserie", partners=5)
    needs = [fair.deposit("besoin", f"ferme{number}", text="Marc") for number in range(4)]
    fair.desk.round()
    assert fair.pairs() == set(), "not likely enough to be proposed by itself"
    for need in needs[:3]:
        assert fair.desk.propose(offer.id, need.id)
    with pytest.raises(InvalidInput, match="semaine"):
        fair.desk.propose(offer.id, needs[3].id)
    with pytest.raises(InvalidInput, match="rechargez"):
        fair.desk.propose(offer.id, offer.id)


STEPS = st.lists(
    st.tuples(st.sampled_from(("offre", "besoin", "retirer", "oui", "non", "jours")), st.integers(0, 5)),
    max_size=14,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_happens_no_cap_is_exceeded_and_nothing_closed_is_proposed(
    database: Database, steps: list[tuple[str, int]]
) -> None:
    with database.writing() as session:
        for table in ("introductions", "board_proposals", "board_approaches", "outbox", "deposits"):
            session.execute(text(f"DELETE FROM {table}"))
    fair = Fair(database)
    held: list[DepositReceipt] = []
    written: list[tuple[date, dict[str, int]]] = []
    for action, number in steps:
        if action in ("offre", "besoin"):
            last = fair.clock().date() + timedelta(days=number)
            held.append(fair.deposit(action, f"maison{number}", last=last.isoformat()))
        elif action == "jours":
            fair.clock.now += timedelta(days=number)
        elif held and action == "retirer":
            one = held.pop(number % len(held))
            fair.deposits.withdraw(one.id, one.secret)
        elif held:
            one = held[number % len(held)]
            for intro in fair.introductions.of_deposit(one.id)[:1]:
                if intro.state == "proposee":
                    reason = "pas_le_moment" if action == "non" else None
                    fair.introductions.answer(intro.id, one.secret, action, reason)  # type: ignore[arg-type]
        before = fair.pairs()
        open_keys = {one.id for one in fair.deposits.open_ones("offre", "besoin")}
        fair.desk.round()
        assert all(keys <= open_keys for keys in fair.pairs() - before)
        written.append((fair.clock().date(), fair.letters()))
        since = fair.clock().date() - timedelta(days=7)
        for company in range(6):
            to = f"maison{company}@exemple.fr"
            assert sum(sent.get(to, 0) for day, sent in written if day > since) <= 3
