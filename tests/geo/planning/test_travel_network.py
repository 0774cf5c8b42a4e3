"""Ways on a network: drawn ones with known answers, any at all, and published distances."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from geo.planning.travel import Mode, Network, chains, routes
from geo.planning.travel.graph import Graph
from geo.sources.osm import ways as osm

FOOT, CAR = Mode.FOOT, Mode.CAR


def graph(
    spots: list[tuple[float, float]],
    pairs: list[tuple[int, int]],
    pace: list[tuple[float, float]] | None = None,
) -> Graph:
    x, y = np.array(spots, dtype=np.float64).T
    cost = np.array(pace) if pace else np.ones((len(pairs), 2))
    found = chains.network(x, y, np.array(pairs), cost)
    assert found is not None
    return found


def network(foot: Graph, car: Graph | None = None) -> Network:
    return Network(foot, car, "en ritning")


def length(line: np.ndarray) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


# A block of 100 × 100 m, a street of 300 m east from its corner, and a footbridge far away.
BLOCK = [(0, 0), (100, 0), (100, 100), (0, 100), (400, 0), (600, 600), (610, 600)]
STREETS = [(0, 1), (1, 2), (2, 3), (3, 0), (1, 4), (5, 6)]
TOWN = network(graph(BLOCK, STREETS))


@pytest.mark.parametrize(
    ("start", "end", "metres"),
    [
        ((10, 0), (90, 0), 80),
        ((50, 0), (50, 100), 200),
        ((20, 0), (20, 100), 140),
        ((50, 0), (400, 0), 350),
        ((0, 30), (300, 0), 330),
        ((100, 90), (200, 0), 190),
        ((0, 0), (100, 100), 200),
    ],
)
def test_the_shortest_way_goes_by_either_end_of_a_street_or_by_none(
    start: tuple[float, float], end: tuple[float, float], metres: float
) -> None:
    legs = TOWN.legs(*np.array([start, end], dtype=np.float64).T, mode=FOOT)
    assert legs.metres[0, 1] == pytest.approx(metres)
    assert legs.walked[0, 1] == pytest.approx(metres / 75)
    assert length(TOWN.path(start, end, mode=FOOT)) == pytest.approx(metres)


def test_the_way_turns_at_the_corners() -> None:
    line = TOWN.path((20, 0), (20, 100), mode=FOOT)
    assert line.tolist() == [[20, 0], [0, 0], [0, 100], [20, 100]]
    line = TOWN.path((300, 10), (100, 50), mode=FOOT)
    assert line.tolist() == [[300, 10], [300, 0], [100, 0], [100, 50]]


def test_one_walks_from_a_point_off_the_path_as_where_no_path_is_known() -> None:
    legs = TOWN.legs(np.array([200.0, 300.0]), np.array([40.0, -10.0]), mode=FOOT)
    assert legs.off_path.tolist() == [40, 10]
    assert legs.metres[0, 1] == pytest.approx(100 + 1.4 * 50)


def test_a_point_on_a_path_apart_is_moved_to_the_rest() -> None:
    legs = TOWN.legs(np.array([605.0, 400.0]), np.array([600.0, 0.0]), mode=FOOT)
    away = np.hypot(205, 600)
    assert legs.off_path[0] == pytest.approx(away)
    assert legs.metres[0, 1] == pytest.approx(1.4 * away)


def test_a_point_a_kilometre_off_cannot_be_reached_and_its_way_is_drawn_straight() -> None:
    legs = TOWN.legs(np.array([0.0, 0.0, 50.0]), np.array([-1001.0, -999.0, 0.0]), mode=FOOT)
    assert np.isinf(legs.minutes[0]).tolist() == [False, True, True]
    assert np.isinf(legs.minutes[:, 0]).tolist() == [False, True, True]
    assert np.isfinite(legs.minutes[1, 2])
    assert legs.off_path[0] == 1001
    assert TOWN.path((0, -1001), (50, 0), mode=FOOT).tolist() == [[0, -1001], [50, 0]]


@pytest.mark.parametrize("mode", Mode)
def test_no_points_one_point_and_equal_points_on_a_network(mode: Mode) -> None:
    assert TOWN.legs(np.zeros(0), np.zeros(0), mode=mode).minutes.shape == (0, 0)
    assert TOWN.legs(np.ones(1), np.ones(1), mode=mode).minutes.tolist() == [[0]]
    legs = TOWN.legs(np.full(3, 50.0), np.full(3, 20.0), mode=mode)
    assert not legs.minutes.any()
    assert legs.off_path.tolist() == [20, 20, 20]
    assert TOWN.path((5, 5), (5, 5), mode=mode).tolist() == [[5, 5], [5, 5]]


def test_streets_that_are_doubled_or_lead_nowhere_change_nothing() -> None:
    doubled = graph(BLOCK, [*STREETS, (1, 0), (0, 1), (2, 2)])
    np.testing.assert_array_equal(doubled.metres, TOWN.foot.metres)


def test_a_ring_without_a_crossing_is_a_network() -> None:
    ring = network(graph(BLOCK[:4], STREETS[:4]))
    legs = ring.legs(np.array([50.0, 50.0, 0.0]), np.array([0.0, 100.0, 0.0]), mode=FOOT)
    assert legs.metres[0].tolist() == [0, 200, 50]
    assert ring.foot.metres.sum() == 400


def test_a_network_without_ways_is_none() -> None:
    nothing = np.zeros((0, 2))
    assert chains.network(np.zeros(0), np.zeros(0), nothing.astype(np.int64), nothing) is None
    closed = np.full((1, 2), np.inf)
    assert chains.network(np.arange(2.0), np.zeros(2), np.array([[0, 1]]), closed) is None


def test_bends_are_no_crossings_but_changes_of_speed_are() -> None:
    spots = [(0, 0), (10, 0), (20, 5), (30, 0)]
    pairs = [(0, 1), (2, 1), (2, 3)]
    assert graph(spots, pairs).crossings == 2
    assert graph(spots, pairs, [(1, 1), (1, 1), (2, 2)]).crossings == 3
    assert graph(spots, pairs, [(1, 3), (3, 1), (1, 3)]).crossings == 2


def test_cars_go_round_where_it_is_one_way_and_choose_the_fastest_road() -> None:
    inf = np.inf
    spots = [(0, 0), (100, 0), (100, 100), (0, 100)]
    around = graph(spots, [(0, 1), (1, 2), (2, 3), (3, 0)], [(1, inf)] * 4)
    points = around.snap(np.array([60.0, 40.0]), np.zeros(2))
    assert routes.costs(around, points).tolist() == [[0, 380], [20, 0]]
    line = routes.path(around, points)
    assert line.tolist() == [[60, 0], [100, 0], [100, 100], [0, 100], [0, 0], [40, 0]]
    fast = graph(spots, [(0, 1), (1, 2), (2, 3), (3, 0)], [(4, 4), (1, 1), (1, 1), (1, 1)])
    ends = fast.snap(np.array([0.0, 100.0]), np.zeros(2))
    assert routes.costs(fast, ends)[0, 1] == 300


def test_a_street_that_only_leads_in_is_no_part_of_the_roads() -> None:
    found = graph(BLOCK[:5], STREETS[:5], [(1, 1)] * 4 + [(1, np.inf)])
    assert found.metres.sum() == 400


def test_by_car_one_walks_to_the_road_and_drives_on_it() -> None:
    spots = [(0, 0), (0, 200), (10_000, 0), (10_000, 200), (5000, 0)]
    walks = graph(spots, [(0, 1), (2, 3), (0, 4), (4, 2)])
    roads = graph(spots, [(0, 4), (4, 2)], [(0.001, 0.001), (0.002, 0.002)])
    town = network(walks, roads)
    x, y = np.array([0.0, 0.0, 10_000.0]), np.array([100.0, 150.0, 100.0])
    legs = town.legs(x, y, mode=CAR)
    # The cars stand at the first and the last point, and on the road 100 m from there.
    assert legs.driven[1, 2] == legs.driven[2, 1] == pytest.approx(15)
    assert legs.metres[1, 2] == pytest.approx(50 + 2 * 140)
    assert legs.walked[1, 2] == pytest.approx(330 / 75)
    assert (legs.metres[0, 1], legs.driven[0, 1]) == (50, 0)
    line = town.path((0, 100), (10_000, 100), mode=CAR)
    assert line.tolist() == [[0, 100], [0, 0], [5000, 0], [10_000, 0], [10_000, 100]]
    assert town.path((0, 100), (0, 150), mode=CAR).tolist() == [[0, 100], [0, 150]]


def test_what_neither_path_nor_road_comes_near_cannot_be_reached() -> None:
    both = network(graph(BLOCK, STREETS), graph(BLOCK, STREETS))
    x, y = np.array([0.0, 9000.0, 50.0]), np.array([0.0, 0.0, 0.0])
    for mode in Mode:
        legs = both.legs(x, y, mode=mode)
        for minutes in (legs.walked, legs.driven, legs.minutes):
            assert np.isinf(minutes[1]).tolist() == np.isinf(minutes[:, 1]).tolist() == [1, 0, 1]
        assert legs.metres[0, 2] == 50
        assert both.path((0, 0), (9000, 0), mode=mode).tolist() == [[0, 0], [9000, 0]]


def test_without_roads_cars_go_by_crows_flight_even_where_no_path_leads() -> None:
    x, y = np.array([0.0, 400.0]), np.array([0.0, 1500.0])
    assert np.isinf(TOWN.legs(x, y, mode=FOOT).walked[0, 1])
    legs = TOWN.legs(x, y, mode=CAR)
    assert legs.driven[0, 1] == pytest.approx(1.3 * np.hypot(400, 1500) / 1000)


# Any network: a tree of straight streets with some more between its corners.
corner = st.tuples(st.integers(0, 3000), st.integers(0, 3000))


@st.composite
def drawings(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    spots = np.array(draw(st.lists(corner, min_size=2, max_size=12)), dtype=np.float64)
    number = len(spots)
    tree = [(draw(st.integers(0, at - 1)), at) for at in range(1, number)]
    two = st.tuples(st.integers(0, number - 1), st.integers(0, number - 1))
    return spots, np.array(tree + draw(st.lists(two, max_size=8)))


def drawn(spots: np.ndarray, pairs: np.ndarray) -> Network:
    found = chains.network(spots[:, 0], spots[:, 1], pairs, np.ones((len(pairs), 2)))
    assert found is not None
    return network(found)


@given(drawings(), st.lists(corner, min_size=3, max_size=6))
def test_on_foot_there_is_as_far_as_back_and_no_detour_is_shorter(
    drawing: tuple[np.ndarray, np.ndarray], spots: list[tuple[float, float]]
) -> None:
    x, y = np.array(spots).T
    legs = drawn(*drawing).legs(x, y, mode=FOOT)
    np.testing.assert_array_equal(legs.metres, legs.metres.T)
    assert not np.diagonal(legs.metres).any()
    near = np.flatnonzero(legs.off_path < 999)
    some = legs.metres[np.ix_(near, near)]
    detour = (some[:, :, None] + some[None, :, :]).min(axis=1) if len(near) else some
    assert (some <= detour + 1e-6).all()
    straight = np.hypot(x[near, None] - x[near], y[near, None] - y[near])
    assert (some >= straight - 1e-6).all()


@given(drawings(), corner, corner)
def test_a_way_is_as_long_as_its_leg(
    drawing: tuple[np.ndarray, np.ndarray],
    start: tuple[float, float],
    end: tuple[float, float],
) -> None:
    ways = drawn(*drawing)
    legs = ways.legs(*np.array([start, end]).T, mode=FOOT)
    assume(np.isfinite(legs.metres[0, 1]) and start != end)
    line = ways.path(start, end, mode=FOOT)
    assert line[0].tolist() == list(start)
    assert line[-1].tolist() == list(end)
    # The line to the path is drawn straight, and walked 1.4 times as far.
    assert length(line) + 0.4 * legs.off_path.sum() == pytest.approx(legs.metres[0, 1], abs=1e-6)


@given(drawings(), st.lists(corner, min_size=1, max_size=6))
def test_a_point_is_moved_to_the_nearest_bit_of_any_street(
    drawing: tuple[np.ndarray, np.ndarray], spots: list[tuple[float, float]]
) -> None:
    corners, pairs = drawing
    x, y = np.array(spots).T
    found = drawn(*drawing).foot
    points = found.snap(x, y)
    streets = shapely.linestrings(corners[pairs])
    nearest = shapely.distance(shapely.points(x, y)[:, None], streets[None, :]).min(axis=1)
    np.testing.assert_allclose(points.off, nearest, atol=1e-6)
    moved = shapely.line_interpolate_point(found.lines[points.edge], points.along)
    np.testing.assert_allclose(
        np.hypot(shapely.get_x(moved) - x, shapely.get_y(moved) - y), nearest, atol=1e-6
    )


@settings(max_examples=150)
@given(drawings(), st.data())
def test_ways_are_those_of_floyd_and_warshall(
    drawing: tuple[np.ndarray, np.ndarray], data: st.DataObject
) -> None:
    """Every point is made a corner of the drawing, and nothing is contracted."""
    corners, pairs = drawing
    streets = [
        (int(a), int(b)) for a, b in {tuple(sorted(pair)) for pair in pairs.tolist()} if a != b
    ]
    spots = corners.tolist()
    for _ in range(3):
        a, b = data.draw(st.sampled_from(streets))
        assume(corners[a].tolist() != corners[b].tolist())
        share = data.draw(st.floats(0.1, 0.9))
        spot = corners[a] + share * (corners[b] - corners[a])
        others = [corners[list(pair)] for pair in streets if pair != (a, b)]
        lines = shapely.linestrings(np.array(others).reshape(-1, 2, 2))
        assume(not (shapely.distance(lines, shapely.Point(spot)) < 0.01).any())
        spots.append(spot.tolist())
    matrix = _between(np.array(spots), len(corners), streets)
    for k in range(len(spots)):
        matrix = np.minimum(matrix, matrix[:, k, None] + matrix[None, k, :])
    points = np.array(spots[-3:])
    legs = drawn(*drawing).legs(points[:, 0], points[:, 1], mode=FOOT)
    np.testing.assert_allclose(legs.metres, matrix[-3:, -3:], atol=1e-6)


def _between(spots: np.ndarray, corners: int, streets: list[tuple[int, int]]) -> np.ndarray:
    """Return the metres between neighbours; spots after the corners lie on streets."""
    matrix = np.where(np.eye(len(spots)), 0.0, np.inf)
    for a, b in streets:
        street = shapely.LineString(spots[[a, b]])
        rest = [(shapely.Point(spots[k]), k) for k in range(corners, len(spots))]
        on = [(street.project(point), k) for point, k in rest if street.distance(point) < 1e-6]
        steps = [(0.0, a), *sorted(on), (street.length, b)]
        for (begin, u), (end, v) in pairwise(steps):
            matrix[u, v] = matrix[v, u] = min(matrix[u, v], end - begin)
    return matrix


def test_published_distances_in_monaco(shared_data: Path) -> None:
    """The four distances on foot of GraphHopper's own tests, within 1 %."""
    folder = shared_data / "walking"
    crs = "EPSG:32632"
    found = osm.read(folder / "graphhopper_monaco.osm.gz", crs=crs).foot
    foot = chains.network(found.x, found.y, found.pairs, np.ones_like(found.speed))
    assert foot is not None
    transformer = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    with (folder / "routing_monaco_foot_graphhopper.csv").open() as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        lon, lat = ([float(row[f"{of}_{end}"]) for end in ("from", "to")] for of in ("lon", "lat"))
        points = foot.snap(*transformer.transform(np.array(lon), np.array(lat)))
        metres = routes.costs(foot, points)[0, 1]
        assert metres == pytest.approx(float(row["expected_foot_shortest_m"]), rel=0.01)
        assert length(routes.path(foot, points)) == pytest.approx(metres)
    assert len(rows) == 4
