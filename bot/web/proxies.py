"""The proxies: whose word is taken for the address of a client and for the scheme it used."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import ConfigurationFault
from bot.web.messages import PROXIES_UNREADABLE

Network = IPv4Network | IPv6Network


def networks_of(text: str) -> tuple[Network, ...]:
    """Read addresses and networks, separated by commas or spaces.

    >>> [str(one) for one in networks_of("10.0.0.0/8, 127.0.0.1")]
    ['10.0.0.0/8', '127.0.0.1/32']
    """
    try:
        return tuple(ip_network(one) for one in text.replace(",", " ").split())
    except ValueError as fault:
        raise ConfigurationFault(PROXIES_UNREADABLE) from fault


class Proxies:
    """Believes `X-Forwarded-For` and `X-Forwarded-Proto` from the named proxies, and from nobody else.

    The client is the rightmost address that is not one of theirs: what stands further left may have
    been written by anybody.
    """

    def __init__(self, app: ASGIApp, trusted: Sequence[Network] = ()) -> None:
        self.app = app
        self.trusted = tuple(trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request under the address and scheme that are believed."""
        peer = scope.get("client")
        if scope["type"] == "http" and peer and self._trusts(peer[0]):
            headers = Headers(scope=scope)
            scheme = headers.get("x-forwarded-proto", "").strip().lower()
            scope["scheme"] = scheme if scheme in ("http", "https") else scope["scheme"]
            scope["client"] = (self._client(peer[0], headers.getlist("x-forwarded-for")), 0)
        await self.app(scope, receive, send)

    def _client(self, peer: str, fields: Sequence[str]) -> str:
        nearest = peer
        for told in reversed(",".join(fields).split(",")):
            address = told.strip().strip("[]")
            if not _is_address(address):
                return nearest
            nearest = address
            if not self._trusts(address):
                return address
        return nearest

    def _trusts(self, address: str) -> bool:
        if not self.trusted or not _is_address(address):
            return False
        parsed = ip_address(address)
        known = getattr(parsed, "ipv4_mapped", None) or parsed
        return any(known in network for network in self.trusted)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
