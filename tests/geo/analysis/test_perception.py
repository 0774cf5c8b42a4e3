"""Felt and recorded: published intervals, the four fields, and what the demo has planted."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import demo, join, records
from geo.analysis import perception
from geo.analysis.innermost import innermost
from geo.analysis.perception import Field
from geo.demo import extras, rates, world
from geo.model import CATEGORIES, Group
from geo.store.engine import open_store

WEEKS = 52
FIRST_MONDAY = date(2025, 3, 24)
POSITION_ERROR_M = 83.0
NEAR = 0.1
"""Expected values this near a line, as a share of it, may come out on either side."""


def compare(share, n, incidents, **told):
    return perception.compare(
        np.array(share, dtype=float),
        np.array(n, dtype=float),
        np.array(incidents),
        **{"weeks": 52, "unsafe_line": 0.25, "rate_line": 2.0} | told,
    )


def test_places_fall_in_the_four_fields():
    found = compare([0.5, 0.5, 0.1, 0.1], [200] * 4, [300, 30, 300, 30])
    assert found.field == (
        Field.UNSAFE_AND_EXPOSED,
        Field.UNSAFE_WITHOUT_CRIME,
        Field.CRIME_WITHOUT_FEAR,
        Field.CALM,
    )


def test_an_interval_that_crosses_its_line_is_uncertain():
    found = compare([0.27, 0.5, 0.5], [200, 200, 20], [300, 104, 300])
    assert found.field == (Field.UNCERTAIN, Field.UNCERTAIN, Field.UNSAFE_AND_EXPOSED)
    assert compare([0.4], [10], [300]).field == (Field.UNCERTAIN,)


def test_the_lines_are_the_means_unless_told():
    found = compare(
        [0.5, 0.1, np.nan], [99, 99, 99], [52, 104, 0], unsafe_line=None, rate_line=None
    )
    assert found.unsafe_line == pytest.approx(0.3)
    assert found.rate_line == pytest.approx(1.0)


def test_without_the_number_of_answers_nothing_is_certain():
    found = compare([0.9, np.nan], [np.nan, 100], [0, 0])
    assert found.field == (Field.UNCERTAIN, Field.UNCERTAIN)
    assert perception.words(found) == (
        "Osäkert: antal svarande saknas. 90\u00a0% känner sig otrygga; "
        "0,0 händelser i veckan (0,0–0,1) mot 2,0.",
        "Osäkert: ingen trygghetsmätning här. 0,0 händelser i veckan (0,0–0,1) mot 2,0.",
    )


def test_words_tell_the_numbers_and_their_lines():
    assert perception.words(compare([0.44], [107], [50])) == (
        "Otryggt utan brott: 44\u00a0% känner sig otrygga (35–53\u00a0%) mot 25\u00a0%; "
        "1,0 händelser i veckan (0,7–1,3) mot 2,0.",
    )


@given(st.floats(0, 1), st.integers(1, 500), st.integers(0, 500))
def test_more_answers_and_weeks_never_make_a_certain_place_uncertain(share, n, count):
    few = compare([share], [n], [count]).field[0]
    many = compare([share], [n * 100], [count * 100], weeks=5200).field[0]
    assert few in (many, Field.UNCERTAIN)


def test_no_places_are_no_error():
    assert perception.words(compare([], [], np.zeros(0, dtype=np.int64))) == ()


@pytest.mark.parametrize(
    ("share", "n", "incidents", "match"),
    [
        ([1.2], [10], [1], "0–1"),
        ([0.2], [-1], [1], "answers"),
        ([0.2], [10], [-1], "count"),
        ([0.2, 0.3], [10], [1], "one per place"),
    ],
)
def test_what_cannot_be_is_refused(share, n, incidents, match):
    with pytest.raises(ValueError, match=match):
        compare(share, n, incidents)


@pytest.fixture(scope="module")
def demo_fields(demo_store):
    """Per kommun: its places' names and what the comparison says of them."""
    with open_store(demo_store) as store:
        return {
            each.kommun.code: _fields(records.gather(store, each.kommun.code))
            for each in demo.KOMMUNER
        }


def _fields(found: records.Records) -> dict[str, Field]:
    """Crime and disorder of the demo's year, each in the smallest place near it."""
    near = found.places.assign(geometry=found.places.buffer(POSITION_ERROR_M))
    pairs = join.assign(found.incidents, near, join.PlaceIndex.build(near), aliases=found.aliases)
    kept = innermost(pairs.row, pairs.place, found.places.area.to_numpy())
    group = [CATEGORIES[code].group for code in found.incidents["category"]]
    wanted = np.isin(np.array(group), [Group.CRIME, Group.DISORDER])[pairs.row] & kept
    count = np.bincount(pairs.place[wanted], minlength=len(found.places))
    survey = found.surveys.set_index("place_text").loc[found.places["name"]]
    told = perception.compare(
        survey["share_unsafe"].to_numpy(float), survey["n"].to_numpy(float), count, weeks=WEEKS
    )
    return dict(zip(found.places["name"], told.field, strict=True))


def planted():
    return [
        (each.kommun.code, name)
        for each in demo.KOMMUNER
        for name, truth in each.truths.items()
        if truth is world.Truth.PERCEIVED
    ]


@pytest.mark.parametrize(("code", "name"), planted())
def test_the_places_planted_as_felt_unsafe_come_out_as_that(demo_fields, code, name):
    assert demo_fields[code][name] is Field.UNSAFE_WITHOUT_CRIME


@pytest.mark.parametrize("each", demo.KOMMUNER, ids=lambda each: each.kommun.name)
def test_no_place_of_the_demo_is_certainly_something_else_than_it_is(demo_fields, each):
    fields = demo_fields[each.kommun.code]
    possible = _possible_fields(each)
    assert {name: field for name, field in fields.items() if field not in possible[name]} == {}
    assert set(fields.values()) > {Field.UNCERTAIN}


def _possible_fields(each: world.KommunWorld) -> dict[str, set[Field]]:
    """Fields that are right by what the demo was drawn from, either where it is near a line."""
    known = world.places(each)
    weekly = rates.weekly(each, known, first_monday=FIRST_MONDAY, weeks=WEEKS, scale=1.0).sum(
        axis=1
    )
    unsafe = np.array(
        [
            extras.UNSAFE_PERCEIVED
            if place.truth is world.Truth.PERCEIVED
            else extras.UNSAFE.get(place.typ, extras.UNSAFE_ELSEWHERE)
            for place in known
        ]
    )
    fields = {
        (True, True): Field.UNSAFE_AND_EXPOSED,
        (True, False): Field.UNSAFE_WITHOUT_CRIME,
        (False, True): Field.CRIME_WITHOUT_FEAR,
        (False, False): Field.CALM,
    }
    return {
        place.name: {Field.UNCERTAIN}
        | {fields[felt, recorded] for felt in sides[0] for recorded in sides[1]}
        for place, *sides in zip(known, _sides(unsafe), _sides(weekly), strict=True)
    }


def _sides(values: np.ndarray) -> list[set[bool]]:
    """Tell of each value whether it is above the mean: both where it is near."""
    line = values.mean()
    return [{value > line * (1 - NEAR), value > line * (1 + NEAR)} for value in values]
