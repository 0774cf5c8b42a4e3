"""From rows to places: by position where it is good enough, else by the place's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.join.index import PlaceIndex
from geo.join.names import PlaceNames
from geo.join.polygons import Ints
from geo.model import POINT_PRECISIONS, Precision

NAMELESS = frozenset({Precision.KOMMUN, Precision.LAN})
"""Precision classes that count in totals only, whatever name stands in the row."""


class How(IntEnum):
    """What put a row in a place."""

    INSIDE = 0
    NEAREST = 1
    NAME = 2


@dataclass(frozen=True)
class Assignment:
    """Pairs of rows and places, sorted by row, then place.

    Attributes
    ----------
    row, place : ndarray of int64
        Positions in the frames that were joined.
    how : ndarray of int8
        :class:`How` each pair came about.
    positioned : ndarray of bool, shape (n_rows,)
        Rows with a point good enough to be joined and drawn.
    """

    row: Ints
    place: Ints
    how: NDArray[np.int8]
    positioned: NDArray[np.bool_]

    @property
    def n_rows(self) -> int:
        """Number of rows that were joined."""
        return len(self.positioned)

    @property
    def placed(self) -> NDArray[np.bool_]:
        """Tell of each row whether it is in any place."""
        placed = np.zeros(self.n_rows, dtype=np.bool_)
        placed[self.row] = True
        return placed

    def only(self, places: NDArray[np.bool_]) -> Assignment:
        """Return the pairs of some places, renumbered as those places stand alone."""
        kept = places[self.place]
        number = np.cumsum(places) - 1
        return Assignment(self.row[kept], number[self.place[kept]], self.how[kept], self.positioned)


def assign(
    frame: pd.DataFrame,
    places: gpd.GeoDataFrame,
    index: PlaceIndex,
    *,
    max_distance: float | None = None,
    aliases: Mapping[str, int] | None = None,
) -> Assignment:
    """Say for every row which places it belongs to.

    Points with a precision of address or block go to every place they lie in. Rows without such a
    point go to the place they name, unless they are only known to kommun or län.

    Parameters
    ----------
    frame : DataFrame
        ``x, y, place_text`` and, for incidents, ``precision``; ``x, y`` in the places' CRS.
    places : GeoDataFrame
        ``name`` and geometry; the places that `index` was built from.
    index : PlaceIndex
    max_distance : float, optional
        Metres within which points outside every place go to the nearest one.
    aliases : mapping of str to int, optional
        What users have said that names mean, see :class:`PlaceNames`.
    """
    x, y = (frame[c].to_numpy(dtype=np.float64, na_value=np.nan) for c in ("x", "y"))
    precise, nameless = _precision(frame)
    positioned = precise & np.isfinite(x) & np.isfinite(y)
    x, y = np.where(positioned, x, np.nan), np.where(positioned, y, np.nan)
    row, place = index.locate(x, y)
    named = PlaceNames(list(places["name"]), aliases or {}).match(frame["place_text"])
    by_name = np.flatnonzero(~positioned & ~nameless & (named >= 0))
    parts = [(row, place, How.INSIDE), (by_name, named[by_name], How.NAME)]
    if max_distance is not None:
        near, near_place, _ = index.nearest(x, y, max_distance)
        parts.append((near, near_place, How.NEAREST))
    rows = np.concatenate([part[0] for part in parts])
    order = np.argsort(rows, kind="stable")
    return Assignment(
        rows[order],
        np.concatenate([part[1] for part in parts])[order],
        np.concatenate([np.full(len(part[0]), part[2], np.int8) for part in parts])[order],
        positioned,
    )


def _precision(frame: pd.DataFrame) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell which rows may count as points, and which may not be placed at all."""
    if "precision" not in frame:
        return np.ones(len(frame), dtype=np.bool_), np.zeros(len(frame), dtype=np.bool_)
    codes, words = pd.factorize(frame["precision"])
    # A missing precision has code -1: the last entry, which is no point but may have a name.
    point = np.array([*(word in POINT_PRECISIONS for word in words), False])
    less = np.array([*(word in NAMELESS for word in words), False])
    return point[codes], less[codes]
