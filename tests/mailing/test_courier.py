import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.mailing.courier import Courier
from bot.mailing.sending import Smtp
from bot.store.accounts import Accounts
from bot.store.cases import Cases
from bot.store.database import Database
from bot.store.outbox import Outbox
from bot.store.requests import ContactRequest, Requests

JEANNE = ContactRequest("Jeanne Delmas", "Partager un comptable", email="jeanne@boulangerie-figeac.fr")


class Mailbox:
    def __init__(self) -> None:
        self.letters: list[bytes] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.letters.append(envelope.content)
        return "250 OK"


class Watch:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken: int = listener.getsockname()[1]
    return taken


def open_courier(database: Database, watch: Watch, port: int) -> Courier:
    smtp = Smtp(f"smtp://127.0.0.1:{port}", "passerelle@cci.fr", "https://aide.cci.fr")
    return Courier(Outbox(database, watch), Cases(database, watch), {"mail": smtp})


def test_with_the_mail_server_down_each_mail_leaves_once_when_it_is_back(
    database: Database, port: int
) -> None:
    watch, mailbox = Watch(), Mailbox()
    courier = open_courier(database, watch, port)
    receipt = Requests(database, watch).submit(JEANNE, visitor=None)
    assert courier.round() == 0
    server: Any = Controller(mailbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        watch.now += timedelta(minutes=5)
        assert [courier.round(), courier.round()] == [1, 0]
    finally:
        server.stop()
    assert len(mailbox.letters) == 1
    assert receipt.number.encode() in mailbox.letters[0]


def test_an_open_case_is_recalled_after_3_7_and_21_days_and_no_more(database: Database) -> None:
    watch = Watch()
    Accounts(database, watch).add("paul@cci.fr", "Paul", "adviser", "quatre-mots-de-passe", ("46",))
    asked = replace(JEANNE, departement="46")
    Requests(database, watch).submit(asked, visitor=None)
    reminded = []
    for day in range(30):
        if Cases(database, watch).remind():
            reminded.append(day)
        watch.now += timedelta(days=1)
    assert reminded == [3, 7, 21]
