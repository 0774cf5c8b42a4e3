"""Models scored on the past: at each origin they see what was before it, and nothing else.

Rolling origin: Tashman 2000, International Journal of Forecasting 16, 437–450.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from geo.analysis.forecast import chance
from geo.analysis.forecast.accuracy import budgets, captured, taken_shares
from geo.analysis.forecast.models import Model
from geo.analysis.forecast.scores import Scores

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

TEST_PERIODS = 26
FEWEST_PAST = 12
SHARES = (0.01, 0.05, 0.10)
PERMUTATIONS = 999
DRAWS = 999


def rolling_origin(
    counts: Ints,
    *,
    models: Mapping[str, Model],
    seed: int,
    test_periods: int = TEST_PERIODS,
    fewest_past: int = FEWEST_PAST,
    area: Floats | None = None,
    shares: Sequence[float] = SHARES,
) -> Scores:
    """Score models by what they would have said of each of the last periods.

    Parameters
    ----------
    counts : ndarray of int, shape (units, periods)
        Incidents, oldest period first; whole periods only.
    models : mapping of str to Model
        By name.
    seed : int
        Of the random rankings and of the intervals.
    test_periods : int
        How many of the last periods are predicted, where there are so many.
    fewest_past : int
        Periods that must lie before the first that is predicted.
    area : ndarray of float, shape (units,), optional
        Rank by incidents per area, and take shares of the area instead of the units.
    shares : sequence of float

    Raises
    ------
    ValueError
        If `counts` is no table of whole incidents, or has no period to predict.
    """
    _check(counts, area, fewest_past)
    units, periods = counts.shape
    origins = np.arange(max(fewest_past, periods - test_periods), periods)
    observed = counts[:, origins]
    budget = budgets(shares, units, area)
    caught = _caught(counts, origins, models, budget, area)
    most = [captured(each.astype(np.float64), each, budget, area) for each in observed.T]
    rng = np.random.default_rng(seed)
    by_chance = chance.random_captures(observed, budget, area, permutations=PERMUTATIONS, rng=rng)
    taken = taken_shares(shares, units, area)
    events = observed.sum(axis=0)
    return Scores(
        models=tuple(models),
        shares=np.asarray(shares, dtype=np.float64),
        taken=taken,
        units=units,
        by_area=area is not None,
        origins=origins,
        events=events,
        caught=caught,
        most=np.stack(most, axis=1),
        chance=taken if area is None else by_chance.mean(axis=0) / max(1, int(events.sum())),
        p=chance.random_p(caught.sum(axis=2), by_chance),
        drawn=rng.integers(0, len(origins), (DRAWS, len(origins))),
    )


def _caught(
    counts: Ints,
    origins: Ints,
    models: Mapping[str, Model],
    budget: Floats,
    area: Floats | None,
) -> Floats:
    """Return incidents in the top of each ranking, shape (models, shares, origins)."""
    return np.array(
        [
            np.stack(
                [captured(model(counts[:, :at]), counts[:, at], budget, area) for at in origins],
                axis=1,
            )
            for model in models.values()
        ]
    ).reshape(len(models), len(budget), len(origins))


def _check(counts: Ints, area: Floats | None, fewest_past: int) -> None:
    if counts.ndim != 2 or not np.issubdtype(counts.dtype, np.integer):
        raise ValueError("counts are whole incidents, per unit and period")
    if not len(counts) or (counts < 0).any():
        raise ValueError("there is at least one unit, and no count is below 0")
    if fewest_past < 1 or counts.shape[1] <= fewest_past:
        raise ValueError(f"at least {max(fewest_past, 1) + 1} periods are needed")
    if area is not None and area.shape != (len(counts),):
        raise ValueError("areas are one per unit")
