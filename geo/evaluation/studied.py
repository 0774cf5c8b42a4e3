"""Everything that is looked at when a place is held against its comparison, in one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from geo.analysis.effect.interrupted_series import Interrupted, TooShort
from geo.evaluation.comparison import Proposed
from geo.evaluation.result import Finding

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Series:
    """Incidents per week around the start; arrays of shape (weeks,).

    Attributes
    ----------
    first : date
        First day of the first week; weeks are counted from the start: none is on both sides.
    began : int
        The first week after.
    place : ndarray
        At the place.
    compared : ndarray or None
        At the comparison, weighted and at the place's level.
    without : ndarray or None
        What the series model expects of the place without a change.
    """

    first: date
    began: int
    place: Floats
    compared: Floats | None
    without: Floats | None

    def day(self, week: int) -> date:
        """Return the first day of a week."""
        return self.first + timedelta(days=7 * week)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: a place, its comparison, or a ring, before and after.

    Attributes
    ----------
    role : str
        Swedish: ``platsen``, ``jämförelse``, ``runt platsen``.
    weight : float or None
        Of a comparison place.
    before, after : float
        As counted (harm where asked), not brought to any level.
    expected : float or None
        After, had it changed as its comparison did; None for the comparison itself.
    """

    name: str
    role: str
    weight: float | None
    before: float
    after: float
    expected: float | None


@dataclass(frozen=True)
class Study:
    """A finding with what stands behind it.

    Attributes
    ----------
    finding : Finding
    lines : tuple of Line
    series : Series or None
        None where there is less than a week on either side.
    model : Interrupted or TooShort
    said : str
        Swedish: what the series model says.
    ring : str
        Swedish: what happened around the place.
    design : tuple of str
        Swedish sentences, those of ``finding.design``.
    proposed : tuple of Proposed
        Every other place, the most alike first.
    """

    finding: Finding
    lines: tuple[Line, ...]
    series: Series | None
    model: Interrupted | TooShort
    said: str
    ring: str
    design: tuple[str, ...]
    proposed: tuple[Proposed, ...]
