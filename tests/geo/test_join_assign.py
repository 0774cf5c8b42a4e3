"""Rows go to places by position where that is good enough, else by name."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import join
from geo.join import How, PlaceIndex

NAMED = gpd.GeoDataFrame(
    {"name": ["Centrum", "Karstorp", "Tätort"]},
    geometry=[shapely.box(0, 0, 2, 2), shapely.box(8, 0, 10, 2), shapely.box(0, 0, 5, 5)],
    crs="EPSG:3006",
)


def incidents() -> pd.DataFrame:
    rows = [
        (1.0, 1.0, "adress", ""),
        (5.5, 1.0, "kvarter", "Karstorp"),
        (1.0, 1.0, "ort", "karstorp "),
        (np.nan, np.nan, "adress", "Karstorp"),
        (1.0, 1.0, "kommun", "Karstorp"),
        (1.0, 1.0, None, "Okänd"),
    ]
    table = pd.DataFrame(rows, columns=["x", "y", "precision", "place_text"])
    return table.astype({"precision": "category", "place_text": "category"})


def test_points_go_by_position_and_the_rest_by_name() -> None:
    found = join.assign(incidents(), NAMED, PlaceIndex.build(NAMED))
    assert found.row.tolist() == [0, 0, 2, 3]
    assert found.place.tolist() == [0, 2, 1, 1]
    assert found.how.tolist() == [How.INSIDE, How.INSIDE, How.NAME, How.NAME]
    assert found.placed.tolist() == [True, False, True, True, False, False]
    assert found.positioned.tolist() == [True, True, False, False, False, False]
    assert found.n_rows == 6


def test_points_outside_go_to_the_nearest_only_when_asked() -> None:
    found = join.assign(incidents(), NAMED, PlaceIndex.build(NAMED), max_distance=1.0)
    near = found.how == How.NEAREST
    assert (found.row[near].tolist(), found.place[near].tolist()) == ([1], [2])


def test_visits_have_no_precision_and_are_all_points() -> None:
    visits = incidents().drop(columns="precision")
    found = join.assign(visits, NAMED, PlaceIndex.build(NAMED))
    assert found.positioned.tolist() == [True, True, True, False, True, True]
    assert found.row[found.how == How.NAME].tolist() == [3]


@pytest.mark.parametrize("precision", [["adress"] * 2, [None, None], ["adress", None]])
def test_a_missing_precision_is_no_point(precision: list[str | None]) -> None:
    table = pd.DataFrame({"x": [1.0, 1.0], "y": 1.0, "precision": precision, "place_text": ""})
    found = join.assign(table, NAMED, PlaceIndex.build(NAMED))
    assert found.positioned.tolist() == [word == "adress" for word in precision]


def test_empty_frames_give_an_empty_assignment() -> None:
    index = PlaceIndex.build(NAMED)
    assert len(join.assign(incidents()[:0], NAMED, index, max_distance=5.0).row) == 0
    assert join.assign(incidents()[:0], NAMED, index).placed.shape == (0,)
    none = NAMED[:0]
    assert not join.assign(incidents(), none, PlaceIndex.build(none), max_distance=5.0).placed.any()


def test_an_assignment_can_be_cut_down_to_some_places() -> None:
    found = join.assign(incidents(), NAMED, PlaceIndex.build(NAMED))
    some = found.only(np.array([False, True, True]))
    assert (some.row.tolist(), some.place.tolist()) == ([0, 2, 3], [1, 0, 0])
    assert some.n_rows == 6


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(-6, 6),
            st.integers(-6, 6),
            st.sampled_from(["adress", "ort", "lan"]),
            st.text(),
        )
    )
)
def test_every_row_is_placed_or_not_and_pairs_are_sorted(
    rows: list[tuple[int, int, str, str]],
) -> None:
    table = pd.DataFrame(rows, columns=["x", "y", "precision", "place_text"])
    found = join.assign(table, NAMED, PlaceIndex.build(NAMED), max_distance=3.0)
    keys = found.row * len(NAMED) + found.place
    assert (np.diff(keys) > 0).all()
    assert found.placed.sum() == len(np.unique(found.row))
    assert not found.placed[(table["precision"] == "lan").to_numpy()].any()


@pytest.mark.parametrize("kind", ["str", "object", "category"])
def test_names_match_exactly_first_then_loosely(kind: str) -> None:
    names = ["Överum", "överum", "Norr  stan", "Dubbel", "Dubbel", ""]
    texts = [
        "Överum",
        "överum",
        "ÖVERUM",
        "O\u0308verum",
        " norr\u00a0stan",
        "Dubbel",
        "",
        "x",
        None,
    ]
    found = join.PlaceNames(names).match(pd.Series(texts).astype(kind))
    assert found.tolist() == [0, 1, -1, -1, 2, -1, -1, -1, -1]
    assert found.dtype == np.int64


def test_a_bare_categorical_can_be_matched() -> None:
    found = join.PlaceNames(["a", "b"]).match(pd.Categorical(["b", None, "a"]))
    assert found.tolist() == [1, -1, 0]
