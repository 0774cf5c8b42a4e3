"""Two that save the same visit at the same moment make one."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import shapely

from geo import visit_log
from geo.model import ImportKind, Kommun
from geo.store import read, write
from geo.store.engine import Store, open_store
from geo.visit_log import Draft
from tests import store_frames
from tests.conftest import environment

NOW = datetime(2026, 3, 20, 18, 0, tzinfo=UTC)
TOLD = Draft("00000000000000ff", place_id=1, start_utc=int(NOW.timestamp()) - 60)
WORKER = """
import sys
from datetime import UTC, datetime
from geo import visit_log
from geo.store.engine import open_store
told = visit_log.from_json(sys.argv[2])
with open_store(sys.argv[1]) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    visit_log.save(store, "0883", told, now=datetime(2026, 3, 20, 18, 0, tzinfo=UTC))
"""


def made(path: Path) -> Path:
    with open_store(path) as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
        frame = store_frames.places(["a"], geometry=[shapely.box(0, 0, 9, 9).wkb])
        write.save(
            store, store_frames.parsed(ImportKind.PLACES, frame), kommun="0883", file="p",
            sha256="p", imported_utc=0,
        )  # fmt: skip
    return path


def visits(path: Path) -> int:
    with open_store(path) as store:
        return len(read.visits(store, "0883"))


def test_two_threads_with_the_same_draft_make_one_visit(tmp_path: Path) -> None:
    path = made(tmp_path / "s.sqlite")

    def save(store: Store) -> str:
        return visit_log.save(store, "0883", TOLD, now=NOW).row_key

    with open_store(path) as one, open_store(path) as two, ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(save, [one, two] * 4))) == 1
    assert visits(path) == 1


def test_two_processes_with_the_same_draft_make_one_visit(tmp_path: Path) -> None:
    path = made(tmp_path / "s.sqlite")
    command = [sys.executable, "-c", WORKER, str(path), visit_log.to_json(TOLD)]
    workers = [
        subprocess.Popen(
            command, env=environment(path), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(2)
    ]
    for each in workers:
        assert each.stdout is not None
        assert each.stdout.readline() == b"ready\n"
    for each in workers:
        assert each.stdin is not None
        each.stdin.write(b"\n")
        each.stdin.flush()
    for each in workers:
        each.communicate()
    assert [each.returncode for each in workers] == [0, 0]
    assert visits(path) == 1
