"""How long one would have to wait to see a change of a stated size, at the present rate."""

from __future__ import annotations

from math import inf

import numpy as np
from scipy.special import ndtr, ndtri

CHANGE = 0.30
"""Decrease that should be seen: worth a measure, and not beyond hope."""
POWER = 0.80
LEVEL = 0.95
LONGEST = 5 * 365
"""Days; beyond it nobody waits."""


def power(
    after_days: float,
    *,
    rate: float,
    before_days: float,
    noise: float = 0.0,
    dispersion: float = 0.0,
    known_days: float = inf,
    change: float = CHANGE,
) -> float:
    """Return the chance to see a decrease, if there is one, after so many days.

    That of a two-sided test at 5 % of (after − before · t/b) less the same of the comparison, by
    the normal approximation: the variance is the sum of coefficient² × (mean + dispersion × mean²),
    with the means under no change for the test and under the change for the power.

    Parameters
    ----------
    after_days : float
    rate : float
        Incidents a day at the place before.
    before_days : float
    noise : float
        Variance that the comparison adds, beside what the place's own counts have under no change:
        Σ (weight × scale)² × comparison's rate / rate; 0 without comparison.
    dispersion : float
        Of a count over `known_days`; over a longer time it evens out.
    known_days : float
    change : float
        Decrease, 0–1.

    Examples
    --------
    >>> round(power(365, rate=0.2, before_days=365, noise=1.0), 2)
    0.24
    """
    times = after_days / before_days
    means = rate * after_days * np.array([1.0, times])
    own = rate * before_days
    pieces = np.array([rate * after_days, own])
    left = dispersion * np.minimum(1.0, known_days / np.array([after_days, before_days]))
    spread = means + left * np.array([1.0, times**2]) * pieces**2
    none = float((1 + noise) * spread.sum())
    fewer = rate * after_days * (1 - change)
    less = none - spread[0] + fewer + left[0] * fewer**2
    shift = change * rate * after_days
    reach = float(ndtri((1 + LEVEL) / 2)) * np.sqrt(none)
    return float(ndtr((shift - reach) / np.sqrt(less)))


def days_to_see(
    *,
    rate: float,
    before_days: float,
    noise: float = 0.0,
    dispersion: float = 0.0,
    known_days: float = inf,
    change: float = CHANGE,
) -> int | None:
    """Return the days after which a decrease would be seen with 80 % power; None if never.

    Never is more than :data:`LONGEST`: what is known of the time before does not grow, and sets a
    floor to the uncertainty.

    Examples
    --------
    >>> days_to_see(rate=1.0, before_days=365, noise=1.0)
    322
    >>> days_to_see(rate=0.02, before_days=365) is None
    True
    """
    if rate <= 0:
        return None
    days = np.arange(7, LONGEST + 1, 7)
    given = {"rate": rate, "before_days": before_days, "noise": noise, "dispersion": dispersion,
             "known_days": known_days, "change": change}  # fmt: skip
    seen = np.array([power(float(each), **given) >= POWER for each in days])
    return int(days[int(seen.argmax())]) if seen.any() else None
