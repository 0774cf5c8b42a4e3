"""Who ends ``platsbild dashboard`` ends the server behind it."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import environment
from tests.e2e.conftest import free_port, wait_until_healthy


@pytest.mark.browser
def test_the_port_is_free_when_the_command_has_been_ended(demo_store: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "geo.cli", "dashboard", "--no-browser", "--port", str(port)]
    with subprocess.Popen(
        command, env=environment(demo_store), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as started:
        wait_until_healthy(f"http://localhost:{port}", started)
        started.terminate()
        started.wait(timeout=30)
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))
