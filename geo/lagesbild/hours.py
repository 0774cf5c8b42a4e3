"""When the incidents of each place happen: hours, darkness, and the window that stands out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import weeks
from geo.analysis.aoristic import LONGEST, aoristic_local
from geo.analysis.busy_hours import Window, busy_window
from geo.join import Assignment
from geo.lagesbild.counting import Ints, pairs_among

CLEAR = 6 * 3600
"""Only incidents known to within six hours tell of darkness and busy hours."""
FEWEST_FOR_DARK = 5


@dataclass(frozen=True, slots=True)
class PlaceHours:
    """When the incidents of one place happen; see :class:`Hours`."""

    table: NDArray[np.float64]
    unknown: int
    dark_share: float | None
    busy: Window | None


@dataclass(frozen=True)
class Hours:
    """Hours per place, in the order of the places.

    ``tables`` has shape (places, 7, 24), Monday first; ``busy`` counts the 12 periods before too.
    """

    tables: NDArray[np.float64]
    everywhere: NDArray[np.float64]
    unknown: Ints
    unknown_everywhere: int
    dark_share: list[float | None]
    dark_share_everywhere: float | None
    busy: list[Window | None]

    def of_place(self, position: int) -> PlaceHours:
        """Return the hours of the place at `position`."""
        return PlaceHours(
            self.tables[position],
            int(self.unknown[position]),
            self.dark_share[position],
            self.busy[position],
        )


def read(
    incidents: pd.DataFrame,
    assignment: Assignment,
    now: Ints,
    lately: Ints,
    n_places: int,
    where: tuple[float, float],
) -> Hours:
    """Read the hours of the period's incidents.

    Parameters
    ----------
    incidents : DataFrame
    assignment : Assignment
    now, lately : ndarray of int64
        Rows of the period, and of it and the 12 periods before.
    n_places : int
    where : tuple of float
        Latitude, longitude.
    """
    row, place, _ = pairs_among(assignment, now)
    start, end = _interval(incidents, now)
    tables, everywhere = _tables(start, end, row, place, n_places)
    unknown = (end - start) > LONGEST
    clear = (end - start) <= CLEAR
    dark = weeks.is_dark(incidents["mid_utc"].to_numpy()[now], *where)
    shares = _shares(dark, clear, row, place, n_places)
    return Hours(
        tables=tables,
        everywhere=everywhere,
        unknown=np.bincount(place[unknown[row]], minlength=n_places),
        unknown_everywhere=int(unknown.sum()),
        dark_share=shares[:-1],
        dark_share_everywhere=shares[-1],
        busy=_busy(incidents, assignment, lately, n_places),
    )


def _interval(incidents: pd.DataFrame, rows: Ints) -> tuple[Ints, Ints]:
    start, end = (
        incidents[name].iloc[rows].to_numpy(dtype=np.int64) for name in ("start_utc", "end_utc")
    )
    return start, end


def _tables(
    start: Ints, end: Ints, row: Ints, place: Ints, n_places: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the table of each place, and that of all rows; long intervals are in neither."""
    known = (end - start) <= LONGEST
    in_place = known[row]
    row, place = row[in_place], place[in_place]
    tables = aoristic_local(start[row], end[row], group=place, groups=n_places)
    return tables, aoristic_local(start[known], end[known])[0]


def _shares(
    dark: NDArray[np.bool_], clear: NDArray[np.bool_], row: Ints, place: Ints, n_places: int
) -> list[float | None]:
    """Return the share in the dark per place, and last for all rows."""
    group = np.concatenate([place, np.full(len(dark), n_places)])
    rows = np.concatenate([row, np.arange(len(dark))])
    known = np.bincount(group[clear[rows]], minlength=n_places + 1)
    in_dark = np.bincount(group[(clear & dark)[rows]], minlength=n_places + 1)
    return [
        float(d / k) if k >= FEWEST_FOR_DARK else None for d, k in zip(in_dark, known, strict=True)
    ]


def _busy(
    incidents: pd.DataFrame, assignment: Assignment, lately: Ints, n_places: int
) -> list[Window | None]:
    start, end = _interval(incidents, lately)
    clear = (end - start) <= CLEAR
    row, place, _ = pairs_among(assignment, lately[clear])
    tables, _ = _tables(start[clear], end[clear], row, place, n_places)
    return [busy_window(table) for table in tables]
