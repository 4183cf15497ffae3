"""The revalidation of reads: a strong ETag on each, and 304 for a client that already has it."""

from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_READ = ("/api/v1/", "/v1/", "/openapi.json")


class Revalidation:
    """Tags every JSON read of the API with a hash of its very bytes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, with a tag on what is read."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(_READ):
            await self.app(scope, receive, send)
            return
        begun: list[Message] = []
        body = bytearray()

        async def tagging(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_read(message):
                begun.append(message)
            elif begun:
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await _tagged(scope, begun[0], bytes(body), send)
            else:
                await send(message)

        await self.app(scope, receive, tagging)


def matches(field: str, tag: str) -> bool:
    """Tell whether `If-None-Match` names a tag (RFC 9110, 13.1.2: compared weakly).

    >>> matches('"a", W/"b"', '"b"'), matches("*", '"b"'), matches('"a"', '"b"')
    (True, True, False)
    """
    named = [one.strip().removeprefix("W/") for one in field.split(",")]
    return tag in named or "*" in named


def _is_read(start: Message) -> bool:
    media = Headers(raw=start["headers"]).get("content-type", "")
    return start["status"] == 200 and media.startswith("application/json")


async def _tagged(scope: Scope, start: Message, body: bytes, send: Send) -> None:
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = MutableHeaders(scope=start)
    headers["ETag"] = tag
    if matches(Headers(scope=scope).get("if-none-match", ""), tag):
        for name in ("content-length", "content-type"):
            del headers[name]
        start["status"], body = 304, b""
    await send(start)
    await send({"type": "http.response.body", "body": body})
