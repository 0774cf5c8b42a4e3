"""What changed at a place beyond its comparison, of counts that may be few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.analysis.effect.contrast import CONFIDENCE, as_counts, contrast
from geo.analysis.effect.overdispersion import CHANCE, Spread

Floats = NDArray[np.float64]

LEAST = 3.0
"""Incidents before, at the place and in its comparison, from which the interval keeps its level."""


@dataclass(frozen=True)
class Sums:
    """Harm of the incidents of some places and a period: Σ w and Σ w², shape (places,).

    Where every incident weighs 1 both are the count. The treated place comes first.
    """

    value: Floats
    square: Floats

    @staticmethod
    def of(count: Floats) -> Sums:
        """Return sums of incidents that all weigh 1."""
        return Sums(count, count)


@dataclass(frozen=True, slots=True)
class Change:
    """What changed.

    Attributes
    ----------
    before, after : float
        At the place.
    compared_before, compared_after : float
        At the comparison, weighted and brought to the place's level.
    expected : float
        After, had the place changed as its comparison did; never below 0.
    estimate, low, high : float
        `after` less what was expected, and the interval.
    enough : bool
        Whether the interval keeps its level and something could be seen at all: that is, whether
        the disappearance of every incident would have been told from chance.
    """

    before: float
    after: float
    compared_before: float
    compared_after: float
    expected: float
    estimate: float
    low: float
    high: float
    enough: bool


def change(
    before: Sums,
    after: Sums,
    *,
    times: float,
    weight: Floats,
    scale: Floats,
    known_from: Floats | None = None,
    spread: Spread = CHANCE,
    confidence: float = CONFIDENCE,
) -> Change:
    """Return what changed at the first place beyond the others.

    (T1 − r T0) − Σ wⱼ sⱼ (Cⱼ1 − r Cⱼ0): the weighted displacement difference of Wheeler & Ratcliffe
    (2018, Crime Science 7:11) in incidents of the time after, with time weights before/after r and
    area weights 1/s. Here a comparison's size is what it had before, beside the place, for
    incidents do not follow hectares: what changes everywhere in proportion then changes nothing.
    Interval: :func:`contrast`.

    Parameters
    ----------
    before, after : Sums
        Treated place first.
    times : float
        Length of the time after over that before.
    weight : ndarray, shape (comparisons,)
        Summing to 1; empty without comparison.
    scale : ndarray, shape (comparisons,)
        The place's level over the comparison's.
    known_from : ndarray, shape (1 + comparisons,), optional
        Incidents that the levels were taken from, treated first: their chance is part of the
        interval (delta method). None where `scale` is not estimated.
    spread : Spread
        See :func:`geo.analysis.effect.overdispersion.overdispersion`.
    """
    value = np.concatenate([after.value, before.value])
    square = np.concatenate([after.square, before.square])
    count, unit = as_counts(value, square)
    part = np.append(1.0, -weight * scale)
    coefficient = np.concatenate([part, -times * part])
    grown = -part[1:] * (after.value[1:] - times * before.value[1:]) / unit
    doubt = 0.0 if known_from is None else _doubt(grown, known_from)
    given: dict[str, Any] = {
        "spread": spread, "evened": np.repeat([1.0, min(times, 1.0)], len(part)),
        "variance": doubt, "confidence": confidence,
    }  # fmt: skip
    found = contrast(count, coefficient, **given)
    gone = count.copy()
    gone[0] = 0.0
    none = contrast(gone, coefficient, **given)
    compared = [float(weight * scale @ each.value[1:]) for each in (before, after)]
    plain = _incidents(before), _incidents(after)
    return Change(
        before=float(before.value[0]),
        after=float(after.value[0]),
        compared_before=compared[0],
        compared_after=compared[1],
        expected=max(float(after.value[0] - unit * found.estimate), 0.0),
        estimate=unit * float(found.estimate),
        low=unit * float(found.low),
        high=unit * float(found.high),
        enough=bool(none.high < 0) and _enough(plain[0], weight),
    )


def _doubt(grown: Floats, known_from: Floats) -> float:
    """Return the variance that comes of levels being estimated: each has a share of 1 / count."""
    own, others = known_from[0], known_from[1:]
    return float(grown.sum() ** 2 / max(own, 1.0) + (grown**2 / np.maximum(others, 1.0)).sum())


def _incidents(sums: Sums) -> Floats:
    """Return how many equal incidents would vary as these do: (Σ w)² / Σ w²."""
    return np.divide(
        sums.value**2, sums.square, out=np.zeros_like(sums.value), where=sums.square > 0
    )


def _enough(count: Floats, weight: Floats) -> bool:
    """Tell whether the counts before are as many as the interval was tried for."""
    compared = float((count[1:] * (weight > 0)).sum()) if len(weight) else LEAST
    return bool(count[0] >= LEAST and compared >= LEAST)
