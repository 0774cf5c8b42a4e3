"""``platsbild dashboard``: the page, in a browser on this machine."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import tomllib
import webbrowser
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Annotated, Any
from urllib.request import urlopen

import typer

from geo.cli._app import app, out
from geo.errors import GeoError


@app.command()
def dashboard(
    port: Annotated[int, typer.Option(help="Port på den här datorn.")] = 8501,
    browser: Annotated[bool, typer.Option(help="Öppna webbläsaren.")] = True,
) -> None:
    """Öppna platsbilden i webbläsaren."""
    spec = find_spec("dashboard")
    if spec is None or not spec.submodule_search_locations:
        raise GeoError("Paketet dashboard är inte installerat.", hint="Installera om Platsbild.")
    server = Path(spec.submodule_search_locations[0]) / "server.py"
    url = f"http://localhost:{port}"
    out.print(f"Platsbild öppnas på {url} (avsluta med Ctrl+C)", markup=False)
    if browser:
        Thread(target=_open_when_ready, args=(url,), daemon=True).start()
    command = [sys.executable, "-m", "streamlit", "run", str(server), f"--server.port={port}"]
    command += _server_options(server)
    raise typer.Exit(_run(command))


def _run(command: list[str]) -> int:
    """Run the server until it ends; who ends this command ends the server, which holds the port."""
    server = subprocess.Popen(command)  # noqa: S603 - our own program, no shell
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        return server.wait()
    except KeyboardInterrupt:  # the server has been told so, too
        return server.wait()


def _server_options(server: Path) -> list[str]:
    """Return the project's settings of Streamlit where Streamlit would not find them itself.

    It looks in the current folder and beside the script: from a checkout, started elsewhere, it
    would find nothing and listen to the whole network.
    """
    in_checkout = server.parent.parent / ".streamlit" / "config.toml"
    here = Path.cwd() / ".streamlit" / "config.toml"
    if here.exists() or not in_checkout.exists():
        return []
    return list(_flags(tomllib.loads(in_checkout.read_text(encoding="utf-8")), "--"))


def _flags(section: dict[str, Any], prefix: str) -> Iterator[str]:
    for name, value in section.items():
        if isinstance(value, dict):
            yield from _flags(value, f"{prefix}{name}.")
        elif not isinstance(value, list):
            yield f"{prefix}{name}={str(value).lower() if isinstance(value, bool) else value}"


def _open_when_ready(url: str) -> None:
    """Open the browser once the server answers; Streamlit's own way also shows advertisements."""
    for _ in range(120):
        try:
            urlopen(f"{url}/_stcore/health", timeout=1).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.5)
        else:
            webbrowser.open(url)
            return
