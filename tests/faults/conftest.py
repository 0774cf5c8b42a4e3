"""A store with one kommun, and a way to start work on it in other processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.model import Kommun
from geo.store import write
from geo.store.engine import open_store

HERE = Path(__file__).parent
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """Path of a store that is closed and whole."""
    path = tmp_path / "platsbild.sqlite"
    with open_store(path) as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
    return path


@pytest.fixture
def start() -> Start:
    """Start a task of ``store_worker`` in a process of its own."""

    def _start(task: str, *arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, str(HERE / "store_worker.py"), task, *map(str, arguments)]
        return subprocess.Popen(
            command,
            env={**os.environ, "PYTHONPATH": str(HERE.parent.parent), "PYTHONWARNINGS": "error"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return _start
