"""How often a server is asked, over all runs and processes that share a folder."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from geo.errors import FetchError
from geo.sources import kept

SECONDS_BETWEEN = 10.5
MOST_AN_HOUR = 60
"""The rules of polisen.se: ten seconds between calls (here with a margin), 60 an hour."""
LONGEST_QUEUE = 60.0
"""Seconds; who would have to wait longer is told to come back."""
LOCK_STALE = 30.0
"""Seconds after which a lock was left by a program that was stopped; it is held for moments."""


def take_turn(
    folder: Path, host: str, *, now: Callable[[], float], sleep: Callable[[float], None]
) -> None:
    """Wait until `host` may be asked, and note that it is.

    The turn is booked first and waited for afterwards, so that two runs at once queue up.

    Parameters
    ----------
    folder : Path
        Where the times of the calls are kept.
    host : str
    now : callable
        Seconds UTC.
    sleep : callable

    Raises
    ------
    FetchError
        The wait would be too long, or the folder cannot be written.
    """
    path = folder / f"{re.sub('[^A-Za-z0-9.-]', '-', host)}.calls"
    with _locked(path.with_suffix(".lock"), sleep):
        began = now()
        # A time far ahead is from a clock that was wrong.
        calls = [t for t in _calls(path) if began - 3600 < t < began + 3600]
        turn = began
        if calls:
            turn = max(turn, calls[-1] + SECONDS_BETWEEN)
        if len(calls) >= MOST_AN_HOUR:
            turn = max(turn, calls[-MOST_AN_HOUR] + 3600)
        if turn - began > LONGEST_QUEUE:
            raise FetchError(
                f"{host} har tillfrågats så ofta det får; nästa gång om"
                f" {(turn - began) / 60:.0f} minuter.",
                hint="Försök igen då.",
            )
        kept.replace(path, json.dumps([*calls, turn]).encode())
    if turn > began:
        sleep(turn - began)


def _calls(path: Path) -> list[float]:
    try:
        return sorted(float(call) for call in json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return []


@contextmanager
def _locked(path: Path, sleep: Callable[[float], None]) -> Iterator[None]:
    """Hold a lock that every system has: a file that only one can create."""
    for _ in range(200):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            break
        except FileExistsError:
            _remove_if_stale(path)
            sleep(0.05)
        except OSError as error:
            raise kept.unwritable(error) from error
    else:
        raise FetchError(
            "En annan hämtning pågår.", hint="Försök igen när den är klar.", file=path.name
        )
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _remove_if_stale(path: Path) -> None:
    try:
        if time.time() - path.stat().st_mtime > LOCK_STALE:
            path.unlink()
    except FileNotFoundError:
        pass
