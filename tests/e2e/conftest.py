"""A running server and a browser without a network of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MENU_IS_MENDED = """() => !document.getElementById("root")
    || document.querySelector("[data-testid=stTopNav]")
    || document.querySelector("[data-testid=stSidebarNavItems][role]")"""
"""On a phone the menu's roles are given by a script that comes with the page's first run."""
START_SECONDS = 120
ASK_AGAIN_SECONDS = 0.1


def free_port() -> int:
    """A port nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def chromium_path() -> str | None:
    """The machine's own Chromium, if there is one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def wait_until_healthy(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        # Between two questions the machine is the server's: it has seconds of imports to do.
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=ASK_AGAIN_SECONDS)
            raise RuntimeError("the server stopped before it answered")
        with (
            suppress(urllib.error.URLError, ConnectionError, TimeoutError),
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer,  # noqa: S310 - loopback
        ):
            if answer.status == 200:
                return
    raise TimeoutError("the server did not answer in time")


@contextmanager
def running(store: Path, folder: Path) -> Iterator[str]:
    """Run the dashboard on `store` and give its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "geo.cli", "dashboard", "--no-browser", "--port", str(port)]
    environment = {**os.environ, "PLATSBILD_STORE": str(store)}
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command, env=environment, cwd=folder, stdout=log, stderr=log, start_new_session=True
        )
        try:
            wait_until_healthy(url, server)
            yield url
        finally:
            os.killpg(server.pid, 15)
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def demo_url(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the demo."""
    with running(demo_store, tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    path = chromium_path()
    with sync_playwright() as playwright:
        if path is None and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("no Chromium on this machine: `make test` installs one")
        started = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens an address in a window of a given width and notes foreign requests."""
    contexts = []

    def open_at(url: str, *, width: int = 1440, height: int = 900) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="sv-SE")
        contexts.append(context)
        page = context.new_page()
        page.foreign = []  # type: ignore[attr-defined]
        page.on(
            "request",
            lambda request: (
                page.foreign.append(request.url)  # type: ignore[attr-defined]
                if request.url.startswith("http") and not request.url.startswith("http://127.0.0.1")
                else None
            ),
        )
        page.goto(url)
        page.wait_for_function(MENU_IS_MENDED)
        return page

    yield open_at
    for context in contexts:
        context.close()
