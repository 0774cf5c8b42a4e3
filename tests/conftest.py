"""Shared by all tests: real data beside the checkout, and a store with demo data made once.

The tests may run in several processes (``pytest -n 2 --dist loadfile``): what takes long to make is
made by the process that first asks for it, and copied by the others.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from fcntl import LOCK_EX, flock
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
    return made_once("demo", make_demo, tmp_path_factory) / "platsbild.sqlite"


def make_demo(folder: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "geo.cli",
        "demo",
        "--years",
        "1",
        "--until",
        DEMO_UNTIL,
        "--meetings",
        "0",
    ]
    store = environment(folder / "platsbild.sqlite")
    done = subprocess.run(command, env=store, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def made_once(name: str, make: Callable[[Path], None], factory: pytest.TempPathFactory) -> Path:
    """A folder that is made once in a run, whatever the number of processes; each has its copy."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        make(own := factory.mktemp(name))
        return own
    common = factory.getbasetemp().parent  # the workers' own folders lie in it
    made = common / f"{name}-made-once"
    with (common / f"{name}.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not made.exists():
            make(half := factory.mktemp(f"{name}-half"))
            half.rename(made)
    return Path(shutil.copytree(made, factory.mktemp(name), dirs_exist_ok=True))


@pytest.fixture
def demo_copy(demo_store: Path, tmp_path: Path) -> Path:
    """A demo store of its own, for tests that write."""
    return Path(shutil.copy(demo_store, tmp_path / "copy.sqlite"))


def environment(store: Path) -> dict[str, str]:
    return {**os.environ, "PLATSBILD_STORE": str(store), "PYTHONWARNINGS": "default"}
