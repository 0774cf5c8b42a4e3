"""Files beside the store: one of each kind and kommun, named by content, whole or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from geo.errors import StoreReadOnly
from geo.store.engine import Store

FOLDER = "terrain"
_NAME = re.compile(r"(?P<kommun>\d{4})-(?P<hash>[0-9a-f]{16})")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept.

    Attributes
    ----------
    kommun : str
    name : str
        Kommun and hash of the content: another name whenever the content is another.
    path : Path
    size : int
        Bytes.
    saved : datetime
    """

    kommun: str
    name: str
    path: Path
    size: int
    saved: datetime


def save(store: Store, kommun: str, kind: str, content: bytes) -> Kept:
    """Keep a file instead of the one that there was.

    Raises
    ------
    StoreReadOnly
        The folder of the store may not be written, or is full.
    """
    name = f"{kommun}-{sha256(content).hexdigest()[:16]}"
    path = _folder(store) / f"{name}-{kind}.bin"
    try:
        path.parent.mkdir(exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
        for old in _paths(store, kind):
            if old != path and old.name.startswith(f"{kommun}-"):
                old.unlink(missing_ok=True)
    except OSError as error:
        raise StoreReadOnly(
            f"Kartunderlaget kan inte sparas ({error.strerror}).",
            hint="Kontrollera att mappen bredvid lagret får skrivas och att disken inte är full.",
        ) from error
    return _kept(path)


def listed(store: Store, kind: str) -> tuple[Kept, ...]:
    """Return all that is kept of a kind, by kommun."""
    return tuple(_kept(path) for path in _paths(store, kind))


def find(store: Store, kommun: str, kind: str) -> Kept | None:
    """Return what is kept for a kommun, the newest if two are, or None."""
    own = [each for each in listed(store, kind) if each.kommun == kommun]
    return max(own, key=lambda each: each.saved, default=None)


def content(store: Store, name: str, kind: str) -> bytes | None:
    """Return the content of a file by its name, or None where there is no such file.

    Parameters
    ----------
    store : Store
    name : str
        From anybody: only what looks like a name is looked for.
    kind : str
    """
    if not _NAME.fullmatch(name):
        return None
    try:
        return (_folder(store) / f"{name}-{kind}.bin").read_bytes()
    except OSError:
        return None


def remove(store: Store, kommun: str, kind: str) -> bool:
    """Remove what is kept for a kommun; return whether there was anything."""
    own = [each for each in listed(store, kind) if each.kommun == kommun]
    for each in own:
        each.path.unlink(missing_ok=True)
    return bool(own)


def _folder(store: Store) -> Path:
    return store.path.parent / FOLDER


def _paths(store: Store, kind: str) -> list[Path]:
    suffix = f"-{kind}.bin"
    found = sorted(_folder(store).glob(f"*{suffix}"))
    return [path for path in found if _NAME.fullmatch(path.name.removesuffix(suffix))]


def _kept(path: Path) -> Kept:
    about = path.stat()
    return Kept(
        kommun=path.name[:4],
        name=path.name[:21],
        path=path,
        size=about.st_size,
        saved=datetime.fromtimestamp(about.st_mtime, UTC),
    )
