"""A store of its own for every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from geo.model import ImportKind, ImportReport, Kommun, Reject
from geo.store import write
from geo.store.engine import Store, open_store
from tests.store_frames import parsed

KOMMUN = "0883"
Take = Callable[..., ImportReport]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "platsbild.sqlite") as opened:
        write.add_kommun(opened, Kommun(KOMMUN, "Västervik"))
        yield opened


@pytest.fixture
def take(store: Store) -> Take:
    """Save a frame as if it had been a file."""

    def _take(
        frame: pd.DataFrame,
        kind: ImportKind = ImportKind.EST,
        *,
        rejects: tuple[Reject, ...] = (),
        kommun: str = KOMMUN,
        dry_run: bool = False,
    ) -> ImportReport:
        return write.save(
            store,
            parsed(kind, frame, rejects),
            kommun=kommun,
            file="fil.csv",
            sha256="0" * 64,
            imported_utc=1_800_000_000,
            dry_run=dry_run,
        )

    return _take
