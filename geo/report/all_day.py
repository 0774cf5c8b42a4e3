"""Days as iCalendar: deadlines, occasions and arrangements, for the calendar of any program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from icalendar import Calendar, Event

from geo.report._text import printable, shortened

LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class AllDay:
    """Something that lasts whole days.

    Attributes
    ----------
    uid : str
        The same each time it is written, so that a calendar changes what it has; ASCII.
    title : str
    start, end : date
        Local days, the end exclusive.
    text : str
    place : str
    cancelled : bool
        A calendar that has it takes it away, or strikes it out.
    """

    uid: str
    title: str
    start: date
    end: date
    text: str = ""
    place: str = ""
    cancelled: bool = False


def days_ics(name: str, days: Sequence[AllDay], *, version: int, now: datetime) -> bytes:
    """Return days as iCalendar (RFC 5545): DATE values, no time zone, time shown as free.

    Parameters
    ----------
    name : str
        Of the calendar.
    days : sequence of AllDay
    version : int
        Grows with every change of what the days are made from; as SEQUENCE it tells a calendar
        which of two files is the newer (section 3.8.7.4).
    now : datetime
        When it is made, with a time zone.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Platsbild//Dagar//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", printable(name))
    for day in days:
        calendar.add_component(_event(day, version, now))
    return bytes(calendar.to_ical())


def _event(day: AllDay, version: int, now: datetime) -> Event:
    event = Event()
    event.add("uid", day.uid)
    event.add("summary", shortened(day.title, LONGEST_TITLE))
    event.add("dtstart", day.start)
    event.add("dtend", day.end)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", version)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if day.cancelled else "CONFIRMED")
    if day.place:
        event.add("location", printable(day.place))
    if day.text:
        event.add("description", printable(day.text))
    return event
