"""The chain of a place: what meets a problem or a cause, and what surfaces."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import SettingsError
from geo.follow_up.measures import (
    Chain,
    Measure,
    Surface,
    Told,
    addressed,
    causes,
    chain,
    problems,
    state,
    suggest,
    suggestions,
)
from geo.follow_up.measures.suggestions import UNTESTED, load
from geo.join import Assignment
from geo.model import CATEGORIES, MeasureStatus
from geo.shipped import measure_kinds

TODAY = date(2026, 3, 22)
NAMES = {1: "Torget", 2: "Parken"}


def measure(key: str = "a", **told: object) -> Measure:
    given: dict[str, object] = {
        "measure_id": 1, "row_key": key, "place_id": 1, "place": "Torget", "category": "",
        "cause": "", "kind": "patrull", "what": "", "owner": "Polisen",
        "deadline": TODAY + timedelta(days=7), "status": MeasureStatus.ONGOING,
        "status_day": TODAY, "began": TODAY, "ended": None, "cost": None,
    }  # fmt: skip
    return Measure(**{**given, **told})  # type: ignore[arg-type]


def whats(found: Chain) -> list[Surface]:
    return [each.what for each in found.surfaced]


def test_the_answer_counts_what_goes_on_and_what_is_wrong() -> None:
    found = chain(
        [
            measure("a"),
            measure("b", deadline=TODAY - timedelta(days=3)),
            measure("c", owner="", status=MeasureStatus.DECIDED),
            measure("d", status=MeasureStatus.PROPOSED, owner="", deadline=None),
        ],
        NAMES,
        {2: {"klotter": 9, "hot": 4}},
        {},
        today=TODAY,
    )
    assert found.words == (
        "3 åtgärder pågår, 1 är försenad, 1 saknar ansvarig; 1 problem har ingen åtgärd"
    )
    assert whats(found) == [Surface.OVERDUE, Surface.OWNERLESS, Surface.UNMET_PROBLEM]
    assert found.surfaced[0].words == (
        "Fotpatrull eller synlig närvaro: 3 dagar försenad, skulle vara klar 19 mars"
    )
    assert [place.name for place in found.places] == ["Torget", "Parken"]


def test_the_longest_overdue_comes_first() -> None:
    late = [measure(str(n), deadline=TODAY - timedelta(days=n)) for n in (2, 9, 5)]
    found = chain(late, NAMES, {}, {}, today=TODAY)
    assert [each.row_key for each in found.surfaced] == ["9", "5", "2"]


@pytest.mark.parametrize(
    ("told", "stalled"),
    [
        ({"status_day": TODAY - timedelta(days=60), "deadline": None}, 60),
        ({"status_day": TODAY - timedelta(days=59), "deadline": None}, 0),
        ({"status_day": TODAY - timedelta(days=99)}, 0),
        ({"status_day": TODAY - timedelta(days=99), "status": MeasureStatus.DONE}, 0),
        ({"status_day": None, "deadline": None}, 0),
    ],
)
def test_stalled_is_open_unchanged_for_sixty_days_with_no_last_day_ahead(
    told: dict[str, object], stalled: int
) -> None:
    assert state(measure(**told), TODAY).stalled == stalled


@pytest.mark.parametrize(
    ("told", "met"),
    [
        ({"category": "klotter"}, True),
        ({"category": "hot"}, False),
        ({"kind": "klottersanering"}, True),
        ({"kind": "klottersanering", "category": "hot"}, False),
        ({"category": "klotter", "status": MeasureStatus.ABANDONED}, False),
        ({"category": "klotter", "place_id": 2}, False),
        ({"category": "klotter", "status": MeasureStatus.DONE, "ended": TODAY}, True),
        (
            {"category": "klotter", "status": MeasureStatus.DONE, "ended": date(2025, 3, 1)},
            False,
        ),
    ],
)
def test_a_problem_is_met_by_a_living_measure_that_names_it_or_is_suggested_for_it(
    told: dict[str, object], met: bool
) -> None:
    found = chain([measure(**told)], NAMES, {1: {"klotter": 5}}, {}, today=TODAY)
    assert (Surface.UNMET_PROBLEM not in whats(found)) is met


def test_a_place_has_three_problems_at_most() -> None:
    counted = {"klotter": 5, "hot": 9, "ran": 7, "narkotika": 8}
    found = chain([], NAMES, {1: counted}, {}, today=TODAY)
    assert [each.category for each in found.places[0].problems] == ["hot", "narkotika", "ran"]


def test_too_few_incidents_are_no_problem() -> None:
    assert chain([], NAMES, {1: {"klotter": 4}}, {}, today=TODAY).places == ()


def test_a_cause_is_met_by_a_measure_that_names_it_or_a_kind_that_fits() -> None:
    told = {1: [Told("Mörkt vid stationen", "Löftet"), Told("Okänd orsak", "Löftet")]}
    found = chain([measure(kind="belysning")], NAMES, {}, told, today=TODAY)
    assert [cause.met_by for cause in found.places[0].causes] == [("a",), ()]
    assert whats(found) == [Surface.UNMET_CAUSE]
    named = chain([measure(cause="okänd orsak")], NAMES, {}, told, today=TODAY)
    assert [cause.met_by for cause in named.places[0].causes] == [(), ("a",)]


def test_what_an_evaluation_says_stands_with_its_measure() -> None:
    said = {"a": SimpleNamespace(words="Färre efter än före.")}
    found = chain([measure("a"), measure("b")], NAMES, {}, {}, today=TODAY, effects=said)
    assert found.places[0].effects == {"a": "Färre efter än före."}


@given(st.lists(st.tuples(st.integers(-90, 90), st.booleans(), st.sampled_from(MeasureStatus))))
def test_every_measure_is_in_the_chain_once_and_surfaces_at_most_once(
    told: list[tuple[int, bool, MeasureStatus]],
) -> None:
    listed = [
        measure(
            str(at),
            place_id=[None, 1, 2][at % 3],
            deadline=TODAY + timedelta(days=days),
            owner="Polisen" if owned else "",
            status=status,
        )
        for at, (days, owned, status) in enumerate(told)
    ]
    found = chain(listed, NAMES, {}, {}, today=TODAY)
    keys = [each.measure.row_key for place in found.places for each in place.states]
    assert sorted(keys) == sorted(each.row_key for each in listed)
    surfaced = [each.row_key for each in found.surfaced]
    assert len(set(surfaced)) == len(surfaced)
    assert {m.row_key for m in listed if m.overdue(TODAY)} <= set(surfaced)


def _joined(rows: list[int], places: list[int], size: int) -> Assignment:
    how = np.zeros(len(rows), dtype=np.int8)
    return Assignment(np.array(rows), np.array(places), how, np.ones(size, dtype=bool))


def test_problems_are_counted_in_the_smallest_place_within_the_days() -> None:
    incidents = pd.DataFrame(
        {"category": ["hot", "hot", "klotter", "ovrigt"], "mid_utc": [10, 99, 20, 20]}
    )
    joined = _joined([0, 1, 2, 2, 3], [0, 0, 0, 1, 1], 4)
    area = np.array([9.0, 1.0])
    found = problems(incidents, joined, np.array([1, 2]), area, start_utc=0, end_utc=50)
    assert found == {1: {"hot": 1}, 2: {"klotter": 1}}


def test_causes_are_those_of_documents_and_those_two_visits_tell() -> None:
    places = pd.DataFrame({"place_id": [1], "cause": ["Mörkt"], "document": ["Löftet"]})
    visits = pd.DataFrame(
        {"start_utc": [10, 20, 30, 1], "cause": ["mörkt", "oro", "oro", "gammalt"]}
    )
    found = causes(places, visits, _joined([0, 1, 2, 3], [0] * 4, 4), np.array([1]), start_utc=5)
    assert [each.text for each in found[1]] == ["Mörkt", "oro"]
    assert found[1][1].where == "2 besök det senaste året"


def test_visits_address_a_measure_of_their_place_by_kind_or_cause_while_it_holds() -> None:
    day = int(pd.Timestamp("2026-03-10", tz="Europe/Stockholm").timestamp())
    visits = pd.DataFrame(
        {
            "visit_id": [1, 2, 3, 4, 5],
            "start_utc": [day, day, day, day - 40 * 86_400, day],
            "measure": ["synlighet, dialog", "", "dialog", "patrull", "patrull"],
            "cause": ["", "Otrygghet på torget", "", "", ""],
        }
    )
    joined = _joined([0, 1, 2, 3, 4], [0, 0, 0, 0, 1], 5)
    own = measure(cause="otrygghet", began=date(2026, 3, 1))
    found = addressed(own, visits, joined, np.array([1, 2]))
    assert [(each.visit_id, each.why) for each in found] == [
        (2, "samma orsak"),
        (1, "samma slag av åtgärd"),
    ]
    assert addressed(measure(place_id=None), visits, joined, np.array([1, 2])) == ()


def test_every_problem_but_the_unnamed_has_a_suggestion() -> None:
    assert [code for code in CATEGORIES if not suggest(code, "")] == ["ovrigt"]


def test_every_suggestion_has_a_source_or_says_that_there_is_none() -> None:
    for each in suggestions():
        assert each.kind in measure_kinds.kinds()
        assert each.source or each.evidence.startswith(UNTESTED)
        assert "\n" not in each.evidence


def test_what_fits_both_problem_and_cause_goes_first_and_a_kind_once() -> None:
    found = suggest("stold_inbrott", "stökigt och mörkt")
    assert {each.kind for each in found[:2]} == {"patrull", "belysning"}
    assert len({each.kind for each in found}) == len(found)


@pytest.mark.parametrize(
    "text",
    [
        "kind = 1",
        '[[suggestion]]\nkind = "trolleri"\ncategories = []\ncauses = []\nevidence = "x"\n'
        'strength = "stark"\nsource = "y"',
        '[[suggestion]]\nkind = "dialog"\ncategories = ["x"]\ncauses = []\nevidence = "x"\n'
        'strength = "stark"\nsource = "y"',
        '[[suggestion]]\nkind = "dialog"\ncategories = []\ncauses = []\nevidence = "x"\n'
        'strength = "stark"',
        "[[suggestion]]\nkind = ",
    ],
)
def test_a_faulty_file_of_suggestions_is_told_in_words(text: str) -> None:
    with pytest.raises(SettingsError, match="Förslagen på åtgärder"):
        load(text.encode())


def test_a_file_of_kinds_without_the_last_resort_is_refused() -> None:
    with pytest.raises(SettingsError, match="ovrigt"):
        measure_kinds.load(b'[dialog]\nname = "D"\ngroup = "dialog"\ndays = 3')
