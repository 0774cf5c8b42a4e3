"""A place's outline replaced: what changes is said, what does not stays, and it can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from geo import history, intake, join, polygon_change, records
from geo.errors import SelectionError, StoreError
from geo.model import ImportKind, ImportReport, Kommun, PlacePrecision
from geo.polygon_change import BY_HAND, Outline, Proposal
from geo.records import Records
from geo.shipped import folder
from geo.store import read, write
from geo.store.engine import Store, open_store

NOW = datetime(2026, 3, 23, tzinfo=UTC)
KARSTORP = 6
EXACT = PlacePrecision.EXACT


@pytest.fixture
def store(demo_copy: Path) -> Any:
    with open_store(demo_copy) as opened:
        yield opened


@pytest.fixture(scope="module")
def found(demo_store: Path) -> Records:
    with open_store(demo_store) as opened:
        return records.gather(opened, "0883")


def geometry_of(known: Records, place_id: int = KARSTORP) -> BaseGeometry:
    return known.places.set_index("place_id").geometry.loc[place_id]


def outline(geometry: BaseGeometry, **values: Any) -> Outline:
    told = Outline(1, "", "", geometry, (), "ny.geojson", "0" * 64)
    return replace(told, **values)


def proposed(known: Records, geometry: BaseGeometry, **values: Any) -> Proposal:
    return polygon_change.propose(known, KARSTORP, outline(geometry, **values), precision=EXACT)


def take_shipped(store: Store) -> ImportReport:
    """Import the shipped places of the kommun."""
    (file,) = folder("places").glob("0883-*.geojson")
    return intake.take(
        store, ImportKind.PLACES, file.read_bytes(), file=file.name, kommun="0883", now=NOW
    )


def test_the_figures_say_size_overlap_incidents_and_distance(found: Records) -> None:
    before = geometry_of(found)
    half = shapely.affinity.translate(before, xoff=100)
    told = proposed(found, half)
    rows = polygon_change.last_rows(found)
    last = found.incidents.iloc[rows]
    x, y = last["x"].to_numpy(), last["y"].to_numpy()
    positioned = found.assignment.positioned[rows]
    for count, geometry in ((told.incidents_before, before), (told.incidents_after, half)):
        inside = int((shapely.intersects_xy(geometry, x, y) & positioned).sum())
        by_name = int(((last["place_text"].astype(str) == "Karstorp") & ~positioned).sum())
        assert inside <= count <= inside + by_name
    assert told.incidents_before != told.incidents_after
    assert [each.label for each in told.figures()] == [
        "Hektar", "Andel som ligger i båda", "Händelser, senaste 52 veckorna",
        "Mittpunkten flyttas",
    ]  # fmt: skip
    assert told.figures()[0].before == told.figures()[0].after == "57,0"
    assert told.figures()[-1].after == "100 m"
    assert told.note == "Ytan för Karstorp ersatt: 57,0 → 57,0 ha."


def test_the_count_after_is_what_the_joined_records_say_once_saved(
    store: Store,
) -> None:
    known = records.gather(store, "0883")
    told = proposed(known, geometry_of(known).buffer(200))
    polygon_change.save(store, told, now=NOW)
    saved = records.gather(store, "0883")
    again = proposed(saved, geometry_of(saved).buffer(1))
    assert again.incidents_before == told.incidents_after > told.incidents_before


def test_nearest_counts_as_the_records_were_gathered(demo_store: Path) -> None:
    with open_store(demo_store) as opened:
        near = records.gather(opened, "0883", nearest_m=300.0)
    by_nearest = near.assignment.place[near.assignment.how == join.How.NEAREST]
    place_id = int(near.places["place_id"].iloc[np.bincount(by_nearest).argmax()])
    grown = outline(geometry_of(near, place_id).buffer(0.001))
    with_nearest, without = (
        polygon_change.propose(near, place_id, grown, precision=EXACT, nearest_m=nearest_m)
        for nearest_m in (300.0, None)
    )
    assert with_nearest.incidents_after == with_nearest.incidents_before > without.incidents_after


def test_a_multipolygon_may_replace_a_polygon(store: Store) -> None:
    known = records.gather(store, "0883")
    before = geometry_of(known)
    two = shapely.union_all([before, shapely.affinity.translate(before, xoff=5_000)])
    polygon_change.save(store, proposed(known, two), now=NOW)
    assert geometry_of(records.gather(store, "0883")).equals(two)


def test_saving_keeps_the_place_and_undoing_brings_the_old_outline_back(store: Store) -> None:
    known = records.gather(store, "0883")
    told = proposed(known, geometry_of(known).buffer(50), file=BY_HAND)
    report = polygon_change.save(store, told, now=NOW)
    assert (report.rows, report.changed, report.new, report.duplicates) == (1, 1, 0, 0)
    now = records.gather(store, "0883")
    kept = ["place_id", "row_key", "name", "typ", "status", "valid_from", "valid_to"]
    assert now.places[kept].equals(known.places[kept])
    assert now.causes.equals(known.causes)
    row = now.places.set_index("place_id").loc[KARSTORP]
    assert (row["precision"], row["source"]) == ("exakt", BY_HAND)
    assert geometry_of(now) == told.after
    batch = read.imports(store, "0883").iloc[0]
    assert (batch["batch_id"], batch["kind"], batch["file"]) == (
        report.batch_id, "places", BY_HAND
    )  # fmt: skip
    assert "Ytan för Karstorp ersatt: 57,0 → " in batch["notes"]
    assert report.batch_id is not None
    history.undo(store, report.batch_id, now=NOW)
    back = records.gather(store, "0883")
    assert back.places.equals(known.places)
    assert back.causes.equals(known.causes)


def test_the_places_file_again_is_a_change_and_said_to_be(store: Store) -> None:
    take_shipped(store)
    known = records.gather(store, "0883")
    polygon_change.save(store, proposed(known, geometry_of(known).buffer(50)), now=NOW)
    again = take_shipped(store)
    assert (again.changed, again.duplicates) == (1, len(known.places) - 1)
    assert geometry_of(records.gather(store, "0883")).equals(geometry_of(known))


def test_a_place_that_was_changed_meanwhile_is_not_overwritten(store: Store) -> None:
    known = records.gather(store, "0883")
    first, second = (proposed(known, geometry_of(known).buffer(metres)) for metres in (10, 20))
    polygon_change.save(store, first, now=NOW)
    with pytest.raises(StoreError, match="under tiden"):
        polygon_change.save(store, second, now=NOW)
    assert geometry_of(records.gather(store, "0883")) == first.after


def test_the_same_outline_is_refused_unless_its_precision_is_new(store: Store) -> None:
    known = records.gather(store, "0883")
    same = outline(geometry_of(known))
    with pytest.raises(SelectionError, match="densamma"):
        polygon_change.propose(known, KARSTORP, same, precision=PlacePrecision.APPROXIMATE)
    polygon_change.save(store, proposed(known, same.geometry), now=NOW)
    places = read.places(store, "0883").set_index("place_id")
    assert places.loc[KARSTORP, "precision"] == "exakt"
    with pytest.raises(SelectionError, match="finns inte"):
        polygon_change.propose(known, 999_999, same, precision=EXACT)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda g: g.centroid.buffer(10), "mindre än 0,1 hektar"),
        (lambda g: g.centroid.buffer(8_000), "100 gånger"),
        (lambda g: shapely.affinity.translate(g, xoff=9_000), "rör inte vid varandra"),
        (lambda g: shapely.affinity.translate(g, yoff=90_000), "Ytan ligger utanför kommunens"),
    ],
)
def test_what_looks_like_a_mistake_is_said(found: Records, change: Any, said: str) -> None:
    before = geometry_of(found)
    within = replace(found, boundary=before.buffer(15_000))
    assert said in " ".join(proposed(within, change(before)).warnings)


def test_how_much_lies_outside_is_said_and_repairs_and_names_too(found: Records) -> None:
    before = geometry_of(found)
    west, south, east, north = before.bounds
    half = replace(found, boundary=shapely.box(west - 9, south - 9, (west + east) / 2, north + 9))
    told = proposed(half, before, name="Edsbruk", repairs=("Lagad.",)).warnings
    assert told[0] == "Lagad."
    assert "Edsbruk" in told[1]
    assert "\u00a0% av ytan ligger utanför" in told[2]
    assert proposed(found, before, name="karstorp").warnings == ()


def test_the_places_own_outline_is_found_by_code_then_name(found: Records) -> None:
    square = geometry_of(found)
    a, b = outline(square, name="Karstorp"), outline(square, number=2, name="Edsbruk")
    code = outline(square, number=3, name="Annat", code="0883-karstorp")
    assert polygon_change.matching([b], found, KARSTORP) is b
    assert polygon_change.matching([a, b], found, KARSTORP) is a
    assert polygon_change.matching([a, b, code], found, KARSTORP) is code
    assert polygon_change.matching([a, a, b], found, KARSTORP) is None
    assert polygon_change.matching([b, b], found, KARSTORP) is None


@given(st.lists(st.tuples(st.floats(0, 5e3), st.floats(0, 5e3)), min_size=3, max_size=12))
def test_text_comes_back_as_the_outline_within_a_few_decimetres(
    corners: list[tuple[float, float]],
) -> None:
    hull = shapely.MultiPoint(np.array(corners) + np.array([590_000, 6_390_000])).convex_hull
    if hull.geom_type != "Polygon" or hull.buffer(-5).is_empty:
        return
    both = shapely.union_all([hull, shapely.affinity.translate(hull, xoff=9_000)])
    ring = hull.difference(hull.buffer(-2))
    for shape in (hull, both, ring):
        text = polygon_change.to_geojson(shape, crs="EPSG:3006")
        (again,) = polygon_change.read(text.encode(), file=BY_HAND, store_crs="EPSG:3006")
        assert shapely.hausdorff_distance(shape, again.geometry) < 0.5


def test_text_has_six_decimals_and_a_corner_a_line() -> None:
    square = gpd.GeoSeries([shapely.box(16.6, 57.7, 16.61, 57.71)], crs=4326).to_crs(3006)[0]
    text = polygon_change.to_geojson(square, crs="EPSG:3006")
    assert "[16.61, 57.7],\n" in text
    assert text.count("\n") >= 5
    assert max(len(number.split(".")[-1]) for number in text.split() if "." in number) < 10


def test_a_kommun_without_incidents_counts_none(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as opened:
        write.add_kommun(opened, Kommun("0883", "Västervik"))
        take_shipped(opened)
        known = records.gather(opened, "0883")
    told = proposed(known, geometry_of(known).buffer(5))
    assert (told.incidents_before, told.incidents_after) == (0, 0)
