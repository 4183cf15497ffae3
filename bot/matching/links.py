"""The links of the catalogue: each visited politely, the dead ones told."""

import socket
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

import httpx

from bot.documents.fetching import is_public as is_public_address
from bot.matching.catalogue import Catalogue, Programme

AGENT = "Passerelle-liens/1.0 (verification de liens d'un catalogue public)"
PAUSE = 2.0
"""Seconds between two requests to one host."""
TIMEOUT = httpx.Timeout(10.0)
MOST_REDIRECTS = 5
_GUARDED = (401, 403, 429)
"""Someone is there, who does not let robots in: not a dead link."""


@dataclass(frozen=True)
class Link:
    """An address, the keys of the entries that give it, and what it answered."""

    url: str
    entries: tuple[str, ...]
    alive: bool
    text: str


class _Refused(Exception):
    """An address that is not visited."""


def addresses_of(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Give the keys of the entries by the address that they give."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in catalogue:
        url = entry.url_source if isinstance(entry, Programme) else entry.url
        if url:
            found[url] = (*found.get(url, ()), entry.key)
    return found


def is_public(host: str) -> bool:
    """Tell whether every address of a host is on the public internet.

    >>> is_public("127.0.0.1"), is_public("10.1.2.3"), is_public("169.254.169.254")
    (False, False, False)
    """
    try:
        answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return bool(answers) and all(is_public_address(str(answer[4][0])) for answer in answers)


def check_links(
    addresses: Mapping[str, tuple[str, ...]],
    *,
    transport: httpx.BaseTransport | None = None,
    public: Callable[[str], bool] = is_public,
    pause: float = PAUSE,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Link]:
    """Visit each address, one at a time, HEAD and then GET; `public` refuses a host before it is asked."""
    with httpx.Client(
        transport=transport, timeout=TIMEOUT, headers={"User-Agent": AGENT}, trust_env=False
    ) as client:
        visit = _Visit(client, public, pause, sleep)
        for url in sorted(addresses):
            alive, text = visit.outcome(url)
            yield Link(url, addresses[url], alive, text)


class _Visit:
    """A round of visits; remembers when each host was asked, and what its robots.txt forbids."""

    def __init__(
        self,
        client: httpx.Client,
        public: Callable[[str], bool],
        pause: float,
        sleep: Callable[[float], None],
    ) -> None:
        self._client, self._public, self._pause, self._sleep = client, public, pause, sleep
        self._asked: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser] = {}

    def outcome(self, url: str) -> tuple[bool, str]:
        """Give whether an address is alive, and why in French."""
        try:
            if not self._allowed(httpx.URL(url)):
                return True, "non visitée : le site l'interdit aux robots (robots.txt)"
            status = self._follow("HEAD", url)
            if status >= 400 and status not in _GUARDED:
                status = self._follow("GET", url)
        except _Refused as fault:
            return False, str(fault)
        except httpx.InvalidURL:
            return False, "adresse mal écrite"
        except httpx.TimeoutException:
            return False, "pas de réponse à temps"
        except httpx.HTTPError as fault:
            return False, f"injoignable ({type(fault).__name__})"
        if status in _GUARDED:
            return True, f"réponse {status} : le site refuse les robots, à ouvrir à la main"
        return status < 400, f"réponse {status}"

    def _follow(self, method: str, url: str) -> int:
        target = httpx.URL(url)
        for _ in range(MOST_REDIRECTS + 1):
            response = self._ask(method, target)
            if response.next_request is None:
                return response.status_code
            target = response.next_request.url
        raise _Refused("trop de redirections")

    def _ask(self, method: str, target: httpx.URL, *, body: bool = False) -> httpx.Response:
        if target.scheme not in ("http", "https") or not target.host or not self._public(target.host):
            raise _Refused("adresse non publique ou introuvable, non visitée")
        last = self._asked.get(target.host)
        if last is not None:
            self._sleep(max(0.0, self._pause - (time.monotonic() - last)))
        self._asked[target.host] = time.monotonic()
        # The body of a page is not read: its status is enough.
        with self._client.stream(method, target) as response:
            if body:
                response.read()
            return response

    def _allowed(self, target: httpx.URL) -> bool:
        site = f"{target.scheme}://{target.netloc.decode('ascii')}"
        if site not in self._robots:
            robots = RobotFileParser()
            response = self._ask("GET", httpx.URL(f"{site}/robots.txt"), body=True)
            robots.parse(_lines(response) if response.status_code == 200 else ())
            self._robots[site] = robots
        return self._robots[site].can_fetch(AGENT, str(target))


def _lines(response: httpx.Response) -> Iterable[str]:
    return response.text[:500_000].splitlines()
