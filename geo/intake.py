"""One file on its way in: bytes are parsed by ``sources`` and saved by ``store``, in one step."""

from __future__ import annotations

import hashlib
import os
import secrets
from datetime import datetime

from geo import sources
from geo.errors import SelectionError, StoreReadOnly
from geo.model import ImportKind, ImportReport, Kommun
from geo.store import read, write
from geo.store.engine import Store


def kommun_of(store: Store, code: str) -> Kommun:
    """Return the kommun with `code`.

    Raises
    ------
    SelectionError
        The store knows no such kommun.
    """
    known = {kommun.code: kommun for kommun in read.kommuner(store)}
    if code not in known:
        listed = ", ".join(f"{k.code} {k.name}" for k in known.values()) or "ingen ännu"
        raise SelectionError(
            f"Kommunen {code} finns inte i lagret.",
            hint=f"Lagret har: {listed}. Lägg till med ”platsbild kommun add KOD NAMN”.",
        )
    return known[code]


def _secret(store: Store) -> bytes:
    """Return the store's secret for hashing case numbers, made the first time it is asked for.

    It lies beside the store, readable by its owner only, so that a copy of the store alone does
    not let anyone try case numbers out. Keep it with the store: with another secret the same
    report is a new one.
    """
    path = store.path.with_name(f"{store.path.name}.key")
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_bytes()
    except OSError as error:
        raise StoreReadOnly(
            "Lagrets nyckelfil kan inte skrivas.",
            hint="Kontrollera rättigheterna till mappen.",
            file=path.name,
        ) from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret := secrets.token_bytes(32))
    return secret


def take(
    store: Store,
    kind: ImportKind,
    content: bytes,
    *,
    file: str,
    kommun: str,
    now: datetime,
    crs: str | None = None,
    category: str | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Import one file and account for every row of it.

    Parameters
    ----------
    store : Store
        Where accepted rows go, in one transaction.
    kind : ImportKind
        What the file holds.
    content : bytes
        The file.
    file : str
        Its name, for messages and for the format.
    kommun : str
        Code of the kommun the rows belong to.
    now : datetime
        Aware; times after it are rejected.
    crs : str, optional
        The file's coordinate system where it does not say.
    category : str, optional
        Category of every row, for files with no such column.
    dry_run : bool
        Parse and compare, save nothing.

    Raises
    ------
    InputError
        The file as a whole cannot be read.
    StoreError
        Nothing was saved.
    """
    parsed = sources.parse(
        kind,
        content,
        file=file,
        kommun=kommun_of(store, kommun),
        store_crs=store.crs,
        boundary=read.boundary(store, kommun),
        crs=crs,
        category=category,
        today=now.date(),
        key=_secret(store),
    )
    return write.save(
        store,
        parsed,
        kommun=kommun,
        file=file,
        sha256=hashlib.sha256(content).hexdigest(),
        imported_utc=int(now.timestamp()),
        dry_run=dry_run,
    )
