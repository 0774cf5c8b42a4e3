"""An outline that may replace a place's, and what that would change; nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from shapely.geometry.base import BaseGeometry

from geo import join
from geo.errors import SelectionError
from geo.look import number
from geo.model import PlacePrecision
from geo.polygon_change import doubts
from geo.polygon_change.words import hectares, share
from geo.records import Records
from geo.sources.outlines import Outline
from geo.weeks.clock import midnight

DAYS = 364
"""Incidents of so many days, 52 weeks, are counted before and after."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the comparison, as Swedish text; `before` is empty where there is one value."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Proposal:
    """An outline that may replace a place's, and what that would change.

    Attributes
    ----------
    kommun : str
    place_id : int
    name : str
        The place's.
    before, after : geometry
        Its outline now and then, in the store's CRS.
    precision : PlacePrecision
        How exactly the new one is drawn.
    source, sha256 : str
        The new outline's file and the hash of its content.
    incidents_before, incidents_after : int
        Incidents of the last 52 weeks on record that lie in it.
    warnings : tuple of str
        Swedish sentences on what looks like a mistake.
    """

    kommun: str
    place_id: int
    name: str
    before: BaseGeometry
    after: BaseGeometry
    precision: PlacePrecision
    source: str
    sha256: str
    incidents_before: int
    incidents_after: int
    warnings: tuple[str, ...]

    @property
    def shared_m2(self) -> float:
        """Area in both outlines, square metres."""
        return float(self.before.intersection(self.after).area)

    @property
    def moved_m(self) -> float:
        """Distance between the centroids, metres."""
        return float(self.before.centroid.distance(self.after.centroid))

    @property
    def note(self) -> str:
        """What is told of the change in the list of imports."""
        sizes = f"{hectares(self.before.area)} → {hectares(self.after.area)} ha"
        return f"Ytan för {self.name} ersatt: {sizes}."

    def figures(self) -> tuple[Figure, ...]:
        """Return the comparison line by line."""
        shared, old, new = self.shared_m2, self.before.area, self.after.area
        return (
            Figure("Hektar", hectares(old), hectares(new)),
            Figure("Andel som ligger i båda", share(shared, old), share(shared, new)),
            Figure(
                "Händelser, senaste 52 veckorna",
                number(self.incidents_before),
                number(self.incidents_after),
            ),
            Figure("Mittpunkten flyttas", "", f"{number(self.moved_m)} m"),
        )


def propose(
    records: Records,
    place_id: int,
    outline: Outline,
    *,
    precision: PlacePrecision,
    nearest_m: float | None = None,
) -> Proposal:
    """Compare a place's outline with another one.

    Parameters
    ----------
    records : Records
        Of the place's kommun.
    place_id : int
    outline : Outline
        In the records' CRS.
    precision : PlacePrecision
        How exactly it is drawn.
    nearest_m : float, optional
        As the records were gathered with.

    Raises
    ------
    SelectionError
        There is no such place, or nothing would change.
    """
    at = _position(records, place_id)
    place = records.places.iloc[at]
    name, before, after = str(place["name"]), place["geometry"], outline.geometry
    if before.equals(after) and place["precision"] == precision.value:
        raise SelectionError(
            f"Ytan är densamma som {name} redan har.", hint="Välj en annan yta eller ändra den."
        )
    count_before, count_after = _incidents(records, at, after, nearest_m)
    return Proposal(
        kommun=records.kommun,
        place_id=place_id,
        name=name,
        before=before,
        after=after,
        precision=precision,
        source=outline.file,
        sha256=outline.sha256,
        incidents_before=count_before,
        incidents_after=count_after,
        warnings=doubts.listed(
            outline, before, records.boundary, name=name, code=str(place["row_key"])
        ),
    )


def matching(found: Sequence[Outline], records: Records, place_id: int) -> Outline | None:
    """Return the outline that is the place's: the only one, or the one with its code or name.

    None where it cannot be told, and somebody must be asked.
    """
    if len(found) == 1:
        return found[0]
    place = records.places.iloc[_position(records, place_id)]
    for text in (str(place["row_key"]), str(place["name"])):
        called = [outline for outline in found if outline.is_called(text)]
        if len(called) == 1:
            return called[0]
    return None


def last_rows(records: Records) -> slice:
    """Return which of the incidents belong to the last 52 weeks on record."""
    last = records.last_day
    if last is None:
        return slice(0, 0)
    after = last + timedelta(days=1)
    edges = (midnight(after - timedelta(days=DAYS)), midnight(after))
    low, high = np.searchsorted(records.incidents["mid_utc"].to_numpy(), edges)
    return slice(int(low), int(high))


def _position(records: Records, place_id: int) -> int:
    at = np.flatnonzero(records.places["place_id"].to_numpy() == place_id)
    if not len(at):
        raise SelectionError(f"Platsen {place_id} finns inte i kommunen.")
    return int(at[0])


def _incidents(
    records: Records, at: int, after: BaseGeometry, nearest_m: float | None
) -> tuple[int, int]:
    """Count the last incidents in a place: as joined, and joined anew with its new outline."""
    rows = last_rows(records)
    known = records.assignment
    low, high = np.searchsorted(known.row, (rows.start, rows.stop))
    changed = records.places.copy()
    changed.iloc[at, changed.columns.get_loc("geometry")] = after
    anew = join.assign(
        records.incidents.iloc[rows],
        changed,
        join.PlaceIndex.build(changed),
        max_distance=nearest_m,
        aliases=records.aliases,
    )
    return int((known.place[low:high] == at).sum()), int((anew.place == at).sum())
