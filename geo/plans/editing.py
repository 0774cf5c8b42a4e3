"""A plan that a user changes stop by stop: order, length, what stands and what goes.

An edit is a value: every change gives a new one, so it can be undone, put in an address and read
back. What it costs is for ``plans.rework`` to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot

from geo.planning.patrol import Plan, StopKind
from geo.planning.patrol.shift import SERVICE
from geo.planning.patrol.sites import Site

STEP = 5
"""Minutes by which a stop is made longer or shorter."""
SHORTEST, LONGEST = 10, 60
"""Minutes of a visit."""
MOST_STOPS = 40
"""Stops of one patrol."""

Order = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A plan's visits as a user wants them.

    Attributes
    ----------
    order : tuple of tuple of int
        Per patrol the ``place_id`` of its visits in order.
    service : tuple of tuple of int
        ``place_id`` and minutes, of places whose visits are not of the usual length.
    locked, dropped : frozenset of int
        ``place_id`` of what the next proposal has to keep, and may not bring back.
    """

    order: Order
    service: tuple[tuple[int, int], ...] = ()
    locked: frozenset[int] = frozenset()
    dropped: frozenset[int] = frozenset()

    def minutes(self, place_id: int) -> int:
        """Return the minutes of a visit at a place."""
        return dict(self.service).get(place_id, SERVICE)


def begin(plan: Plan) -> Edit:
    """Return a plan as it is, to be changed."""
    order = tuple(
        tuple(
            stop.place_id
            for stop in walk.stops
            if stop.kind is StopKind.VISIT and stop.place_id is not None
        )
        for walk in plan.walks
    )
    return Edit(order, tuple(sorted(plan.shift.service)), plan.shift.must, plan.shift.never)


def drop(edit: Edit, patrol: int, at: int) -> Edit:
    """Leave out the visit `at` (from 0) of a patrol.

    Examples
    --------
    >>> drop(Edit(((3, 4, 3),)), 0, 1)
    Edit(order=((3, 3),), service=(), locked=frozenset(), dropped=frozenset({4}))
    >>> drop(Edit(((3, 4, 3),)), 0, 2).dropped  # one visit of place 3 is left
    frozenset()
    """
    place = edit.order[patrol][at]
    changed = _with(edit, patrol, (*edit.order[patrol][:at], *edit.order[patrol][at + 1 :]))
    if any(place in stops for stops in changed.order):
        return changed
    return replace(
        changed, locked=changed.locked - {place}, dropped=changed.dropped | {place}
    )  # fmt: skip


def move(edit: Edit, patrol: int, at: int, by: int) -> Edit:
    """Do a visit `by` turns later (negative: earlier), as far as there are any.

    Examples
    --------
    >>> move(Edit(((3, 4, 5),)), 0, 0, 1).order
    ((4, 3, 5),)
    """
    stops = list(edit.order[patrol])
    to = min(max(at + by, 0), len(stops) - 1)
    stops.insert(to, stops.pop(at))
    return _with(edit, patrol, tuple(stops))


def lengthen(edit: Edit, place_id: int, by: int) -> Edit:
    """Stay `by` minutes longer at a place (negative: shorter), within what a visit may be.

    Examples
    --------
    >>> lengthen(Edit(((3,),)), 3, 5).service
    ((3, 20),)
    """
    minutes = min(max(edit.minutes(place_id) + by, SHORTEST), LONGEST)
    kept = {**dict(edit.service), place_id: minutes}
    return replace(edit, service=tuple(sorted((p, m) for p, m in kept.items() if m != SERVICE)))


def lock(edit: Edit, place_id: int) -> Edit:
    """Let a place stand in the next proposal, or let go of it again."""
    return replace(edit, locked=edit.locked ^ {place_id}, dropped=edit.dropped - {place_id})


def add(edit: Edit, place_id: int, sites: Sequence[Site], start: tuple[float, float]) -> Edit:
    """Visit a place where it is the shortest detour, as the crow flies.

    Parameters
    ----------
    edit : Edit
    place_id : int
    sites : sequence of Site
    start : tuple of float
        Where patrols begin and end, metres.
    """
    where = {site.place_id: (site.x, site.y) for site in sites}
    if place_id not in where:
        return edit
    detours = [
        (_detour(stops, at, where, where[place_id], start), patrol, at)
        for patrol, stops in enumerate(edit.order)
        if len(stops) < MOST_STOPS
        for at in range(len(stops) + 1)
    ]
    if not detours:
        return edit
    _, patrol, at = min(detours)
    stops = edit.order[patrol]
    changed = _with(edit, patrol, (*stops[:at], place_id, *stops[at:]))
    return replace(changed, dropped=changed.dropped - {place_id})


def _detour(
    stops: Sequence[int],
    at: int,
    where: dict[int, tuple[float, float]],
    new: tuple[float, float],
    start: tuple[float, float],
) -> float:
    before = where.get(stops[at - 1], start) if at else start
    after = where.get(stops[at], start) if at < len(stops) else start
    return _far(before, new) + _far(new, after) - _far(before, after)


def _far(a: tuple[float, float], b: tuple[float, float]) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _with(edit: Edit, patrol: int, stops: tuple[int, ...]) -> Edit:
    order = (*edit.order[:patrol], stops, *edit.order[patrol + 1 :])
    return replace(edit, order=order)


def to_text(edit: Edit) -> str:
    """Return an edit as one word of an address: ``3.4~5_3-20_3_4``.

    Order, lengths, locked and dropped, parted by ``_``.
    """
    order = "~".join(".".join(map(str, stops)) for stops in edit.order)
    service = ".".join(f"{place}-{minutes}" for place, minutes in edit.service)
    locked, dropped = (
        ".".join(map(str, sorted(each))) for each in (edit.locked, edit.dropped)
    )  # fmt: skip
    return f"{order}_{service}_{locked}_{dropped}"


def from_text(text: str, *, patrols: int) -> Edit | None:
    """Return the edit that :func:`to_text` has written; None if it is none for so many patrols.

    Examples
    --------
    >>> from_text("3.4~5_3-20_3_", patrols=2) == Edit(
    ...     ((3, 4), (5,)), ((3, 20),), frozenset({3})
    ... )
    True
    """
    parts = text.split("_")
    if len(parts) != 4 or len(text) > 4000 or not set(text) <= set("0123456789.-~_"):
        return None
    try:
        order = tuple(_ids(stops) for stops in parts[0].split("~"))
        pairs = [part.split("-") for part in parts[1].split(".") if part]
        service = tuple(sorted((int(place), int(minutes)) for place, minutes in pairs))
        locked, dropped = (frozenset(_ids(part)) for part in parts[2:])
    except ValueError:
        return None
    fits = len(order) == patrols and all(len(stops) <= MOST_STOPS for stops in order)
    fits = fits and all(SHORTEST <= minutes <= LONGEST for _, minutes in service)
    return Edit(order, service, locked, dropped) if fits and not locked & dropped else None


def _ids(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part)
