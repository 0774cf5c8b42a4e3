"""Keeps two SQLite libraries in one process from meeting in one file.

Python's ``sqlite3`` and the ADBC driver carry a copy of SQLite each. File locks belong to the
process: one copy does not see the other's, and drops them when it closes the file
(https://www.sqlite.org/howtocorrupt.html, section 2.2). So threads that use the one wait for those
that use the other; threads of the same kind, and other processes, are kept apart by SQLite itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition, Lock

LONGEST_SECONDS = 60.0
"""How long to wait for the other kind, such as an import by the same process."""


class Turns:
    """Lets many threads in, as long as all of them use the same library."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._library = ""
        self._inside = 0

    @contextmanager
    def of(self, library: str) -> Iterator[None]:
        """Wait until nobody uses another library, and keep it so.

        Raises
        ------
        TimeoutError
            Somebody went on for too long; or this thread itself uses the other library.
        """
        with self._changed:
            free = self._changed.wait_for(
                lambda: not self._inside or self._library == library, LONGEST_SECONDS
            )
            if not free:
                raise TimeoutError
            self._library = library
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()


_by_file: dict[Path, Turns] = {}
_lock = Lock()


def at(path: Path) -> Turns:
    """Return the turns of a file: the same for all who open it in this process."""
    with _lock:
        return _by_file.setdefault(path.resolve(), Turns())
