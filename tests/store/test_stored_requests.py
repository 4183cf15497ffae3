import threading
from dataclasses import replace

import pytest
from fakes import TODAY

from bot.clock import fixed_clock
from bot.errors import NotFound
from bot.store.accounts import Accounts
from bot.store.cases import Cases
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.matching import CoverageHoles
from bot.store.requests import ContactRequest, KeyReused, Requests

CLOCK = fixed_clock(TODAY)
JEANNE = ContactRequest("Jeanne Delmas", "Partager un comptable", email="jeanne@boulangerie-figeac.fr")


@pytest.fixture
def requests(database: Database) -> Requests:
    return Requests(database, CLOCK)


def test_a_request_is_found_again_by_its_number(requests: Requests) -> None:
    receipt = requests.submit(JEANNE, visitor=None)
    assert receipt.number == "2026-00001"
    assert requests.request(receipt.number) == JEANNE


@pytest.mark.parametrize(
    "number", ["", "2026-", "2025-00001", "2026-1", "2026-00002", "x", "2026-" + "9" * 40]
)
def test_no_other_number_finds_it(requests: Requests, number: str) -> None:
    requests.submit(JEANNE, visitor=None)
    assert requests.request(number) is None


def test_two_requests_without_a_key_are_two(requests: Requests) -> None:
    numbers = {requests.submit(JEANNE, visitor=None).number for _ in range(2)}
    assert numbers == {"2026-00001", "2026-00002"}


def test_the_same_key_never_makes_two_even_at_once(requests: Requests) -> None:
    numbers: list[str] = []
    senders = [
        threading.Thread(
            target=lambda: numbers.append(requests.submit(JEANNE, visitor=None, key="clé").number)
        )
        for _ in range(6)
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert numbers == ["2026-00001"] * 6
    assert requests.request("2026-00002") is None


def test_a_key_is_for_one_content(requests: Requests) -> None:
    requests.submit(JEANNE, visitor=None, key="clé")
    with pytest.raises(KeyReused):
        requests.submit(replace(JEANNE, need="Autre chose"), visitor=None, key="clé")


def test_a_request_keeps_its_conversation_until_that_is_erased(
    requests: Requests, database: Database
) -> None:
    conversations = Conversations(database, CLOCK)
    conversation_id = conversations.open("jeton")
    receipt = requests.submit(replace(JEANNE, conversation_id=conversation_id), visitor="jeton")
    conversations.delete(conversation_id, "jeton")
    assert requests.request(receipt.number) == JEANNE


def test_a_request_cannot_join_the_conversation_of_another(requests: Requests, database: Database) -> None:
    conversation_id = Conversations(database, CLOCK).open("jeton de Jeanne")
    with pytest.raises(NotFound):
        requests.submit(replace(JEANNE, conversation_id=conversation_id), visitor="jeton de Paul")


def test_the_generalist_of_the_place_receives_and_the_specialist_stands_behind(
    requests: Requests, database: Database
) -> None:
    accounts, cases = Accounts(database, CLOCK), Cases(database, CLOCK)
    password = "quatre-mots-de-passe"
    near = accounts.add("jeanne@cci.fr", "Jeanne", "adviser", password, ("46",))
    behind = accounts.add("paul@cci.fr", "Paul", "adviser", password, ("46",), ("comptable",))
    number = requests.submit(replace(JEANNE, departement="46"), visitor=None).number
    assert cases.case(near, number).adviser == "Jeanne"
    cases.step(near, number, "pas_pour_moi", "Comptabilité")
    assert cases.case(behind, number).adviser == "Paul"
    assert CoverageHoles(database).coverage_holes() == []


def test_a_request_that_nobody_covers_goes_to_the_shared_tray_and_is_counted_once(
    requests: Requests, database: Database
) -> None:
    admin = Accounts(database, CLOCK).add("chef@cci.fr", "Chef", "administrator", "quatre-mots-de-passe")
    number = requests.submit(replace(JEANNE, departement="46"), visitor=None, key="clé").number
    requests.submit(replace(JEANNE, departement="46"), visitor=None, key="clé")
    assert Cases(database, CLOCK).case(admin, number).adviser is None
    assert [(hole.departement, hole.count) for hole in CoverageHoles(database).coverage_holes()] == [
        ("46", 1)
    ]
