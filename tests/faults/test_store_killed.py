"""``kill -9`` in the middle of imports."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from store_worker import ROWS

from geo.store import read
from geo.store.engine import open_store

KILLS = 8


def test_a_killed_import_loses_nothing_acknowledged_and_leaves_nothing_partial(
    where: Path, start: Any
) -> None:
    acknowledged: set[int] = set()
    chance = random.Random(1)  # noqa: S311 - when to kill, not a secret
    for turn in range(KILLS):
        with start("imports", where, f"turn{turn}", 0) as process:
            for _ in range(chance.randint(1, 6)):
                acknowledged.add(int(process.stdout.readline()))
            assert process.poll() is None
            process.kill()
            rest = process.stdout.read().splitlines()
        acknowledged |= {int(line) for line in rest}
        with open_store(where) as store:
            batches = read.imports(store)
            found = read.incidents(store, "0883")
            assert acknowledged <= set(batches["batch_id"])
            assert len(found) == ROWS * len(batches)
            assert (batches["new"] == ROWS).all()
            with store.reading() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    assert len(acknowledged) >= KILLS
