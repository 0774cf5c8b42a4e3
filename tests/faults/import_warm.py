"""Imported by the fork server only: one import into a store of its own loads what imports need."""

from __future__ import annotations

import tempfile
from pathlib import Path

from geo import history, intake
from geo.model import ImportKind, Kommun
from geo.store import write
from geo.store.engine import open_store
from tests.faults.import_worker import KOMMUN, NOW, content

with (
    tempfile.TemporaryDirectory() as folder,
    open_store(Path(folder) / "warm.sqlite") as store,
):
    write.add_kommun(store, Kommun(KOMMUN, "Västervik"))
    report = intake.take(store, ImportKind.EST, content("w"), file="w", kommun=KOMMUN, now=NOW)
    history.undo(store, report.batch_id or 0, now=NOW)
