"""The ASGI server: the app, Leaflet's files, ``/health``, security headers and an access log.

Started by ``platsbild dashboard`` (``streamlit run dashboard/server.py``) or by any ASGI server
(``uvicorn dashboard.server:app``).
"""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st
import xstatic.pkg.leaflet
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dashboard import cached
from dashboard.cached import terrain
from dashboard.headers import AccessLog, SecurityHeaders, SwedishDocument, image_sources
from geo.errors import GeoError

_log = logging.getLogger("platsbild")


async def health(request: Request) -> JSONResponse:
    """Answer whether the store can be read, for whoever watches the server."""
    try:
        return JSONResponse({"status": "ok", "store_version": cached.store().version})
    except GeoError as error:
        return JSONResponse({"status": "error", "message": str(error)}, status_code=503)


async def ground(request: Request) -> Response:
    """Send the background of a kommun's maps; another content has another name."""
    content = await run_in_threadpool(terrain.ground_file, request.path_params["name"])
    if content is None:
        return Response("Kartunderlaget finns inte.", 404, media_type="text/plain; charset=utf-8")
    kept = {"Cache-Control": "private, max-age=31536000, immutable"}
    return Response(content, headers=kept, media_type="application/octet-stream")


def log_failure(error: Exception) -> bool:
    """Log what a page did not expect; the page itself shows no details."""
    _log.error("a page failed", exc_info=error)
    return False


app = st.App(
    Path(__file__).with_name("app.py"),
    routes=[
        Route("/health", health),
        Route("/assets/ground/{name}", ground),
        Mount("/assets/leaflet", StaticFiles(directory=xstatic.pkg.leaflet.BASE_DIR)),
    ],
    middleware=[
        Middleware(AccessLog),
        Middleware(SecurityHeaders, images=image_sources(cached.current_settings().tiles)),
        Middleware(SwedishDocument),
    ],
    on_script_error=log_failure,
)
