"""The real files beside the checkout, with saved profiles, all the way into a store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geo import intake, records
from geo.analysis.aoristic import aoristic_weights
from geo.mapping import MappingProfile
from geo.model import ImportKind, Kommun
from geo.store import decisions, read, write
from geo.store.engine import Store, create

NOW = datetime(2026, 11, 21, tzinfo=UTC)
WEEK = 168 * 3600
NEW_YORK = """
name = "New York"
kind = "est"
headers = ["row", "CMPLNT_FR_DT", "CMPLNT_FR_TM", "CMPLNT_TO_DT", "CMPLNT_TO_TM", "X_COORD_CD",
           "Y_COORD_CD", "from_dt", "to_dt"]
crs = "EPSG:2263"
category = "stold_inbrott"
time_zone = "UTC"

[columns]
id = "row"
start = "CMPLNT_FR_DT"
start_time = "CMPLNT_FR_TM"
end = "CMPLNT_TO_DT"
end_time = "CMPLNT_TO_TM"
x = "X_COORD_CD"
y = "Y_COORD_CD"
"""
NORTHUMBRIA = """
name = "Northumbria"
kind = "est"
crs = "EPSG:4326"
category = "samling"

[columns]
month = "month"
lon = "longitude"
lat = "latitude"
"""


def store_of(path: Path, code: str, name: str, crs: str, profile: str) -> Store:
    store = create(path, crs)
    write.add_kommun(store, Kommun(code, name))
    decisions.save_profile(store, code, MappingProfile.from_toml(profile), at_utc=0)
    return store


def test_new_york_with_its_saved_profile_gives_the_published_hours(
    tmp_path: Path, shared_data: Path
) -> None:
    folder = shared_data / "aoristic"
    file = folder / "aoristic_NYburg_epsg2263.csv"
    with store_of(tmp_path / "s.sqlite", "NY", "New York", "EPSG:32618", NEW_YORK) as store:
        report = intake.take(
            store, ImportKind.EST, file.read_bytes(), file=file.name, kommun="NY", now=NOW
        )
        rows = read.incidents(store, "NY")
    assert (report.rows, report.new, report.rejects) == (1233, 1233, ())
    assert rows[["x", "y"]].notna().all(axis=None)
    start, end = (rows[name].to_numpy(np.int64) for name in ("start_utc", "end_utc"))
    whole = end - start >= WEEK
    found = aoristic_weights(start[~whole], end[~whole])[0] + whole.sum() / 168
    published = folder / "aoristic_NYburg_24x7_R_aoristic_1.1.1_UTCclock.csv"
    table = pd.read_csv(published, index_col=0).to_numpy()
    np.testing.assert_allclose(found, np.roll(table, -1, axis=1).T, atol=1e-6)


def test_northumbria_with_a_profile_is_placed_in_its_wards(
    tmp_path: Path, shared_data: Path
) -> None:
    file = shared_data / "incidents" / "northumbria_asb.tab"
    wards = shared_data / "wards" / "northumbria_wards.gpkg"
    with store_of(tmp_path / "s.sqlite", "E23", "Northumbria", "EPSG:27700", NORTHUMBRIA) as store:
        told = {"kommun": "E23", "now": NOW}
        intake.take(store, ImportKind.PLACES, wards.read_bytes(), file=wards.name, **told)
        profile = decisions.profile(store, "E23", "Northumbria")
        report = intake.take(
            store, ImportKind.EST, file.read_bytes(), file=file.name, profile=profile, **told
        )
        assert (report.rows, report.new, report.rejects) == (39_706, 39_706, ())
        assert len(records.gather(store, "E23").assignment.row) == 39_704


@pytest.mark.parametrize("code", ["0883", "0483"])
def test_a_file_in_a_local_zone_is_told_by_the_kommuns_boundary(
    tmp_path: Path, shared_data: Path, code: str
) -> None:
    from pyproj import Transformer

    from geo.sources.places import parse_boundary

    file = shared_data / "sweden" / "kommuner_five_4326.geojson"
    with create(tmp_path / "s.sqlite", "EPSG:3006") as store:
        outline = parse_boundary(
            file.read_bytes(), file=file.name, kommun_code=code, store_crs="EPSG:3006"
        )
        write.add_kommun(store, Kommun(code, code), boundary=outline)
        inside = outline.representative_point()
        for crs in ("EPSG:3006", "EPSG:3010", "EPSG:3013", "EPSG:3021"):
            x, y = Transformer.from_crs("EPSG:3006", crs, always_xy=True).transform(
                inside.x, inside.y
            )
            text = f"Datum;X;Y\n2026-03-12;{y:.0f};{x:.0f}\n"  # north first, as surveyors write
            report = intake.prepare(
                store, ImportKind.EST, text.encode(), file="a.csv", kommun=code, now=NOW
            )
            found = report.parsed.frame
            assert found.x[0] == pytest.approx(inside.x, abs=1)
            assert found.y[0] == pytest.approx(inside.y, abs=1)
            assert report.mapping.crs == crs
