"""How sure a share of answers is."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959963984540054
"""The normal distribution's 97.5 % point: a two-sided 95 % interval."""


def wilson_interval(share: float, n: int, *, z: float = Z_95) -> tuple[float, float]:
    """Return the score interval of a share (Wilson 1927, JASA 22, 209–212).

    Parameters
    ----------
    share : float
        0–1; need not be a whole number of answers, since surveys are often published rounded.
    n : int
        Answers, at least 1.
    z : float
        Quantile of the normal distribution.

    Returns
    -------
    low, high : float
        0–1.

    Raises
    ------
    ValueError
        No answers, or a share that is none.

    Examples
    --------
    >>> low, high = wilson_interval(0.5, 10)
    >>> round(low, 4), round(high, 4)
    (0.2366, 0.7634)
    """
    if n < 1 or not 0.0 <= share <= 1.0:
        raise ValueError("an interval needs answers and a share between 0 and 1")
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)
