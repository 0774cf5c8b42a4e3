"""The walk as GPX and iCalendar: other programs can read it, and it says the same as the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import gpxpy
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from geo.report import patrol_gpx, patrol_ics
from geo.weeks import STOCKHOLM
from tests import walk_plans


def test_the_track_has_a_waypoint_per_stop_and_a_track_per_patrol_in_wgs84() -> None:
    outing = walk_plans.outing(walk_plans.plan(patrols=2))
    read = gpxpy.parse(patrol_gpx(outing, now=walk_plans.NOW))
    assert [point.name for point in read.waypoints][:2] == [
        "A1 Resecentrum",
        "A2 Västervik centrum",
    ]
    assert len(read.waypoints) == 12
    assert [track.name for track in read.tracks] == ["Patrull A", "Patrull B"]
    points = [*read.waypoints, *(p for track in read.tracks for p in track.segments[0].points)]
    assert all(57.7 < p.latitude < 57.8 and 16.6 < p.longitude < 16.7 for p in points)
    assert read.waypoints[0].time == datetime(2026, 3, 20, 17, 10, tzinfo=UTC)
    assert "samling unga" in (read.waypoints[0].description or "")


def test_a_track_begins_and_ends_at_the_start() -> None:
    read = gpxpy.parse(patrol_gpx(walk_plans.outing(), now=walk_plans.NOW))
    points = read.tracks[0].segments[0].points
    assert (points[0].latitude, points[0].longitude) == (points[-1].latitude, points[-1].longitude)


def test_a_calendar_has_an_event_per_stop_in_local_time() -> None:
    made = walk_plans.with_break(walk_plans.plan())
    read = Calendar.from_ical(patrol_ics(walk_plans.outing(made), now=walk_plans.NOW))
    events = read.walk("VEVENT")
    assert len(events) == 8
    first = events[0]
    assert first["summary"] == "1 Resecentrum"
    assert first.decoded("dtstart") == datetime(2026, 3, 20, 18, 10, tzinfo=STOCKHOLM)
    assert first.decoded("dtend") - first.decoded("dtstart") == timedelta(minutes=15)
    assert "TZID=Europe/Stockholm" in first.to_ical().decode()
    assert read.walk("VTIMEZONE")[0]["tzid"] == "Europe/Stockholm"


def test_uids_are_unique_and_the_same_when_the_plan_is_exported_again() -> None:
    outing = walk_plans.outing(walk_plans.with_break(walk_plans.plan(patrols=3)))
    first, again = (
        [event["uid"] for event in Calendar.from_ical(patrol_ics(outing, now=now)).walk("VEVENT")]
        for now in (walk_plans.NOW, walk_plans.NOW + timedelta(hours=1))
    )
    assert first == again
    assert len(set(first)) == len(first)


@given(st.text(max_size=60))
def test_any_name_and_reason_gives_files_that_can_be_read_again(name: str) -> None:
    made = walk_plans.plan(stops=2, name=name or "x", because=name)
    outing = replace(walk_plans.outing(made), kommun=name)
    assert len(gpxpy.parse(patrol_gpx(outing, now=walk_plans.NOW)).waypoints) == 2
    read = Calendar.from_ical(patrol_ics(outing, now=walk_plans.NOW))
    assert len(read.walk("VEVENT")) == 2
