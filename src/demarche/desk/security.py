"""What stands around every request: known host, bounded body, headers that keep pages to themselves."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from demarche.desk.config import Config

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
"""No inline script or style, nothing from elsewhere, no framing (Content Security Policy Level 3)."""
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
PAGE_CACHE = "no-store"
ASSET_CACHE = "public, max-age=31536000, immutable"


class Guard:
    """ASGI middleware around the whole desk."""

    def __init__(self, app: ASGIApp, config: Config) -> None:
        self.app = app
        self.config = config

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(headers)
        if refusal:
            await self._headed(refusal)(scope, receive, send)
            return
        bounded = _Bounded(receive, self.config.upload_bytes)
        await self.app(scope, bounded, _with_headers(send, scope["path"], self.config.secure))

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        if _host(headers.get("host", "")) not in self.config.hosts:
            return PlainTextResponse("421 this desk does not go by that name", 421)
        size = headers.get("content-length", "0")
        if not size.isdecimal() or int(size) > self.config.upload_bytes:
            return PlainTextResponse(f"413 at most {self.config.upload_bytes:,} bytes", 413)
        return None

    def _headed(self, response: PlainTextResponse) -> PlainTextResponse:
        response.headers.update(HEADERS)
        return response


class _Bounded:
    """Counts the body as it comes, for requests that do not say how long it is."""

    def __init__(self, receive: Receive, most: int) -> None:
        self.receive = receive
        self.left = most

    async def __call__(self) -> Message:
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        return message if self.left >= 0 else {"type": "http.disconnect"}


def _with_headers(send: Send, path: str, secure: bool) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", ASSET_CACHE if path.startswith("/static/") else PAGE_CACHE)
            if secure:
                headers.setdefault("strict-transport-security", "max-age=31536000")
        await send(message)

    return sender


def _host(header: str) -> str:
    """The name in a Host header without its port."""
    name = header.strip().lower()
    return name.split("]")[0] + "]" if name.startswith("[") else name.split(":")[0]
