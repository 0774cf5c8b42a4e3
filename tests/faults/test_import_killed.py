"""The whole import path, killed at a hundred random moments; and a disk or folder that fails it."""

from __future__ import annotations

import multiprocessing
import os
import random
import subprocess
import sys
from multiprocessing.context import ForkServerContext
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import func, select

from geo import intake
from geo.errors import StoreDamaged
from geo.model import ImportKind
from geo.store import read, tables
from geo.store.engine import Store, open_store
from tests.faults.import_worker import KOMMUN, NOW, ROWS, content, work

KILLS = 100
LONGEST = 4
"""Imports that a process may have time for before it is killed, as long as they take here."""


def whole_batches(store: Store) -> dict[int, int]:
    """Rows on record of each import, and a check that the file is sound."""
    t = tables.incident.c
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
        counts = connection.execute(select(t.batch_id, func.count()).group_by(t.batch_id))
        return {int(batch): int(rows) for batch, rows in counts}


def seconds_of_an_import(context: ForkServerContext, where: Path) -> float:
    """Seconds from a process's first sign of life to its first import saved, on this machine."""
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(str(where), "first", theirs))
    process.start()
    theirs.close()
    assert ours.recv()[0] == "begins"
    began = monotonic()
    assert ours.recv()[0] == "saved"
    process.kill()
    process.join()
    ours.close()
    return monotonic() - began


def test_a_hundred_kills_lose_nothing_acknowledged_and_leave_nothing_partial(where: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.import_warm"])
    chance = random.Random(1)  # noqa: S311 - when to kill, not a secret
    saved: set[int] = set()
    perhaps_undone: set[int] = set()
    undone: set[int] = set()
    longest = LONGEST * seconds_of_an_import(context, where)
    told = {"saved": saved, "undoes": perhaps_undone, "undone": undone}
    with open_store(where) as store:
        for turn in range(10 * KILLS):
            if turn >= KILLS and len(saved) >= KILLS:  # on a slow machine many save nothing
                break
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=work, args=(str(where), f"t{turn}", theirs))
            process.start()
            theirs.close()
            assert ours.poll(60), "the importer never began"
            process.join(chance.uniform(0, longest))
            assert process.is_alive(), f"the importer failed with {process.exitcode}"
            process.kill()
            process.join()
            try:
                while True:
                    what, number = ours.recv()
                    told.get(what, set()).add(number)
            except EOFError:
                ours.close()
            found = whole_batches(store)
            assert saved - perhaps_undone <= set(found)
            assert not undone & set(found)
            assert set(found.values()) <= {ROWS}
            assert set(found) == set(read.imports(store)["batch_id"])
    assert len(saved) >= KILLS
    assert len(undone) >= 5


def platsbild(store: Path, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "geo.cli", *arguments],
        env={**os.environ, "PLATSBILD_STORE": str(store)},
        capture_output=True, text=True, check=False, **options,
    )  # fmt: skip


def test_a_full_disk_is_told_by_the_command_and_the_store_is_whole(
    where: Path, tmp_path: Path
) -> None:
    file = tmp_path / "stor.csv"
    file.write_bytes(b"".join(content(f"s{n}")[(49 if n else 0) :] for n in range(200)))
    limit = where.stat().st_size + 200_000

    def small_disk() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = platsbild(where, "import", "est", str(file), "--kommun", KOMMUN, preexec_fn=small_disk)
    assert done.returncode == 1
    assert "full" in done.stderr
    assert "Traceback" not in done.stderr
    with open_store(where) as store:
        assert whole_batches(store) == {}
        report = intake.take(store, ImportKind.EST, content("a"), file="a", kommun=KOMMUN, now=NOW)
        assert report.new == ROWS


@pytest.mark.parametrize("secret", [b"", b"short", b"x" * 33])
def test_a_key_file_that_is_not_whole_is_told_and_never_used(where: Path, secret: bytes) -> None:
    where.with_name(f"{where.name}.key").write_bytes(secret)
    with open_store(where) as store, pytest.raises(StoreDamaged, match="nyckelfil"):
        intake.take(store, ImportKind.EST, content("a"), file="a", kommun=KOMMUN, now=NOW)


def test_a_new_key_is_whole_and_for_its_owner_only(where: Path) -> None:
    with open_store(where) as store:
        intake.take(store, ImportKind.EST, content("a"), file="a", kommun=KOMMUN, now=NOW)
    key = where.with_name(f"{where.name}.key")
    assert (len(key.read_bytes()), key.stat().st_mode & 0o777) == (32, 0o600)
    assert [each.name for each in where.parent.iterdir() if ".key." in each.name] == []
