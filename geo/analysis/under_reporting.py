"""Where much is told to the kommun and little of it to the police: a hint that few report.

A place with other kinds of incidents than elsewhere, or so small that police positions miss it, has
fewer police reports without anybody having kept silent; both are allowed for. A hint is a question
to ask there, not a finding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtr, xlog1py, xlogy

from geo.analysis import fdr
from geo.analysis.intervals import clopper_pearson
from geo.look import number, percent

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MANY = 10
"""Fewer reports than this that the police did not get are too few to say anything."""
LEVEL = 0.05
POSITION_ERROR = 83.0
"""Median error of police positions in metres (Gerell 2018)."""
_MEDIAN_OF_RAYLEIGH = float(np.sqrt(2 * np.log(2)))


@dataclass(frozen=True)
class UnderReporting:
    """The share of incidents that the police were told of, place by place.

    Attributes
    ----------
    reported, total : ndarray of int, shape (places,)
    share, low, high : ndarray of float, shape (places,)
        With its exact 95 % interval (Clopper & Pearson); nan where there are no incidents.
    expected : ndarray of float, shape (places,)
        Share if the same kinds were reported here as in all places together.
    p : ndarray of float, shape (places,)
        How likely so few are by chance; nan where there are too few to say.
    adjusted : ndarray of float, shape (places,)
        After Benjamini & Hochberg over the places that were tested.
    hint : ndarray of bool, shape (places,)
    """

    reported: Ints
    total: Ints
    share: Floats
    low: Floats
    high: Floats
    expected: Floats
    p: Floats
    adjusted: Floats
    hint: NDArray[np.bool_]


def under_reporting(
    reported: Ints,
    total: Ints,
    *,
    area: Floats | None = None,
    position_error: float = POSITION_ERROR,
) -> UnderReporting:
    """Find places where fewer incidents than expected came to the police.

    Given how many incidents of each kind a place has, the number reported is a sum of binomials
    with the shares of all places together; p is its exact lower tail (with one kind, the exact
    binomial test). Significant at 5 % after Benjamini & Hochberg 1995, Journal of the Royal
    Statistical Society B 57, 289–300.

    Parameters
    ----------
    reported : ndarray of int, shape (places,) or (places, kinds)
        Incidents that the police were told of.
    total : ndarray of int, same shape
        Those, and what only others were told of: EST, dialogue, fault reports. Kinds that are no
        crime are never reported to the police: leave them out, or give them as kinds of their own.
        An incident that stands in both files should count once.
    area : ndarray of float, shape (places,), optional
        Square metres. Police positions err, so a small place loses some of its police reports;
        with areas the share expected is lowered by what a square of that size loses.
    position_error : float
        Median error in metres.

    Raises
    ------
    ValueError
        If more are reported than there are, or shapes differ.
    """
    by_kind, of_kind = (each.reshape(len(each), -1) for each in (reported, total))
    _check(by_kind, of_kind)
    here, all_here = by_kind.sum(axis=1), of_kind.sum(axis=1)
    chance = _expected_shares(by_kind, of_kind, area, position_error)
    tested = all_here - here >= MANY
    p = np.full(len(here), np.nan)
    p[tested] = [_lower_tail(int(here[i]), of_kind[i], chance[i]) for i in np.flatnonzero(tested)]
    tested = ~np.isnan(p)
    adjusted = np.full(len(p), np.nan)
    adjusted[tested] = fdr.adjusted(p[tested])
    share = clopper_pearson(here, all_here)
    return UnderReporting(
        reported=here,
        total=all_here,
        share=share.value,
        low=share.low,
        high=share.high,
        expected=_over((of_kind * chance).sum(axis=1), all_here),
        p=p,
        adjusted=adjusted,
        hint=np.nan_to_num(adjusted, nan=1.0) <= LEVEL,
    )


def share_kept(area: Floats, position_error: float = POSITION_ERROR) -> Floats:
    """Return how many of a place's incidents still lie in it when their positions err.

    For points spread evenly over a square of side L and errors normal with σ per axis, by
    integration, per axis 2Φ(a) − 1 − 2(φ(0) − φ(a))/a with a = L/σ; two axes, so squared. What
    other places lose to this one is not counted.

    Parameters
    ----------
    area : ndarray of float
        Square metres, above 0.
    position_error : float
        Median distance in metres: σ √(2 ln 2).

    Examples
    --------
    >>> share_kept(np.array([1e4, 1e5, 1e6])).round(2)
    array([0.24, 0.68, 0.89])
    """
    a = np.sqrt(area) * _MEDIAN_OF_RAYLEIGH / position_error
    fall = (1 - np.exp(-(a**2) / 2)) / np.sqrt(2 * np.pi)
    return np.asarray((2 * ndtr(a) - 1 - 2 * fall / a) ** 2)


def words(found: UnderReporting) -> tuple[str, ...]:
    """Return a Swedish sentence for each place; empty where there is no hint."""
    return tuple(_words(found, at) if found.hint[at] else "" for at in range(len(found.hint)))


def _words(found: UnderReporting, at: int) -> str:
    return (
        f"Kanske anmäler få här: {found.reported[at]} av {found.total[at]} händelser är "
        f"polisanmälda, {percent(found.share[at])} ({number(100 * found.low[at])}–"
        f"{percent(found.high[at])}) mot väntade {percent(found.expected[at])}."
    )


def _expected_shares(
    by_kind: Ints, of_kind: Ints, area: Floats | None, position_error: float
) -> Floats:
    """Return the chance that an incident of each kind is on the police's record, per place."""
    share = np.nan_to_num(_over(by_kind.sum(axis=0), of_kind.sum(axis=0)))
    if area is None:
        return np.broadcast_to(share, of_kind.shape)
    kept = share_kept(area, position_error)[:, np.newaxis]
    return np.asarray(share * kept / (share * kept + (1 - share)))


def _lower_tail(reported: int, total: Ints, chance: Floats) -> float:
    """Return P(X ≤ reported) for a sum of binomials, by folding their probabilities."""
    upto = np.arange(reported + 1)
    folded = np.ones(1)
    for n, share in zip(total.tolist(), chance.tolist(), strict=True):
        if n:
            folded = np.convolve(folded, _binomial(upto[: n + 1], n, share))[: reported + 1]
    return float(min(1.0, folded.sum()))


def _binomial(k: Ints, n: int, share: float) -> Floats:
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return np.asarray(np.exp(ways + xlogy(k, share) + xlog1py(n - k, -share)))


def _over(part: NDArray[np.int64] | Floats, whole: Ints) -> Floats:
    ratio: Floats = np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)
    return ratio


def _check(reported: Ints, total: Ints) -> None:
    if reported.shape != total.shape:
        raise ValueError("reported and total are of the same places and kinds")
    if (reported < 0).any() or (reported > total).any():
        raise ValueError("of a number of incidents, none to all are reported")
