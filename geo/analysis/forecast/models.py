"""Three simple models of how many incidents each unit will have in the next period.

A model is called with what was before and knows nothing else, so it cannot see what it is scored
on. Its parameters are set beforehand, never fitted to what came later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from geo.analysis.eb_rate import eb_rate

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

RECENT = 12
"""Periods that are "lately": 12 weeks."""
HISTORY = 52
HALF_LIFE = 8.0
"""Periods after which an incident weighs half; together they weigh as 12 whole periods."""
SHARPEST = 150.0
"""Smallest standard deviation of the kernel in metres: police positions bear no sharper."""


class Model(Protocol):
    """What ranks units: expected incidents of the next period from the periods before it."""

    def __call__(self, past: Ints) -> Floats:
        """Return expected incidents, shape (units,), from `past`, shape (units, periods)."""
        ...

    def label(self, periods: str) -> str:
        """Return what the model goes by, in Swedish; `periods` is "veckorna" or the like."""
        ...


@dataclass(frozen=True)
class RecentCount:
    """As lately: the mean of the last periods."""

    periods: int = RECENT

    def __call__(self, past: Ints) -> Floats:
        """Return the mean of the last periods, or of as many as there are."""
        return np.asarray(past[:, -self.periods :].mean(axis=1))

    def label(self, periods: str) -> str:
        """Return the model's name."""
        return f"de {self.periods} senaste {periods}"


@dataclass(frozen=True, eq=False)
class EmpiricalBayesRate:
    """A longer history, drawn towards the mean of all units as far as chance explains it.

    See :func:`geo.analysis.eb_rate.eb_rate`. With equal exposures the order is that of the counts;
    with areas, small units are drawn in more.

    Parameters
    ----------
    periods : int
    area : ndarray of float, shape (units,), optional
        Exposure of each unit is its area times the periods; without, all are alike.
    """

    periods: int = HISTORY
    area: Floats | None = None

    def __call__(self, past: Ints) -> Floats:
        """Return the shrunken rate times the area."""
        history = past[:, -self.periods :]
        size = np.ones(len(past)) if self.area is None else self.area
        found = eb_rate(history.sum(axis=1).astype(np.float64), size * history.shape[1])
        return found.mean * size

    def label(self, periods: str) -> str:
        """Return the model's name."""
        return f"de {self.periods} senaste {periods}, utjämnade"


@dataclass(frozen=True)
class DecayedCount:
    """All periods, each with half the weight of the one `half_life` periods later."""

    half_life: float = HALF_LIFE

    def __call__(self, past: Ints) -> Floats:
        """Return the weighted mean."""
        weight = 0.5 ** (np.arange(past.shape[1])[::-1] / self.half_life)
        return np.asarray(past @ (weight / weight.sum()))

    def label(self, periods: str) -> str:
        """Return the model's name."""
        return f"alla {periods}, de senaste vägda tyngst"


@dataclass(frozen=True, eq=False)
class DecayedDensity:
    """A kernel density of cells in which older incidents weigh less.

    A Gaussian over space (truncated at four standard deviations) of :class:`DecayedCount`, the idea
    of prospective hot-spotting (Bowers, Johnson & Pease 2004, British Journal of Criminology 44,
    641–658). What the kernel carries out of the area is spread over the rest, so that the expected
    incidents add up.

    Parameters
    ----------
    inside : ndarray of bool, shape (rows, columns)
        Cells that are units; `past` has them in the order of ``inside.ravel()``.
    half_life : float
        Periods.
    bandwidth : float
        Standard deviation in cells; see :func:`cell_models` for metres.
    """

    inside: NDArray[np.bool_]
    half_life: float
    bandwidth: float

    def __call__(self, past: Ints) -> Floats:
        """Return the density of each cell, as incidents of a period."""
        weighted = DecayedCount(self.half_life)(past)
        surface = np.zeros(self.inside.shape)
        surface[self.inside] = weighted
        smooth = gaussian_filter(surface, self.bandwidth, mode="constant", truncate=4.0)
        within = smooth[self.inside]
        left = within.sum()
        return np.asarray(within * (weighted.sum() / left)) if left > 0 else weighted

    def label(self, periods: str) -> str:
        """Return the model's name."""
        return f"tätheten runt händelserna, de senaste {periods} vägda tyngst"


def place_models(
    *,
    recent: int = RECENT,
    history: int = HISTORY,
    half_life: float = HALF_LIFE,
    area: Floats | None = None,
) -> Mapping[str, Model]:
    """Return the three models for places, the simplest first; periods are weeks unless told."""
    return {
        "recent": RecentCount(recent),
        "eb": EmpiricalBayesRate(history, area),
        "decay": DecayedCount(half_life),
    }


def cell_models(
    inside: NDArray[np.bool_],
    *,
    cell: float,
    recent: int = RECENT,
    history: int = HISTORY,
    half_life: float = HALF_LIFE,
    bandwidth: float | None = None,
) -> Mapping[str, Model]:
    """Return the three models for the cells of a grid, the simplest first.

    Cells where nobody ever is make any model many times better than chance: let `inside` be where
    people live and move, not the forest and the sea.

    Parameters
    ----------
    inside : ndarray of bool, shape (rows, columns)
        Cells that are units.
    cell : float
        Side of a cell in metres.
    recent, history : int
        Periods of the first two models.
    half_life : float
        Periods.
    bandwidth : float, optional
        Standard deviation of the kernel in metres, at least 150; half a cell, and no less than
        that, if not told.

    Raises
    ------
    ValueError
        If the kernel is sharper than positions are.
    """
    metres = max(SHARPEST, cell / 2) if bandwidth is None else bandwidth
    if metres < SHARPEST:
        raise ValueError("a kernel of less than 150 m tells more than positions bear")
    return {
        "recent": RecentCount(recent),
        "eb": EmpiricalBayesRate(history),
        "kde": DecayedDensity(inside, half_life, metres / cell),
    }
