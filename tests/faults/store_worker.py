"""What the fault tests run in processes of their own: ``python store_worker.py TASK STORE …``.

Every acknowledged import is one line on stdout, written after ``save`` has returned. A
``StoreError`` ends the task with its class name on stdout and exit code 3.
"""

from __future__ import annotations

import itertools
import os
import resource
import sys
import tempfile

from geo.errors import StoreError
from geo.model import ImportKind, Kommun
from geo.store import read, write
from geo.store.engine import Store, open_store
from tests import store_frames as frames

KOMMUN = "0883"
ROWS = 200
NOBODY = 65_534


def take(store: Store, name: str, rows: int = ROWS) -> int:
    """Import `rows` incidents named after the file, and return the batch's number."""
    keys = [f"{name}/{at}" for at in range(rows)]
    parsed = frames.parsed(ImportKind.EST, frames.incidents(keys, text="x" * 200))
    report = write.save(
        store, parsed, kommun=KOMMUN, file=name, sha256="", imported_utc=1_800_000_000
    )
    return report.batch_id or 0


def imports(where: str, name: str, times: str) -> None:
    """Import `times` files (0 = until killed), one line for each."""
    with open_store(where) as store:
        for at in range(int(times)) if int(times) else itertools.count():
            _say(take(store, f"{name}-{at}"))


def reads(where: str, times: str) -> None:
    """Read again and again; every read sees whole files only."""
    with open_store(where) as store:
        for _ in range(int(times)):
            before = store.version
            found = len(read.incidents(store, KOMMUN))
            if found % ROWS:
                raise SystemExit(f"{found} rows are not whole files")
            if store.version < before:
                raise SystemExit("the version went back")


def opens(where: str) -> None:
    """Open or create the store, and write to it."""
    with open_store(where) as store:
        write.add_kommun(store, Kommun(KOMMUN, "Västervik"))


def imports_on_small_disk(where: str, limit: str) -> None:
    """Import until no file may grow beyond `limit` bytes."""
    with open_store(where) as store:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
        for at in itertools.count():
            _say(take(store, f"small-{at}"))


def imports_as_nobody(where: str) -> None:
    """Import once, as a user who owns nothing."""
    _warm_up()
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    with open_store(where) as store:
        _say(take(store, "nobody"))


def _warm_up() -> None:
    """Use everything once: nobody may not be allowed to read the interpreter's files."""
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/x.sqlite") as store:
        write.add_kommun(store, Kommun(KOMMUN, "Västervik"))
        take(store, "warm")
        read.incidents(store, KOMMUN)


def _say(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


TASKS = {
    task.__name__: task
    for task in (imports, reads, opens, imports_on_small_disk, imports_as_nobody)
}

if __name__ == "__main__":
    try:
        TASKS[sys.argv[1]](*sys.argv[2:])
    except StoreError as error:
        _say(type(error).__name__)
        sys.exit(3)
