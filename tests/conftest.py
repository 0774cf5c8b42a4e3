"""Shared by all tests: real data beside the checkout, and a store with demo data made once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("platsbild", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("platsbild")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"
DEMO_UNTIL = "2026-03-22"
DEMO_WEEK = "2026-W12"


@pytest.fixture(scope="session", autouse=True)
def _no_store_in_the_checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test makes ``var/platsbild.sqlite``: ``make run`` after ``make test`` has the demo."""
    with pytest.MonkeyPatch.context() as patch:
        unset = tmp_path_factory.mktemp("unset") / "platsbild.sqlite"
        patch.setenv("PLATSBILD_STORE", str(unset))
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files, or a skip that says what is missing."""
    if not SHARED.is_dir():
        pytest.skip("the real files of ../shared/data are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one year of demo for all kommuner, made by the command itself."""
    path = tmp_path_factory.mktemp("demo") / "platsbild.sqlite"
    command = [sys.executable, "-m", "geo.cli", "demo", "--years", "1", "--until", DEMO_UNTIL]
    done = subprocess.run(
        command, env=environment(path), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def demo_copy(demo_store: Path, tmp_path: Path) -> Path:
    """A demo store of its own, for tests that write."""
    return Path(shutil.copy(demo_store, tmp_path / "copy.sqlite"))


def environment(store: Path) -> dict[str, str]:
    return {**os.environ, "PLATSBILD_STORE": str(store), "PYTHONWARNINGS": "default"}
