import pytest
from fakes import TODAY

from bot.clock import fixed_clock
from bot.store.accounts import Account, Accounts
from bot.store.cases import Cases
from bot.store.database import Database
from bot.store.requests import ContactRequest, Requests
from bot.store.tray import PAGE, Tray, TrayPage, Wish

CLOCK = fixed_clock(TODAY)


@pytest.fixture
def paul(database: Database) -> Account:
    return Accounts(database, CLOCK).add("paul@cci.fr", "Paul", "adviser", "quatre-mots-de-passe", ("46",))


@pytest.fixture
def lea(database: Database) -> Account:
    return Accounts(database, CLOCK).add("lea@cci.fr", "Léa", "adviser", "quatre-mots-de-passe", ("31",))


def ask(database: Database, company: str, departement: str = "46", **more: str) -> str:
    asked = ContactRequest("Jeanne Delmas", "Aide", company=company, departement=departement, **more)  # type: ignore[arg-type]
    return Requests(database, CLOCK).submit(asked, visitor=None).number


def numbers(page: TrayPage) -> list[str]:
    return [case.number for case in page.cases]


def test_page_after_page_each_case_is_shown_once_newest_first(database: Database, paul: Account) -> None:
    asked = [ask(database, f"Entreprise {number}") for number in range(2 * PAGE + 3)]
    tray, seen, before = Tray(database), [], ""
    for _ in range(3):
        page = tray.page(paul, Wish(before=before))
        seen += numbers(page)
        before = page.older or ""
    assert seen == asked[::-1]
    assert page.older is None


@pytest.mark.parametrize(
    "words", ["épicerie", "ÉPICERIE DU", "jeanne delmas", "05 65 00", "2026-00002", "epicerie@lot.fr"]
)
def test_a_case_is_found_by_its_company_its_person_or_its_number(
    database: Database, paul: Account, words: str
) -> None:
    ask(database, "Boulangerie 100 %")
    wanted = ask(database, "Épicerie du Causse", phone="+33565000000", email="epicerie@lot.fr")
    found = numbers(Tray(database).page(paul, Wish(words=words)))
    assert wanted in found
    assert len(found) == (2 if words == "jeanne delmas" else 1)


def test_a_search_takes_signs_to_the_letter_and_never_shows_the_cases_of_others(
    database: Database, paul: Account, lea: Account
) -> None:
    mine = ask(database, "Boulangerie 100 %")
    ask(database, "Boulangerie 1000", "31")
    tray = Tray(database)
    assert numbers(tray.page(paul, Wish(words="Boulangerie"))) == [mine]
    assert numbers(tray.page(paul, Wish(words="0 %"))) == [mine]
    assert numbers(tray.page(paul, Wish(words="0_%"))) == []


def test_the_shared_tray_holds_the_open_cases_of_nobody_and_counts_the_same(
    database: Database, paul: Account, lea: Account
) -> None:
    shared = ask(database, "Ferme Zwolak", "75")
    ask(database, "Boulangerie Delmas")
    tray = Tray(database)
    assert numbers(tray.page(paul, Wish(mine="partage"))) == [shared]
    assert tray.counts(paul)["partage"] == tray.counts(lea)["partage"] == 1
    Cases(database, CLOCK).step(lea, shared, "aidee")
    assert numbers(tray.page(paul, Wish(mine="partage"))) == []
    assert tray.counts(paul)["partage"] == 0
