"""The weeks of a place and its comparison around a start, for the series model and the chart."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from geo.analysis.effect.interrupted_series import Interrupted, TooShort, interrupted_series
from geo.evaluation.comparison import Donors
from geo.evaluation.log import Daily, Log
from geo.evaluation.studied import Series

LONGEST = 156
"""Weeks before, at most."""


def serial(
    read: Log, daily: Daily, began: int, end: int, treated: int, used: Donors
) -> tuple[Series | None, Interrupted | TooShort]:
    """Return the weekly series and what its model says; weeks are counted from the start.

    The model has the sums of the comparison places as they are (a weighted sum would not vary as
    counts do); the chart has them weighted and at the place's level.
    """
    before, after = min(began // 7, LONGEST), (end - began) // 7
    if not before or not after:
        return None, TooShort("minst en hel vecka på var sida")
    days = slice(began - 7 * before, began + 7 * after)

    def weekly(
        table: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        return np.asarray(
            table[:, days].reshape(len(table), before + after, 7).sum(axis=2), dtype=np.float64
        )

    count = weekly(daily.count.astype(np.float64))
    summed = count[used.at].sum(axis=0) if len(used.at) else None
    model = interrupted_series(count[treated], before, summed)
    shown = None if summed is None else (used.weight * used.scale) @ count[used.at]
    without = model.without if isinstance(model, Interrupted) else None
    first = read.first + timedelta(days=began - 7 * before)
    return Series(first, before, count[treated], shown, without), model
