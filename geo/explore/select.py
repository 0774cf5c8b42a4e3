"""The rows that a filter means, and how many could not be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.explore import area
from geo.explore.columns import Bools, Columns, Ints
from geo.explore.filters import Filter, Light

_EPOCH = date(1970, 1, 1).toordinal()


class Unknown(StrEnum):
    """What is not known of a row that the filter would have asked for."""

    TIME = "tid"
    HOUR = "timme"
    WEEKDAY = "veckodag"
    POSITION = "läge"


_UNKNOWN = tuple(Unknown)


@dataclass(frozen=True)
class Selected:
    """What a filter found.

    Attributes
    ----------
    rows : ndarray of int64
        Positions in the frame, ascending.
    drawn : ndarray of bool, shape (rows,)
        Which have a point that may be drawn.
    left_out : mapping of Unknown to int
        Rows that fit as far as they can be asked, and were left out for what is not known of them.
    on_record : int
        All rows that there are.
    """

    rows: Ints
    drawn: Bools
    left_out: Mapping[Unknown, int]
    on_record: int

    @property
    def points(self) -> Ints:
        """Positions of the rows that may be drawn."""
        return self.rows[self.drawn]

    @property
    def asked_in_vain(self) -> int:
        """How many rows were left out for what is not known of them."""
        return sum(self.left_out.values())


def select(wanted: Filter, found: Columns) -> Selected:
    """Return the rows that a filter means.

    Time is that of the middle of from–to, in local time; a weekday is known where the interval is
    at most a day, an hour (and whether it was dark) where it is at most six hours.

    Parameters
    ----------
    wanted : Filter
    found : Columns
    """
    low, high = _between(wanted, found)
    rows = np.concatenate([np.arange(low, high), np.arange(found.timed, found.rows)])
    rows = rows[_facets(wanted, found, rows)]
    asked = _Asked(np.ones(len(rows), np.bool_), np.zeros(len(rows), np.int8))
    if wanted.asks_for_time:
        asked.ask(Unknown.TIME, rows < found.timed, np.ones(len(rows), np.bool_))
    if wanted.asks_for_clock or wanted.weekdays:
        _ask_the_clock(asked, wanted, found, rows)
    if wanted.places or wanted.area is not None:
        _ask_where(asked, wanted, found, rows)
    kept = rows[asked.fits & (asked.unknown == 0)]
    left_out = np.bincount(asked.unknown[asked.fits], minlength=len(_UNKNOWN) + 1)[1:]
    counted = {why: int(n) for why, n in zip(_UNKNOWN, left_out, strict=True) if n}
    positioned = found.assignment.positioned[kept]
    return Selected(kept, positioned, MappingProxyType(counted), found.rows)


@dataclass
class _Asked:
    """Of each row: whether it fits as far as it could be asked, and the first thing not known.

    ``unknown`` is 0 where everything is known, else a number from 1 in :class:`Unknown`.
    """

    fits: Bools
    unknown: NDArray[np.int8]

    def ask(self, why: Unknown, known: Bools, answer: Bools) -> None:
        """Take in the answers of the rows where they are known."""
        self.fits &= answer | ~known
        self.unknown[~known & (self.unknown == 0)] = _UNKNOWN.index(why) + 1


def _between(wanted: Filter, found: Columns) -> tuple[int, int]:
    """Return which timed rows lie in the filter's days."""
    low, high = 0, found.timed
    if wanted.first is not None:
        low = int(np.searchsorted(found.day, wanted.first.toordinal() - _EPOCH))
    if wanted.last is not None:
        last = wanted.last.toordinal() - _EPOCH
        high = int(np.searchsorted(found.day, last, side="right"))
    return low, max(low, high)


def _facets(wanted: Filter, found: Columns, rows: Ints) -> Bools:
    """Tell which rows are of the wanted categories, sources and precisions."""
    kept = np.ones(len(rows), dtype=np.bool_)
    for words, column in (
        (wanted.categories, found.category),
        (wanted.sources, found.source),
        (wanted.precisions, found.precision),
    ):
        if words:
            # A missing word has code -1: the last entry, which nobody asks for.
            meant = np.array([*(word in words for word in column.categories), False])
            kept &= meant[column.codes[rows]]
    return kept


def _ask_the_clock(asked: _Asked, wanted: Filter, found: Columns, rows: Ints) -> None:
    """Ask for weekday, hour and light; rows without a time have been asked for that."""
    if not found.timed:
        return
    timed = rows < found.timed
    at = np.where(timed, rows, 0)
    hour_known = found.hour_known[at] & timed
    hour, weekday = found.hour[at], found.weekday[at]
    if wanted.hours is not None:
        begin, end = wanted.hours
        late, early = hour >= begin, hour < end
        asked.ask(Unknown.HOUR, hour_known, late & early if begin < end else late | early)
    if wanted.light is not Light.ALL:
        asked.ask(Unknown.HOUR, hour_known, found.dark[at] == (wanted.light is Light.DARK))
    if wanted.weekdays:
        known = found.weekday_known[at] & timed
        if wanted.hours is not None and wanted.hours[0] > wanted.hours[1]:
            # The hours after midnight belong to the evening before.
            weekday, known = (weekday - (hour < wanted.hours[1])) % 7, hour_known
        asked.ask(Unknown.WEEKDAY, known, np.isin(weekday, list(wanted.weekdays)))


def _ask_where(asked: _Asked, wanted: Filter, found: Columns, rows: Ints) -> None:
    """Ask for the places and the area; a row with neither point nor place cannot say."""
    positioned = found.assignment.positioned[rows]
    if wanted.places:
        chosen = np.isin(found.place_ids, list(wanted.places))
        inside = np.zeros(found.rows, dtype=np.bool_)
        inside[found.assignment.row[chosen[found.assignment.place]]] = True
        placed = found.assignment.placed[rows]
        asked.ask(Unknown.POSITION, positioned | placed, inside[rows])
    if wanted.area is not None:
        ring = area.polygon(wanted.area, crs=found.crs)
        shapely.prepare(ring)
        within = np.zeros(len(rows), dtype=np.bool_)
        at = rows[positioned]
        within[positioned] = shapely.intersects_xy(ring, found.x[at], found.y[at])
        asked.ask(Unknown.POSITION, positioned, within)
