"""The fetching: the one door to a page of the public internet, and to nothing else.

An address is resolved once, judged, and the request is sent to that very address: a name that
changes its mind between the two (DNS rebinding) gains nothing. Each redirection is judged anew.
"""

import ipaddress
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

import httpx

from bot.documents.messages import FETCH, FetchRefusal
from bot.errors import InvalidInput

AGENT = "Passerelle/1.0 (lecture d'une page pour une base de connaissances)"
LARGEST = 20 * 1024 * 1024
SECONDS = 20.0
MOST_REDIRECTS = 5
_PORTS = (80, 443)
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
# Public by their number, but they lead to an address written inside them.
_TUNNELS = tuple(map(ipaddress.ip_network, ("2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48")))

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the addresses of a host; raises OSError when there is none."""


class FetchRefused(InvalidInput):
    """An address that is not visited, or that gave nothing to read."""

    def __init__(self, cause: FetchRefusal, **details: object) -> None:
        super().__init__(FETCH[cause].format(**details))
        self.cause = cause


@dataclass(frozen=True)
class Fetched:
    """What an address gave. `url` is where the redirections ended, `name` that of a file to read."""

    url: str
    name: str
    data: bytes


def is_public(address: str) -> bool:
    """Tell whether an IP address is on the public internet, whatever it is wrapped in.

    >>> [is_public(one) for one in ("93.184.215.14", "10.0.0.8", "100.64.0.1", "::ffff:127.0.0.1")]
    [True, False, False, False]
    >>> [is_public(one) for one in ("224.0.1.1", "2002:7f00:1::", "64:ff9b::a00:8", "2a00:1450::1")]
    [False, False, False, True]
    """
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    if mapped is not None:
        return is_public(str(mapped))
    tunnelled = any(found.version == one.version and found in one for one in _TUNNELS)
    return found.is_global and not found.is_multicast and not tunnelled


def resolve(host: str, port: int) -> list[str]:
    """Give the addresses of a host by the resolver of this machine."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(answer[4][0]) for answer in answers]


@dataclass(frozen=True)
class Fetcher:
    """Fetches public pages. `transport` and `resolve` are replaced by tests."""

    transport: httpx.BaseTransport | None = None
    resolve: Resolve = resolve
    now: Callable[[], float] = time.monotonic

    def fetch(self, address: str) -> Fetched:
        """Give what an http(s) address holds. Raises FetchRefused."""
        target = _read(address.strip())
        deadline = self.now() + SECONDS
        try:
            with httpx.Client(transport=self.transport, timeout=10.0, trust_env=False) as client:
                for _ in range(MOST_REDIRECTS + 1):
                    found = self._visit(client, target, deadline)
                    if isinstance(found, Fetched):
                        return found
                    target = found
        except httpx.TimeoutException as fault:
            raise FetchRefused("slow") from fault
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise FetchRefused("down") from fault
        raise FetchRefused("redirects")

    def _visit(self, client: httpx.Client, target: httpx.URL, deadline: float) -> Fetched | httpx.URL:
        pinned = self._pinned(target)
        headers = {
            "Host": target.netloc.decode("ascii"), "User-Agent": AGENT, "Accept-Encoding": "identity",
        }  # fmt: skip
        # The certificate is still that of the name, not of the address.
        extensions = {"sni_hostname": target.raw_host.decode("ascii")}
        request = client.build_request("GET", pinned, headers=headers, extensions=extensions)
        response = client.send(request, stream=True)
        try:
            if response.is_redirect:
                return _read(str(target.join(response.headers["location"])))
            if response.status_code != 200:
                raise FetchRefused("status", status=response.status_code)
            suffix = _suffix(response.headers.get("content-type", ""), target)
            return Fetched(str(target), _name(target, suffix), self._body(response, deadline))
        finally:
            response.close()

    def _pinned(self, target: httpx.URL) -> httpx.URL:
        """Give the address to ask, judged: every address of the host must be public."""
        port = target.port or (443 if target.scheme == "https" else 80)
        try:
            addresses = self.resolve(target.host, port)
        except (OSError, UnicodeError) as fault:
            raise FetchRefused("unknown", host=target.host) from fault
        if not addresses or not all(map(is_public, addresses)):
            raise FetchRefused("private")
        return target.copy_with(host=addresses[0])

    def _body(self, response: httpx.Response, deadline: float) -> bytes:
        body = bytearray()
        for part in response.iter_bytes(64 * 1024):
            body += part
            if len(body) > LARGEST:
                raise FetchRefused("large", limit=LARGEST // 1024**2)
            if self.now() > deadline:
                raise FetchRefused("slow")
        return bytes(body)


def _read(address: str) -> httpx.URL:
    try:
        target = httpx.URL(address)
    except httpx.InvalidURL as fault:
        raise FetchRefused("address") from fault
    if target.scheme not in ("http", "https") or not target.host or target.userinfo:
        raise FetchRefused("address")
    if target.port not in (None, *_PORTS):
        raise FetchRefused("port")
    return target


def _suffix(content_type: str, target: httpx.URL) -> str:
    told = content_type.split(";")[0].strip().lower()
    suffix = _SUFFIXES.get(told) or PurePosixPath(target.path).suffix.lower()
    if suffix not in (*_SUFFIXES.values(), ".htm"):
        raise FetchRefused("kind")
    return suffix


def _name(target: httpx.URL, suffix: str) -> str:
    stem = PurePosixPath(unquote(target.path)).stem
    return (stem if any(letter.isalnum() for letter in stem) else target.host.replace(".", "-")) + suffix
