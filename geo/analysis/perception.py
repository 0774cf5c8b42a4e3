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
from scipy.special import chdtri, ndtri

from geo.look import number, percent

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

CONFIDENCE = 0.95


class Field(StrEnum):
    """Where a place stands between what is felt and what is recorded."""

    UNSAFE_AND_EXPOSED = "otryggt och utsatt"
    UNSAFE_WITHOUT_CRIME = "otryggt utan brott"
    CRIME_WITHOUT_FEAR = "brott utan otrygghet"
    CALM = "lugnt"
    UNCERTAIN = "osäkert"


@dataclass(frozen=True)
class Interval:
    """Values with low and high, arrays of shape (places,); nan where not known."""

    value: Floats
    low: Floats
    high: Floats

    def side(self, line: float) -> NDArray[np.int8]:
        """Return 1 where all of the interval is above a line, -1 below, 0 where it crosses."""
        return (self.low > line).astype(np.int8) - (self.high < line).astype(np.int8)


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


def wilson(share: Floats, n: Floats, *, confidence: float = CONFIDENCE) -> Interval:
    """Return shares with the score interval of Wilson.

    Wilson 1927, Journal of the American Statistical Association 22, 209–212: centre
    (p + z²/2n) / (1 + z²/n), half-width z √(p(1−p)/n + z²/4n²) / (1 + z²/n).

    Parameters
    ----------
    share : ndarray of float, shape (n,)
        0–1.
    n : ndarray of float, shape (n,)
        Answers; where nan or 0 the interval is nan.

    Examples
    --------
    >>> found = wilson(np.array([0.5]), np.array([100.0]))
    >>> found.low.round(4), found.high.round(4)
    (array([0.4038]), array([0.5962]))
    """
    answers = np.where(n > 0, n, np.nan)
    z = float(ndtri((1 + confidence) / 2))
    scale = 1 + z**2 / answers
    centre = (share + z**2 / (2 * answers)) / scale
    half = z * np.sqrt(share * (1 - share) / answers + z**2 / (4 * answers**2)) / scale
    return Interval(share, np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0))


def garwood(count: Ints, weeks: float, *, confidence: float = CONFIDENCE) -> Interval:
    """Return rates with the exact Poisson interval of Garwood.

    Garwood 1936, Biometrika 28, 437–442: χ²(α/2; 2k)/2 to χ²(1−α/2; 2k+2)/2.

    Parameters
    ----------
    count : ndarray of int, shape (n,)
    weeks : float

    Examples
    --------
    >>> found = garwood(np.array([0, 10]), 1.0)
    >>> found.low.round(4), found.high.round(4)
    (array([0.    , 4.7954]), array([ 3.6889, 18.3904]))
    """
    tail = (1 - confidence) / 2
    low = np.where(count > 0, chdtri(2 * np.maximum(count, 1), 1 - tail) / 2, 0.0)
    high = chdtri(2 * count + 2, tail) / 2
    return Interval(count / weeks, low / weeks, high / weeks)


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
