"""A small store for tests of exports: places, incidents, visits and measures with hostile texts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import shapely

from geo import records
from geo.model import ImportKind, Kommun
from geo.publishing.exports import making
from geo.publishing.exports.making import File
from geo.publishing.exports.what import Wanted
from geo.records import Records
from geo.settings import KommunSettings
from geo.store import write
from geo.store.engine import Store, open_store
from tests import store_frames

NOW = datetime(2026, 3, 22, 12, tzinfo=UTC)
KOMMUN = Kommun("0883", "Västervik")
HOSTILE = ("=cmd|' /C calc'!A0", "+46 är ett nummer", "-2+3", "@SUM(1)", "{{7*191}} <img src=x>")
"""Names of the places, and texts: what a spreadsheet, a template or a page would run."""
EAST, NORTH, SIDE = 587_000.0, 6_402_000.0, 200.0


def square(at: int) -> shapely.Polygon:
    """Return the ground of place number `at`; they lie beside each other."""
    west = EAST + at * 2 * SIDE
    return shapely.box(west, NORTH, west + SIDE, NORTH + SIDE)


def middle(at: int) -> tuple[float, float]:
    point = square(at).centroid
    return point.x, point.y


def put(store: Store, kind: ImportKind, frame: pd.DataFrame) -> None:
    write.save(
        store, store_frames.parsed(kind, frame), kommun=KOMMUN.code, file="test", sha256="",
        imported_utc=int(NOW.timestamp()),
    )  # fmt: skip


def new_store(folder: Path) -> Store:
    """Return a store with a kommun around the places, and nothing else."""
    store = open_store(str(folder / "exports.sqlite"))
    around = shapely.box(EAST - 5_000, NORTH - 5_000, EAST + 9_000, NORTH + 5_000)
    write.add_kommun(store, KOMMUN, around)
    return store


def filled(folder: Path) -> Store:
    """Return a store with some rows of everything that is taken out."""
    store = new_store(folder)
    put(store, ImportKind.PLACES, places())
    put(store, ImportKind.EST, incidents(60))
    put(store, ImportKind.VISITS, visits())
    put(store, ImportKind.MEASURES, measures())
    put(store, ImportKind.ACTIVITIES, activities())
    return store


def places() -> pd.DataFrame:
    frame = store_frames.places([f"p{at}" for at in range(5)])
    return frame.assign(name=list(HOSTILE), geometry=[square(at).wkb for at in range(5)])


def incidents(number: int) -> pd.DataFrame:
    at = [middle(each % 5) for each in range(number)]
    return store_frames.incidents(
        [f"i{each}" for each in range(number)],
        x=[x for x, _ in at],
        y=[y for _, y in at],
        precision=["ort" if each % 10 == 9 else "adress" for each in range(number)],
        place_text=[HOSTILE[each % 5] for each in range(number)],
        organisation=["Skolan" if each % 2 else "Bostads AB" for each in range(number)],
        text="Ring =1+1 hemligt",
    )


def visits() -> pd.DataFrame:
    """Return visits at hard moments: midnight, both passes of a doubled hour, one with seconds."""
    moments = [
        "2026-03-19 23:00:00", "2025-10-26 00:30:00", "2025-10-26 01:30:00", "2026-03-01 17:40:33",
        "2026-03-02 11:00:00", "2026-02-03 08:05:00", "2026-01-04 20:15:00", "2025-12-31 22:59:00",
    ]  # fmt: skip
    starts = [int(pd.Timestamp(text, tz="UTC").timestamp()) for text in moments]
    return store_frames.visits(
        [f"v{at}" for at in range(8)],
        start_utc=starts,
        time_raw=["20/3 2026", "kl. 02.30", "", "2026-03-01 18:40", "2 mars", "x", "y", "z"],
        place_text=[*HOSTILE, "Torget", "-", "Åäö: 'citat' \"citat\"; semikolon"],
        x=[middle(0)[0], None, None, EAST + 0.128, None, None, None, None],
        y=[middle(0)[1], None, None, NORTH + 0.551, None, None, None, None],
        minutes=pd.array([15, None, 0, 1440, 20, 20, 20, 20], dtype="Int64"),
        officers=pd.array([2, None, 1, 0, 2, 2, 2, 2], dtype="Int64"),
        dialogue=pd.array([True, None, False, True, None, None, None, None], dtype="boolean"),
        measure=["=1+1", "", "patrull", "'90-talet", "+", "-", "@", "synlighet"],
        observation=["rad ett\nrad två", "", *["lugnt"] * 6],
    )


def measures() -> pd.DataFrame:
    keys = [f"m{at}" for at in range(4)]
    hashes = [f"h{at}" for at in range(4)]
    return pd.DataFrame(
        {
            "row_key": keys,
            "content_hash": hashes,
            "line": [1, 2, 3, 4],
            "place_text": [HOSTILE[0], HOSTILE[1], "", "Okänd plats"],
            "x": [None, middle(1)[0], None, None],
            "y": [None, middle(1)[1], None, None],
            "category": ["klotter", "belysning", "", ""],
            "cause": ["", "Mörkt", "", ""],
            "kind": ["klottersanering", "belysning", "patrull", "kamera"],
            "what": ["=SUM(A1)", "Ring Anna", "", "Kamera"],
            "owner": ["Kommunen", "", "Polisen", "@Polisen"],
            "deadline": ["2026-04-01", "2026-03-01", "", "2026-05-01"],
            "status": ["beslutad", "pagar", "klar", "avbruten"],
            "status_day": ["2026-03-01", "2026-02-01", "2026-01-01", "2026-01-02"],
            "began": ["", "2026-02-01", "2025-12-01", ""],
            "ended": ["", "", "2026-01-01", ""],
            "cost": ["10_100", "", "ingen", "over_1000"],
            "meeting": ["12", "", "", "7"],
            "promise": ["vastervik-2025/platsbesok", "", "", ""],
            "outcome": ["", "", "- lugnare", ""],
        }
    )


def activities() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row_key": ["a0", "a1", "a2"],
            "content_hash": ["ah0", "ah1", "ah2"],
            "line": [1, 2, 3],
            "promise": ["vastervik-2025/tistel", "", "vastervik-2025/sig"],
            "kind": ["tistel_mote", "trafikkontroll", "oversyn"],
            "day": ["2026-01-15", "2026-02-01", "2026-03-01"],
            "number": [1, 3, 0],
            "status": ["", "", "pagar"],
            "place_text": ["", HOSTILE[1], ""],
            "x": [None, middle(1)[0], None],
            "y": [None, middle(1)[1], None],
            "organisation": ["Kommunen", "=Polisen", ""],
            "proof": ["- protokoll 12", "", "utredning pågår"],
        }
    )


def gathered(store: Store) -> Records:
    return records.gather(store, KOMMUN.code)


def exported(store: Store, wanted: Wanted, *, now: datetime = NOW) -> File:
    return making.export(store, gathered(store), wanted, own=KommunSettings(), now=now)
