"""Answers kept in a folder beside the store, so that no server is asked twice for the same."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geo.errors import FetchError
from geo.look import count

FRESH = 24 * 3600
"""Seconds an answer is used without asking again."""


@dataclass(frozen=True)
class Kept:
    """An answer and when it came.

    Parameters
    ----------
    body : bytes
    fetched : float
        Seconds UTC.
    etag, last_modified : str
        What the server calls this version; empty where it does not say.
    """

    body: bytes
    fetched: float
    etag: str = ""
    last_modified: str = ""


def read(folder: Path, key: str) -> Kept | None:
    """Return the answer kept under `key`; one that is not whole is none."""
    try:
        head, body = _path(folder, key).read_bytes().split(b"\n", 1)
        told = json.loads(head)
        if told["sha256"] != hashlib.sha256(body).hexdigest():
            return None
        return Kept(body, float(told["fetched"]), str(told["etag"]), str(told["last_modified"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(folder: Path, key: str, kept: Kept) -> None:
    """Keep an answer, readable by its owner only; what was there is replaced in one step.

    Raises
    ------
    FetchError
        The folder cannot be written.
    """
    head = {
        "fetched": kept.fetched,
        "etag": kept.etag,
        "last_modified": kept.last_modified,
        "sha256": hashlib.sha256(kept.body).hexdigest(),
    }
    replace(_path(folder, key), json.dumps(head).encode() + b"\n" + kept.body)


def replace(path: Path, content: bytes) -> None:
    """Write a whole file beside `path` and put it in its place.

    Raises
    ------
    FetchError
        The folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise unwritable(error) from error


def unwritable(error: OSError) -> FetchError:
    """Return the error for a folder that cannot be written."""
    return FetchError(
        f"Mappen för hämtade filer kan inte skrivas ({error.strerror}).",
        hint="Kontrollera rättigheterna till mappen cache bredvid lagret.",
    )


def within_a_day(
    folder: Path, key: str, fetch: Callable[[], bytes], *, now: float, refresh: bool = False
) -> tuple[bytes, str]:
    """Return the answer kept under `key` if it is fresh, else fetch it, and a note on its age.

    Where the server fails, an older answer is used rather than none, and the note says so.

    Parameters
    ----------
    folder : Path
        Made when it is needed.
    key : str
        Names the question; another server or another layer is another key.
    fetch : callable
        Asks the server.
    now : float
        Seconds UTC.
    refresh : bool
        Ask even if what is kept is fresh.

    Raises
    ------
    FetchError
        The server fails and nothing is kept, or the folder cannot be written.
    """
    kept = read(folder, key)
    if kept and not refresh and 0 <= now - kept.fetched < FRESH:
        return kept.body, f"Hämtades för {_age(now - kept.fetched)} sedan; --refresh hämtar nytt."
    try:
        body = fetch()
    except FetchError as error:
        if kept is None:
            raise
        age = _age(now - kept.fetched)
        return kept.body, f"{error.message} Filen som hämtades för {age} sedan används i stället."
    write(folder, key, Kept(body, now))
    return body, ""


def _path(folder: Path, key: str) -> Path:
    word = re.sub(r"[^a-z0-9]+", "-", key.lower())[-40:].strip("-")
    return folder / f"{word}-{hashlib.sha256(key.encode()).hexdigest()[:12]}.kept"


def _age(seconds: float) -> str:
    minutes = max(0, int(seconds // 60))
    if minutes < 120:
        return count(minutes, "minut", "minuter")
    if minutes < 48 * 60:
        return count(minutes // 60, "timme", "timmar")
    return count(minutes // 1440, "dag", "dagar")
