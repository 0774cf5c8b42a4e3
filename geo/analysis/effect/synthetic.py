"""A comparison put together from several places, so that it follows the place before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

Floats = NDArray[np.float64]

PULL = 1e4
"""How much the sum of the weights counts beside the fit: enough for six digits of 1."""
PLACEBO_DONORS = 10
"""Fewer donors give a rank that cannot be small."""


@dataclass(frozen=True)
class Synthetic:
    """Weights of the donors and how well their sum follows the place before.

    Attributes
    ----------
    weight : ndarray of float, shape (donors,)
        0–1; they sum to 1.
    error : float
        Root mean squared error per period before.
    fit : float
        1 − squared error / squared error of the place's own mean; below 0 it follows worse than a
        constant does, as it will where a place varies by chance only.
    """

    weight: Floats
    error: float
    fit: float


def synthetic_control(treated: Floats, donors: Floats, *, noise: Floats | None = None) -> Synthetic:
    """Return the donors' weights that follow the treated place best before.

    Non-negative weights that sum to 1 and minimise the squared error before (Abadie, Diamond &
    Hainmueller 2010, Journal of the American Statistical Association 105, 493–505,
    with the outcome itself as the predictor), by non-negative least squares with a heavy row for
    the sum.

    Parameters
    ----------
    treated : ndarray, shape (periods,)
    donors : ndarray, shape (donors, periods)
        In the treated place's units: scaled to its level where levels differ.
    noise : ndarray, shape (donors,), optional
        Variance that chance gives each donor in a period: added to the error as Σ weight² × noise,
        so that of donors that follow the place alike the steadier ones weigh more.

    Raises
    ------
    ValueError
        No donor or no period.

    Examples
    --------
    >>> donors = np.array([[1.0, 2.0, 3.0, 2.0], [3.0, 2.0, 1.0, 4.0]])
    >>> synthetic_control(np.array([1.5, 2.0, 2.5, 2.5]), donors).weight.round(3).tolist()
    [0.75, 0.25]
    """
    if not donors.shape[0] or not donors.shape[1]:
        raise ValueError("a comparison needs a donor and a period")
    scale = max(float(np.abs(donors).max()), float(np.abs(treated).max()), 1.0)
    heavy = PULL * np.sqrt(donors.shape[1])
    rows = [donors.T / scale, np.full((1, donors.shape[0]), heavy)]
    aim = np.append(treated / scale, heavy)
    if noise is not None:
        rows.append(np.diag(np.sqrt(noise * donors.shape[1]) / scale))
        aim = np.append(aim, np.zeros(donors.shape[0]))
    weight, _ = nnls(np.vstack(rows), aim)
    weight = weight / weight.sum()
    error = treated - weight @ donors
    spread = float(((treated - treated.mean()) ** 2).sum())
    squared = float((error**2).sum())
    fit = 1 - squared / spread if spread else float(squared == 0)
    return Synthetic(weight, float(np.sqrt(squared / len(treated))), fit)


def placebo_rank(before: Floats, after: Floats) -> tuple[int, int] | None:
    """Return the place's rank among the donors, had each of them been the treated one.

    By the ratio of the root mean squared errors after and before, 1 the largest (Abadie, Diamond &
    Hainmueller 2010). Rank / number is as a p value.

    Parameters
    ----------
    before, after : ndarray, shape (places, periods)
        On one level; the treated place first.

    Returns
    -------
    rank, number : int
        None with fewer than :data:`PLACEBO_DONORS` donors.
    """
    places = len(before)
    if places - 1 < PLACEBO_DONORS:
        return None
    ratio = np.array([_ratio(before, after, at) for at in range(places)])
    return int((ratio >= ratio[0]).sum()), places


def _ratio(before: Floats, after: Floats, at: int) -> float:
    """Return how much worse a place is followed after than before."""
    others = np.delete(np.arange(len(before)), at)
    others = others[others != 0] if at else others  # the treated place is no donor
    made = synthetic_control(before[at], before[others])
    error = after[at] - made.weight @ after[others]
    return float(np.sqrt((error**2).mean()) / max(made.error, 1e-9))
