"""Dark hours: civil twilight at a kommun's centre."""

from __future__ import annotations

from datetime import UTC, date
from functools import lru_cache

import numpy as np
from astral import Observer, SunDirection
from astral.sun import time_at_elevation
from numpy.typing import NDArray

from geo.weeks.clock import local_seconds, midnight

CIVIL_TWILIGHT = -6.0
"""Sun's elevation in degrees below which it is dark outdoors."""


def is_dark(utc: NDArray[np.int64], lat: float, lon: float) -> NDArray[np.bool_]:
    """Tell which moments lie between civil dusk and dawn (sun 6° below the horizon).

    Parameters
    ----------
    utc : array of int64
        Moments, seconds UTC.
    lat, lon : float
        Degrees, WGS84.
    """
    days, which = np.unique(local_seconds(utc) // 86_400, return_inverse=True)
    light = np.array([_light(int(day), round(lat, 2), round(lon, 2)) for day in days])
    if not len(light):
        return np.zeros(0, dtype=np.bool_)
    return np.asarray((utc < light[which, 0]) | (utc >= light[which, 1]))


@lru_cache(maxsize=8192)
def _light(day: int, lat: float, lon: float) -> tuple[int, int]:
    """Return civil dawn and dusk of a local day (days since 1970), seconds UTC."""
    at = date(1970, 1, 1) + timedelta(days=day)
    observer = Observer(lat, lon)
    noon = midnight(at) + 43_200
    try:
        dawn, dusk = (
            int(time_at_elevation(observer, CIVIL_TWILIGHT, at, direction, UTC).timestamp())
            for direction in (SunDirection.RISING, SunDirection.SETTING)
        )
    except ValueError:
        # Midsummer far north: the sun never sinks so low. Midwinter: it never rises so high.
        bright = calendar.monthrange(at.year, at.month) and 4 <= at.month <= 9
        return (noon - 86_400, noon + 86_400) if bright else (noon, noon)
    return dawn, dusk
