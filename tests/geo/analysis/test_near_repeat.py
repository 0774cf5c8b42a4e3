"""Knox's test: exact counts, chance as it should be, and what is said of it."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis import near_repeat
from geo.analysis.near_repeat import Knox, knox, words
from geo.analysis.near_repeat.pairs import dealt

INF = math.inf
EVENTS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from([0, 0.5, 1, 2, 7, 7.25, 40])),
    max_size=25,
)


@pytest.fixture(scope="module")
def arson(shared_data):
    """Chicago 2016: metres and whole days."""
    path = shared_data / "near_repeat" / "chicago_arson.csv"
    rows = pd.read_csv(path, header=None, names=["x", "y", "date"], parse_dates=["date"])
    day = rows["date"].to_numpy().astype("datetime64[D]").astype(np.float64)
    return rows["x"].to_numpy(), rows["y"].to_numpy(), day


def counted_by_hand(x, y, day, distance_bands, time_bands, *, norm=2):
    """Every pair looked at, one after the other."""
    table = np.zeros((len(distance_bands) - 1, len(time_bands) - 1), dtype=int)
    for a in range(len(x)):
        for b in range(a):
            dx, dy = abs(x[a] - x[b]), abs(y[a] - y[b])
            metres = math.hypot(dx, dy) if norm == 2 else dx + dy
            days = abs(day[a] - day[b])
            for i, j in np.ndindex(*table.shape):
                table[i, j] += (
                    distance_bands[i] <= metres < distance_bands[i + 1]
                    and time_bands[j] <= days < time_bands[j + 1]
                )
    return table.tolist()


def columns(events):
    return np.array(events, dtype=np.float64).reshape(-1, 3).T


def found(*, observed=21, expected=10.0, p=0.002, events=300, near=(0.0, 200.0), soon=(0.0, 7.0)):
    cell = [[observed]], [[expected]], [[p]]
    return Knox(near, soon, events, 999, *(np.array(each) for each in cell))


def test_the_arsons_of_chicago_are_counted_exactly(arson):
    bands = {"distance_bands": (0, 200, 400, 600), "time_bands": (0, 1, 2, 3)}
    observed = knox(*arson, **bands, permutations=1, seed=1).observed.tolist()
    assert observed == [[11, 3, 1], [7, 0, 0], [1, 0, 0]]
    assert observed == counted_by_hand(*arson, **bands)


def test_the_same_place_is_a_band_of_its_own(arson):
    table = knox(
        *arson,
        distance_bands=(0, 200, 400, 600),
        time_bands=(0, 1, 2, 3),
        same_place_m=1.0,
        permutations=1,
        seed=1,
    )
    assert table.distance_bands == (0, 1, 200, 400, 600)
    assert table.observed.tolist() == [[1, 2, 0], [10, 1, 1], [7, 0, 0], [1, 0, 0]]


def test_the_table_of_the_near_repeat_calculator_is_met(arson):
    """Version 1.3, published with R's NearRepeat: 0.1 m, along a grid, "a to b" is [a − 1, b)."""
    x, y, day = arson
    table = knox(
        x.round(1),
        y.round(1),
        day,
        distance_bands=(0, 200, 400, 600, INF),
        time_bands=(0, 1, 2, 3, INF),
        same_place_m=0.01,
        norm=1,
        permutations=999,
        seed=1,
    )
    assert table.observed.tolist() == [
        [0, 2, 0, 8],
        [9, 1, 1, 45],
        [4, 0, 0, 140],
        [6, 0, 0, 234],
        [393, 710, 770, 133658],
    ]
    # Its p, of 99 permutations: 0.01 in these and nowhere else.
    least = {(0, 1), (1, 0), (2, 0), (3, 0), (4, 3)}
    assert {at for at in np.ndindex(5, 4) if table.p[at] <= 0.01} == least


@pytest.mark.parametrize(("metres", "days", "pairs"), [(200, 0, 11), (400, 1, 21), (600, 2, 23)])
def test_pointpats_counts_the_same_pairs(arson, metres, days, pairs):
    from pointpats import Knox as Peer

    x, y, day = arson
    peer = Peer(np.column_stack([x, y]), day[:, np.newaxis], metres, days, permutations=0)
    ours = knox(
        *arson, distance_bands=(0, metres), time_bands=(0, days + 1), permutations=1, seed=1
    )
    assert int(ours.observed[0, 0]) == peer.nst == pairs


def test_the_mean_of_the_permutations_is_what_the_margins_give(arson):
    """Dealt at random, a pair of a distance band has each time band as often as all pairs do."""
    table = knox(*arson, distance_bands=(0, 400, 2000, INF), time_bands=(0, 7, 30, INF), seed=3)
    n = table.observed.sum()
    assert n == 522 * 521 // 2
    margins = np.outer(table.observed.sum(axis=1), table.observed.sum(axis=0)) / n
    np.testing.assert_array_less(np.abs(table.expected - margins), 0.3 * np.sqrt(margins))


@given(EVENTS, st.sampled_from([1, 2]))
def test_any_events_are_counted_as_by_hand(events, norm):
    bands = (0, 5, 20, 30), (0, 0.5, 7, 7.25)
    table = knox(
        *columns(events),
        distance_bands=bands[0],
        time_bands=bands[1],
        norm=norm,
        permutations=1,
        seed=1,
    )
    assert table.observed.tolist() == counted_by_hand(*columns(events), *bands, norm=norm)


@given(EVENTS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_no_count(events, random):
    shuffled = random.sample(events, len(events))
    first, second = (
        knox(*columns(each), distance_bands=(0, 9, 40), permutations=1, seed=1).observed
        for each in (events, shuffled)
    )
    assert first.tolist() == second.tolist()


@given(EVENTS)
def test_no_permutation_changes_how_many_pairs_are_near_in_space(events):
    table = knox(*columns(events), time_bands=(0, 1, INF), permutations=7, seed=5)
    np.testing.assert_allclose(table.expected.sum(axis=1), table.observed.sum(axis=1))
    assert ((table.p >= 1 / 8) & (table.p <= 1)).all()


def test_days_of_any_size_give_the_same_table(arson):
    """They are held as days or seconds, in 16, 32 or 64 bits."""
    x, y, day = arson
    tables = [
        knox(x, y, day * scale, time_bands=(0, 7 * scale, 14 * scale), seed=2)
        for scale in (1, 1000, 1_000_000_000, 1 / 1440)
    ]
    for each in tables[1:]:
        assert each.observed.tolist() == tables[0].observed.tolist()
        assert each.expected.tolist() == tables[0].expected.tolist()


def test_an_equal_seed_gives_an_equal_table(arson):
    first, again, other = (knox(*arson, permutations=99, seed=seed) for seed in (1, 1, 2))
    assert (first.expected == again.expected).all()
    assert (first.p == again.p).all()
    assert (first.expected != other.expected).any()


def test_events_without_order_are_seldom_called_near_repeats():
    rng = np.random.default_rng(8)
    low = 0
    for seed in range(200):
        x, y = rng.uniform(0, 3000, (2, 120))
        table = knox(x, y, rng.uniform(0, 90, 120), permutations=99, seed=seed)
        low += int(table.p[0, 0] <= 0.05)
    assert low <= 17  # 10 expected; more in 1 % of the cases


def test_planted_near_repeats_are_found_with_their_size():
    rng = np.random.default_rng(4)
    x, y = rng.uniform(0, 5000, (2, 400))
    day = rng.uniform(0, 365, 400)
    again = rng.choice(400, 40, replace=False)
    x, y = (np.append(each, each[again] + rng.uniform(-90, 90, 40)) for each in (x, y))
    day = np.append(day, day[again] + rng.uniform(0, 5, 40))
    table = knox(x, y, day, seed=1)
    assert table.observed[0, 0] >= 40
    assert table.ratio[0, 0] > 3
    assert table.p[0, 0] == 0.001
    assert table.p[1, 1] > 0.05


def test_no_events_or_one_are_an_empty_table():
    for events in ([], [(1, 2, 3)]):
        table = knox(*columns(events), permutations=3, seed=1)
        assert table.observed.tolist() == [[0, 0], [0, 0]]
        assert np.isnan(table.ratio).all()
        assert (table.p == 1).all()
        assert words(table).startswith("För få för att säga")


@pytest.mark.parametrize(
    "wrong",
    [
        {"distance_bands": (0, 200, 200)},
        {"distance_bands": (-1, 200)},
        {"time_bands": (7,)},
        {"time_bands": (0, math.nan)},
        {"same_place_m": 200.0},
        {"permutations": 0},
    ],
)
def test_bands_that_mean_nothing_are_refused(wrong):
    with pytest.raises(ValueError, match=r"bands|permutation"):
        knox(*columns([(0, 0, 0), (1, 1, 1)]), **{"seed": 1, **wrong})


def test_events_without_a_position_or_a_time_are_refused():
    with pytest.raises(ValueError, match="without a position"):
        knox(*columns([(0, 0, math.nan)]), seed=1)
    with pytest.raises(ValueError, match="one length"):
        knox(np.zeros(2), np.zeros(2), np.zeros(3), seed=1)


def test_the_arrays_are_left_as_they_were(arson):
    before = [each.copy() for each in arson]
    knox(*arson, permutations=9, seed=1)
    for given_, kept in zip(arson, before, strict=True):
        assert (given_ == kept).all()


def test_a_near_repeat_is_told_with_how_sure_it_is():
    assert words(found()) == (
        "Efter en händelse är risken inom 200 m och 7 dygn 2,1 gånger den vanliga "
        "(21 par, väntat 10, p = 0,002)."
    )


def test_a_sure_but_small_excess_is_called_that():
    assert words(found(observed=1040, expected=1000.0, p=0.04)) == (
        "Knappt fler än vanligt följer inom 200 m och 7 dygn: 1,04 gånger "
        "(1\u00a0040 par, väntat 1\u00a0000, p = 0,040)."
    )


def test_seconds_apart_are_counted_as_seconds():
    """1/86400 of a day is no binary fraction: a week less a second is less than a week."""
    start = 1_774_000_000
    day = np.array([start, start + 7 * 86_400, start + 14 * 86_400 - 1]) / 86_400
    table = knox(np.zeros(3), np.zeros(3), day, time_bands=(0, 7, 14), permutations=1, seed=1)
    assert table.observed.tolist() == [[1, 2], [0, 0]]


def test_no_sign_is_told_as_that():
    assert words(found(observed=12, p=0.3)) == (
        "Inget tecken på att en händelse följs av fler inom 200 m och 7 dygn "
        "(12 par, väntat 10, p = 0,300)."
    )


@pytest.mark.parametrize("few", [{"events": 29}, {"observed": 4, "expected": 0.2}])
def test_few_events_or_pairs_say_nothing(few):
    assert words(found(**few)).startswith("För få för att säga om en händelse följs av fler")


@pytest.mark.parametrize(
    ("near", "soon", "said"),
    [
        ((200.0, 400.0), (0.0, 7.0), "200–400 m bort och inom 7 dygn"),
        ((0.0, 200.0), (7.0, 14.0), "inom 200 m och efter 7–14 dygn"),
        ((600.0, INF), (14.0, INF), "minst 600 m bort och efter minst 14 dygn"),
        ((0.0, 1500.0), (0.0, 0.5), "inom 1\u00a0500 m och 0,5 dygn"),
    ],
)
def test_bands_are_named_as_one_says_them(near, soon, said):
    assert said in words(found(near=near, soon=soon))


def test_the_default_bands_are_no_finer_than_positions_allow():
    assert near_repeat.DISTANCE_BANDS == (0, 200, 400)
    assert near_repeat.TIME_BANDS == (0, 7, 14)


@pytest.mark.parametrize("events", [50, 9000])
def test_every_deal_has_the_same_days(events):
    days = np.arange(events) // 3
    for columns_ in dealt(days, 130, seed=1):
        assert (np.sort(columns_, axis=0) == days[:, np.newaxis]).all()
        assert (columns_[:, 0] != columns_[:, 1]).any()


def test_every_order_is_as_likely():
    deals = np.concatenate([each.T for each in dealt(np.arange(4), 24_000, seed=6)])
    _, times = np.unique(deals, axis=0, return_counts=True)
    assert len(times) == 24
    assert ((times - 1000) ** 2 / 1000).sum() < 44.2  # chi-square, 23 degrees of freedom, 0.5 %
