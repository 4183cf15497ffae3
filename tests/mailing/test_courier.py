import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from serving import wait_until
from unreliable import Mood, free_port, relayed

from bot.mailing import courier as courier_module
from bot.mailing import sending
from bot.mailing.courier import Courier
from bot.mailing.sending import Smtp, Webhook, signature
from bot.store.accounts import Accounts
from bot.store.cases import Cases
from bot.store.database import Database
from bot.store.outbox import DeliveryFailing, Outbox, put
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
    return Courier(Outbox(database, watch), Cases(database, watch), {"mail": smtp}, clock=watch)


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    kept = Mailbox()
    server: Any = Controller(kept, hostname="127.0.0.1", port=free_port())
    server.start()
    yield kept, server.port
    server.stop()


@pytest.mark.parametrize("trouble", ["resets", "mute", "nonsense", "rcpt", "data"])
def test_a_mail_server_that_misbehaves_is_called_once_rests_and_takes_each_mail_once_when_well(
    database: Database, mailbox: tuple[Mailbox, int], trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_TIMEOUT", 0.2)
    kept, port = mailbox
    watch, outbox = Watch(), Outbox(database, Watch())
    for _ in range(8):
        Requests(database, watch).submit(JEANNE, visitor=None)
    with relayed(port) as relay:
        courier = open_courier(database, watch, relay.port)
        moods: dict[str, Mood] = {"resets": "resets", "mute": "mute", "nonsense": "nonsense"}
        relay.turn(moods.get(trouble, "cuts"), trouble.encode())
        assert [courier.round(), courier.round(), relay.calls] == [0, 0, 1]
        watch.now += timedelta(seconds=31)
        assert [courier.round(), courier.round(), relay.calls] == [0, 0, 2]
        with pytest.raises(DeliveryFailing):
            outbox.check("mail")
        watch.now += timedelta(seconds=59)
        assert [courier.round(), relay.calls] == [0, 2]
        relay.turn("well")
        watch.now += timedelta(seconds=2)
        assert [courier.round(), courier.round(), outbox.waiting()] == [8, 0, 8]
    identities = {message_from_bytes(letter)["Message-ID"] for letter in kept.letters}
    assert len(kept.letters) == len(identities) == 8


def test_how_a_session_ends_does_not_send_its_mail_again(
    database: Database, mailbox: tuple[Mailbox, int]
) -> None:
    kept, port = mailbox
    watch = Watch()
    Requests(database, watch).submit(JEANNE, visitor=None)
    with relayed(port) as relay:
        relay.turn("cuts", b"quit")
        courier = open_courier(database, watch, relay.port)
        assert courier.round() == 1
        watch.now += timedelta(hours=1)
        assert courier.round() == 0
    assert len(kept.letters) == 1


def test_an_address_that_is_refused_or_cannot_be_written_keeps_no_other_mail_back(
    database: Database, mailbox: tuple[Mailbox, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, port = mailbox
    watch = Watch()

    async def handle_RCPT(_server: SMTP, _session: Session, envelope: Envelope, to: str, _: Any) -> str:  # noqa: N802
        if to.startswith("refus"):
            return "550 no such person"
        envelope.rcpt_tos.append(to)
        return "250 OK"

    monkeypatch.setattr(kept, "handle_RCPT", handle_RCPT, raising=False)
    content = {"text": "assigned", "number": "2026-00001"}
    with database.writing() as session:
        for to in ("refus@cci.fr", "deux\r\nBcc: lignes@cci.fr", "paul@cci.fr"):
            put(session, watch, "mail", {"to": to, **content})
    courier = open_courier(database, watch, port)
    assert [courier.round(), courier.round()] == [1, 0]
    assert [message_from_bytes(letter)["To"] for letter in kept.letters] == ["paul@cci.fr"]


def test_told_to_stop_it_does_not_wait_for_a_mute_mail_server(
    database: Database, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier_module, "_ROUND_SECONDS", 0.01)
    Requests(database, Watch()).submit(JEANNE, visitor=None)
    with relayed(port) as relay:
        relay.turn("mute")
        courier = open_courier(database, Watch(), relay.port)
        courier.start()
        wait_until(lambda: relay.calls == 1)
        began = time.monotonic()
        courier.stop()
        assert time.monotonic() - began < 2


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


def test_two_workers_that_remind_at_once_send_each_reminder_once(database: Database) -> None:
    watch = Watch()
    Accounts(database, watch).add("paul@cci.fr", "Paul", "adviser", "quatre-mots-de-passe", ("46",))
    for _ in range(5):
        Requests(database, watch).submit(replace(JEANNE, departement="46"), visitor=None)
    watch.now += timedelta(days=4)
    sent: list[int] = []
    workers = [
        threading.Thread(target=lambda: sent.append(Cases(database, watch).remind())) for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(sent) == 5
    assert Cases(database, watch).remind() == 0


def test_administrators_are_reminded_of_a_case_that_is_nobodys(database: Database) -> None:
    watch = Watch()
    Requests(database, watch).submit(JEANNE, visitor=None)
    Accounts(database, watch).add("chef@cci.fr", "Chef", "administrator", "quatre-mots-de-passe")
    watch.now += timedelta(days=4)
    assert Cases(database, watch).remind() == 1
    told = [parcel.content for parcel in Outbox(database, watch).take(("mail",))]
    assert ("chef@cci.fr", "reminder") in [(one["to"], one["text"]) for one in told]


class Crm(BaseHTTPRequestHandler):
    """Refuses the first call, then takes the others."""

    calls: ClassVar[list[tuple[str, str, str, bytes]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        told = (self.headers[f"X-Passerelle-{name}"] for name in ("Id", "Timestamp", "Signature"))
        self.calls.append((*told, body))
        self.send_response(503 if len(self.calls) == 1 else 204)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        return


def test_an_event_that_a_crm_refused_is_called_again_under_the_same_number_and_signed(
    database: Database,
) -> None:
    watch = Watch()
    Crm.calls.clear()
    server = HTTPServer(("127.0.0.1", 0), Crm)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    webhook = Webhook(f"http://127.0.0.1:{server.server_port}/evenements", "secret")
    courier = Courier(Outbox(database, watch), Cases(database, watch), {"webhook": webhook}, clock=watch)
    Requests(database, watch).submit(JEANNE, visitor=None)
    try:
        first = courier.round()
        watch.now += timedelta(minutes=5)
        assert [first, courier.round(), courier.round()] == [0, 1, 0]
    finally:
        server.shutdown()
        server.server_close()
        serving.join()
    assert len({identity for identity, *_ in Crm.calls}) == 1
    for _, sent, signed, body in Crm.calls:
        assert signed == signature("secret", sent, body)
        assert json.loads(body)["event"] == "request.created"
