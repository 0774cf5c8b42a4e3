"""One place over time: every number from the frames again, and the same as the lägesbild's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geo import join, place_profile, records, weeks
from geo.errors import SelectionError
from geo.lagesbild import felt, film
from geo.lagesbild.felt import Felt
from geo.lagesbild.film import Film
from geo.model import CATEGORIES, Group, Kommun, Selection, Verdict
from geo.place_profile import PlaceProfile, Span
from geo.records import Records
from geo.store import write
from geo.store.engine import open_store
from tests.conftest import DEMO_WEEK
from tests.geo.test_lagesbild import (
    BEFORE,
    HISTORY,
    NOW,
    WEEK,
    incident,
    incident_frame,
    picture,
    some_places,
    table,
    utc,
    weekly,
)

AFTER = datetime(2026, 3, 23, 6, tzinfo=UTC)
VISITS = "place_text start_utc minutes officers on_foot cause measure dialogue"
SURVEYS = (
    "place_text period_start period_end question n share_unsafe share_unsafe_women share_unsafe_men"
)
KARSTORP = 3


def profiled(rows, place_id=KARSTORP, *, visits=(), surveys=(), places=None, now=NOW, **selection):
    """The profile of a place of the small kommun, and the lägesbild it was built from."""
    places = some_places() if places is None else places
    frame = incident_frame(rows).assign(reported=pd.array([None] * len(rows), dtype="boolean"))
    seen = table(VISITS, visits).astype({"start_utc": np.int64})
    seen["x"] = seen["y"] = np.nan
    asked = table(SURVEYS, surveys)
    index = join.PlaceIndex.build(places)
    found = picture(
        rows,
        places=places,
        visits=[(each[0], each[1]) for each in visits],
        surveys=[each[:6] for each in surveys],
        now=now,
        **selection,
    )
    kept = {
        "places": places,
        "incidents": frame,
        "assignment": join.assign(frame, places, index),
        "untimed": int(frame["start_utc"].isna().sum()),
    }
    asked_of = found.basis.selection
    first = weeks.shift(asked_of.period, -400).start
    occasions = weeks.occasions("0883", first, asked_of.period.end)
    overlap = join.overlaps(places)
    profile = place_profile.build(
        place_id,
        **kept,
        picture=found,
        film=film.build(
            **kept,
            selection=asked_of,
            occasions=occasions,
            overlap=overlap,
            store_version=7,
            now=now,
        ),
        felt=felt.build(**kept, near=kept["assignment"], surveys=asked, until=asked_of.period.end),
        visits=seen,
        visit_assignment=join.assign(seen, places, index),
        surveys=asked,
        occasions=occasions,
        where=(57.76, 16.64),
    )
    return profile, found


# -- the demo, again with pandas ------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo(demo_store: Path) -> Records:
    with open_store(demo_store) as store:
        return records.gather(store, "0883")


def own_rows(demo: Records, place_id: int) -> pd.DataFrame:
    """The place's incidents with their local day, by the plainest means."""
    at = int(np.flatnonzero(demo.places["place_id"] == place_id)[0])
    rows = sorted(set(demo.assignment.row[demo.assignment.place == at].tolist()))
    frame = demo.incidents.iloc[rows]
    frame = frame[frame["start_utc"].notna()]
    middle = pd.to_datetime(frame["mid_utc"], unit="s", utc=True).dt.tz_convert("Europe/Stockholm")
    return frame.assign(day=middle.dt.date)


@pytest.fixture(scope="module", params=["2026-W12", "2026-W08--4W", "2026-02", "2025-T3"])
def built(request, demo: Records) -> tuple[PlaceProfile, ...]:
    selection = Selection("0883", weeks.parse(request.param))
    found = records.lagesbild(demo, selection, now=AFTER)
    frames = records.film(demo, selection, now=AFTER)
    asked = records.felt(demo, records.nearby(demo), selection.period.end)
    return tuple(
        records.place_profile(demo, each.place_id, found, frames, asked) for each in found.places
    )


@pytest.fixture(scope="module")
def demo_felt(demo: Records) -> Felt:
    return records.felt(demo, records.nearby(demo), weeks.parse(DEMO_WEEK).end)


@pytest.fixture(scope="module")
def demo_film(demo: Records) -> Film:
    return records.film(demo, Selection("0883", weeks.parse(DEMO_WEEK)), now=AFTER)


def test_the_series_is_the_count_of_each_period(built, demo: Records) -> None:
    for profile in built:
        days = own_rows(demo, profile.status.place_id)["day"]
        for point in profile.series:
            expected = ((days >= point.period.start) & (days < point.period.end)).sum()
            assert point.count == expected


def test_the_last_point_says_what_the_lagesbild_says(built) -> None:
    for profile in built:
        now, last = profile.status.comparison, profile.series[-1]
        assert (last.count, last.low, last.high, last.verdict) == (
            now.count, now.normal_low, now.normal_high, now.verdict,
        )  # fmt: skip
        assert profile.basis.selection.period == last.period
        shown = [point.count for point in profile.series][-13:]
        assert list(now.series[-len(shown) :]) == shown


def test_earlier_points_say_what_the_lagesbild_of_their_own_period_said(
    demo: Records, demo_film: Film, demo_felt: Felt
) -> None:
    now = records.lagesbild(demo, demo_film.selection, now=AFTER)
    told = {
        each.place_id: records.place_profile(demo, each.place_id, now, demo_film, demo_felt).series
        for each in now.places
    }
    for then in demo_film.periods[1 :: len(demo_film.periods) // 6]:
        earlier = records.lagesbild(demo, Selection("0883", then), now=AFTER)
        for status in earlier.places:
            was = status.comparison
            said = next(point for point in told[status.place_id] if point.period == then)
            assert (said.count, said.low, said.high, said.verdict) == (
                was.count, was.normal_low, was.normal_high, was.verdict,
            )  # fmt: skip


def test_spans_hold_the_rows_of_their_periods_and_no_others(built, demo: Records) -> None:
    for profile in built:
        own = own_rows(demo, profile.status.place_id)
        for span, view in profile.spans.items():
            first = weeks.shift(profile.basis.selection.period, 1 - span).start
            wanted = own[(own["day"] >= first) & (own["day"] < profile.series[-1].period.end)]
            assert view.rows.tolist() == wanted.index.tolist()
            point = wanted["precision"].isin(["adress", "kvarter"]) & wanted["x"].notna()
            assert view.drawn.tolist() == wanted.index[point].tolist()
            assert sum(view.precision.values()) == len(view.rows)
            np.testing.assert_allclose(
                view.hours.sum(), len(view.rows) - view.unknown_hour, atol=1e-6
            )
        period = profile.spans[Span.PERIOD]
        assert len(period.rows) == profile.status.comparison.count
        np.testing.assert_allclose(period.hours, profile.status.hours)
        assert period.dark_share == profile.status.dark_share
        assert period.unknown_hour == profile.status.unknown_hour


def test_categories_are_counted_in_two_stretches_of_12_periods(built, demo: Records) -> None:
    for profile in built:
        own = own_rows(demo, profile.status.place_id)
        period = profile.basis.selection.period
        middle, first = weeks.shift(period, -11).start, weeks.shift(period, -23).start
        now = own[(own["day"] >= middle) & (own["day"] < period.end)]["category"].value_counts()
        before = own[(own["day"] >= first) & (own["day"] < middle)]["category"].value_counts()
        for each in profile.categories:
            assert each.now == now[each.category]
            if each.before is not None:
                assert each.before == before[each.category]
        assert sum(each.now for each in profile.categories) == len(profile.spans[Span.TWELVE].rows)
        order = [each.now for each in profile.categories]
        assert order == sorted(order, reverse=True)


def test_incidents_that_lie_in_other_places_too_are_told(built, demo: Records) -> None:
    number = {int(each): at for at, each in enumerate(demo.places["place_id"])}
    pairs = pd.DataFrame({"row": demo.assignment.row, "place": demo.assignment.place})
    for profile in built:
        view = profile.spans[Span.YEAR]
        also = pairs[pairs["row"].isin(view.rows)]
        also = also[also["place"] != number[profile.status.place_id]]
        assert view.in_others == also["row"].nunique()
        for each in view.shared:
            assert each.count == (also["place"] == number[each.place_id]).sum() > 0
        assert sum(each.count for each in view.shared) == len(also)


def test_visits_are_those_of_the_place_up_to_the_last_day(built) -> None:
    for profile in built:
        last = profile.series[-1].period.end
        assert all(each.start.date() < last for each in profile.visits)
        starts = [each.start for each in profile.visits]
        assert starts == sorted(starts, reverse=True)
        recent = [each for each in starts if (last - each.date()).days <= 28]
        assert len(recent) == profile.status.visits_28
        assert (starts[0].date() if starts else None) == profile.status.last_visit
        in_series = [visit for point in profile.series for visit in point.visits]
        assert set(in_series) <= set(profile.visits)
        covered = [each for each in starts if each.date() >= profile.series[0].period.start]
        assert len(in_series) == len(covered)


def test_the_newest_survey_is_the_lagesbilds(built) -> None:
    for profile in built:
        said = profile.status.survey
        assert (said is None) == (not profile.surveys)
        if said is not None:
            assert (profile.surveys[0].share, profile.surveys[0].n) == (said.share_unsafe, said.n)
            assert all(s.low < s.share < s.high for s in profile.surveys)


# -- the small kommun -----------------------------------------------------------------------------


def test_a_planted_rise_is_marked_in_its_own_week_and_not_before() -> None:
    profile, _ = profiled(weekly([1, *BEFORE, *BEFORE, 20, 5, 5, 6]))
    marked = {weeks.code(p.period) for p in profile.series if p.verdict is Verdict.INCREASING}
    assert marked == {"2026-W09"}


def test_a_short_record_has_no_normal_and_starts_where_the_record_does() -> None:
    profile, _ = profiled(weekly([1, 9, 9]))
    assert [point.count for point in profile.series] == [9, 9]
    assert all(point.low is None for point in profile.series)
    assert profile.spans[Span.YEAR].first_day == date(2026, 3, 4)


def test_a_place_with_nothing_on_record_is_empty_and_sound() -> None:
    profile, _ = profiled([])
    assert [point.count for point in profile.series] == [0]
    assert profile.categories == profile.visits == profile.surveys == ()
    for view in profile.spans.values():
        assert len(view.rows) == view.in_others == 0
        assert view.busy is view.dark_share is None


def test_periods_in_which_the_place_was_none_are_not_in_its_series() -> None:
    places = some_places(valid_from=["", "", "2026-03-01"])
    profile, _ = profiled(weekly([1, *BEFORE, *BEFORE]), places=places)
    assert [weeks.code(point.period) for point in profile.series] == [
        "2026-W09", "2026-W10", "2026-W11", "2026-W12",
    ]  # fmt: skip


def test_the_same_incident_in_two_places_is_counted_here_and_told_there() -> None:
    profile, _ = profiled([incident("2026-03-18", "torget")] * 3 + weekly(BEFORE), place_id=2)
    view = profile.spans[Span.PERIOD]
    assert len(view.rows) == view.in_others == 3
    assert [(each.name, each.count) for each in view.shared] == [("Centrum", 3)]


def test_only_the_groups_asked_for_count() -> None:
    rows = [*weekly(BEFORE), incident("2026-03-18", category="belysning")]
    profile, found = profiled(rows, groups=frozenset({Group.ENVIRONMENT}))
    assert [each.category for each in profile.categories] == ["belysning"]
    assert profile.series[-1].count == 1
    assert {CATEGORIES[each.category].group for each in profile.categories} == set(
        found.basis.selection.groups
    )


def test_incidents_without_time_are_in_no_span() -> None:
    profile, _ = profiled([*weekly(BEFORE), incident(None), incident(None)])
    assert len(profile.spans[Span.YEAR].rows) == sum(BEFORE)


def test_visits_and_occasions_stand_in_their_period_with_their_measure() -> None:
    visits = [
        ("Karstorp", utc("2026-03-15T23:59"), 15, 2, True, "mörkt", "belysning lagad", True),
        ("Karstorp", utc("2026-03-16T00:00"), None, None, None, "", "", None),
        ("Karstorp", utc("2026-03-23T00:00"), 15, 2, True, "", "efter", None),
        ("Torget", utc("2026-03-18T12:00"), 15, 2, True, "", "annan", None),
    ]
    profile, _ = profiled(weekly(HISTORY), visits=visits)
    before, now = profile.series[-2:]
    assert [each.measure for each in before.visits] == ["belysning lagad"]
    assert [each.measure for each in now.visits] == [""]
    assert now.visits[0].minutes is now.visits[0].dialogue is None
    assert len(profile.visits) == 2
    named = {o.name for point in profile.series for o in point.occasions}
    assert "Nyårsafton" in named


def test_surveys_are_of_the_place_before_the_periods_end_and_newest_first() -> None:
    asked = [
        ("Karstorp", "2024-10-01", "2024-11-01", "Sen kväll?", 100, 0.2, None, None),
        ("karstorp ", "2025-10-01", "2025-11-01", "Sen kväll?", None, 0.3, 0.4, 0.2),
        ("Karstorp", "2026-03-23", "2026-04-01", "Sen kväll?", 100, 0.9, None, None),
        ("Torget", "2025-10-01", "2025-11-01", "Sen kväll?", 100, 0.9, None, None),
    ]
    profile, _ = profiled(weekly(BEFORE), surveys=asked)
    assert [each.share for each in profile.surveys] == [0.3, 0.2]
    newest, oldest = profile.surveys
    assert newest.n is newest.low is newest.high is None
    assert (newest.women, newest.men) == (0.4, 0.2)
    assert oldest.low == pytest.approx(0.1334, abs=1e-4)
    assert oldest.women is None


def test_a_category_that_more_than_doubles_is_said_to_and_small_ones_are_not() -> None:
    rows = [
        incident("2025-06-01"),
        *[incident(f"2026-0{1 + n % 3}-1{n % 9}", category="klotter") for n in range(40)],
        incident("2026-03-18", category="hot"),
    ]
    profile, _ = profiled(rows)
    said = {each.category: each.verdict for each in profile.categories}
    assert said["klotter"] is Verdict.INCREASING
    assert said["hot"] is Verdict.TOO_FEW


def test_the_past_is_looked_back_on_for_two_years_at_most() -> None:
    past = profiled(weekly([1] * 130))[0].series
    assert len(past) == film.LENGTH
    assert past[0].low is not None


def test_while_the_period_runs_no_category_is_said_to_decrease() -> None:
    rows = [incident("2025-11-12", category="klotter")] * 40 + [incident("2025-06-01")]
    during = datetime(2026, 3, 18, 12, tzinfo=UTC)
    over = {each.category: each.verdict for each in profiled(rows)[0].categories}
    running = {each.category: each.verdict for each in profiled(rows, now=during)[0].categories}
    assert over["klotter"] is Verdict.DECREASING
    assert running["klotter"] is Verdict.AS_USUAL


def test_a_number_that_is_no_place_says_what_to_do() -> None:
    with pytest.raises(SelectionError, match="ingen plats med nummer 99") as caught:
        profiled(weekly(BEFORE), place_id=99)
    assert caught.value.hint


def test_a_place_that_was_none_in_the_period_is_named() -> None:
    places = some_places(valid_from=["", "", "2026-05-01"])
    with pytest.raises(SelectionError, match="Karstorp var ingen plats"):
        profiled(weekly(BEFORE), places=places)


def test_an_empty_kommun_has_no_profile_of_any_place(tmp_path: Path) -> None:
    with open_store(tmp_path / "new.sqlite") as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
        found = records.gather(store, "0883")
    nothing = records.lagesbild(found, Selection("0883", WEEK), now=NOW)
    frames = records.film(found, Selection("0883", WEEK), now=NOW)
    asked = records.felt(found, records.nearby(found), WEEK.end)
    with pytest.raises(SelectionError):
        records.place_profile(found, 1, nothing, frames, asked)


def test_building_changes_none_of_its_arguments(
    demo: Records, demo_film: Film, demo_felt: Felt
) -> None:
    before = replace(demo, incidents=demo.incidents.copy(), visits=demo.visits.copy())
    found = records.lagesbild(demo, Selection("0883", WEEK), now=AFTER)
    records.place_profile(demo, 6, found, demo_film, demo_felt)
    pd.testing.assert_frame_equal(before.incidents, demo.incidents)
    pd.testing.assert_frame_equal(before.visits, demo.visits)
