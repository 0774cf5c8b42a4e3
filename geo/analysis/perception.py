"""Felt and recorded: which places feel unsafe, and whether that is where incidents are recorded.

Both are told with their uncertainty: a place is put in one of four fields only where both intervals
lie on one side of the lines they are held against. Neither area nor population is known of a place,
so incidents are counted per place and week: a large place has more of them because it is large.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geo.analysis.intervals import CONFIDENCE, Interval, garwood, wilson
from geo.look import number, percent

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Field(StrEnum):
    """Where a place stands between what is felt and what is recorded."""

    UNSAFE_AND_EXPOSED = "otryggt och utsatt"
    UNSAFE_WITHOUT_CRIME = "otryggt utan brott"
    CRIME_WITHOUT_FEAR = "brott utan otrygghet"
    CALM = "lugnt"
    UNCERTAIN = "osäkert"


@dataclass(frozen=True)
class Perception:
    """What is felt beside what is recorded, place by place.

    Attributes
    ----------
    unsafe : Interval
        Share who feel unsafe; the interval is nan where the number of answers is missing.
    rate : Interval
        Recorded incidents a week.
    unsafe_line, rate_line : float
        What the place is held against.
    field : tuple of Field
    n : ndarray of float, shape (places,)
        Answers; nan where missing.
    """

    unsafe: Interval
    rate: Interval
    unsafe_line: float
    rate_line: float
    field: tuple[Field, ...]
    n: Floats


def compare(
    share_unsafe: Floats,
    n: Floats,
    incidents: Ints,
    *,
    weeks: float,
    unsafe_line: float | None = None,
    rate_line: float | None = None,
    confidence: float = CONFIDENCE,
) -> Perception:
    """Put each place in one of four fields, or say that it is not certain which.

    Parameters
    ----------
    share_unsafe : ndarray of float, shape (places,)
        0–1; nan where the place was not surveyed.
    n : ndarray of float, shape (places,)
        Answers; nan where the survey does not tell.
    incidents : ndarray of int, shape (places,)
        Recorded crime and disorder around the time of the survey. Leave out what only says that
        somebody is worried, and count each incident in one place (see
        :mod:`geo.analysis.innermost`).
    weeks : float
        Weeks in which they were recorded.
    unsafe_line : float, optional
        Without it the mean of the surveyed places.
    rate_line : float, optional
        Incidents a week; without it the mean of the places.
    confidence : float

    Raises
    ------
    ValueError
        If arrays are not of one length, or a share, a count or the weeks cannot be.
    """
    _check(share_unsafe, n, incidents, weeks)
    unsafe = wilson(share_unsafe, n, confidence=confidence)
    rate = garwood(incidents, weeks, confidence=confidence)
    if unsafe_line is None:
        asked = share_unsafe[~np.isnan(share_unsafe)]
        unsafe_line = float(asked.mean()) if len(asked) else float("nan")
    if rate_line is None:
        rate_line = float(rate.value.mean()) if len(incidents) else float("nan")
    fields = {
        (1, 1): Field.UNSAFE_AND_EXPOSED,
        (1, -1): Field.UNSAFE_WITHOUT_CRIME,
        (-1, 1): Field.CRIME_WITHOUT_FEAR,
        (-1, -1): Field.CALM,
    }
    sides = zip(unsafe.side(unsafe_line).tolist(), rate.side(rate_line).tolist(), strict=True)
    found = tuple(fields.get(each, Field.UNCERTAIN) for each in sides)
    return Perception(unsafe, rate, unsafe_line, rate_line, found, n)


def words(found: Perception) -> tuple[str, ...]:
    """Return a Swedish sentence for each place: its field, and the numbers against their lines."""
    return tuple(_words(found, at) for at in range(len(found.field)))


def _words(found: Perception, at: int) -> str:
    share, rate = found.unsafe, found.rate
    recorded = (
        f"{_number(rate.value[at])} händelser i veckan ({_number(rate.low[at])}–"
        f"{_number(rate.high[at])}) mot {_number(found.rate_line)}"
    )
    if np.isnan(share.value[at]):
        return f"Osäkert: ingen trygghetsmätning här. {recorded}."
    felt = f"{percent(share.value[at])} känner sig otrygga"
    if np.isnan(share.low[at]):
        return f"Osäkert: antal svarande saknas. {felt}; {recorded}."
    felt += (
        f" ({number(100 * share.low[at])}–{percent(share.high[at])}) "
        f"mot {percent(found.unsafe_line)}"
    )
    return f"{found.field[at].capitalize()}: {felt}; {recorded}."


def _number(value: float) -> str:
    return number(value, 0 if value >= 10 else 1)


def _check(share: Floats, n: Floats, incidents: Ints, weeks: float) -> None:
    if not len(share) == len(n) == len(incidents):
        raise ValueError("share, n and incidents are one per place")
    if ((share < 0) | (share > 1)).any() or (n < 0).any():
        raise ValueError("a share is 0–1 and no number of answers below 0")
    if (incidents < 0).any() or not weeks > 0:
        raise ValueError("no count is below 0, and some time must have passed")
