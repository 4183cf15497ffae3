"""The directory: companies of the public register, asked through the « Recherche d'entreprises » API.

The service is that of the State, open and without key; its address is a setting, and nothing is asked of it
unless the visitor agrees.
"""

import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import httpx

from bot.companies.amending import with_listed
from bot.companies.legal_forms import checked_siren, checked_siret
from bot.companies.listing import Listing, read_listings
from bot.companies.messages import DIRECTORY
from bot.companies.profile import Profile
from bot.errors import InvalidInput, NotFound, Unavailable

_TIMEOUT = httpx.Timeout(3.0, connect=2.0)
_RETRIES = 2
_FIRST_WAIT = 0.2
_LONGEST_WAIT = 2.0
"""Seconds that a visitor may be kept waiting between two tries."""
_ASSUMED_WAIT = 30
_LARGEST_ANSWER = 2_000_000
_PER_PAGE = 5
_NAME = re.compile(r"(?=(?:.*\w){3})[^\x00-\x1f]{3,100}")


class Outcome(StrEnum):
    """Why the directory gave nothing, though it was asked."""

    OFF = "off"
    BUSY = "busy"
    TOO_SLOW = "too_slow"
    DOWN = "down"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


class DirectoryUnavailable(Unavailable):
    """The directory gave nothing; the visitor writes by hand.

    `retry_after` is in seconds, when it is known.
    """

    def __init__(self, outcome: Outcome, retry_after: int | None = None) -> None:
        super().__init__(DIRECTORY[outcome].format(retry_after))
        self.outcome = outcome
        self.retry_after = retry_after


@dataclass(frozen=True)
class Directory:
    """The company directory at an address, or none. The transport and the waiting can be replaced."""

    address: str | None = None
    transport: httpx.BaseTransport | None = None
    wait: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random

    @property
    def is_on(self) -> bool:
        """Tell whether an address is set."""
        return bool(self.address)

    def look_up(self, asked: str) -> list[Listing]:
        """Give the companies of a SIREN, a SIRET or a name, the likeliest first.

        Raises InvalidInput for what cannot be searched, NotFound when there is no such company,
        DirectoryUnavailable for the rest; each has its French message.
        """
        query = _query(asked)
        found = read_listings(self._answer({"q": query, "page": 1, "per_page": _PER_PAGE}))
        if found is None:
            raise DirectoryUnavailable(Outcome.UNREADABLE)
        if query.isdigit():
            found = [one for one in found if one.siren == query[:9]]
        if not found:
            raise NotFound(DIRECTORY["not_found"].format(asked.strip()))
        return found

    def _answer(self, parameters: Mapping[str, str | int]) -> Any:
        """Give the decoded answer, after at most two more tries of what may pass by itself."""
        if not self.address:
            raise DirectoryUnavailable(Outcome.OFF)
        with httpx.Client(base_url=self.address, transport=self.transport, timeout=_TIMEOUT) as client:
            for attempt in range(_RETRIES + 1):
                try:
                    return self._once(client, parameters)
                except DirectoryUnavailable as fault:
                    pause = self._pause(fault, attempt)
                    if pause is None or attempt == _RETRIES:
                        raise
                    self.wait(pause)
        raise DirectoryUnavailable(Outcome.DOWN)

    def _pause(self, fault: DirectoryUnavailable, attempt: int) -> float | None:
        """Give how long to wait before the next try; None when it would be of no use."""
        if fault.outcome is Outcome.BUSY:
            told = fault.retry_after
            if told is None or told > _LONGEST_WAIT:
                return None
            return told + self.jitter() * _FIRST_WAIT
        if fault.outcome in (Outcome.TOO_SLOW, Outcome.DOWN):
            return _FIRST_WAIT * (attempt + 1) * (1 + self.jitter())
        return None

    def _once(self, client: httpx.Client, parameters: Mapping[str, str | int]) -> Any:
        try:
            with client.stream("GET", "search", params=dict(parameters)) as response:
                _refuse_status(response)
                return _decoded(response)
        except httpx.TimeoutException as fault:
            raise DirectoryUnavailable(Outcome.TOO_SLOW) from fault
        except httpx.DecodingError as fault:
            raise DirectoryUnavailable(Outcome.UNREADABLE) from fault
        except httpx.HTTPError as fault:
            raise DirectoryUnavailable(Outcome.DOWN) from fault


def with_listing(profile: Profile, listing: Listing) -> Profile:
    """Give a profile filled from the directory, which is asked about where it differs from what was said."""
    return with_listed(profile, listing.facts())


def _query(asked: str) -> str:
    """Give what to search: the digits of a number that can be, or a name."""
    text = asked.strip()
    digits = re.sub(r"[\s.\-]", "", text)
    if digits.isdigit():
        return checked_siret(digits) if len(digits) == 14 else checked_siren(digits)
    if not _NAME.fullmatch(text):
        raise InvalidInput(DIRECTORY["query"])
    return text


def _refuse_status(response: httpx.Response) -> None:
    status = response.status_code
    if status == 429:
        raise DirectoryUnavailable(Outcome.BUSY, _seconds(response.headers.get("retry-after", "")))
    if status >= 500:
        raise DirectoryUnavailable(Outcome.DOWN)
    if status == 408:
        raise DirectoryUnavailable(Outcome.TOO_SLOW)
    if status >= 300:
        raise DirectoryUnavailable(Outcome.REFUSED)


def _seconds(text: str) -> int:
    """Give the seconds of a Retry-After; a date, or nothing, counts as half a minute."""
    return min(int(text), 3600) if text.isdecimal() and len(text) < 9 else _ASSUMED_WAIT


def _decoded(response: httpx.Response) -> Any:
    """Give the JSON of an answer of a decent size."""
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > _LARGEST_ANSWER:
            raise DirectoryUnavailable(Outcome.UNREADABLE)
    try:
        return httpx.Response(200, content=bytes(body)).json()
    except ValueError as fault:
        raise DirectoryUnavailable(Outcome.UNREADABLE) from fault
