"""One count against another, exactly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, bdtrc

Ints = NDArray[np.int64]


def conditional_p(count: Ints, earlier: Ints, times: float) -> NDArray[np.float64]:
    """Return the two-sided p of a count against that of a time that is `times` as long.

    Given their total, a count of an unchanged Poisson rate is binomial with probability
    1 / (times + 1) (Przyborowski & Wilenski 1940, Biometrika 31, 313–323). Two-sided as twice
    the smaller tail, at most 1.

    Parameters
    ----------
    count : ndarray of int, shape (n,)
    earlier : ndarray of int, shape (n,)
    times : float

    Examples
    --------
    >>> conditional_p(np.array([12]), np.array([60]), 12).round(4)
    array([0.0171])
    """
    total, share = count + earlier, 1.0 / (times + 1)
    upper = np.where(count > 0, bdtrc(np.maximum(count - 1, 0), total, share), 1.0)
    lower = bdtr(count, total, share)
    return np.asarray(np.minimum(1.0, 2.0 * np.minimum(upper, lower)))
