"""Gi* equals what R's spdep and esda say of the same cells."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer
from scipy.stats import binom, false_discovery_control

from geo.analysis.hotspots import Grid, getis_ord_gi_star
from geo.analysis.hotspots.gi_star import FEWEST
from geo.analysis.hotspots.judging import FEWEST_NEAR

SHAPE = st.tuples(st.integers(2, 9), st.integers(2, 9))


def esda_z(count, inside, reach):
    from esda.getisord import G_Local
    from libpysal.weights import W

    cells = [(int(r), int(c)) for r, c in zip(*np.nonzero(inside), strict=True)]
    near = {
        cell: [
            o for o in cells if o != cell and max(abs(o[0] - cell[0]), abs(o[1] - cell[1])) <= reach
        ]
        for cell in cells
    }
    weights = W(near, id_order=cells, silence_warnings=True)
    with np.errstate(all="ignore"):
        found = G_Local(count[inside], weights, transform="B", star=True, permutations=0)
    return found.Zs


@pytest.fixture(scope="module")
def memphis(shared_data):
    """Robberies in Memphis: the published cells, and the grid and counts made from the points."""
    folder = shared_data / "gistar"
    cells = pd.read_csv(folder / "gistar_memphis_jan_500m_spdep.csv.gz")
    points = pd.read_csv(folder / "memphis_robberies_jan_4326.csv")
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:32615", always_xy=True)
    x, y = to_metres.transform(points.longitude.to_numpy(), points.latitude.to_numpy())
    x0, y0 = cells.xmin.min(), cells.ymin.min()
    column, row = ((cells.xmin - x0) / 500).round(), ((cells.ymin - y0) / 500).round()
    at = row.to_numpy(int), column.to_numpy(int)
    inside = np.zeros((at[0].max() + 1, at[1].max() + 1), dtype=bool)
    inside[at] = True
    return Grid(x0, y0, 500.0, inside), x, y, at, cells


def test_all_published_cells_of_memphis_have_their_z_and_p(memphis):
    grid, x, y, at, cells = memphis
    count = grid.count(x, y)
    np.testing.assert_array_equal(count[at], cells.n)
    found = getis_ord_gi_star(count, inside=grid.inside)
    assert len(cells) == grid.inside.sum() == 2715
    np.testing.assert_allclose(found.z[at], cells.gistar, rtol=0, atol=1e-9)
    np.testing.assert_allclose(found.p[at], cells.pvalue, rtol=0, atol=1e-9)
    assert np.isnan(found.z[~grid.inside]).all()


def test_as_many_cells_of_memphis_stand_out_as_published(memphis):
    grid, x, y, at, cells = memphis
    found = getis_ord_gi_star(grid.count(x, y), inside=grid.inside)
    assert round(float(np.nanmax(found.z)), 6) == 8.931432
    assert (found.z > 1.96).sum() == 211
    adjusted = false_discovery_control(found.p[at])
    np.testing.assert_allclose(adjusted, cells.p_bh, rtol=0, atol=1e-9)
    assert (adjusted < 0.05).sum() == 112


def test_in_memphis_few_of_them_withstand_the_exact_test(memphis):
    grid, x, y, at, _ = memphis
    found = getis_ord_gi_star(grid.count(x, y), inside=grid.inside)
    published = false_discovery_control(found.p[at]) < 0.05
    assert found.hot_bh.sum() == 14
    assert published[found.hot_bh[at]].all()
    assert not found.cold_bh.any()


@pytest.mark.filterwarnings("ignore:The weights matrix is not fully connected")
@settings(max_examples=60, deadline=None)
@given(SHAPE, st.integers(1, 3), st.integers(0, 2**32 - 1), st.booleans())
def test_random_grids_with_holes_agree_with_esda(shape, reach, seed, whole):
    rng = np.random.default_rng(seed)
    inside = rng.random(shape) < 0.7
    inside.ravel()[:3] = True
    count = rng.poisson(2, shape) if whole else rng.gamma(1.0, 2.0, shape)
    expected = esda_z(count, inside, reach)
    found = getis_ord_gi_star(count, inside=inside, reach=reach).z[inside]
    told = np.isfinite(expected) & (found != 0)
    np.testing.assert_allclose(found[told], expected[told], rtol=1e-12, atol=1e-12)


@given(SHAPE, st.integers(0, 2**32 - 1))
def test_what_lies_in_a_hole_changes_nothing(shape, seed):
    rng = np.random.default_rng(seed)
    inside = rng.random(shape) < 0.6
    inside[0, 0] = True
    count = rng.poisson(3, shape)
    other = np.where(inside, count, 1000)
    one, two = (getis_ord_gi_star(c, inside=inside) for c in (count, other))
    np.testing.assert_array_equal(one.z, two.z)
    assert one.known == two.known


@given(st.integers(0, 2**32 - 1))
def test_levels_are_those_of_the_larger_p_adjusted(seed):
    rng = np.random.default_rng(seed)
    count = rng.poisson(1.0, (20, 20))
    count[5:8, 5:8] += rng.integers(0, 6)
    count[12:18, 12:18] = 0
    found = getis_ord_gi_star(count)
    larger = np.maximum(found.p, found.p_exact)
    larger[(found.near < FEWEST_NEAR) & (found.z > 0)] = 1.0
    adjusted = false_discovery_control(larger.ravel()).reshape(count.shape)
    for level, rate in ((1, 0.10), (2, 0.05), (3, 0.01)):
        np.testing.assert_array_equal(np.abs(found.level) >= level, adjusted <= rate)
    np.testing.assert_array_equal(found.level * found.z >= 0, True)
    np.testing.assert_array_equal(found.hot_bonferroni, (larger * 400 <= 0.05) & (found.z > 0))


@given(st.integers(0, 2**32 - 1), st.integers(1, 2))
def test_the_exact_p_is_the_binomial_one_also_at_edges_and_holes(seed, reach):
    rng = np.random.default_rng(seed)
    inside = rng.random((6, 7)) < 0.8
    inside[0, 0] = True
    count = np.where(inside, rng.poisson(1.5, (6, 7)), 0)
    found = getis_ord_gi_star(count, inside=inside, reach=reach)
    n, incidents = int(inside.sum()), int(count.sum())
    for row, column in np.argwhere(inside):
        window = np.s_[
            max(row - reach, 0) : row + reach + 1, max(column - reach, 0) : column + reach + 1
        ]
        seen, share = int(count[window].sum()), inside[window].sum() / n
        tails = binom.sf(seen - 1, incidents, share), binom.cdf(seen, incidents, share)
        expected = min(1.0, 2 * min(tails))
        np.testing.assert_allclose(found.p_exact[row, column], expected, rtol=1e-9)
    assert np.isnan(found.p_exact[~inside]).all()


@pytest.mark.parametrize("rate", [0.002, 0.02, 0.2, 2.0])
def test_where_there_is_no_pattern_hardly_any_grid_has_a_hot_cell(rate):
    rng = np.random.default_rng(1)
    found = [getis_ord_gi_star(rng.poisson(rate, (150, 150))) for _ in range(60)]
    assert sum(bool(each.hot_bh.any() or each.cold_bh.any()) for each in found) <= 3


def test_weights_of_parts_of_incidents_are_judged_nearly_as_the_whole_ones():
    rng = np.random.default_rng(2)
    count = rng.poisson(0.5, (40, 40))
    count[10:13, 10:13] += 4
    whole, parts = getis_ord_gi_star(count), getis_ord_gi_star(count.astype(float))
    np.testing.assert_allclose(whole.z, parts.z, atol=1e-12)
    np.testing.assert_allclose(whole.p_exact, parts.p_exact, rtol=1e-12)
    np.testing.assert_array_equal(whole.level, parts.level)
    shifted = getis_ord_gi_star(count * 0.9)
    assert shifted.hot_bh[11, 11]


def test_a_hole_among_many_is_cold():
    count = np.random.default_rng(1).poisson(8, (30, 30))
    count[10:15, 10:15] = 0
    found = getis_ord_gi_star(count)
    assert found.cold_bh[11:14, 11:14].all()
    assert found.cold_bonferroni[12, 12]
    assert not (found.hot_bh & found.cold_bh).any()


def test_below_the_fewest_incidents_nothing_is_hot_or_cold():
    count = np.zeros((20, 20), dtype=np.int64)
    count[3, 3] = FEWEST - 1
    found = getis_ord_gi_star(count)
    assert not found.known
    assert not found.level.any()
    assert not found.hot_bonferroni.any()
    count[3, 3] = FEWEST
    found = getis_ord_gi_star(count)
    assert found.known
    assert found.hot_bh[3, 3]


def test_one_or_two_incidents_alone_are_never_a_hot_spot():
    count = np.zeros((100, 100), dtype=np.int64)
    rows, columns = np.meshgrid(np.arange(5, 100, 10), np.arange(5, 100, 10))
    count[rows, columns] = 1
    found = getis_ord_gi_star(count)
    assert found.z.max() > 3
    assert not found.level.any()


def test_where_nothing_varies_nothing_is_said():
    for count in (np.zeros((5, 5), dtype=int), np.full((5, 5), 7), np.full((1, 1), 50)):
        found = getis_ord_gi_star(count)
        assert (found.z == 0).all()
        assert (found.p == 1).all()


def test_the_counts_given_are_not_changed():
    count = np.random.default_rng(1).poisson(2, (6, 6))
    before, inside = count.copy(), np.ones((6, 6), dtype=bool)
    inside[2, 2] = False
    getis_ord_gi_star(count, inside=inside)
    np.testing.assert_array_equal(count, before)
