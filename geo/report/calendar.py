"""The walk as iCalendar: an event per stop, for the calendar of a telephone."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from icalendar import Calendar, Event, vGeo
from pyproj import Transformer

from geo import weeks
from geo.planning.patrol import Stop, telling
from geo.report._text import printable
from geo.report.outing import Outing
from geo.schema import WGS84


def patrol_ics(outing: Outing, *, now: datetime) -> bytes:
    """Return the walk as iCalendar (RFC 5545), times in Europe/Stockholm.

    An event's UID depends on the shift, the patrol and which visit of which place it is: the same
    plan, exported again, changes the events that a calendar has instead of adding to them.

    Parameters
    ----------
    outing : Outing
    now : datetime
        When it is made, with a time zone.
    """
    plan = outing.plan
    calendar = Calendar()
    calendar.add("prodid", "-//Platsbild//Patrullplan//SV")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", printable(f"{telling.title(plan)} {telling.when(plan)}"))
    to_degrees = Transformer.from_crs(outing.crs, WGS84, always_xy=True)
    for walk, marks in zip(plan.walks, telling.marks(plan), strict=True):
        seen: Counter[str] = Counter()
        for stop, mark in zip(walk.stops, marks, strict=True):
            what = stop.kind.value if stop.place_id is None else f"plats-{stop.place_id}"
            seen[what] += 1
            event = _event(stop, mark, now)
            event.add("uid", _uid(outing, walk.patrol, what, seen[what]))
            doing = outing.doing.get(stop.place_id or 0, ())
            event.add("description", _description(telling.why(plan, walk, stop), doing))
            lon, lat = to_degrees.transform(stop.x, stop.y)
            event.add("geo", vGeo((round(lat, 6), round(lon, 6))))
            calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(stop: Stop, mark: str, now: datetime) -> Event:
    event = Event()
    event.add("summary", printable(f"{mark} {stop.name}"))
    event.add("location", printable(stop.name))
    event.add("dtstart", datetime.fromtimestamp(stop.start_utc, weeks.STOCKHOLM))
    event.add("dtend", datetime.fromtimestamp(stop.leave_utc, weeks.STOCKHOLM))
    event.add("dtstamp", now.astimezone(UTC))
    return event


def _uid(outing: Outing, patrol: int, what: str, turn: int) -> str:
    shift = outing.plan.shift
    place = "".join(letter for letter in outing.kommun.casefold() if letter.isalnum())
    return f"{place or 'patrull'}-{shift.start_utc}-{patrol}-{what}-{turn}@platsbild"


def _description(why: str, doing: tuple[str, ...]) -> str:
    lines = [f"Därför: {why}" if why else "", *(f"Gör: {each}" for each in doing)]
    return printable("\n".join(line for line in lines if line))
