"""The origins: the exact addresses of the sites that may show the chat."""

import re
from collections.abc import Iterable

from bot.errors import InvalidInput
from bot.store.messages import ORIGIN_INSECURE, ORIGIN_REFUSED, TOO_MANY_ORIGINS

MOST_ORIGINS = 50
_ORIGIN = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)"
    r"(?::(?P<port>[1-9]\d{0,4}))?/?"
)
_LOOPBACK = frozenset({"localhost", "127.0.0.1"})
_DEFAULT_PORTS = {"https": "443", "http": "80"}


def exact_origin(text: str) -> str:
    """Give an origin as browsers write it. Raises InvalidInput for anything else: no path, no wildcard.

    >>> exact_origin(" HTTPS://www.Lot.CCI.fr:443/ ")
    'https://www.lot.cci.fr'
    >>> exact_origin("http://localhost:8001")
    'http://localhost:8001'
    """
    written = _in_ascii(text.strip().lower(), text)
    found = _ORIGIN.fullmatch(written)
    if found is None or int(found["port"] or 0) > 65535:
        raise InvalidInput(ORIGIN_REFUSED.format(origin=text.strip()[:100]))
    scheme, host, port = found["scheme"], found["host"], found["port"]
    if scheme == "http" and not _on_this_machine(host):
        raise InvalidInput(ORIGIN_INSECURE.format(origin=text.strip()[:100]))
    return f"{scheme}://{host}" + (f":{port}" if port and port != _DEFAULT_PORTS[scheme] else "")


def exact_origins(texts: Iterable[str]) -> tuple[str, ...]:
    """Give origins, each once, in the order given; empty texts are passed over. Raises InvalidInput."""
    found = tuple(dict.fromkeys(exact_origin(text) for text in texts if text.strip()))
    if len(found) > MOST_ORIGINS:
        raise InvalidInput(TOO_MANY_ORIGINS.format(most=MOST_ORIGINS))
    return found


def _in_ascii(written: str, text: str) -> str:
    scheme, mark, rest = written.partition("://")
    if written.isascii() or not mark:
        return written
    try:
        return scheme + mark + rest.encode("idna").decode("ascii")
    except UnicodeError as fault:
        raise InvalidInput(ORIGIN_REFUSED.format(origin=text.strip()[:100])) from fault


def _on_this_machine(host: str) -> bool:
    # What never leaves the machine needs no encryption (Secure Contexts, W3C).
    return host in _LOOPBACK or host.endswith(".localhost")
