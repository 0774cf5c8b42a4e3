"""Which places are offered first to whoever logs a visit: the recent ones, or the nearest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely.geometry import Point

from geo.records import Records


@dataclass(frozen=True, slots=True)
class Offer:
    """A place to log a visit at.

    Attributes
    ----------
    place_id : int
    name : str
    last_utc : int, optional
        Start of the latest visit, seconds UTC.
    metres : float, optional
        From where the user is to the place; 0 within it. None where that is not known.
    """

    place_id: int
    name: str
    last_utc: int | None
    metres: float | None = None


def offers(records: Records, *, at: tuple[float, float] | None = None) -> tuple[Offer, ...]:
    """Return the kommun's places: nearest first, or those with the latest visits.

    Parameters
    ----------
    records : Records
    at : tuple of float, optional
        Where the user is, in the records' CRS; of places around it the smallest goes first.
    """
    places = records.places
    last = _last_visits(records)
    metres = None if at is None else places.distance(Point(at)).to_numpy()
    listed = [
        Offer(
            int(place_id),
            str(name),
            int(last[i]) if last[i] >= 0 else None,
            None if metres is None else float(metres[i]),
        )
        for i, (place_id, name) in enumerate(zip(places["place_id"], places["name"], strict=True))
    ]
    area = dict(zip(places["place_id"], places.area, strict=True))
    if at is not None:
        return tuple(sorted(listed, key=lambda each: (each.metres or 0.0, area[each.place_id])))
    return tuple(sorted(listed, key=lambda each: (-(each.last_utc or 0), each.name)))


def lies_in(records: Records, place_id: int | None, at: tuple[float, float]) -> bool:
    """Return whether a point, in the records' CRS, lies in a place: only then it is kept."""
    places = records.places
    own = places.geometry[places["place_id"] == place_id]
    return bool(own.covers(Point(at)).any())


def _last_visits(records: Records) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the latest start of a visit per place, -1 for none."""
    last = np.full(len(records.places), -1, dtype=np.int64)
    joined = records.visit_assignment
    start = records.visits["start_utc"].to_numpy(dtype=np.int64)
    np.maximum.at(last, joined.place, start[joined.row])
    return last
