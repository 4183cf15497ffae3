"""The internal canary at every public door, in a thousand generated tries."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from canary import CANARY, SECRET, TITLE, leaks, opened, questions
from public_doors import asked_over_mcp, open_doors
from sqlalchemy import select
from starlette.testclient import TestClient

from bot.bootstrap import Passerelle
from bot.mailing.texts import written
from bot.serving import web_application
from bot.store.desk_tables import OutboxRow


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passerelle]:
    with closing(opened(tmp_path_factory.mktemp("portes"), with_internal=True)) as passerelle:
        yield passerelle


def test_no_door_of_the_public_side_lets_the_canary_out(
    guarded: Passerelle, caplog: pytest.LogCaptureFixture, record_property: Callable[[str, object], None]
) -> None:
    caplog.set_level(logging.DEBUG)
    app, messages = web_application(guarded), questions()
    assert not any(leaks(message) for message in messages)
    with TestClient(app) as client:
        doors = open_doors(client, guarded).all()
        given: dict[str, int] = {}
        for place, message in enumerate(messages[:-100]):
            door = doors[place % len(doors)]
            told = door(message)
            assert told.strip("[]{}"), door
            assert not leaks(told), (door, message)
            given[door.__name__] = given.get(door.__name__, 0) + 1
        for page in (
            "/",
            "/openapi.json",
            "/developpeurs",
            "/confidentialite",
            "/widget.js",
            "/api/v1/visitor",
        ):
            assert not leaks(client.get(page).text), page
    over_mcp = asked_over_mcp(app, messages[-100:])
    assert len(over_mcp) == 100
    assert not [told for told in over_mcp if leaks(told)]
    assert min(given.values()) >= 70
    with guarded.database.reading() as session:
        parcels = [row.content for row in session.scalars(select(OutboxRow))]
    assert len(parcels) >= 100
    assert not leaks(json.dumps(parcels))
    mails = ["\n".join(written(one, "https://cci.fr")) for one in parcels if "to" in one]
    assert not leaks("\n".join(mails))
    assert not leaks(caplog.text)
    record_property("figure", f"0 leaks in {len(messages)} tries at {len(doors) + 4} doors")


def test_the_secret_is_there_to_be_found_by_who_may(guarded: Passerelle) -> None:
    assert leaks(SECRET)
    assert leaks(TITLE)
    hits = guarded.search.search(f"plan {CANARY}", audience="internal")
    assert hits[0].document.id == "note-reservee"
