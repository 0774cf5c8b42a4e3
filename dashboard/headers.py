"""ASGI middleware: security headers, ``lang="sv"`` in the page, and one line per request."""

from __future__ import annotations

import logging
import time
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.settings import Tiles

_log = logging.getLogger("platsbild.access")

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        # Streamlit and folium run scripts and styles that stand in the page itself.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src {images}",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss: data: blob:",
        "worker-src 'self' blob:",
        "frame-src 'self' blob:",
        "frame-ancestors 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)


def image_sources(tiles: Tiles | None) -> str:
    """Return where images may come from: this server, and the tile server where one is set."""
    own = "'self' data: blob:"
    if tiles is None:
        return own
    parts = urlsplit(tiles.url.replace("{s}", "*"))
    return f"{own} {parts.scheme}://{parts.netloc}"


class SecurityHeaders:
    """Add the headers that keep the page to this server.

    Parameters
    ----------
    app : ASGIApp
    images : str
        Sources of images; see :func:`image_sources`.
    """

    def __init__(self, app: ASGIApp, images: str) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": CONTENT_SECURITY_POLICY.format(images=images),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "SAMEORIGIN",
            "Referrer-Policy": "no-referrer",
            # The phone's position is asked for by a button on Logga, for this page alone.
            "Permissions-Policy": "camera=(), microphone=(), payment=(), usb=(), "
            "geolocation=(self)",
            "Cross-Origin-Opener-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add headers to its answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers[name] = value
            await send(message)

        await self.app(scope, receive, send_with_headers)


class SwedishDocument:
    """Tell browsers and screen readers that the page is Swedish; Streamlit says ``en``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and mend ``<html lang>`` in HTML documents."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # Asked for uncompressed, as it is read here; "en" and "sv" are equally long.
        plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        document = "." not in scope["path"].rsplit("/", 1)[-1]
        is_html = False

        async def send_mended(message: Message) -> None:
            nonlocal is_html
            if message["type"] == "http.response.start":
                kind = MutableHeaders(scope=message).get("content-type", "")
                is_html = kind.startswith("text/html")
            elif is_html and message["type"] == "http.response.body":
                body = message.get("body", b"").replace(b'<html lang="en"', b'<html lang="sv"', 1)
                message = {**message, "body": body}
            await send(message)

        await self.app({**scope, "headers": plain} if document else scope, receive, send_mended)


class AccessLog:
    """Log method, path, status and milliseconds of each request; never its query or its user."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and log how it went."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 0

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        await self.app(scope, receive, send_noting)
        took = (time.perf_counter() - began) * 1000
        _log.info("%s %s %d %.0f ms", scope["method"], scope["path"], status, took)
