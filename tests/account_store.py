"""A store whose free texts, positions and small counts are all planted, to be searched for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
from shapely import box

from geo.model import ImportKind, Kommun
from geo.privacy import Area
from geo.store import write
from geo.store.engine import Store, open_store
from tests import store_frames

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
KOMMUN = Kommun("0883", "Västervik")
MARKER = "XHEMLIGTX"
X, Y = 590_123.0, 6_400_456.0
AREAS = (Area("Norra", (1,), 3_000), Area("Södra", (2,), 2_500))
PEOPLE = 20_000


def made(path: Path) -> Store:
    """Two areas and the rest; Norra has three fires and 137 + 3 incidents in January–April 2026."""
    store = open_store(str(path))
    write.add_kommun(store, KOMMUN)
    save(store, ImportKind.PLACES, store_frames.places(
        ["n", "s"], name=["Norra", "Södra"],
        geometry=[box(X - 500, Y - 500, X + 500, Y + 500).wkb,
                  box(X - 500, Y - 5_500, X + 500, Y - 4_500).wkb],
    ))  # fmt: skip
    for year in (2025, 2026):
        plant(store, f"a{year}", 137, "skadegorelse", Y, year)
        plant(store, f"b{year}", 3, "odslig_plats", Y, year)
        plant(store, f"c{year}", 61, "skadegorelse", Y - 5_000, year)
        plant(store, f"d{year}", 23, "odslig_plats", Y - 5_000, year)
        plant(store, f"e{year}", 47, "samling", Y, year)
        plant(store, f"f{year}", 29, "samling", Y - 5_000, year)
        plant(store, f"g{year}", 31, "belysning", Y - 5_000, year)
        plant(store, f"h{year}", 33, "belysning", Y, year)
        for at, category in enumerate(("skadegorelse", "odslig_plats", "samling", "belysning")):
            plant(store, f"r{at}{year}", 17 + at, category, Y + 20_000, year)
    return store


def plant(
    store: Store, key: str, number: int, category: str, y: float, year: int, *, month: int = 2
) -> None:
    """Add incidents of one category, area and month."""
    first = int(datetime(year, month, 3, 12, tzinfo=UTC).timestamp())
    times = first + 3_600 * np.arange(number)
    save(store, ImportKind.EST, store_frames.incidents(
        [f"{key}-{at}" for at in range(number)], category=category, x=X, y=y,
        start_utc=times.tolist(), end_utc=times.tolist(), text=MARKER, organisation=MARKER,
        category_raw=MARKER,
    ))  # fmt: skip


def save(store: Store, kind: ImportKind, frame: pd.DataFrame) -> None:
    write.save(
        store, store_frames.parsed(kind, frame), kommun=KOMMUN.code, file=MARKER, sha256=MARKER,
        imported_utc=int(NOW.timestamp()),
    )  # fmt: skip
