"""What a user asks of tonight's walk, in local time and names, and the shift that it comes to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import hypot

from pyproj import Transformer

from geo import weeks
from geo.errors import InputError, SelectionError
from geo.planning.patrol import Break, Meeting, Point, Shift
from geo.planning.patrol.shift import RESERVE
from geo.planning.patrol.sites import Site
from geo.planning.travel import Mode
from geo.schema import WGS84
from geo.sources._free_text import Masker

BEGINS, ENDS = time(18), time(2)
"""The evening that is proposed first."""
REST, REST_FROM = 30, timedelta(hours=5)
"""Minutes of the pause that is proposed, and how long a shift has to be to have one."""
LONGEST, SHORTEST = timedelta(hours=14), timedelta(minutes=30)
"""Of a shift."""
LONGEST_START = 40
"""Letters of a start that is written."""
_POINT = re.compile(r"\s*(-?\d{1,2}(?:[.,]\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*")
_SWEDEN = (55.0, 70.0, 10.0, 25.0)
"""South, north, west and east in degrees."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A meeting at a place, in local time."""

    begins: time
    minutes: int
    place_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A shift as it is said: "two of us, on foot, 18–02, from the station".

    Attributes
    ----------
    day : date
        On which it begins.
    begins, ends : time
        Local; a shift that ends at or before it begins ends the next day.
    start : str
        Number of a place, or ``lat, lon``; empty for the kommun's centre.
    rest : int
        Minutes of pause around the middle of the shift; 0 for none, as in shifts that are shorter
        than :data:`REST_FROM`.
    reserve : float
        Share of the shift that is kept for alarms.
    """

    day: date
    begins: time = BEGINS
    ends: time = ENDS
    patrols: int = 1
    officers: int = 2
    mode: Mode = Mode.FOOT
    start: str = ""
    rest: int = REST
    reserve: float = RESERVE
    meetings: tuple[Appointment, ...] = ()
    must: frozenset[int] = frozenset()
    never: frozenset[int] = frozenset()


def coming(now: datetime) -> Asked:
    """Return the evening that is coming, or that goes on, with nothing said about it.

    Examples
    --------
    >>> coming(datetime(2026, 3, 21, 0, 30, tzinfo=weeks.STOCKHOLM)).day
    datetime.date(2026, 3, 20)
    """
    local = now.astimezone(weeks.STOCKHOLM)
    going_on = local.time() < ENDS
    return Asked(local.date() - timedelta(days=1) if going_on else local.date())


def shift(asked: Asked, sites: Sequence[Site], *, usual: int | None, crs: str) -> Shift:
    """Return the shift that is asked for.

    Parameters
    ----------
    asked : Asked
    sites : sequence of Site
        Where one goes in each place of the kommun.
    usual : int, optional
        ``place_id`` where walks begin unless something else is said.
    crs : str
        Of the sites.

    Raises
    ------
    SelectionError
        It is too long or too short, or begins or meets at a place that there is none of.
    InputError
        The start is no point in Sweden.
    """
    start_utc, end_utc = _bounds(asked)
    where = {site.place_id: site for site in sites}
    return Shift(
        start_utc,
        end_utc,
        origin=_origin(asked.start, where, usual, crs),
        patrols=asked.patrols,
        officers=asked.officers,
        mode=asked.mode,
        reserve=asked.reserve,
        breaks=breaks(asked.rest, start_utc, end_utc),
        meetings=tuple(_meeting(each, asked, where) for each in asked.meetings),
        must=asked.must - asked.never & frozenset(where),
        never=asked.never & frozenset(where),
    )


def _bounds(asked: Asked) -> tuple[int, int]:
    start = datetime.combine(asked.day, asked.begins, weeks.STOCKHOLM)
    over = asked.ends <= asked.begins
    end = datetime.combine(asked.day + timedelta(days=over), asked.ends, weeks.STOCKHOLM)
    start_utc, end_utc = int(start.timestamp()), int(end.timestamp())
    if not SHORTEST.total_seconds() <= end_utc - start_utc <= LONGEST.total_seconds():
        raise SelectionError(
            f"Passet {asked.begins:%H:%M}–{asked.ends:%H:%M} kan inte planeras.",
            hint="Ett pass är mellan en halv timme och 14 timmar långt.",
        )
    return start_utc, end_utc


def said(shift: Shift, sites: Sequence[Site], *, crs: str) -> Asked:
    """Return what has to be asked for to have this shift; see :func:`shift`.

    Parameters
    ----------
    shift : Shift
    sites : sequence of Site
    crs : str
        Of both.
    """
    begins, ends = (
        datetime.fromtimestamp(at, weeks.STOCKHOLM) for at in (shift.start_utc, shift.end_utc)
    )
    meetings = []
    for each in shift.meetings:
        at = _site_at(each.point, sites)
        if at is not None:
            when = datetime.fromtimestamp(each.start_utc, weeks.STOCKHOLM).time()
            meetings.append(Appointment(when, each.minutes, at, each.name))
    at = _site_at(shift.origin, sites)
    return Asked(
        day=begins.date(),
        begins=begins.time(),
        ends=ends.time(),
        patrols=shift.patrols,
        officers=shift.officers,
        mode=shift.mode,
        start=_written(shift.origin, crs) if at is None else str(at),
        rest=shift.breaks[0].minutes if shift.breaks else 0,
        reserve=shift.reserve,
        meetings=tuple(meetings),
        must=shift.must,
        never=shift.never,
    )


def _site_at(point: Point, sites: Sequence[Site]) -> int | None:
    """Return the place whose site is at a point."""
    near = (site.place_id for site in sites if hypot(site.x - point.x, site.y - point.y) < 1.0)
    return next(near, None)


def _written(point: Point, crs: str) -> str:
    lon, lat = Transformer.from_crs(crs, WGS84, always_xy=True).transform(point.x, point.y)
    return f"{lat:.6f}, {lon:.6f}"


def breaks(minutes: int, start_utc: int, end_utc: int) -> tuple[Break, ...]:
    """Return a pause that begins in the middle third of the shift; none in a short one."""
    if not minutes or end_utc - start_utc < REST_FROM.total_seconds():
        return ()
    third = (end_utc - start_utc) // 3
    return (Break(start_utc + third, end_utc - third, minutes),)


def _origin(text: str, where: dict[int, Site], usual: int | None, crs: str) -> Point:
    if text.isdecimal() and int(text) in where:
        site = where[int(text)]
        return Point(site.x, site.y, site.name)
    if text.isdecimal():
        raise SelectionError(
            "Platsen som passet börjar på finns inte.", hint="Välj en annan start."
        )
    if text:
        return point(text, crs=crs)
    if usual is None or usual not in where:
        raise SelectionError(
            "Det finns ingen plats att börja på.",
            hint="Skriv startpunkten som latitud, longitud, till exempel 57.7584, 16.6373.",
        )
    site = where[usual]
    return Point(site.x, site.y, site.name)


def point(text: str, *, crs: str) -> Point:
    """Return a point that is written as latitude and longitude: ``57.7584, 16.6373``.

    Raises
    ------
    InputError
        It is not two numbers, or not in Sweden.
    """
    match = _POINT.fullmatch(text)
    south, north, west, east = _SWEDEN
    if match:
        lat, lon = (float(each.replace(",", ".")) for each in match.groups())
        if south <= lat <= north and west <= lon <= east:
            x, y = Transformer.from_crs(WGS84, crs, always_xy=True).transform(lon, lat)
            return Point(float(x), float(y), "vald punkt")
    raise InputError(
        "Startpunkten är inte en punkt i Sverige.",
        hint="Skriv latitud, longitud, till exempel 57.7584, 16.6373.",
    )


def _meeting(each: Appointment, asked: Asked, where: dict[int, Site]) -> Meeting:
    if each.place_id not in where:
        raise SelectionError(
            f"Platsen för mötet ”{each.name}” finns inte.",
            hint="Ta bort mötet, eller välj en plats.",
        )
    site = where[each.place_id]
    day = asked.day + timedelta(days=each.begins < asked.begins)
    start = int(datetime.combine(day, each.begins, weeks.STOCKHOLM).timestamp())
    name = Masker().text(each.name) or f"Möte, {site.name}"
    return Meeting(name, Point(site.x, site.y, site.name), start, each.minutes)


def starts(places: Sequence[tuple[int, str, str]]) -> tuple[int, ...]:
    """Return the places that a walk may begin at, the most usual one first.

    Parameters
    ----------
    places : sequence of tuple
        ``place_id``, name and typ.

    Notes
    -----
    Stations of the police, the centrum, and stations of trains and buses; where there are none of
    these, any place.
    """
    ranked = sorted((_rank(name, typ), name.casefold(), place) for place, name, typ in places)
    usual = [place for rank, _, place in ranked if rank < len(_STARTS)]
    return tuple(usual or [place for _, _, place in ranked])


_STARTS = ("polis", "centrum", "resecentrum")


def _rank(name: str, typ: str) -> int:
    told = typ.casefold()
    if "polis" in told or "polisstation" in name.casefold():
        return 0
    return _STARTS.index(told) if told in _STARTS else len(_STARTS)
