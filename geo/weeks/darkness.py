"""Dark hours: civil twilight at a kommun's centre."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from functools import lru_cache

import numpy as np
from astral import Observer, SunDirection
from astral.sun import time_at_elevation
from numpy.typing import NDArray

CIVIL_TWILIGHT = -6.0
"""Sun's elevation in degrees below which it is dark outdoors."""

_DAY = 86_400


def is_dark(utc: NDArray[np.int64], lat: float, lon: float) -> NDArray[np.bool_]:
    """Tell which moments lie between civil dusk and dawn (sun 6° below the horizon).

    Parameters
    ----------
    utc : array of int64
        Moments, seconds UTC.
    lat, lon : float
        Degrees, WGS84; rounded to 0.01°, which moves twilight by seconds.
    """
    if not len(utc):
        return np.zeros(0, dtype=np.bool_)
    day = utc // _DAY
    first = int(day.min()) - 1
    light = np.array(
        [_light(each, round(lat, 2), round(lon, 2)) for each in range(first, int(day.max()) + 2)]
    )
    # Near midsummer dusk falls after midnight and dawn before it: look at the days beside, too.
    dark = np.ones(len(utc), dtype=np.bool_)
    for beside in (-1, 0, 1):
        dawn, dusk = light[day - first + beside].T
        dark &= (utc < dawn) | (utc >= dusk)
    return dark


@lru_cache(maxsize=16_384)
def _light(day: int, lat: float, lon: float) -> tuple[int, int]:
    """Return civil dawn and dusk around one noon, seconds UTC; `day` in UTC days since 1970."""
    at = date(1970, 1, 1) + timedelta(days=day)
    observer = Observer(lat, lon)
    noon = day * _DAY + _DAY // 2 - round(lon * 240)
    try:
        dawn, dusk = (
            int(time_at_elevation(observer, CIVIL_TWILIGHT, at, direction, UTC).timestamp())
            for direction in (SunDirection.RISING, SunDirection.SETTING)
        )
    except ValueError:
        # Midsummer far north the sun never sinks so low; midwinter it never rises so high.
        return (noon - _DAY // 2, noon + _DAY // 2) if 4 <= at.month <= 9 else (noon, noon)
    # astral keeps to the UTC date it was given; the dawn before noon and the dusk after are meant.
    return dawn - _DAY * (dawn > noon), dusk + _DAY * (dusk < noon)
