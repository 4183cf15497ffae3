"""The two doors of the MCP server: standard input and output, and HTTP."""

from typing import Any
from urllib.parse import urlsplit

import httpx
from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp

from bot.web.mcp_tools import mcp_server

PATH = "/mcp"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_SLOWEST_ANSWER = 60.0


def over_application(app: ASGIApp) -> MCPServer[Any]:
    """Give the server whose tools call an application in this process."""
    transport = httpx.ASGITransport(app=app)
    return mcp_server(lambda: httpx.AsyncClient(transport=transport, base_url="http://passerelle"))


def over_network(address: str, key: str = "") -> MCPServer[Any]:
    """Give the server whose tools call a Passerelle that runs elsewhere, under a key if there is one."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    base = address.rstrip("/")
    return mcp_server(lambda: httpx.AsyncClient(base_url=base, headers=headers, timeout=_SLOWEST_ANSWER))


def http_application(server: MCPServer[Any], public_url: str) -> ASGIApp:
    """Give the application that serves MCP over streamable HTTP at `/mcp`.

    It answers only to its own names, and to pages of its own origin: a page elsewhere cannot make a
    visitor's browser call it.
    """
    public = urlsplit(public_url)
    hosts = [f"{name}:*" for name in LOOPBACK] + [*LOOPBACK, public.netloc]
    origins = [f"http://{name}:*" for name in LOOPBACK] + [f"{public.scheme}://{public.netloc}"]
    return server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        transport_security=TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins),
    )
