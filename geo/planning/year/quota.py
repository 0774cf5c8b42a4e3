"""The year's visits shared out by need: Webster's method between a floor and a cap."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.errors import SettingsError

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

FLOOR = 2
"""Visits a year that every place has, however far away and quiet it is: without any nobody sees
what has changed, and a place where few report is never found out to have problems."""
CAP_DAYS = 4
"""No place has more than a visit every fourth day on average: Barnes et al. 2020 (Sweet spots of
residual deterrence, SocArXiv, doi 10.31235/osf.io/kwf98) found that deterrence lasted four days."""


def quotas(need: Floats, target: int, *, floor: int | Ints = FLOOR, cap: int | Ints) -> Ints:
    """Share out `target` visits by need.

    Webster's method (Sainte-Laguë's) as highest averages: every place has its floor, and each
    further visit goes to the place with the largest ``need / (visits + 1/2)`` that is below its
    cap (Balinski & Young 1982, Fair Representation, Yale University Press, on divisor methods with
    minimum requirements). So a place has either what need gives it, or its floor, or its cap.

    Parameters
    ----------
    need : ndarray of float, shape (places,)
        At least 0, in any unit; where all is 0 places are alike.
    target : int
        Visits to share out.
    floor, cap : int or ndarray of int
        For all places, or for each.

    Returns
    -------
    ndarray of int, shape (places,)
        Sums to `target` exactly. Of equals the earlier place comes first.

    Raises
    ------
    SettingsError
        The floors are more than the target, or the caps are less.

    Examples
    --------
    >>> quotas(np.array([53.0, 24.0, 23.0]), 7, floor=0, cap=7).tolist()
    [3, 2, 2]
    >>> quotas(np.array([53.0, 24.0, 0.0]), 7, floor=1, cap=4).tolist()
    [4, 2, 1]
    """
    low = np.broadcast_to(np.asarray(floor, dtype=np.int64), need.shape)
    high = np.maximum(np.broadcast_to(np.asarray(cap, dtype=np.int64), need.shape), low)
    _check(target, low, high)
    weight = need if need.sum() > 0 else np.ones(len(need))
    visits = low.copy()
    # Places without need come after all others, in turn.
    order = np.where(weight > 0, weight, weight[weight > 0].min(initial=1.0) * 1e-9)
    for _ in range(target - int(low.sum())):
        average = np.where(visits < high, order / (visits + 0.5), -1.0)
        visits[int(np.argmax(average))] += 1
    return visits


def _check(target: int, low: Ints, high: Ints) -> None:
    if int(low.sum()) > target:
        raise SettingsError(
            f"{target} besök räcker inte: platserna ska ha minst {int(low.sum())} tillsammans.",
            hint="Höj målet, eller sänk hur många besök varje plats ska ha minst.",
        )
    if int(high.sum()) < target:
        raise SettingsError(
            f"{target} besök får inte plats: platserna får ha högst {int(high.sum())} tillsammans.",
            hint="Sänk målet, eller höj hur många besök en plats får ha.",
        )
