"""A process that imports files, and takes some back, until it is killed."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from multiprocessing.connection import Connection

from geo import history, intake
from geo.model import ImportKind
from geo.store.engine import open_store

ROWS = 60
KOMMUN = "0883"
NOW = datetime(2026, 3, 23, tzinfo=UTC)


def content(name: str) -> bytes:
    """Return a file whose rows no other file has."""
    rows = "".join(
        f"{name}-{n};2026-03-{1 + n % 20:02d} 21:{n % 60:02d};Klotter;Karstorp;57,75{n:02d};16,62\n"
        for n in range(ROWS)
    )
    return ("Rapport-id;Datum;Kategori;Plats;Latitud;Longitud\n" + rows).encode()


def work(where: str, name: str, tell: Connection) -> None:
    """Import and undo for ever; what is acknowledged is told after it is done."""
    with open_store(where) as store:
        for at in itertools.count():
            tell.send(("begins", at))
            file = f"{name}-{at}"
            report = intake.take(
                store, ImportKind.EST, content(file), file=file, kommun=KOMMUN, now=NOW
            )
            tell.send(("saved", report.batch_id))
            if at % 3 == 2:
                tell.send(("undoes", report.batch_id))
                history.undo(store, report.batch_id or 0, now=NOW)
                tell.send(("undone", report.batch_id))
