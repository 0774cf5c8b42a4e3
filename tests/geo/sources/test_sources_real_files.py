"""The real files beside the checkout; figures known from looking at them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import shapely

from geo.model import ImportKind, Kommun
from geo.sources import places

NORTHUMBRIA = {"kommun": Kommun("E23", "Northumbria"), "store_crs": "EPSG:27700"}
KOMMUNER = {
    "0883": ("Västervik", 23),
    "0483": ("Katrineholm", 13),
    "0685": ("Vetlanda", 13),
    "0861": ("Mönsterås", 9),
    "0821": ("Högsby", 6),
}


def test_all_of_northumbria_is_placed_in_its_months(parse: Any, shared_data: Path) -> None:
    content = (shared_data / "incidents" / "northumbria_asb.tab").read_bytes()
    parsed = parse(ImportKind.EST, content, category="samling", **NORTHUMBRIA)
    assert (parsed.rows, len(parsed.rejects)) == (39_706, 0)
    assert parsed.frame[["x", "y", "start_utc"]].notna().all(axis=None)
    assert parsed.frame.row_key.is_unique
    assert parsed.frame.start_utc.nunique() == 11


def test_all_wards_keep_their_shape(parse: Any, shared_data: Path) -> None:
    content = (shared_data / "wards" / "northumbria_wards.gpkg").read_bytes()
    parsed = parse(ImportKind.PLACES, content, **NORTHUMBRIA)
    assert (len(parsed.frame), len(parsed.rejects)) == (177, 0)
    assert shapely.is_valid(shapely.from_wkb(parsed.frame.geometry.to_numpy())).all()


@pytest.mark.parametrize("code", KOMMUNER)
def test_settlements_go_to_their_own_kommun(parse: Any, shared_data: Path, code: str) -> None:
    name, count = KOMMUNER[code]
    folder = shared_data / "sweden"
    boundary = places.parse_boundary(
        (folder / "kommuner_five_4326.geojson").read_bytes(),
        file="kommuner.geojson", kommun_code=code, store_crs="EPSG:3006",
    )  # fmt: skip
    content = (folder / "bebyggelse_five_kommuner_4326.geojson").read_bytes()
    parsed = parse(ImportKind.PLACES, content, kommun=Kommun(code, name), boundary=boundary)
    assert (parsed.rows, len(parsed.frame)) == (64, count)
    assert all("annan kommun" in reject.reason for reject in parsed.rejects)
    assert parsed.frame.row_key.is_unique


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("events_2024_three_lan.json", (98, 35, 23, 26, 14)),
        ("snapshot_2023-03-25.json", (0, 0, 0, 1, 0)),
        ("snapshot_2026-08-22.json", (2, 2, 1, 1, 0)),
    ],
)
def test_the_feeds_notices_find_their_kommun(
    parse: Any, shared_data: Path, file: str, counts: tuple[int, ...]
) -> None:
    from datetime import date

    content = (shared_data / "polisen_events" / file).read_bytes()
    found = []
    for code, (name, _) in KOMMUNER.items():
        parsed = parse(
            ImportKind.NOTICES, content, kommun=Kommun(code, name), today=date(2026, 11, 21)
        )
        assert not parsed.rejects
        assert parsed.frame.event_utc.notna().all()
        assert (parsed.frame.event_utc <= parsed.frame.published_utc + 86_400).all()
        found.append(len(parsed.frame))
    assert tuple(found) == counts
