"""The keys as they are kept."""

from datetime import UTC, datetime, timedelta

import pytest
from fakes import TODAY
from sqlalchemy import text

from bot.clock import fixed_clock
from bot.errors import InvalidInput, NotFound
from bot.store.database import Database
from bot.store.keys import PREFIX, SCOPES, ApiKeys

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_secret_is_never_stored(database: Database) -> None:
    keys = ApiKeys(database, fixed_clock(TODAY))
    key, secret = keys.add("Site de la CCI")
    with database.reading() as session:
        stored = session.execute(text("SELECT * FROM api_keys")).one()
    assert secret not in repr(stored)
    assert secret.removeprefix(f"{PREFIX}{key.id}_") not in repr(stored)
    found = keys.key(secret)
    assert found is not None
    assert (found.id, found.name, found.scopes) == (key.id, "Site de la CCI", SCOPES)
    assert keys.key(secret + "x") is None


def test_its_last_use_is_noted_to_the_minute(database: Database) -> None:
    moment = [NOON]
    keys = ApiKeys(database, lambda: moment[0])
    _, secret = keys.add("CRM", ["ask"])
    assert keys.all()[0].last_used is None
    for seconds, noted in ((0, NOON), (30, NOON), (70, NOON + timedelta(seconds=70))):
        moment[0] = NOON + timedelta(seconds=seconds)
        keys.key(secret)
        assert keys.all()[0].last_used == noted


def test_a_revoked_key_keeps_the_day_it_was_revoked(database: Database) -> None:
    moment = [NOON]
    keys = ApiKeys(database, lambda: moment[0])
    key, secret = keys.add("CRM")
    keys.revoke(key.id)
    moment[0] += timedelta(days=1)
    keys.revoke(key.id)
    assert keys.key(secret) is None
    assert keys.all()[0].revoked == NOON
    with pytest.raises(NotFound):
        keys.revoke("inconnue")


@pytest.mark.parametrize(("name", "scopes"), [(" ", ["ask"]), ("CRM", []), ("CRM", ["ask", "admin"])])
def test_a_key_needs_a_name_and_known_rights(database: Database, name: str, scopes: list[str]) -> None:
    with pytest.raises(InvalidInput):
        ApiKeys(database, fixed_clock(TODAY)).add(name, scopes)
