"""A near-repeat table in Swedish sentences."""

from __future__ import annotations

import numpy as np

from geo.analysis.near_repeat.knox import Knox
from geo.look import brief, number

FEWEST_EVENTS = 30
"""With fewer incidents nothing is said."""
FEWEST_PAIRS = 5
"""... nor where both the pairs found and the pairs expected are fewer."""
LEVEL = 0.05
SMALLEST = 1.2
"""Ratios below this are called hardly any, however sure: other things than repeats explain them."""


def words(found: Knox, *, distance_band: int = 0, time_band: int = 0) -> str:
    """Say what one band shows; choose the band before looking at the table.

    Examples
    --------
    >>> table = np.array([[21]])
    >>> found = Knox((0.0, 200.0), (0.0, 7.0), 300, 999, table, table / 2.1, table / 10_500)
    >>> words(found)
    'Efter en händelse är risken inom 200 m och 7 dygn 2,1 gånger den vanliga \
(21 par, väntat 10, p = 0,002).'
    """
    where, when = _bands(found, distance_band, time_band)
    at = distance_band, time_band
    pairs, expected, p = int(found.observed[at]), float(found.expected[at]), float(found.p[at])
    counted = f"{number(pairs)} par, väntat {brief(expected, 1)}"
    if found.events < FEWEST_EVENTS or max(pairs, expected) < FEWEST_PAIRS:
        return (
            f"För få för att säga om en händelse följs av fler {where} och {when} "
            f"({number(found.events)} händelser, {counted})."
        )
    sure = f"{counted}, p = {number(p, 3)}"
    if p > LEVEL:
        return f"Inget tecken på att en händelse följs av fler {where} och {when} ({sure})."
    ratio = float(found.ratio[at])
    if ratio < SMALLEST:
        times = number(ratio, 2)
        return f"Knappt fler än vanligt följer {where} och {when}: {times} gånger ({sure})."
    return (
        f"Efter en händelse är risken {where} och {when} {number(ratio, 1)} gånger den "
        f"vanliga ({sure})."
    )


def _bands(found: Knox, distance_band: int, time_band: int) -> tuple[str, str]:
    """Name the bands: ``inom 200 m``, ``7 dagar``; ``200–400 m bort``, ``efter 7–14 dagar``."""
    near, far = found.distance_bands[distance_band : distance_band + 2]
    soon, late = found.time_bands[time_band : time_band + 2]
    where = f"inom {brief(far, 2)} m" if near == 0 else f"{_range(near, far)} m bort"
    days = "dygn"
    if soon == 0:
        return where, f"{'' if near == 0 else 'inom '}{brief(late, 2)} {days}"
    return where, f"efter {_range(soon, late)} {days}"


def _range(low: float, high: float) -> str:
    return f"minst {brief(low, 2)}" if np.isinf(high) else f"{brief(low, 2)}–{brief(high, 2)}"
