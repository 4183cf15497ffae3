"""The sending: one parcel by SMTP, or by a signed HTTP call."""

import json
import smtplib
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

_TIMEOUT = 15


class NotSent(Exception):
    """The other side did not take the parcel; it may do so later."""


class Sender(Protocol):
    """Sends parcels of one channel."""

    def send(self, parcel: Parcel) -> None:
        """Send one; raise NotSent when it did not go."""
        ...


@dataclass(frozen=True)
class Smtp:
    """Sends e-mails through `smtp://[user:password@]host[:port]`, or `smtps://`."""

    url: str
    sender: str
    site: str

    def send(self, parcel: Parcel) -> None:
        """Send one e-mail; its Message-ID is that of the parcel, so that a repeat can be told."""
        message = EmailMessage()
        message["From"], message["To"] = self.sender, parcel.content["to"]
        message["Message-ID"] = f"<{parcel.id}@passerelle>"
        message["Subject"], body = written(parcel.content, self.site)
        message.set_content(body)
        address = urlsplit(self.url)
        door = smtplib.SMTP_SSL if address.scheme == "smtps" else smtplib.SMTP
        try:
            with door(address.hostname or "", address.port or 0, timeout=_TIMEOUT) as server:
                if address.username:
                    if address.scheme == "smtp":
                        server.starttls()
                    server.login(unquote(address.username), unquote(address.password or ""))
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as fault:
            raise NotSent(type(fault).__name__) from fault


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
            httpx.post(self.url, content=body, headers=headers, timeout=_TIMEOUT).raise_for_status()
        except httpx.HTTPError as fault:
            raise NotSent(type(fault).__name__) from fault


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Give the signature of a body sent at a moment: what is played again later can be told.

    >>> signature("secret", "1795348800", b"{}")[:12]
    'sha256=a2bb5'
    """
    return "sha256=" + hmac(secret.encode(), timestamp.encode() + b"." + body, sha256).hexdigest()
