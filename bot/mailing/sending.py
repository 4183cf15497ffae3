"""The sending: one parcel by SMTP, or by a signed HTTP call."""

import json
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import sha256
from hmac import new as hmac
from typing import Protocol
from urllib.parse import unquote, urlsplit

import httpx

from bot.clock import Clock, system_clock
from bot.mailing.texts import written
from bot.store.outbox import Parcel

_TIMEOUT = 10
_REFUSALS = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPNotSupportedError)
"""What a mail server that works says of one e-mail; all else is said of every e-mail."""


class NotSent(Exception):
    """The other side did not take the parcel; it may do so later."""


class Unreachable(NotSent):
    """The other side takes nothing now: it is down, mute or mad. Other parcels would fare no better."""


class Sender(Protocol):
    """Sends parcels of one channel."""

    def send(self, parcel: Parcel) -> None:
        """Send one; raise NotSent when it did not go, Unreachable when nothing would."""
        ...


@dataclass(frozen=True)
class Smtp:
    """Sends e-mails through `smtp://[user:password@]host[:port]`, or `smtps://`."""

    url: str
    sender: str
    site: str

    def send(self, parcel: Parcel) -> None:
        """Send one e-mail; its Message-ID is that of the parcel, so that a repeat can be told."""
        try:
            message = self._message(parcel)
            with self._session() as server:
                server.send_message(message)
        except (*_REFUSALS, ValueError) as fault:
            # ValueError: an address that no header can hold. It must not stop the others.
            raise NotSent(type(fault).__name__) from fault
        except (OSError, smtplib.SMTPException) as fault:
            raise Unreachable(type(fault).__name__) from fault

    def _message(self, parcel: Parcel) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"] = self.sender, parcel.content["to"]
        message["Message-ID"] = f"<{parcel.id}@passerelle>"
        message["Subject"], body = written(parcel.content, self.site)
        message.set_content(body)
        return message

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        """Open a session. How it ends tells nothing of the e-mail, which was taken or not before that."""
        address = urlsplit(self.url)
        door = smtplib.SMTP_SSL if address.scheme == "smtps" else smtplib.SMTP
        server = door(address.hostname or "", address.port or 0, timeout=_TIMEOUT)
        try:
            if address.username:
                if address.scheme == "smtp":
                    server.starttls()
                server.login(unquote(address.username), unquote(address.password or ""))
            yield server
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
        finally:
            server.close()


@dataclass(frozen=True)
class Webhook:
    """Posts events to a CRM, signed with HMAC-SHA256 over the moment and the very bytes of the body."""

    url: str
    secret: str
    clock: Clock = system_clock

    def send(self, parcel: Parcel) -> None:
        """Post one event; its id is in a header, so that a repeat can be told."""
        body = json.dumps({"id": parcel.id, **parcel.content}).encode()
        timestamp = str(int(self.clock().timestamp()))
        headers = {
            "Content-Type": "application/json",
            "X-Passerelle-Id": parcel.id,
            "X-Passerelle-Timestamp": timestamp,
            "X-Passerelle-Signature": signature(self.secret, timestamp, body),
        }
        try:
            answer = httpx.post(self.url, content=body, headers=headers, timeout=_TIMEOUT)
        except httpx.HTTPError as fault:
            raise Unreachable(type(fault).__name__) from fault
        if not answer.is_success:
            kind = NotSent if answer.is_client_error and answer.status_code != 429 else Unreachable
            raise kind(f"HTTP {answer.status_code}")


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Give the signature of a body sent at a moment: what is played again later can be told.

    >>> signature("secret", "1795348800", b"{}")[:12]
    'sha256=a2bb5'
    """
    return "sha256=" + hmac(secret.encode(), timestamp.encode() + b"." + body, sha256).hexdigest()
