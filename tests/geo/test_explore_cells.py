"""Cells of a selection: counts, names, change, forecast; one scale for two maps."""

from __future__ import annotations

from datetime import date, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.analysis.hotspots import Grid
from geo.explore import ahead, cells, compared
from geo.explore.exploration import Exploration
from geo.explore.filters import Filter
from geo.explore.select import select
from geo.join.assign import Assignment
from geo.layers import explored
from geo.model import Verdict
from tests.explore_incidents import FIRST_UTC, assignment, incidents, read

FRAME = incidents(4_000, 8)
FOUND = read(FRAME, assignment(FRAME, 9))
NAMES = ("Torget", "Parken", "Karstorp")
PLACES = gpd.GeoSeries(
    [shapely.box(596_000, 6_401_000, 598_000, 6_403_000),
     shapely.box(596_900, 6_401_900, 597_100, 6_402_100),
     shapely.box(600_000, 6_404_000, 600_500, 6_404_500)],
    crs="EPSG:3006",
)  # fmt: skip
GRID = Grid.over(shapely.box(590_000, 6_395_000, 604_000, 6_409_000), cell=500)


def shown(**wanted: object) -> Exploration:
    return Exploration(Filter(**wanted), FOUND, FRAME, NAMES, PLACES)


def test_every_point_is_in_one_cell_or_counted_outside() -> None:
    now = shown()
    assert cells.counts(now, GRID).sum() + cells.outside(now, GRID) == len(now.selected.points)


def test_a_finer_cell_than_150_m_is_refused() -> None:
    assert min(cells.SIZES) >= 150
    with pytest.raises(ValueError, match="100"):
        cells.grid_over(shapely.box(0, 0, 1_000, 1_000), PLACES, FOUND, cell=100)


def test_without_a_boundary_the_grid_lies_over_places_and_points() -> None:
    grid = cells.grid_over(None, PLACES, FOUND, cell=500)
    assert grid is not None
    assert cells.outside(shown(), grid) == 0


def test_with_nothing_at_all_there_is_no_grid() -> None:
    empty = read(FRAME.iloc[:0], assignment(FRAME.iloc[:0], 1))
    assert cells.grid_over(None, PLACES.iloc[:0], empty, cell=500) is None


def test_a_cell_is_called_by_the_smallest_place_around_it_or_the_way_from_one() -> None:
    x = np.array([597_000.0, 596_100.0, 603_700.0])
    y = np.array([6_402_000.0, 6_401_100.0, 6_404_200.0])
    told = cells.names_of(GRID.locate(x, y), GRID, PLACES, NAMES)
    centre_x, centre_y = (each.ravel()[GRID.locate(x, y)] for each in GRID.centres())
    inside = shapely.contains_xy(PLACES.iloc[1], centre_x[0], centre_y[0])
    assert told[0] == ("Parken" if inside else "Torget")
    assert told[1] == "Torget"
    assert told[2] == "3,2 km O om Karstorp"


def test_two_selections_have_one_scale() -> None:
    large, small = shown(), shown(first=date(2026, 3, 1), last=date(2026, 3, 3))
    for kind in ("rutor", "tathet"):
        one, two = explored.maps(kind, (large, small), GRID)
        assert [c.colour for c in one.classed.classes] == [c.colour for c in two.classed.classes]
        assert [c.word for c in one.classed.classes] == [c.word for c in two.classed.classes]


@pytest.mark.parametrize("kind", sorted(explored.KINDS))
def test_the_table_of_cells_has_every_drawn_cell_and_what_it_tells(kind: str) -> None:
    (drawn,) = explored.maps(kind, (shown(first=date(2026, 3, 30), last=date(2026, 6, 21)),), GRID)
    table = explored.table(drawn, shown())
    polygons = explored.polygons(drawn, crs="EPSG:3006")
    count = int((np.where(GRID.inside, drawn.classed.kind, 0) > 0).sum())
    assert len(table.rows) == len(polygons) == count
    assert table.headers[:4] == ("Ruta", "Lat", "Lon", "Klass")
    assert all((drawn.classed.title, drawn.classed.method, drawn.classed.sure))


def test_how_few_cells_hold_half_of_the_incidents_is_counted_by_hand() -> None:
    held = np.sort(cells.counts(shown(), GRID).ravel())[::-1]
    half, most = (int(np.searchsorted(held.cumsum(), s * held.sum())) + 1 for s in (0.5, 0.8))
    told = cells.gathered(shown(), GRID)
    assert told.startswith(
        f"Hälften av händelserna ligger i {half} ruta"
        if half == 1
        else f"Hälften av händelserna ligger i {half} rutor"
    )
    assert f"fyra femtedelar i {most}" in told.replace("\u00a0", "")
    assert cells.gathered(shown(last=date(2020, 1, 1)), GRID) == ""


def test_a_hot_cell_tells_how_often_it_would_be_hot_again() -> None:
    now = shown()
    steady = cells.steadiness(now, GRID)
    hot = cells.hot_spots(now, GRID).hot_bh
    assert steady.shape == GRID.shape
    assert hot.any()
    assert steady[hot].mean() > 0.5 > steady[~hot & GRID.inside].mean()
    (drawn,) = explored.maps("heta", (now,), GRID)
    assert "Tät även i" in explored.table(drawn, now).headers


def test_the_largest_cell_comes_first_with_its_own_count() -> None:
    now = shown()
    (drawn,) = explored.maps("rutor", (now,), GRID)
    first = explored.table(drawn, shown()).rows[0]
    assert first[-1] == cells.counts(now, GRID).max()
    assert first[0].endswith(NAMES)


def test_a_change_without_days_before_says_what_to_do() -> None:
    (drawn,) = explored.maps("forandring", (shown(),), GRID)
    assert "Välj en senare första dag" in drawn.classed.sure
    assert not drawn.classed.kind.any()


def test_a_planted_change_of_a_cell_is_found_and_no_other() -> None:
    start = FIRST_UTC + np.repeat([0, 29], [20, 80]) * 86_400
    frame = planted(start)
    now = Exploration(
        Filter(first=date(2026, 1, 16), last=date(2026, 1, 30)),
        read(frame, everywhere(frame)), frame, NAMES, PLACES,
    )  # fmt: skip
    (drawn,) = explored.maps("forandring", (now,), GRID)
    told = explored.table(drawn, shown()).rows
    assert len(told) == 1
    assert "fler" in told[0][3]
    assert told[0][4:] == (60, 80, 20)


def planted(start: np.ndarray) -> pd.DataFrame:
    n = len(start)
    frame = FRAME.iloc[:n].copy()
    frame["start_utc"] = frame["end_utc"] = pd.array(start, dtype="Int64")
    frame["mid_utc"] = start
    frame["x"], frame["y"] = 597_100.0, 6_402_100.0
    return frame.sort_values("mid_utc", ignore_index=True)


def everywhere(frame: pd.DataFrame):
    none = np.zeros(0, np.int64)
    return Assignment(none, none, none.astype(np.int8), np.ones(len(frame), np.bool_))


def test_a_steady_cell_is_forecast_and_said_to_be_better_than_chance() -> None:
    start = FIRST_UTC + np.arange(900) % 300 * 86_400
    frame = planted(start)
    now = Exploration(Filter(), read(frame, everywhere(frame)), frame, NAMES, PLACES)
    found = ahead.forecast(now, GRID)
    assert found is not None
    assert found.period == "Vecka 44, 2026"
    assert "gånger slumpen" in found.words
    expected = found.expected[np.isfinite(found.expected)]
    assert expected.max() == pytest.approx(21, rel=0.05)


def test_few_weeks_give_no_forecast() -> None:
    last = date(2026, 1, 1) + timedelta(days=60)
    assert ahead.forecast(shown(last=last), GRID) is None
    (drawn,) = explored.maps("prognos", (shown(last=last),), GRID)
    assert drawn.classed.sure == ahead.TOO_SHORT


def test_a_forecast_never_sees_what_came_after_the_selection() -> None:
    last = date(2026, 5, 31)
    early = FRAME[FRAME["mid_utc"] < FIRST_UTC + 151 * 86_400 - 7200].reset_index(drop=True)
    positioned = assignment(FRAME, 9).positioned[: len(early)]
    pairs = everywhere(early)
    cut = type(pairs)(pairs.row, pairs.place, pairs.how, positioned)
    whole = everywhere(FRAME)
    full = type(whole)(whole.row, whole.place, whole.how, assignment(FRAME, 9).positioned)
    wanted = Filter(last=last)
    a = ahead.forecast(Exploration(wanted, read(FRAME, full), FRAME, NAMES, PLACES), GRID)
    b = ahead.forecast(Exploration(wanted, read(early, cut), early, NAMES, PLACES), GRID)
    assert a is not None
    assert b is not None
    assert a.words == b.words
    np.testing.assert_array_equal(a.expected, b.expected)


def test_two_selections_are_compared_place_by_place_by_day() -> None:
    a = shown(first=date(2026, 4, 1), last=date(2026, 4, 10))
    b = shown(first=date(2026, 3, 1), last=date(2026, 3, 20))
    table = compared.per_place(a, b)
    whole = table.rows[0]
    assert whole[:3] == (compared.WHOLE, len(a.selected.rows), len(b.selected.rows))
    assert whole[3] == round(len(a.selected.rows) / 10 / (len(b.selected.rows) / 20), 2)
    assert set(whole[5:]) <= set(compared.SIDES.verdicts.values())
    assert "10 dagar" in table.note
    counted = {row[0]: row[1] for row in a.per_place.rows}
    assert {row[0]: row[1] for row in table.rows[1:] if row[1]} == counted


def test_selections_that_share_incidents_get_no_verdict() -> None:
    a, b = shown(first=date(2026, 4, 1)), shown(first=date(2026, 3, 1))
    both = len(select(a.wanted, FOUND).rows)
    assert compared.shared(a, b) == both
    table = compared.per_category(a, b)
    assert {row[5] for row in table.rows} == {""}
    assert f"{both} händelser gemensamt" in table.note


def test_against_nothing_there_is_no_ratio() -> None:
    a = shown(first=date(2026, 4, 1), last=date(2026, 4, 10))
    b = shown(places=frozenset({999}))
    whole = compared.per_place(a, b).rows[0]
    assert whole[3] is None
    assert str(whole[4]).startswith("minst ")
    assert whole[5] == compared.SIDES.verdicts[Verdict.INCREASING]


def test_a_filter_on_places_lets_only_their_cells_be_hot() -> None:
    grid = Grid.over(shapely.box(590_000, 6_395_000, 604_000, 6_409_000), cell=150)
    now = shown(places=frozenset({12}))
    inside = cells.reached(now, grid)
    touched = shapely.intersects(PLACES.iloc[1], grid.polygons(np.arange(grid.inside.size)))
    assert inside.ravel().tolist() == touched.tolist()
    found = cells.hot_spots(now, grid)
    assert np.isnan(found.z[~inside]).all()
    assert cells.reached(shown(), grid).all()


def test_an_area_lets_only_its_cells_be_hot() -> None:
    ring = ((16.6, 57.74), (16.7, 57.74), (16.7, 57.77), (16.6, 57.77))
    inside = cells.reached(shown(area=ring), GRID)
    assert 0 < inside.sum() < inside.size


def test_places_are_ranked_by_what_the_best_model_expects_of_them() -> None:
    table = ahead.per_place(shown())
    assert table.headers == ("Plats", "Väntade händelser")
    values = [row[1] for row in table.rows]
    assert values == sorted(values, reverse=True)
    assert {row[0] for row in table.rows} <= set(NAMES)
    assert len(table.keys) == len(table.rows)
    assert "vecka" in table.note.lower()
    if not table.rows:
        assert "Ingen modell slår slumpen" in table.note


def test_a_place_that_always_has_most_is_ranked_first() -> None:
    week = np.repeat(np.arange(60), 13)
    frame = planted(FIRST_UTC + week * 7 * 86_400 + 3 * 86_400)
    rows = np.arange(len(frame))
    place = np.where(rows % 13 < 10, 1, 0)
    pairs = Assignment(rows, place, np.zeros(len(rows), np.int8), np.ones(len(rows), np.bool_))
    found = ahead.per_place(Exploration(Filter(), read(frame, pairs), frame, NAMES, PLACES))
    assert [row[0] for row in found.rows] == ["Parken", "Torget", "Karstorp"]
    assert found.rows[0][1] == pytest.approx(10, abs=0.3)
    assert "gånger slumpen" in found.note


def test_too_few_weeks_rank_no_places() -> None:
    frame = planted(FIRST_UTC + np.arange(20) * 86_400)
    now = Exploration(Filter(), read(frame, everywhere(frame)), frame, NAMES, PLACES)
    found = ahead.per_place(now)
    assert found.rows == ()
    assert found.note == ahead.TOO_SHORT
