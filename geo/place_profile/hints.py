"""What the incidents of the last 52 periods hint at, in Swedish sentences that say how sure."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.analysis import near_repeat, presence_bias
from geo.lagesbild.counting import by_word
from geo.lagesbild.hours import CLEAR
from geo.place_profile.result import Hints, SpanView, VisitItem

Ints = NDArray[np.int64]

MOST = 1000
"""Latest incidents whose pairs are looked through: half a million pairs at most."""
CLEAR_DAY = 86_400
"""Only incidents known to within a day tell what comes within days of them, in seconds."""
SMALLEST = 2 * near_repeat.DISTANCE_BANDS[1]
"""Metres across; in a smaller place nearly all incidents are near each other anyway."""
TOO_SMALL = (
    f"Platsen är för liten (under {SMALLEST:.0f} m) för att säga om händelser följer på varandra "
    "närmare än annars."
)
SEED = 0
"""Same records, same sentence."""


def all_of(
    year: SpanView,
    *,
    felt: str,
    incidents: pd.DataFrame,
    visits: tuple[VisitItem, ...],
    covered_utc: tuple[int, int],
    first_visit_utc: int | None,
) -> Hints:
    """Return everything that the last 52 periods hint at.

    Parameters
    ----------
    year : SpanView
        The place's incidents of those periods.
    felt : str
        What is said of how the place is felt, and whether few report; may be empty.
    incidents : DataFrame
    visits : tuple of VisitItem
        The place's.
    covered_utc : tuple of int
        The part of those periods that the record covers.
    first_visit_utc : int, optional
        When the kommun's log of visits begins.
    """
    start, end = covered_utc
    low, high = np.searchsorted(incidents["mid_utc"].to_numpy(), covered_utc)
    everywhere = slice(int(low), int(high))
    logged = end if first_visit_utc is None else max(start, first_visit_utc)
    return Hints(
        near_repeat_of(incidents, year.drawn),
        felt or None,
        presence_of(incidents, year.rows, everywhere, visits, (logged, end)),
    )


def near_repeat_of(incidents: pd.DataFrame, drawn: Ints) -> str:
    """Say whether one incident is followed by more nearby within days.

    Parameters
    ----------
    incidents : DataFrame
    drawn : ndarray of int64
        Rows of the place's incidents with a point, in time order.
    """
    short = _length(incidents, drawn) <= CLEAR_DAY
    near = incidents.iloc[drawn[short][-MOST:]]
    x, y = near["x"].to_numpy(dtype=np.float64), near["y"].to_numpy(dtype=np.float64)
    if len(x) >= near_repeat.FEWEST_EVENTS and np.hypot(np.ptp(x), np.ptp(y)) < SMALLEST:
        return TOO_SMALL
    day = near["mid_utc"].to_numpy() / 86_400
    return near_repeat.words(near_repeat.knox(x, y, day, seed=SEED))


def presence_of(
    incidents: pd.DataFrame,
    rows: Ints,
    everywhere: slice,
    visits: tuple[VisitItem, ...],
    span_utc: tuple[int, int],
) -> str | None:
    """Warn where the place may look hot because police was there.

    Parameters
    ----------
    incidents : DataFrame
    rows : ndarray of int64
        The place's.
    everywhere : slice
        Rows of the kommun in the same time.
    visits : tuple of VisitItem
        The place's.
    span_utc : tuple of int
        From when until when both incidents and visits are on record.
    """
    if span_utc[0] >= span_utc[1]:
        return None
    clear = rows[_length(incidents, rows) <= CLEAR]
    found = presence_bias.presence_bias(
        incidents["start_utc"].iloc[clear].to_numpy(dtype=np.int64),
        np.array([int(each.start.timestamp()) for each in visits], dtype=np.int64),
        np.array([each.minutes or 0 for each in visits], dtype=np.int64),
        place=by_word(incidents["category"].iloc[rows]),
        kommun=by_word(incidents["category"].iloc[everywhere]),
        span_utc=span_utc,
    )
    return presence_bias.words(found) if found.warning else None


def _length(incidents: pd.DataFrame, rows: Ints) -> Ints:
    """Return how long the intervals of incidents with a time are, in seconds."""
    listed = incidents.iloc[rows]
    return (listed["end_utc"] - listed["start_utc"]).to_numpy(dtype=np.int64)
