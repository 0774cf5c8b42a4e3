"""A shift, its need and its ways in what planning counts in: whole minutes from its start.

Ways are rounded up to whole minutes, so that what is planned can be walked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo.errors import SelectionError
from geo.planning.need import Need, Slot
from geo.planning.patrol.shift import SERVICE, SPACING, Point, Shift
from geo.planning.patrol.sites import Site
from geo.planning.travel import Legs, Ways

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

WORTH = (1.0, 0.5, 0.25)
"""Share of need that the first visit of a shift covers, the second, the third; there are no more.

Our choice, not measured: a return within the shift does something again, but less than a visit
where nobody has been."""
NO_WAY = 10**6
"""Minutes between points with no way between them."""
ORIGIN, END, FIRST_SITE = 0, 1, 2
"""Points: where walks begin, where they end, the sites in order, the meetings in order."""


@dataclass(frozen=True)
class Task:
    """What there is to plan.

    Attributes
    ----------
    minutes : ndarray of int, shape (points, points)
        From door to door, rounded up; :data:`NO_WAY` where there is none.
    legs : Legs
        The same, not rounded, on foot and by car.
    service : ndarray of int, shape (sites,)
        Minutes of a visit.
    opens, closes : ndarray of int, shape (slots,)
        Need's slots, within the shift; a visit starts before its slot closes.
    value : ndarray of float, shape (sites, slots)
        Need.
    because : tuple of tuple of str
        Per site and slot.
    length, budget : int
        Minutes of the shift, and those that may be planned: the rest is kept for alarms.
    made : tuple of int, shape (sites,)
        Visits done.
    free_from : ndarray of int, shape (sites,)
        From when a place may be visited (again).
    """

    shift: Shift
    sites: tuple[Site, ...]
    minutes: Ints
    legs: Legs
    method: str
    profile: str
    service: Ints
    opens: Ints
    closes: Ints
    value: Floats
    because: tuple[tuple[str, ...], ...]
    length: int
    budget: int
    made: tuple[int, ...]
    free_from: Ints

    def with_value(self, value: Floats) -> Task:
        """Return the same task with another need."""
        return replace(self, value=value)

    @cached_property
    def open_sites(self) -> NDArray[np.bool_]:
        """Return which sites may be visited: not ruled out, and there is time to go there."""
        never = self.shift.never
        return np.array(
            [s.place_id not in never and self.fits(at) for at, s in enumerate(self.sites)],
            dtype=np.bool_,
        )

    @cached_property
    def ways(self) -> list[list[int]]:
        """Return `minutes` as lists: single look-ups are far faster than in an array."""
        rows: list[list[int]] = self.minutes.tolist()
        return rows

    @cached_property
    def worths(self) -> list[list[float]]:
        """Return `value` as lists."""
        rows: list[list[float]] = self.value.tolist()
        return rows

    @cached_property
    def musts(self) -> frozenset[int]:
        """Return the sites that have to be in the plan and have not been visited yet."""
        return frozenset(
            at
            for at, site in enumerate(self.sites)
            if site.place_id in self.shift.must and not self.made[at]
        )

    def point(self, site: int) -> int:
        """Return the number of a site's point."""
        return FIRST_SITE + site

    def meeting_point(self, meeting: int) -> int:
        """Return the number of a meeting's point."""
        return FIRST_SITE + len(self.sites) + meeting

    def spot(self, point: int) -> tuple[float, float]:
        """Return x, y of a point."""
        meetings = tuple(meeting.point for meeting in self.shift.meetings)
        end = self.shift.end or self.shift.origin
        spots: tuple[Point | Site, ...] = (self.shift.origin, end, *self.sites, *meetings)
        return spots[point].x, spots[point].y

    def minute(self, utc: int) -> int:
        """Return whole minutes from the start of the shift, rounded up."""
        return -((self.shift.start_utc - utc) // 60)

    def utc(self, minute: int) -> int:
        """Return seconds UTC."""
        return self.shift.start_utc + 60 * minute

    def slot(self, minute: int) -> int | None:
        """Return the slot in which a minute lies."""
        at = int(np.searchsorted(self.opens, minute, side="right")) - 1
        return at if at >= 0 and minute < self.closes[at] else None

    def window(self, site: int) -> tuple[int, int]:
        """Return the first and last minute at which a visit could start if it were the only one."""
        there, back = self.minutes[ORIGIN, self.point(site)], self.minutes[self.point(site), END]
        last = self.length - int(back) - int(self.service[site])
        return max(int(there), int(self.free_from[site])), last

    def apart(self, site: int) -> int:
        """Return the minutes from the start of one visit to that of the next, at least."""
        return int(self.service[site]) + SPACING

    def fits(self, site: int) -> bool:
        """Tell whether there is time for this visit and nothing else."""
        there, back = self.minutes[ORIGIN, self.point(site)], self.minutes[self.point(site), END]
        first, last = self.window(site)
        return first <= last and int(there + back + self.service[site]) <= self.budget


def prepare(shift: Shift, need: Need, sites: tuple[Site, ...], ways: Ways) -> Task:
    """Count a shift in whole minutes.

    Sites of which need says nothing are left out.

    Raises
    ------
    SelectionError
        A place that has to be in the plan is not among the sites.
    """
    row = {place_id: at for at, place_id in enumerate(need.place_ids)}
    known = tuple(site for site in sites if site.place_id in row)
    if missing := shift.must - {site.place_id for site in known}:
        raise SelectionError(
            f"Plats {min(missing)} finns inte bland platserna.", hint="Välj en plats i kommunen."
        )
    legs = between(shift, known, ways)
    length = (shift.end_utc - shift.start_utc) // 60
    slots = [at for at, slot in enumerate(need.slots) if _in(slot, shift)]
    opens, closes = _edges([need.slots[at] for at in slots], shift, length)
    rows = [row[site.place_id] for site in known]
    service = dict(shift.service)
    return Task(
        shift=shift,
        sites=known,
        minutes=_whole(legs.minutes),
        legs=legs,
        method=ways.method,
        profile=need.profile,
        service=np.array([service.get(s.place_id, SERVICE) for s in known], dtype=np.int64),
        opens=opens,
        closes=closes,
        value=need.value[np.ix_(rows, slots)].reshape(len(rows), len(slots)),
        because=tuple(tuple(need.because[at][slot] for slot in slots) for at in rows),
        length=length,
        budget=allowed(shift),
        made=tuple(sum(d.place_id == s.place_id for d in shift.done) for s in known),
        free_from=np.array([_free_from(shift, s.place_id) for s in known], dtype=np.int64),
    )


def allowed(shift: Shift) -> int:
    """Return the whole minutes of a shift that a patrol may plan; the rest is kept for alarms."""
    return int((shift.end_utc - shift.start_utc) // 60 * (1 - shift.reserve) + 1e-9)


def between(shift: Shift, sites: tuple[Site, ...], ways: Ways) -> Legs:
    """Return the ways between where walks begin, where they end, the sites and the meetings."""
    end = shift.end or shift.origin
    meetings = (meeting.point for meeting in shift.meetings)
    spots: list[Point | Site] = [shift.origin, end, *sites, *meetings]
    x = np.array([spot.x for spot in spots], dtype=np.float64)
    y = np.array([spot.y for spot in spots], dtype=np.float64)
    return ways.legs(x, y, mode=shift.mode)


def _whole(minutes: Floats) -> Ints:
    """Round up, but for what is noise of the arithmetic."""
    known = np.where(np.isfinite(minutes), minutes, NO_WAY)
    return np.minimum(np.ceil(known - 1e-6), NO_WAY).astype(np.int64)


def _in(slot: Slot, shift: Shift) -> bool:
    return slot.start_utc < shift.end_utc and slot.end_utc > shift.start_utc


def _edges(slots: list[Slot], shift: Shift, length: int) -> tuple[Ints, Ints]:
    """Return when slots open and close, in minutes of the shift."""
    utc = np.array([(slot.start_utc, slot.end_utc) for slot in slots], dtype=np.int64)
    edges = np.clip(-((shift.start_utc - utc.reshape(-1, 2)) // 60), 0, length)
    return edges[:, 0], edges[:, 1]


def _free_from(shift: Shift, place_id: int) -> int:
    ends = [d.start_utc + 60 * (d.minutes + SPACING) for d in shift.done if d.place_id == place_id]
    return max([0, *(-((shift.start_utc - end) // 60) for end in ends)])
