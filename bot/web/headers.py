"""The security headers of every response, and the nonce of the pages' own scripts."""

import secrets

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-src {frames}; frame-ancestors {ancestors}"
)
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_NEVER_STORED = ("/api/", "/v1/", "/widget/api/", "/livez", "/readyz", "/metrics")


class SecurityHeaders:
    """Adds the headers that no route has set itself; pages read `request.state.csp_nonce`.

    No page is shown inside another, unless its route names where in `request.state.frame_ancestors`;
    none shows another, unless its route names whose in `request.state.frame_sources`.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, its response with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["csp_nonce"] = nonce

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _FIXED.items():
                    headers.setdefault(name, value)
                ancestors = scope["state"].get("frame_ancestors", "'none'")
                frames = scope["state"].get("frame_sources", "'none'")
                headers.setdefault(
                    "Content-Security-Policy",
                    _POLICY.format(nonce=nonce, frames=frames, ancestors=ancestors),
                )
                if ancestors == "'none'":
                    headers.setdefault("X-Frame-Options", "DENY")
                if scope["path"].startswith(_NEVER_STORED) or message["status"] >= 400:
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, send_with_headers)
