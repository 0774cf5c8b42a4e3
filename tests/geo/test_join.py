"""The join says what geopandas.sjoin says, on any input."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from shapely.errors import GEOSException

from geo.errors import InputError
from geo.join import PlaceIndex
from geo.join import index as index_module

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]
EXACT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
STEPS = st.integers(-6, 6)
CORNERS = st.tuples(STEPS, STEPS)
SCALES = st.sampled_from([1.0, 0.1, 1 / 3, 1e-9, 1e-150, 1e-300, 5e-324, 1e7, 1e150, 1e306])
OFFSETS = st.sampled_from([0.0, 0.1, 6_400_000.0, 1e12, -1e15])


def frame(geometries: list[shapely.Geometry | None]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=gpd.GeoSeries(geometries, crs="EPSG:3006"))


def by_sjoin(x: NDArray[np.float64], y: NDArray[np.float64], places: gpd.GeoDataFrame) -> Pairs:
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y), crs=places.crs)
    found = gpd.sjoin(points, places, predicate="intersects")
    point, place = found.index.to_numpy(), found["index_right"].to_numpy()
    order = np.lexsort((place, point))
    return point[order], place[order]


def assert_as_sjoin(
    places: gpd.GeoDataFrame,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    cell_size: float | None = None,
) -> None:
    """Same pairs; where GEOS cannot answer and ``sjoin`` raises, the index raises too."""
    index = PlaceIndex.build(places, cell_size=cell_size)
    try:
        expected = by_sjoin(x, y, places)
    except GEOSException:
        with pytest.raises(GEOSException):
            index.locate(x, y)
    else:
        assert_same(index.locate(x, y), expected)


def assert_same(found: Pairs, expected: Pairs) -> None:
    np.testing.assert_array_equal(found[0], expected[0])
    np.testing.assert_array_equal(found[1], expected[1])


def rings(smallest: int = 3, largest: int = 9) -> st.SearchStrategy[list[tuple[int, int]]]:
    return st.lists(CORNERS, min_size=smallest, max_size=largest)


def boxes() -> st.SearchStrategy[shapely.Polygon]:
    return st.tuples(CORNERS, CORNERS).map(lambda c: shapely.box(*c[0], *c[1]))


def wild() -> st.SearchStrategy[shapely.Polygon]:
    """Polygons as they come: crossing themselves, holes anywhere, no area."""
    return st.tuples(rings(), st.lists(rings(), max_size=2)).map(
        lambda parts: shapely.Polygon(parts[0], parts[1])
    )


def slivers() -> st.SearchStrategy[shapely.Polygon]:
    return st.tuples(CORNERS, CORNERS, st.sampled_from([1e-3, 1e-9, 1e-15])).map(
        lambda p: shapely.Polygon(
            [p[0], p[1], (p[1][0] + p[2], p[1][1]), (p[0][0], p[0][1] + p[2])]
        )
    )


def repaired() -> st.SearchStrategy[shapely.Geometry]:
    return wild().map(_repair).filter(lambda geometry: geometry is not None)


def _repair(polygon: shapely.Polygon) -> shapely.Geometry | None:
    try:
        return shapely.make_valid(polygon)
    except GEOSException:
        return None


def geometries() -> st.SearchStrategy[shapely.Geometry | None]:
    polygons = st.one_of(boxes(), wild(), slivers(), repaired())
    several = st.lists(boxes() | wild(), max_size=3).map(shapely.MultiPolygon)
    other = st.one_of(
        CORNERS.map(shapely.Point),
        rings(2).map(shapely.LineString),
        rings(1).map(shapely.MultiPoint),
        st.just(shapely.Polygon()),
        st.just(shapely.GeometryCollection()),
        st.none(),
    )
    mixed = st.lists(polygons | several, max_size=3).map(shapely.GeometryCollection)
    return st.one_of(polygons, polygons, several, mixed, other)


def points_around(places: gpd.GeoDataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A lattice finer than the corners, every vertex and middle of a side, and no positions."""
    side = np.arange(-28, 29) / 4
    lattice = np.stack([axis.ravel() for axis in np.meshgrid(side, side)], axis=1)
    vertices = shapely.get_coordinates(places.geometry.array)
    middles = (vertices[1:] + vertices[:-1]) / 2
    nowhere = np.array([[np.nan, 0], [0, np.nan], [np.inf, 0], [0, -np.inf], [np.nan, np.nan]])
    xy = np.concatenate([lattice, vertices, np.nextafter(vertices, np.inf), middles, nowhere])
    return xy[:, 0].copy(), xy[:, 1].copy()


@EXACT
@given(st.lists(geometries(), max_size=6), st.none() | st.sampled_from([0.01, 0.3, 1.0, 50.0]))
def test_pairs_are_those_of_sjoin(
    drawn: list[shapely.Geometry | None], cell_size: float | None
) -> None:
    places = frame(drawn)
    x, y = points_around(places)
    assert_as_sjoin(places, x, y, cell_size)


@EXACT
@given(st.lists(geometries(), min_size=1, max_size=4), SCALES, OFFSETS)
def test_pairs_are_those_of_sjoin_at_any_scale_and_place(
    drawn: list[shapely.Geometry | None], scale: float, offset: float
) -> None:
    places = frame([shapely.transform(g, lambda xy: xy * scale + offset) for g in drawn])
    x, y = points_around(frame(drawn))
    x, y = x * scale + offset, y * scale + offset
    assert_as_sjoin(places, x, y)


@EXACT
@given(st.lists(geometries(), min_size=1, max_size=3), boxes(), st.sampled_from([1e3, 1e7, 1e300]))
def test_a_huge_place_beside_small_ones_changes_nothing(
    drawn: list[shapely.Geometry | None], box: shapely.Polygon, scale: float
) -> None:
    places = frame([*drawn, shapely.transform(box, lambda xy: xy * scale)])
    x, y = points_around(frame(drawn))
    assert_as_sjoin(places, x, y)


@EXACT
@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=2, max_size=40), boxes())
def test_any_float_is_a_point_or_nowhere(numbers: list[float], box: shapely.Polygon) -> None:
    places = frame([box])
    x, y = np.array(numbers), np.array(numbers[::-1])
    assert_as_sjoin(places, x, y)


@pytest.mark.parametrize(
    "wkt",
    [
        "POLYGON((0 0,5 0,5 5,0 5,0 0),(7 7,9 7,9 9,7 9,7 7))",
        "POLYGON((0 0,9 0,9 9,0 9,0 0),(1 1,6 1,6 6,1 6,1 1),(3 3,8 3,8 8,3 8,3 3))",
        "MULTIPOLYGON(((0 0,6 0,6 6,0 6,0 0)),((3 3,9 3,9 9,3 9,3 3)))",
        "POLYGON((0 0,9 9,9 0,0 9,0 0))",
        "GEOMETRYCOLLECTION(POLYGON((0 0,4 0,4 4,0 4,0 0)),LINESTRING(0 9,9 0),POINT(8 8))",
        "GEOMETRYCOLLECTION(POLYGON((1 0,1 1,0 1,0 0,1 0)),POLYGON((0 0,0 0,.001 0,0 .001,0 0)))",
    ],
    ids=["hole outside", "holes overlap", "parts overlap", "bow tie", "collection", "spiked"],
)
def test_odd_geometry_holds_what_sjoin_says_it_holds(wkt: str) -> None:
    places = frame([shapely.from_wkt(wkt)])
    x, y = (axis.ravel() for axis in np.meshgrid(np.linspace(-1, 10, 89), np.linspace(-1, 10, 89)))
    assert_as_sjoin(places, x, y)


def test_points_a_hair_from_zero_are_held_as_sjoin_holds_them() -> None:
    sliver = shapely.Polygon([(0, 4), (1e-15, 4), (0, 4 + 1e-15)])
    places = frame([sliver, shapely.box(0, 0, 0, 0), shapely.box(-1, -1, 4, 4)])
    x, y = points_around(places)
    assert_as_sjoin(places, np.append(x, 5e-324), np.append(y, np.nextafter(4.0, 5.0)))


def stars(number: int, seed: int) -> gpd.GeoDataFrame:
    rng = np.random.default_rng(seed)
    angle = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    return frame(
        [
            shapely.Polygon(
                rng.uniform(0, 9000, 2)
                + (rng.uniform(200, 1200) * rng.uniform(0.5, 1, (90, 1)))
                * np.stack([np.cos(angle), np.sin(angle)], axis=1)
            )
            for _ in range(number)
        ]
    )


def test_many_points_in_many_irregular_places_give_the_pairs_of_sjoin() -> None:
    places = stars(60, seed=4)
    x, y = np.random.default_rng(5).uniform(-500, 9500, (2, 100_000))
    assert_as_sjoin(places, x, y)


def test_blocks_and_chunks_meet_without_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    places = stars(20, seed=1)
    x, y = np.random.default_rng(2).uniform(-500, 9500, (2, 10_007))
    whole = PlaceIndex.build(places).locate(x, y)
    monkeypatch.setattr(index_module, "BLOCK", 1000)
    monkeypatch.setattr(index_module, "CHUNK", 300)
    assert_same(PlaceIndex.build(places).locate(x, y), whole)


def test_real_settlements_give_the_pairs_of_sjoin(shared_data: Path) -> None:
    file = shared_data / "sweden" / "bebyggelse_five_kommuner_4326.geojson"
    places = gpd.read_file(file)[["geometry"]]
    west, south, east, north = places.total_bounds
    rng = np.random.default_rng(3)
    x, y = rng.uniform(west, east, 20_000), rng.uniform(south, north, 20_000)
    vertices = shapely.get_coordinates(places.geometry.array)[:20_000]
    x, y = np.append(x, vertices[:, 0]), np.append(y, vertices[:, 1])
    assert_as_sjoin(places, x, y)


def test_no_places_and_no_points_give_no_pairs() -> None:
    point, place = PlaceIndex.build(frame([])).locate([1.0], [1.0])
    assert len(point) == len(place) == 0
    point, place = PlaceIndex.build(frame([shapely.box(0, 0, 1, 1)])).locate([], [])
    assert (len(point), point.dtype, place.dtype) == (0, np.int64, np.int64)


def test_places_and_points_are_left_as_they_were() -> None:
    places = stars(3, seed=1)
    before = places.geometry.to_wkb().tolist()
    x = np.array([1.0, 2.0])
    PlaceIndex.build(places).locate(x, x)
    assert places.geometry.to_wkb().tolist() == before
    assert x.tolist() == [1.0, 2.0]


@pytest.mark.parametrize("size", [0.0, -1.0, np.nan, np.inf])
def test_a_cell_has_a_size(size: float) -> None:
    with pytest.raises(ValueError, match="cell_size"):
        PlaceIndex.build(stars(1, seed=1), cell_size=size)


@pytest.mark.parametrize("x", [[[1.0]], [1.0, 2.0]])
def test_coordinates_come_in_pairs(x: list[float]) -> None:
    with pytest.raises(ValueError, match="equally long"):
        PlaceIndex.build(stars(1, seed=1)).locate(x, [1.0])


@EXACT
@given(
    st.lists(boxes() | repaired(), max_size=5),
    st.sampled_from([0.5, 1.0, 2.5]),
    st.sampled_from([0, 20_000]),
)
def test_nearest_is_the_least_distance_of_points_in_no_place(
    drawn: list[shapely.Polygon], limit: float, many: int
) -> None:
    places = frame(list(drawn))
    index = PlaceIndex.build(places)
    x, y = points_around(places)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_module, "MANY", many)
        point, place, distance = index.nearest(x, y, limit)
    finite = np.isfinite(x) & np.isfinite(y)
    table = np.full((len(x), len(places) + 1), np.inf)
    xy = shapely.points(x[finite], y[finite])
    for position, geometry in enumerate(places.geometry):
        table[finite, position] = shapely.distance(xy, geometry)
    table[np.isnan(table)] = np.inf
    near = np.setdiff1d(np.flatnonzero(table.min(axis=1) <= limit), index.locate(x, y)[0])
    np.testing.assert_array_equal(point, near)
    np.testing.assert_array_equal(place, table[near].argmin(axis=1))
    np.testing.assert_array_equal(distance, table[near].min(axis=1))


def test_nothing_is_near_within_no_distance() -> None:
    point, _, _ = PlaceIndex.build(frame([shapely.box(0, 0, 1, 1)])).nearest([2.0], [0.5], 0)
    assert len(point) == 0


def test_a_saved_index_answers_as_before(tmp_path: Path) -> None:
    places = stars(10, seed=6)
    x, y = np.random.default_rng(7).uniform(0, 9000, (2, 5000))
    built = PlaceIndex.build(places)
    built.save(tmp_path / "index.npz")
    loaded = PlaceIndex.load(tmp_path / "index.npz", places)
    assert loaded.key == built.key
    assert_same(loaded.locate(x, y), built.locate(x, y))


def test_an_index_of_no_places_is_saved_too(tmp_path: Path) -> None:
    PlaceIndex.build(frame([None])).save(tmp_path / "index.npz")
    loaded = PlaceIndex.load(tmp_path / "index.npz", frame([None]))
    assert len(loaded) == 1
    assert len(loaded.locate([0.0], [0.0])[0]) == 0


@pytest.mark.parametrize(
    "other", [[shapely.box(0, 0, 1, 2)], [], [shapely.box(0, 0, 1, 1)] * 2, [None]]
)
def test_an_index_of_other_polygons_is_refused(
    tmp_path: Path, other: list[shapely.Geometry | None]
) -> None:
    PlaceIndex.build(frame([shapely.box(0, 0, 1, 1)])).save(tmp_path / "index.npz")
    with pytest.raises(InputError, match="andra polygoner"):
        PlaceIndex.load(tmp_path / "index.npz", frame(other))


@pytest.mark.parametrize("content", [b"", b"no index", b"PK\x03\x04 cut short"])
def test_a_broken_index_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "index.npz").write_bytes(content)
    with pytest.raises(InputError, match="kan inte läsas"):
        PlaceIndex.load(tmp_path / "index.npz", frame([]))


def test_an_index_cut_short_anywhere_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "index.npz"
    places = stars(2, seed=1)
    PlaceIndex.build(places).save(path)
    whole = path.read_bytes()
    for share in (0.1, 0.5, 0.9, 0.999):
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(InputError, match="kan inte läsas"):
            PlaceIndex.load(path, places)
