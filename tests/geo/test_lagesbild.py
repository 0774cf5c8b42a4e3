"""The lägesbild as a whole: what is counted, said, ranked and handed on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import join, weeks
from geo.lagesbild import build, to_json
from geo.model import CATEGORIES, Group, Presence, Selection, Verdict

WEEK = weeks.parse("2026-W12")
NOW = datetime(2026, 3, 24, 8, tzinfo=UTC)
SPOTS = {
    "centrum": (50.0, 50.0),
    "torget": (10.0, 10.0),
    "karstorp": (210.0, 10.0),
    "utanför": (900.0, 900.0),
    "intill": (203.0, 150.0),
}
"""Torget lies within Centrum; "intill" is 3 m from Centrum's edge at x = 200."""


def some_places(**changes):
    """Centrum with Torget in it, and Karstorp beside them."""
    frame = gpd.GeoDataFrame(
        {
            "place_id": [1, 2, 3],
            "name": ["Centrum", "Torget", "Karstorp"],
            "typ": ["centrum", "torg", "stadsdel"],
            "status": "aktiv",
            "precision": "ungefärlig",
            "source": "",
            "valid_from": "",
            "valid_to": "",
        },
        geometry=[
            shapely.box(0, 0, 200, 200),
            shapely.box(0, 0, 20, 20),
            shapely.box(205, 0, 300, 100),
        ],
        crs="EPSG:3006",
    )
    return frame.assign(**changes)


def utc(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=weeks.STOCKHOLM).timestamp())


def incident(when, spot="karstorp", category="skadegorelse", *, hours=0.0, text=""):
    """One incident; only its name is known without a `spot`, and no time without `when`."""
    start = None if when is None else utc(when) if isinstance(when, str) else when
    x, y = SPOTS[spot] if spot else (np.nan, np.nan)
    return {
        "category": category,
        "start_utc": start,
        "end_utc": None if start is None else start + int(hours * 3600),
        "x": x,
        "y": y,
        "precision": "adress" if spot else "ort",
        "place_text": text,
    }


def incident_frame(rows):
    """The frame that the store would give."""
    columns = ["category", "start_utc", "end_utc", "x", "y", "precision", "place_text"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["incident_id"] = np.arange(len(frame))
    frame["source"] = "est"
    for name in ("source", "category", "precision", "place_text"):
        frame[name] = frame[name].astype("category")
    for name in ("start_utc", "end_utc"):
        frame[name] = frame[name].astype("Int64")
    middle = frame["start_utc"] + (frame["end_utc"] - frame["start_utc"]) // 2
    frame["mid_utc"] = middle.fillna(np.iinfo(np.int64).max).astype(np.int64)
    return frame.astype({"x": float, "y": float}).sort_values(
        "mid_utc", ignore_index=True, kind="stable"
    )


def table(columns, rows=()):
    return pd.DataFrame(list(rows), columns=columns.split())


def picture(
    rows,
    *,
    period=WEEK,
    places=None,
    visits=(),
    surveys=(),
    causes=(),
    notices=(),
    now=NOW,
    nearest_m=None,
    **selection,
):
    places = some_places() if places is None else places
    frame = incident_frame(rows)
    seen = table("place_text start_utc", visits).astype({"start_utc": np.int64})
    seen["x"] = seen["y"] = np.nan
    index = join.PlaceIndex.build(places)
    return build(
        selection=Selection("0883", period, nearest_m=nearest_m, **selection),
        places=places,
        incidents=frame,
        assignment=join.assign(frame, places, index, max_distance=nearest_m),
        visits=seen,
        visit_assignment=join.assign(seen, places, index),
        surveys=table("place_text period_start period_end question n share_unsafe", surveys),
        causes=table("place_id cause document", causes),
        notices=table("when_utc type name summary url", notices),
        occasions=april(),
        overlap=join.overlaps(places),
        untimed=int(frame["start_utc"].isna().sum()),
        where=(57.76, 16.64),
        store_version=7,
        now=now,
    )


def april():
    return weeks.occasions("0883", date(2026, 4, 1), date(2026, 5, 1))


def place(found, name):
    return next(each for each in found.places if each.name == name)


def weekly(counts, spot="karstorp", *, last=WEEK):
    """So many incidents on the Wednesday noon of each week that ends with `last`."""
    start = weeks.bounds_utc(last)[0] + 2 * 86_400 + 43_200
    return [
        incident(start - 7 * 86_400 * back, spot)
        for back, count in enumerate(reversed(counts))
        for _ in range(count)
    ]


BEFORE = [5, 6, 4, 7, 5, 6, 5, 4, 6, 7, 5, 6]
HISTORY = [1, *BEFORE]
"""One incident before, so that the record covers all 12 weeks."""


# -- counts -------------------------------------------------------------------------------------

KINDS = st.tuples(
    st.sampled_from([*SPOTS, None]),
    st.sampled_from(list(CATEGORIES)),
    st.integers(-60 * 86_400, 9 * 86_400),
    st.sampled_from([0.0, 0.5, 24.0, 167.0, 200.0]),
    st.sampled_from(["", "Karstorp", "torget ", "okänd"]),
    st.booleans(),
)
ROWS = st.lists(KINDS, max_size=40).map(
    lambda kinds: [
        incident(
            weeks.bounds_utc(WEEK)[0] + shift if timed else None,
            spot,
            category,
            hours=hours,
            text=text,
        )
        for spot, category, shift, hours, text, timed in kinds
    ]
)
GROUPS = st.frozensets(st.sampled_from(Group), min_size=1)


@settings(max_examples=60, deadline=None)
@given(ROWS, GROUPS, st.sampled_from([None, 10.0]))
def test_every_row_of_the_period_is_placed_outside_or_unplaced(rows, groups, nearest_m):
    found = picture(rows, groups=groups, nearest_m=nearest_m)
    totals = found.totals
    low, high = weeks.bounds_utc(WEEK)
    frame = incident_frame(rows)
    inside = frame["mid_utc"].between(low, high - 1)
    wanted = frame["category"].map({c: k.group in groups for c, k in CATEGORIES.items()})
    expected = int((inside & wanted.astype(bool)).sum())
    assert totals.rows == totals.placed + totals.outside + totals.unplaced == expected
    assert sum(totals.by_precision.values()) == totals.rows
    assert sum(totals.by_group.values()) == totals.rows
    assert found.series[-1] == totals.rows
    assert totals.by_name + totals.by_nearest <= totals.placed
    np.testing.assert_allclose(found.hours.sum(), totals.rows - totals.unknown_hour, atol=1e-6)
    assert totals.untimed_on_record == int(frame["start_utc"].isna().sum())


@settings(max_examples=60, deadline=None)
@given(ROWS, GROUPS)
def test_the_parts_of_a_place_add_up_to_it(rows, groups):
    found = picture(rows, groups=groups)
    for each in found.places:
        parts = each.by_group.values()
        assert set(each.by_group) == groups
        assert sum(part.count for part in parts) == each.comparison.count
        assert sum(part.previous for part in parts) == each.comparison.previous
        assert sum(each.by_category.values()) == each.comparison.count
        assert tuple(map(sum, zip(*(part.series for part in parts), strict=True))) == (
            each.comparison.series
        )
        assert len(each.comparison.series) == len(found.periods) == len(found.series)
        weighed = each.hours.sum() + each.unknown_hour
        np.testing.assert_allclose(weighed, each.comparison.count, atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_places_says_nothing(rows, random):
    places = some_places()
    turned = places.iloc[[2, 0, 1]].reset_index(drop=True)
    mixed = random.sample(rows, len(rows))
    first, second = picture(rows), picture(mixed, places=turned)
    assert first.totals == second.totals
    assert first.headline == second.headline
    for each in first.places:
        other = place(second, each.name)
        np.testing.assert_allclose(each.hours, other.hours, atol=1e-9)
        assert replace(each, hours=other.hours, rank=other.rank) == other


def test_a_row_in_nested_places_counts_in_both_and_once_in_the_totals():
    found = picture([incident("2026-03-18T12:00", "torget")])
    assert place(found, "Centrum").comparison.count == 1
    assert place(found, "Torget").comparison.count == 1
    assert place(found, "Karstorp").comparison.count == 0
    assert (found.totals.rows, found.totals.placed) == (1, 1)


def test_rows_fall_where_their_position_or_their_name_says():
    found = picture(
        [
            incident("2026-03-18T12:00", "centrum"),
            incident("2026-03-18T12:00", "utanför"),
            incident("2026-03-18T12:00", None, text=" karstorp"),
            incident("2026-03-18T12:00", None, text="någonstans"),
            incident(None, "centrum"),
        ]
    )
    totals = found.totals
    assert (totals.rows, totals.placed, totals.outside, totals.unplaced) == (4, 2, 1, 1)
    assert (totals.by_name, totals.untimed_on_record) == (1, 1)
    assert place(found, "Karstorp").comparison.count == 1


def test_a_point_just_outside_counts_to_the_nearest_place_only_when_asked():
    row = [incident("2026-03-18T12:00", "intill")]
    assert picture(row).totals.outside == 1
    near = picture(row, nearest_m=5.0).totals
    assert (near.placed, near.by_nearest, near.outside) == (1, 1, 0)


@pytest.mark.parametrize(
    ("start", "hours", "counted"),
    [
        ("2026-03-16T00:00", 0, 1),
        ("2026-03-15T23:59:59", 0, 0),
        ("2026-03-22T23:59:59", 0, 1),
        ("2026-03-23T00:00", 0, 0),
        ("2026-03-15T20:00", 7.9, 0),
        ("2026-03-15T20:00", 8, 1),
    ],
)
def test_the_middle_decides_the_period(start, hours, counted):
    assert picture([incident(start, hours=hours)]).totals.rows == counted


def test_only_chosen_groups_count():
    rows = [
        incident("2026-03-18T12:00", category="klotter"),
        incident("2026-03-18T12:00", category="belysning"),
    ]
    found = picture(rows, groups=frozenset({Group.ENVIRONMENT}))
    assert found.totals.rows == 1
    assert place(found, "Karstorp").by_category == {"belysning": 1}


def test_a_place_counts_only_while_it_is_a_place():
    rows = [incident("2026-03-18T12:00", "karstorp"), incident("2026-03-18T12:00", "torget")]
    places = some_places(valid_from=["", "2026-04-01", ""], valid_to=["", "", "2026-03-22"])
    found = picture(rows, places=places)
    assert [each.name for each in found.places] == ["Centrum"]
    assert (found.totals.placed, found.totals.outside) == (1, 1)


# -- comparison ---------------------------------------------------------------------------------


def test_a_rise_stands_first_with_its_band_and_the_periods_before():
    found = picture(weekly([*HISTORY, 14]) + weekly([20] * 14, "centrum"))
    assert [each.name for each in found.places] == ["Karstorp", "Centrum", "Torget"]
    assert [each.rank for each in found.places] == [1, 2, 3]
    now = found.places[0].comparison
    assert (now.count, now.previous) == (14, 6)
    assert (now.normal_low, now.normal_high) == (2, 10)
    assert now.normal_mean == pytest.approx(5.5, abs=0.1)
    assert now.verdict is Verdict.INCREASING
    assert now.p < 0.01
    assert (now.recent, now.presence) == (32, Presence.PERSISTENT)
    assert now.series == (*BEFORE, 14)
    assert found.places[1].comparison.verdict is Verdict.AS_USUAL
    assert found.headline == "34 händelser, normalt 17–34 · 1 plats ökar"
    assert [(item.name, item.what) for item in found.news] == [("Karstorp", Verdict.INCREASING)]
    assert found.news[0].text == "14 nu, normalt 2–10"


def test_a_rise_and_a_fall_share_a_headline():
    found = picture(weekly([*HISTORY, 16]) + weekly([21, *[20] * 12, 2], "centrum"))
    assert found.headline == "18 händelser, normalt 17–34 · 1 plats ökar, 1 minskar"


def test_a_slow_rise_is_told_from_one_of_the_week():
    slow = place(picture(weekly([1, *[6, 5, 7, 6] * 8, 9, 11, 10, 10])), "Karstorp")
    assert slow.comparison.verdict is Verdict.GROWING
    assert "växer sedan flera perioder: 40 på fyra perioder, väntat 2" in slow.reason.lower()


def test_a_new_place_and_one_that_fades_are_news():
    rows = weekly([1, *[0] * 20, 2, 1, 2, 2]) + weekly([1, *[3] * 20, 0, 0, 0, 0], "torget")
    what = {item.name: item.what for item in picture(rows).news}
    assert what["Karstorp"] is Presence.NEW
    assert what["Torget"] in (Presence.FADING, Verdict.WANING, Verdict.DECREASING)


def test_the_record_must_cover_eight_periods_for_a_normal():
    before = [1, 5, 6, 4, 7, 5, 6, 4]
    short, enough = picture(weekly([*before, 9])), picture(weekly([*before, 7, 9]))
    assert (short.basis.usable_periods, enough.basis.usable_periods) == (0, 8)
    assert short.totals.normal_mean is None
    assert place(short, "Karstorp").comparison.verdict is Verdict.TOO_FEW
    assert enough.totals.normal_mean == pytest.approx(5.5, abs=0.1)
    assert place(enough, "Karstorp").comparison.verdict is Verdict.AS_USUAL


def test_the_year_before_is_compared_on_the_same_weekdays():
    rows = weekly([1, *[0] * 51, 2, *[0] * 51, 3])
    assert picture(rows).totals.last_year == 2
    assert place(picture(rows), "Karstorp").comparison.last_year == 2


def test_a_year_before_the_record_is_not_compared():
    found = picture(weekly([2, *[0] * 51, 3]))
    assert found.totals.last_year is None
    assert place(found, "Karstorp").comparison.last_year is None


def test_week_53_is_held_against_week_52():
    rows = [
        incident("2025-12-01T12:00"),
        incident("2025-12-24T12:00"),
        incident("2026-12-30T12:00"),
    ]
    found = picture(rows, period=weeks.parse("2026-W53"), now=datetime(2027, 2, 1, tzinfo=UTC))
    assert (found.totals.rows, found.totals.last_year) == (1, 1)


def test_the_series_holds_at_most_52_periods_and_ends_with_this_one():
    found = picture(weekly([1] * 80))
    assert found.series == (1,) * 52
    assert found.periods[-1] == WEEK
    assert weeks.code(found.periods[0]) == "2025-W13"


def test_a_period_that_still_runs_is_not_said_to_decrease():
    rows = weekly([1, *[20] * 40, 2])
    during = picture(rows, now=datetime(2026, 3, 17, 8, tzinfo=UTC))
    assert place(picture(rows), "Karstorp").comparison.verdict is Verdict.DECREASING
    assert place(during, "Karstorp").comparison.verdict is Verdict.AS_USUAL
    assert during.headline == "2 händelser hittills, normalt 13–28 · ingen plats avviker"


def test_a_log_that_ends_in_the_middle_of_a_week_is_not_said_to_decrease():
    days = [
        incident(weeks.bounds_utc(WEEK)[0] - 7 * 86_400 * back + day * 86_400 + 43_200, "karstorp")
        for back in range(1, 41)
        for day in range(7)
        for _ in range(3)
    ]
    begun = [incident(weeks.bounds_utc(WEEK)[0] + 3600, "karstorp") for _ in range(2)]
    cut_short = picture([*days, *begun])
    assert place(cut_short, "Karstorp").comparison.verdict is Verdict.AS_USUAL
    assert "hittills" in cut_short.headline
    later = [incident(weeks.bounds_utc(WEEK)[1] + 3600, "karstorp")]
    whole = picture([*days, *begun, *later])
    assert place(whole, "Karstorp").comparison.verdict is Verdict.DECREASING
    assert "hittills" not in whole.headline


@pytest.mark.parametrize("code", ["2026-W11--2W", "2026-W09--4W", "2026-03", "2026-T1"])
def test_every_kind_of_period_counts_its_own_days(code):
    found = picture(weekly([1] * 60), period=weeks.parse(code))
    low, high = weeks.bounds_utc(weeks.parse(code))
    frame = incident_frame(weekly([1] * 60))
    assert found.totals.rows == int(frame["mid_utc"].between(low, high - 1).sum()) > 0


def test_alike_places_come_by_worry_and_then_by_time_since_the_last_visit():
    rows = [incident("2026-03-18T12:00", spot) for spot in ("torget", "karstorp")]
    worried = picture(rows, surveys=[("Karstorp", "2025-10-01", "2025-11-01", "Kväll", 90, 0.6)])
    assert worried.places[0].name == "Karstorp"
    visited = picture(rows, visits=[("Torget", utc("2026-03-20T18:00"))])
    assert [each.name for each in visited.places] == ["Centrum", "Karstorp", "Torget"]


# -- hours and darkness ---------------------------------------------------------------------------


def test_intervals_over_a_week_have_no_hour():
    rows = [
        incident("2026-03-18T12:00"),
        incident("2026-03-14T12:00", hours=200),
        incident("2026-03-18T00:00", hours=24),
    ]
    karstorp = place(picture(rows), "Karstorp")
    assert karstorp.unknown_hour == 1
    np.testing.assert_allclose(karstorp.hours[2, 12], 1 + 1 / 24)
    np.testing.assert_allclose(karstorp.hours.sum(), 2)


def test_the_share_in_the_dark_needs_five_sharp_times():
    night, noon = "2026-03-18T23:00", "2026-03-18T12:00"
    four = [*[incident(night)] * 3, incident(noon), *[incident(noon, hours=24)] * 9]
    assert place(picture(four), "Karstorp").dark_share is None
    five = picture([*four, incident(noon)])
    assert place(five, "Karstorp").dark_share == five.totals.dark_share == 0.6


def test_busy_hours_are_named_by_sharp_times_only():
    nights = [incident(f"2026-03-{day}T22:30") for day in (20, 21) for _ in range(5)]
    assert "fre–lör 21–00" in place(picture(nights), "Karstorp").reason
    days = [incident(f"2026-03-{day}T00:00", hours=24) for day in (20, 21) for _ in range(5)]
    assert "fre" not in place(picture(days), "Karstorp").reason


# -- words ----------------------------------------------------------------------------------------


def test_a_reason_tells_count_band_kinds_darkness_and_visit():
    rows = weekly([*HISTORY, 0]) + [
        incident(f"2026-03-{day}T22:30", category=category)
        for day, category in (
            *[(20, "skadegorelse")] * 6,
            *[(21, "samling")] * 5,
            (21, "belysning"),
        )
    ]
    reason = place(picture(rows, visits=[("Karstorp", utc("2026-03-03T18:00"))]), "Karstorp").reason
    assert reason.startswith(
        "12 händelser, normalt 2–10. Så många väntas av en slump ungefär en vecka på "
    )
    assert "Mest skadegörelse och otrygghetsskapande samling, " in reason
    assert reason.endswith("100\u00a0% i mörker. Senaste besök för 19 dagar sedan.")


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "Inga händelser"), (1, "1 händelse"), (2, "2 händelser")],
)
def test_too_few_is_said_in_words(count, words):
    reason = place(picture(weekly([1, *[0, 1] * 6, count])), "Karstorp").reason
    assert reason.startswith(f"{words}: för få för att säga om något ändrats")


def test_many_without_a_history_are_not_called_few():
    reason = place(picture(weekly([40])), "Karstorp").reason
    assert reason.startswith("40 händelser, för kort historik för att säga vad som är normalt")


@pytest.mark.parametrize(
    ("visit", "words", "recent", "year"),
    [
        (None, "inget besök i loggen", 0, 0),
        ("2026-03-22T23:30", "besökt periodens sista dag", 1, 1),
        ("2026-03-21T12:00", "senaste besök för 1 dag sedan", 1, 1),
        ("2026-02-23T12:00", "senaste besök för 27 dagar sedan", 1, 1),
        ("2026-02-22T12:00", "senaste besök för 28 dagar sedan", 0, 1),
        ("2025-03-22T12:00", "senaste besök för 365 dagar sedan", 0, 0),
        ("2026-03-23T00:30", "inget besök i loggen", 0, 0),
    ],
)
def test_visits_are_counted_back_from_the_periods_last_day(visit, words, recent, year):
    found = picture([], visits=[] if visit is None else [("Torget", utc(visit))])
    torget = place(found, "Torget")
    assert torget.reason.casefold().endswith(f"{words}.")
    assert (torget.visits_28, torget.visits_365) == (recent, year)


def test_a_visit_during_a_running_period_is_counted_back_from_today():
    found = picture(
        [],
        visits=[("Torget", utc("2026-03-16T12:00"))],
        now=datetime(2026, 3, 18, 8, tzinfo=UTC),
    )
    assert place(found, "Torget").days_since_visit == 2


def test_large_numbers_are_written_the_swedish_way():
    found = picture(weekly([1234]))
    assert found.headline.startswith("1\N{NO-BREAK SPACE}234 händelser")


# -- what stands beside ---------------------------------------------------------------------------


def test_causes_surveys_notices_and_occasions_come_with_the_picture():
    found = picture(
        [],
        causes=[(3, "öppen narkotikahandel", "löfte"), (3, "mörkt", ""), (1, "ungdomar", "")],
        surveys=[
            ("karstorp", "2025-10-01", "2025-11-01", "Kväll", 90, 0.4),
            ("Karstorp", "2024-10-01", "2024-11-01", "Kväll", 80, 0.9),
            ("Karstorp", "2026-04-01", "2026-05-01", "Kväll", 70, 0.1),
        ],
        notices=[
            (utc("2026-03-18T05:43"), "Stöld/inbrott", "18 mars 05.43", "Inbrott i bod.", "/a"),
            (utc("2026-03-23T00:00"), "Brand", "23 mars 00.00", "Bilbrand.", "/b"),
        ],
    )
    karstorp = place(found, "Karstorp")
    assert karstorp.causes == (("öppen narkotikahandel", "löfte"), ("mörkt", ""))
    assert karstorp.survey is not None
    assert (karstorp.survey.share_unsafe, karstorp.survey.n) == (0.4, 90)
    assert place(found, "Torget").survey is None
    assert [(n.type, n.when.isoformat()) for n in found.notices] == [
        ("Stöld/inbrott", "2026-03-18T05:43:00+01:00")
    ]
    assert "Valborgsmässoafton" in [each.name for each in found.occasions]
    assert found.during == ()
    assert found.totals.rows == 0


def test_the_occasions_of_the_period_are_told_apart_from_those_to_come():
    found = picture([], period=weeks.parse("2026-W14"))
    assert [each.name for each in found.during] == ["Långfredagen", "Påskdagen"]
    assert {each.name for each in found.during}.isdisjoint(each.name for each in found.occasions)


def test_an_unanswered_number_of_survey_answers_is_unknown():
    found = picture([], surveys=[("Torget", "2025-10-01", "2025-11-01", "Kväll", pd.NA, 0.4)])
    survey = place(found, "Torget").survey
    assert survey is not None
    assert survey.n is None


def test_no_places_and_no_incidents_are_an_empty_picture():
    found = picture([], places=some_places().iloc[:0])
    assert found.places == ()
    assert found.headline.startswith("Inga händelser")
    assert found.totals.rows == found.totals.placed == found.basis.usable_periods == 0
    assert found.totals.normal_low is found.totals.last_year is found.totals.dark_share is None
    assert set(found.series) == {0}
    assert found.periods[-1] == WEEK
    assert json.loads(json.dumps(to_json(found)))["places"] == []


def test_incidents_without_any_time_leave_the_picture_empty():
    found = picture([incident(None), incident(None, None)])
    assert found.totals.rows == 0
    assert found.totals.untimed_on_record == 2


def test_what_is_given_is_left_as_it_was():
    rows, places = weekly([*HISTORY, 14]), some_places()
    frame, before = incident_frame(rows), places.copy()
    index = join.PlaceIndex.build(places)
    assigned = join.assign(frame, places, index)
    kept, pairs = frame.copy(), assigned.row.copy()
    empty = table("place_text start_utc x y").astype({"start_utc": np.int64})
    build(
        selection=Selection("0883", WEEK),
        places=places,
        incidents=frame,
        assignment=assigned,
        visits=empty,
        visit_assignment=join.assign(empty, places, index),
        surveys=table("place_text period_start period_end question n share_unsafe"),
        causes=table("place_id cause document"),
        notices=table("when_utc type name summary url"),
        occasions=[],
        overlap=join.overlaps(places),
        untimed=0,
        where=(57.76, 16.64),
        store_version=1,
        now=NOW,
    )
    pd.testing.assert_frame_equal(frame, kept)
    assert (assigned.row == pairs).all()
    assert places.equals(before)


# -- JSON -----------------------------------------------------------------------------------------


def test_json_holds_basis_totals_places_and_notices():
    rows = weekly([*HISTORY, 14])
    visits = [("Karstorp", utc("2026-03-10T17:00"))]
    text = json.dumps(to_json(picture(rows, visits=visits)), ensure_ascii=False)
    found = json.loads(text)
    assert found["basis"]["store_version"] == 7
    assert found["basis"]["selection"]["kommun"] == "0883"
    assert found["basis"]["selection"]["period"] == "2026-W12"
    assert found["basis"]["parameters"]["minimum_count"] == 5
    assert found["basis"]["parameters"]["usable_periods"] == 12
    assert found["news"][0]["what"] == "okar"
    totals = found["totals"]
    assert (totals["rows"], totals["placed"], totals["outside"], totals["unplaced"]) == (
        14,
        14,
        0,
        0,
    )
    karstorp = found["places"][0]
    expected = {
        "place_id": 3,
        "name": "Karstorp",
        "count": 14,
        "previous": 6,
        "normal_low": 2,
        "normal_mean": 5.42,
        "normal_high": 10,
        "last_year": None,
        "verdict": "okar",
        "last_visit": "2026-03-10",
    }
    assert {key: karstorp[key] for key in expected} == expected
    assert karstorp["reason"].startswith("14 händelser, normalt 2–10. Så många väntas av en slump")
    assert found["periods"][-1] == "2026-W12"
    assert len(found["series"]) == len(found["periods"])
    assert found["notices"] == []


HOSTILE = "{{7*191}} ${alert(1)} <img src=x> C:\\users `x` {% 50"


def test_hostile_text_passes_through_as_it_is():
    found = to_json(
        picture(
            [],
            places=some_places(name=[HOSTILE, "Torget", "Karstorp"]),
            causes=[(1, HOSTILE, HOSTILE)],
            notices=[(utc("2026-03-18T05:43"), HOSTILE, HOSTILE, HOSTILE, HOSTILE)],
        )
    )
    again = json.loads(json.dumps(found))
    named = next(each for each in again["places"] if each["place_id"] == 1)
    assert named["name"] == HOSTILE
    assert named["causes"] == [{"cause": HOSTILE, "document": HOSTILE}]
    assert again["notices"][0]["summary"] == HOSTILE
