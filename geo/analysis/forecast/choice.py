"""The next period's ranking by the model that has been best here, or the word that none is good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.analysis.forecast.models import Model
from geo.analysis.forecast.origins import FEWEST_PAST, SHARES, TEST_PERIODS, rolling_origin
from geo.analysis.forecast.scores import INTERVAL, Scores

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

AT_SHARE = 0.05
"""The share of the ranking at which models are chosen between."""
LEVEL = 0.05
"""A model beats chance at this level, after Bonferroni over the models."""


@dataclass(frozen=True, eq=False)
class Forecast:
    """The next period by the model that has been best.

    Attributes
    ----------
    scores : Scores
        What the choice rests on.
    model : str
        The chosen model; the first (simplest) of those that caught equally many.
    label : str
        Its name in Swedish.
    at : int
        Position in ``scores.shares`` of the share at which it was chosen.
    expected : ndarray of float, shape (units,)
        Expected incidents of the next period.
    order : ndarray of int, shape (units,)
        Units by rank: most first, or densest first where areas were given.
    beats_chance : bool
        False also where there was too little to score: the ranking should then not be used.
    clearly_best : bool
        Whether 95 % of the draws of origins put it above every other model.
    """

    scores: Scores
    model: str
    label: str
    at: int
    expected: Floats
    order: Ints
    beats_chance: bool
    clearly_best: bool


def forecast(
    counts: Ints,
    *,
    models: Mapping[str, Model],
    seed: int,
    test_periods: int = TEST_PERIODS,
    fewest_past: int = FEWEST_PAST,
    area: Floats | None = None,
    shares: Sequence[float] = SHARES,
    at_share: float = AT_SHARE,
    periods: str = "veckorna",
) -> Forecast:
    """Rank the units for the period after the last, by the model that has been best so far.

    Parameters
    ----------
    counts, models, seed, test_periods, fewest_past, area, shares
        See :func:`rolling_origin`.
    at_share : float
        One of `shares`: the model that caught most there is chosen.
    periods : str
        What periods are called in the model's name.

    Raises
    ------
    ValueError
        As :func:`rolling_origin`, or if `at_share` is none of `shares`.
    """
    if at_share not in shares:
        raise ValueError("models are chosen at one of the shares that are scored")
    scores = rolling_origin(
        counts,
        models=models,
        seed=seed,
        test_periods=test_periods,
        fewest_past=fewest_past,
        area=area,
        shares=shares,
    )
    at = list(shares).index(at_share)
    best = int(np.argmax(scores.caught[:, at].sum(axis=1)))
    name = scores.models[best]
    expected = models[name](counts)
    rank = expected if area is None else expected / area
    return Forecast(
        scores=scores,
        model=name,
        label=models[name].label(periods),
        at=at,
        expected=expected,
        order=np.argsort(-rank, kind="stable"),
        beats_chance=_beats_chance(scores, best, at),
        clearly_best=_clearly_best(scores, best, at),
    )


def _beats_chance(scores: Scores, model: int, at: int) -> bool:
    """Tell whether a model does; it was picked of several, so its p is times their number."""
    p = scores.p[model, at] * len(scores.models)
    more = scores.hit_rate[model, at] > scores.chance[at]
    return bool(scores.known and more and p <= LEVEL)


def _clearly_best(scores: Scores, model: int, at: int) -> bool:
    """Tell whether the model leads each other one in the same draws of origins."""
    rate = scores.drawn_hit_rate[:, at]
    others = np.delete(rate, model, axis=0)
    if not scores.known or not len(others):
        return False
    lead = np.nanpercentile(rate[model] - others, INTERVAL[0], axis=1)
    return bool((lead > 0).all())
