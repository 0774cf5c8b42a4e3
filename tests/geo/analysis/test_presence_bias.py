"""Whether a place looks hot because police was there, and when that is not said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import weeks
from geo.analysis.presence_bias import (
    POLICE_INITIATED,
    Finding,
    after_visits,
    initiated_share,
    presence_bias,
    words,
)
from geo.model import CATEGORIES

DAY, HOUR = 86_400, 3600
YEAR = tuple(weeks.edges_utc([weeks.parse("2025-W01"), weeks.parse("2025-W52")])[[0, -1]].tolist())
FRIDAY_NIGHT = 4 * 24 + 19
"""Hour of a UTC week that starts on Monday."""


def moments(*times):
    return np.array(times, dtype=np.int64)


def nights(rng, number):
    """Friday nights of the year, drawn at random."""
    return YEAR[0] + rng.integers(0, 51, number) * 7 * DAY + FRIDAY_NIGHT * HOUR


def incidents(rng, *, everywhen=60, at_night=2):
    """Even over the year, and more on Friday nights."""
    busy = [
        YEAR[0] + week * 7 * DAY + FRIDAY_NIGHT * HOUR + rng.integers(0, 6 * HOUR, at_night)
        for week in range(51)
    ]
    return np.sort(np.concatenate([rng.integers(*YEAR, everywhen), *busy]))


def visited(start, visits, *, minutes=15, **options):
    length = np.full(len(visits), minutes)
    return after_visits(start, visits, length, span_utc=YEAR, **options)


def bias_of(place, kommun, *times):
    start, visits = times or (moments(), moments())
    minutes = np.full(len(visits), 15)
    return presence_bias(start, visits, minutes, place=place, kommun=kommun, span_utc=YEAR)


def test_only_known_categories_are_police_initiated():
    assert set(CATEGORIES) >= POLICE_INITIATED


def test_every_third_against_every_tenth_is_told():
    found = bias_of({"narkotika": 10, "hot": 20}, {"narkotika": 37, "hot": 263})
    assert found.warning
    assert words(found) == (
        "Var tredje händelse här är sådan som polisen själv upptäcker, mot var tionde i kommunen "
        "i övrigt; platsen kan se varmare ut för att polis var där."
    )


def test_shares_without_such_a_name_are_told_in_per_cent():
    found = bias_of({"tillhygge": 33, "hot": 12}, {"tillhygge": 53, "hot": 400})
    assert words(found).startswith(
        "73\u00a0% av händelserna här är sådana som polisen själv upptäcker, "
        "mot 5\u00a0% i kommunen i övrigt"
    )


@pytest.mark.parametrize(
    ("here", "said"),
    [
        (50, "Varannan"),
        (33, "Var tredje"),
        (31, "Var tredje"),
        (20, "Var femte"),
        (41, "41\u00a0%"),
    ],
)
def test_shares_are_called_by_the_nearest_part(here, said):
    place = {"narkotika": here, "hot": 100 - here}
    kommun = {"narkotika": here + 100, "hot": 1000 - here}
    assert words(bias_of(place, kommun)).startswith(said)


def test_the_p_is_that_of_fisher():
    from scipy.stats import fisher_exact

    found = initiated_share(
        {"narkotika": 9, "hot": 20}, {"narkotika": 40, "trafik_fart": 3, "hot": 300}
    )
    expected = fisher_exact([[9, 20], [34, 280]], alternative="greater").pvalue
    assert found.p == pytest.approx(expected, rel=1e-9)
    assert (found.initiated, found.total) == (9, 29)
    assert (found.initiated_elsewhere, found.total_elsewhere) == (34, 314)


@pytest.mark.parametrize(
    ("place", "kommun"),
    [
        ({"narkotika": 9}, {"narkotika": 40, "hot": 300}),
        ({"narkotika": 10, "hot": 20}, {"narkotika": 14, "hot": 25}),
        ({}, {}),
    ],
)
def test_few_incidents_here_or_elsewhere_are_too_few(place, kommun):
    found = bias_of(place, kommun)
    assert found.finding is Finding.TOO_FEW
    assert words(found) == (
        "För få händelser för att säga om platsen ser varmare ut för att polis var där."
    )


def test_a_clear_but_small_excess_is_not_told():
    found = bias_of({"narkotika": 600, "hot": 400}, {"narkotika": 5600, "hot": 5400})
    assert found.share.p < 1e-6
    assert words(found) == ""


def test_a_place_cannot_have_more_than_its_kommun():
    with pytest.raises(ValueError, match="hold those of the place"):
        initiated_share({"narkotika": 2}, {"narkotika": 1})


def test_reports_written_during_visits_are_found():
    rng = np.random.default_rng(1)
    visits = nights(rng, 20)
    start = np.append(incidents(rng), visits[:6] + 300)
    found = visited(start, visits)
    assert found.began_during == 7  # one of them by chance
    assert found.finding_during is Finding.STANDS_OUT
    assert found.during.ratio > 5
    bias = bias_of({"hot": 168}, {"hot": 1000}, start, visits)
    assert words(bias) == (
        "7 av 168 händelser här började under ett besök; "
        "platsen kan se varmare ut för att polis var där."
    )


def test_incidents_that_follow_visits_are_found_and_told():
    rng = np.random.default_rng(2)
    visits = rng.integers(YEAR[0], YEAR[1] - DAY, 30)
    start = np.append(rng.integers(*YEAR, 40), visits[:15] + rng.integers(HOUR, 20 * HOUR, 15))
    found = visited(start, visits)
    assert found.finding_after is Finding.STANDS_OUT
    assert found.after.low > 1.5
    told = words(bias_of({"hot": 55}, {"hot": 1000}, start, visits))
    assert told.startswith("Inom 24 timmar från ett besök börjar ")
    assert "gånger så många händelser här som samma tider i veckan annars" in told


def test_visits_on_busy_nights_are_no_sign_of_bias():
    """Pooled, Friday nights would look like an effect of the visits; hour by hour they do not."""
    warned = 0
    for seed in range(150):
        rng = np.random.default_rng(seed)
        visits = nights(rng, 15) + rng.integers(0, 3 * HOUR, 15)
        found = visited(incidents(rng), visits, minutes=120)
        pooled = found.after.count + found.during.count
        assert pooled > 0
        warned += Finding.STANDS_OUT in (found.finding_during, found.finding_after)
    assert warned <= 6  # two tests at 1 %: 3 at most expected


@pytest.mark.parametrize(("number", "visits"), [(9, 20), (40, 4)])
def test_few_incidents_or_visits_say_nothing_of_when(number, visits):
    rng = np.random.default_rng(3)
    found = visited(rng.integers(*YEAR, number), nights(rng, visits))
    assert found.finding_during is found.finding_after is Finding.TOO_FEW


def test_visits_too_few_to_tell_leave_a_usual_place_without_words():
    assert words(bias_of({"hot": 40, "narkotika": 2}, {"hot": 400, "narkotika": 20})) == ""


@given(
    st.lists(st.tuples(st.integers(-50, 500), st.integers(0, 90)), max_size=15),
    st.lists(st.integers(-20, 420), max_size=40),
)
def test_incidents_are_sorted_as_minute_by_minute(visits, times):
    """In minutes: during a visit, within an hour of one, and within the span."""
    span = 0, 400
    found = after_visits(
        moments(*times) * 60,
        moments(*(start for start, _ in visits)) * 60,
        moments(*(length for _, length in visits)),
        span_utc=(span[0] * 60, span[1] * 60),
        after_hours=1,
    )
    within = [time for time in times if span[0] <= time < span[1]]
    during = [
        time for time in within if any(first <= time < first + length for first, length in visits)
    ]
    assert found.incidents == len(within)
    assert found.began_during == len(during)
    assert found.visits == sum(span[0] <= first < span[1] for first, _ in visits)


def test_overlapping_visits_count_once():
    rng = np.random.default_rng(4)
    start, visits = incidents(rng), nights(rng, 12)
    once, twice = visited(start, visits), visited(start, np.append(visits, visits))
    assert (once.during, once.after) == (twice.during, twice.after)


def test_a_week_with_a_clock_change_loses_no_time():
    """Every hour of 25 October is near a visit: none of the others is."""
    span = weeks.bounds_utc(weeks.parse("2026-W43"))
    visits = span[1] - 25 * HOUR + np.arange(5) * 5 * HOUR
    start = np.arange(span[0], span[1], 1800)
    found = after_visits(start, visits, np.zeros(5, dtype=np.int64), span_utc=span, after_hours=5)
    assert found.incidents == 338
    assert found.after.count == 0  # no other Sunday to hold it against


def test_the_span_and_the_hours_must_be_some():
    with pytest.raises(ValueError, match="more than 0"):
        after_visits(moments(), moments(), moments(), span_utc=(5, 5))
    with pytest.raises(ValueError, match="more than 0"):
        after_visits(moments(), moments(), moments(), span_utc=YEAR, after_hours=0)
