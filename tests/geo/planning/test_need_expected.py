"""Expected harm: nothing is lost, little is known of little, and lately counts for more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import join
from geo.planning.need import Part, Weights, log, week_slots
from geo.planning.need.expected import HALF_LIFE, expect
from tests.need_records import NOW, WEEK, at, build, record

SLOTS = week_slots(date(2026, 3, 23))
ONLY_HARM = Weights("Skada", otrygghet=0, senaste_besok=0, tillfalle=0, morker=0)


def read(made: object, until: int = NOW) -> log.Log:
    return log.read(
        made.incidents, made.assignment, made.places.area.to_numpy(), until=until, untimed=0
    )  # type: ignore[attr-defined]


rows = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from(["klotter", "ran", "hot"]),
        st.integers(NOW - 50 * WEEK, NOW - 1),
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=60)
@given(rows)
def test_a_place_s_week_of_bands_sums_to_its_rate_and_rates_to_what_happened(
    incidents: list[tuple[int, str, int]],
) -> None:
    known = read(record(incidents))
    expected = expect(known)
    ones = np.ones(len(known.categories))
    assert np.allclose(expected.weighted(ones).sum(axis=1), expected.rate.sum(axis=1))
    weight = 0.5 ** (known.age / HALF_LIFE)
    length = HALF_LIFE / np.log(2) * (1 - 0.5 ** (known.weeks / HALF_LIFE))
    assert expected.rate.sum() == pytest.approx(weight.sum() / length)
    assert np.allclose(expected.kind.sum(axis=1), 1.0)


def test_rates_lie_between_the_place_s_own_and_that_of_all() -> None:
    many = [(1, "klotter", NOW - WEEK - n * 86_400) for n in range(30)]
    few = [(2, "klotter", NOW - WEEK)]
    at_klotter = list(read(record(many + few)).categories).index("klotter")
    rate = expect(read(record(many + few))).rate[:, at_klotter]
    mean = rate.mean()
    alone = expect(read(record(many + few, places=1))).rate[0, at_klotter]
    assert 0 < rate[2] < rate[1] < mean < rate[0] < alone


def test_what_happened_lately_counts_for_more() -> None:
    old = [(1, "klotter", NOW - 40 * WEEK - n * 3600) for n in range(20)]
    new = [(2, "klotter", NOW - WEEK - n * 3600) for n in range(10)]
    harm = build(SLOTS, record(old + new), ONLY_HARM).parts[Part.HARM]
    assert harm[1].max() > harm[0].max()


def test_an_incident_counts_in_the_smallest_place_only() -> None:
    made = record([(1, "klotter", NOW - WEEK), (1, "klotter", NOW - 2 * WEEK)])
    made.places.loc[2, "geometry"] = shapely.box(0, 0, 1000, 1000)  # holds the others
    index = join.PlaceIndex.build(made.places)
    made = replace(made, assignment=join.assign(made.incidents, made.places, index))
    known = read(made)
    assert made.assignment.place.tolist() == [0, 2, 0, 2]
    assert known.place.tolist() == [0, 0]


def test_few_incidents_make_no_sharp_clock() -> None:
    def peak(count: int) -> float:
        night = [(1, "klotter", at("2026-03-20 23:00") - n * WEEK) for n in range(count)]
        rng = np.random.default_rng(1)
        even = [(2, "klotter", int(NOW - rng.integers(1, 50 * WEEK))) for _ in range(400)]
        clock = build(SLOTS, record(night + even), ONLY_HARM).value
        clock = clock / clock.mean(axis=1, keepdims=True)
        return float((clock[0] / clock[2]).max())  # the third place has the clock of all

    assert 1 < peak(2) < 2 < 4 < peak(40)


def test_harm_weights_and_their_power_decide_which_place_is_first() -> None:
    robbery = [(1, "ran", NOW - WEEK)]
    graffiti = [(2, "klotter", NOW - WEEK - n * 3600) for n in range(12)]
    made = record(robbery + graffiti)

    def first(power: float) -> int:
        weights = replace(ONLY_HARM, power=power, days=(("klotter", 2.0), ("ran", 365.0)))
        return int(build(SLOTS, made, weights).value.max(axis=1).argmax())

    assert first(1.0) == 0
    assert first(0.0) == 1


def test_a_log_that_ended_a_month_ago_is_read_to_its_end() -> None:
    known = read(record([(1, "klotter", NOW - 10 * WEEK), (1, "klotter", NOW - 4 * WEEK)]))
    assert known.end_utc < NOW - 3 * WEEK
    assert known.weeks == pytest.approx(6, abs=0.2)


def test_a_peak_is_told_with_the_numbers_that_make_it() -> None:
    nights = [(1, "hot", at("2026-03-20 23:00") - n * WEEK - 600) for n in range(12)]
    nights += [(1, "hot", at("2026-03-21 23:00") - n * WEEK - 600) for n in range(12)]
    found = build(SLOTS, record(nights), ONLY_HARM)
    best = int(found.value[0].argmax())
    assert best in (4 * 12 + 11, 5 * 12 + 11, 4 * 12 + 10, 5 * 12 + 10)
    assert found.because[0][best].startswith("hot (16 på 8 veckor, mest händer fre–lör ")
    assert "mest" not in found.because[0][6]  # Monday noon
    assert found.because[1][best] == "hot väntas (ingen här på ett år)"
