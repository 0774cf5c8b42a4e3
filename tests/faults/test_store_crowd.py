"""Many at once: processes that import and read, and threads of one process."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from store_worker import ROWS, take

from geo.store import read
from geo.store.engine import Store, open_store

FILES = 8


def _finish(processes: list[Any]) -> list[tuple[int, str]]:
    ended = [(process.communicate(), process.returncode) for process in processes]
    return [(code, f"{out}{err}") for (out, err), code in ended if code]


def test_two_importers_and_four_readers_at_once_meet_no_error(where: Path, start: Any) -> None:
    processes = [start("imports", where, name, FILES) for name in ("one", "two")]
    processes += [start("reads", where, 3 * FILES) for _ in range(4)]
    assert _finish(processes) == []
    with open_store(where) as store:
        assert len(read.incidents(store, "0883")) == 2 * FILES * ROWS
        assert len(read.imports(store)) == 2 * FILES


def test_many_processes_may_create_the_same_store_at_once(tmp_path: Path, start: Any) -> None:
    where = tmp_path / "new" / "platsbild.sqlite"
    assert _finish([start("opens", where) for _ in range(4)]) == []
    with open_store(where) as store:
        assert len(read.kommuner(store)) == 1
        assert store.version == 1 + 4


def test_threads_of_one_process_read_whole_files_while_others_write(
    where: Path, start: Any
) -> None:
    def reads(store: Store) -> set[int]:
        return {
            (store.version > 0) and len(read.incidents(store, "0883")) % ROWS for _ in range(60)
        }

    def writes(store: Store, name: str) -> list[int]:
        return [take(store, f"{name}-{at}") for at in range(FILES)]

    with open_store(where) as store, ThreadPoolExecutor() as threads:
        elsewhere = start("imports", where, "elsewhere", FILES)
        writers = [threads.submit(writes, store, name) for name in ("one", "two")]
        readers = [threads.submit(reads, store) for _ in range(2)]
        assert [reader.result() for reader in readers] == [{0}, {0}]
        batches = [number for writer in writers for number in writer.result()]
        assert _finish([elsewhere]) == []
        assert set(batches) <= set(read.imports(store)["batch_id"])
        assert len(read.incidents(store, "0883")) == 3 * FILES * ROWS
