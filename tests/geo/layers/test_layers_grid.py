"""Cells travel in few bytes, in their true position, and say what they are in words."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from geo.analysis.hotspots import Grid, getis_ord_gi_star
from geo.layers import cell_classes, grid
from geo.layers.cell_classes import CellClass, Classed, Fact

HOSTILE = "{{7*191}}<img src=x>${alert(1)}"


def small_grid(cell=150.0):
    area = (
        shapely.Point(597_000, 6_403_000)
        .buffer(4000)
        .difference(shapely.Point(597_000, 6_404_000).buffer(1000))
    )
    return Grid.over(area, cell=cell)


def classed_counts(cells, seed=1):
    count = np.random.default_rng(seed).poisson(2.0, cells.shape)
    return count, cell_classes.amounts(count, title="t", method="m", sure="s", unit="händelser")


def unpacked(layer):
    """Read a layer's columns as the browser does."""
    data = json.loads(layer.payload)
    raw = np.frombuffer(zlib.decompress(b64decode(data["packed"])), np.uint8)
    lengths = [int(np.prod(data["corners"]))] * 2 + [data["count"]] * (1 + len(data["facts"]))
    columns, at = [], 0
    for length in lengths:
        planes = raw[at : at + 4 * length].reshape(4, length)
        columns.append(np.cumsum(planes.T.copy().view("<i4").ravel(), dtype=np.int32))
        at += 4 * length
    return data, columns, raw[at:]


def test_cells_come_out_with_their_class_and_their_value():
    cells = small_grid()
    count, classed = classed_counts(cells)
    data, (_, _, number, told), kind = unpacked(grid.layer(cells, classed, crs="EPSG:3006"))
    drawn = np.flatnonzero((count > 0) & cells.inside)
    np.testing.assert_array_equal(number, drawn)
    np.testing.assert_array_equal(told, count.ravel()[drawn])
    np.testing.assert_array_equal(kind, classed.kind.ravel()[drawn])
    assert data["columns"] == cells.shape[1]


@pytest.mark.parametrize(("cell", "x", "y"), [(150.0, 6e5, 6.4e6), (500.0, 9e5, 7.4e6)])
def test_corners_between_those_sent_are_within_a_metre_of_their_true_place(cell, x, y):
    cells = Grid(x, y, cell, np.ones((101, 83), dtype=bool))
    classed = classed_counts(cells)[1]
    data, (east, north, *_), _ = unpacked(grid.layer(cells, classed, crs="EPSG:3006"))
    rows, columns = data["corners"]
    lattice = np.stack([east, north]).reshape(2, rows, columns) / 10
    v, u = np.mgrid[0:102, 0:84]
    r, c = np.minimum(v // data["step"], rows - 2), np.minimum(u // data["step"], columns - 2)
    t, s = v / data["step"] - r, u / data["step"] - c
    low = lattice[:, r, c] * (1 - s) + lattice[:, r, c + 1] * s
    top = lattice[:, r + 1, c] * (1 - s) + lattice[:, r + 1, c + 1] * s
    true = Transformer.from_crs("EPSG:3006", "EPSG:3857", always_xy=True).transform(
        x + u * cell, y + v * cell
    )
    assert np.abs(low * (1 - t) + top * t - np.stack(true)).max() < 1.0


def test_a_kommun_of_cells_is_few_bytes():
    cells = Grid(5.6e5, 6.38e6, 150.0, np.ones((460, 540), dtype=bool))
    x, y = cells.centres()
    value = 30 * np.exp(-((x - 5.9e5) ** 2 + (y - 6.4e6) ** 2) / 2e8)
    layer = grid.layer(cells, cell_classes.density(value, bandwidth=600.0), crs="EPSG:3006")
    assert unpacked(layer)[0]["count"] > 100_000
    assert len(layer.payload) < 300_000


def test_nothing_to_draw_is_a_layer_too_and_the_legend_says_so():
    cells = small_grid()
    classed = cell_classes.density(np.zeros(cells.shape), bandwidth=600.0)
    assert unpacked(grid.layer(cells, classed, crs="EPSG:3006"))[0]["count"] == 0
    assert "Inget att visa" in grid.legend(classed)


def test_equal_cells_give_equal_strings_and_others_another():
    cells = small_grid()
    first, again, other = (
        grid.layer(cells, classed_counts(cells, seed)[1], crs="EPSG:3006").payload
        for seed in (1, 1, 2)
    )
    assert first == again != other


def test_hostile_words_are_inert_in_the_payload_and_in_the_legend():
    cells = small_grid()
    shown = Classed(
        HOSTILE,
        HOSTILE,
        HOSTILE,
        np.ones(cells.shape, dtype=np.uint8),
        (CellClass(HOSTILE, "#000000"),),
        (Fact(HOSTILE, HOSTILE, np.zeros(cells.shape, dtype=int), words=(HOSTILE,)),),
    )
    layer = grid.layer(cells, shown, crs="EPSG:3006")
    assert "{{" not in layer.payload.replace('{"', "")
    assert "<img" not in layer.payload
    assert "<img" not in grid.legend(shown)
    assert json.loads(layer.payload)["classes"][0][0] == HOSTILE


def test_hot_and_cold_differ_in_pattern_and_word_beside_colour():
    count = np.random.default_rng(1).poisson(8, (30, 30))
    count[3:6, 3:6], count[20:25, 20:25] = 30, 0
    found = getis_ord_gi_star(count)
    shown = cell_classes.significance(found)
    looks = {shown.classes[k - 1] for k in np.unique(shown.kind[shown.kind > 0])}
    assert {(look.pattern, look.word.split(",")[0]) for look in looks} == {
        ("hatched", "tätare"),
        ("dotted", "glesare"),
    }
    np.testing.assert_array_equal((shown.kind > 0) & (shown.kind <= 3), found.level > 0)
    np.testing.assert_array_equal(shown.kind == 6, found.level == -3)
    legend = grid.legend(shown)
    assert all(look.word in legend for look in looks)
    assert "jämförs med hela området" in legend
    assert "i snitt högst var tjugonde falsk" in legend


def test_too_few_incidents_are_said_to_be_too_few():
    shown = cell_classes.significance(getis_ord_gi_star(np.eye(5, dtype=int)))
    assert not shown.kind.any()
    assert "För få för att säga" in grid.legend(shown)


def test_p_is_told_in_words():
    count = np.zeros((20, 20), dtype=int)
    count[5, 5] = 40
    shown = cell_classes.significance(getis_ord_gi_star(count))
    odds = shown.facts[2]
    told = {odds.words[i] for i in np.unique(odds.value[shown.kind > 0])}
    assert told == {"mindre än 1 gång på 100 000"} or all("mindre än 1 gång på" in w for w in told)
    assert odds.words[-1] == "oftare än 1 gång på 10"


def test_differences_are_mirrored_and_those_that_may_be_chance_are_grey():
    value = np.array([[-30.0, -3.0, 0.0, 3.0, 30.0]])
    options = {"title": "t", "method": "m", "sure": "s", "unit": "per km²"}
    shown = cell_classes.difference(value, **options)
    more, fewer = shown.classes[shown.kind[0, 4] - 1], shown.classes[shown.kind[0, 0] - 1]
    assert (more.word, fewer.word) == ("minst 20 fler", "minst 20 färre")
    assert (more.pattern, fewer.pattern) == ("hatched", "dotted")
    assert shown.kind[0, 2] == 0
    clear = np.array([[True, True, True, True, False]])
    unsure = cell_classes.difference(value, clear=clear, **options)
    assert unsure.classes[unsure.kind[0, 4] - 1].word == "kan vara slump"


@given(st.floats(1e-6, 1e9))
def test_every_peak_has_its_classes_and_is_in_the_highest(peak):
    shown = cell_classes.density(np.array([[0.0, peak]]), bandwidth=300.0)
    assert 1 <= len(shown.classes) <= 7
    assert shown.kind[0].tolist() == [0, len(shown.classes)]


def test_few_classes_are_as_far_apart_as_the_colours_go():
    def colours(most):
        count = np.array([[0, 1, most]])
        shown = cell_classes.amounts(count, title="t", method="m", sure="s", unit="händelser")
        return [look.colour for look in shown.classes]

    scale = list(cell_classes.CIVIDIS)
    assert colours(1) == [scale[3]]
    assert colours(2) == [scale[0], scale[-1]]
    assert colours(5) == [scale[0], scale[3], scale[-1]]
    assert colours(100) == scale


def test_two_maps_with_one_peak_share_their_classes():
    one, two = (
        cell_classes.density(np.array([[value]]), bandwidth=300.0, peak=50.0)
        for value in (4.0, 50.0)
    )
    assert one.classes == two.classes
    assert one.kind[0, 0] < two.kind[0, 0]


def test_whole_counts_have_whole_classes():
    classed = cell_classes.amounts(
        np.array([[0, 1, 2, 4, 7, 30]]), title="t", method="m", sure="s", unit="händelser"
    )
    words = [look.word for look in classed.classes]
    assert words == ["1", "2–4", "5–9", "10–19", "minst 20"]
    assert classed.kind[0].tolist() == [0, 1, 2, 2, 3, 5]
