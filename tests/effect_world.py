"""Simulated places for tests of effect: Poisson or overdispersed, with or without a change."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from geo.analysis.effect.change import Change, Sums, change
from geo.analysis.effect.overdispersion import overdispersion
from geo.evaluation.comparison import BLOCK, donors

WEEKS_BEFORE, WEEKS_AFTER = 104, 26


@dataclass(frozen=True)
class World:
    """What is simulated: the treated place first.

    Attributes
    ----------
    rate : incidents a week of each place
    weekly, lasting : dispersion of each week, and of each quarter of a year (drift)
    season : largest share that the season adds or takes, the same everywhere
    change : what the treated place's rate is times after
    """

    rate: tuple[float, ...] = (1.0, 1.0, 0.7, 1.5, 1.0)
    weekly: float = 0.0
    lasting: float = 0.0
    season: float = 0.5
    change: float = 1.0
    weeks: tuple[int, int] = field(default=(WEEKS_BEFORE, WEEKS_AFTER))


def simulate(world: World, rng: np.random.Generator) -> NDArray[np.int64]:
    """Incidents per place and week."""
    before, after = world.weeks
    weeks = np.arange(before + after)
    mean = np.outer(world.rate, 1 + world.season * np.cos(2 * np.pi * weeks / 52.18))
    mean[0, before:] *= world.change
    if world.weekly:
        mean = mean * rng.gamma(1 / world.weekly, world.weekly, mean.shape)
    if world.lasting:
        quarters = rng.gamma(1 / world.lasting, world.lasting, (len(mean), len(weeks) // 13 + 1))
        mean = mean * np.repeat(quarters, 13, axis=1)[:, : len(weeks)]
    return rng.poisson(mean)


def judged(world: World, weekly: NDArray[np.int64], last: int | None = None) -> Change:
    """What the whole chain finds, of the last weeks before: weights, levels and dispersion told
    from history."""
    before, after = world.weeks
    blocks = (
        weekly[:, before % 4 : before].reshape(len(weekly), before // 4, BLOCK // 7).sum(axis=2)
    )
    used = donors(blocks, 0, range(1, len(weekly)))
    first = 0 if last is None else before - last
    return change(
        Sums.of(weekly[:, first:before].sum(axis=1).astype(float)),
        Sums.of(weekly[:, before:].sum(axis=1).astype(float)),
        times=after / (before - first),
        weight=used.weight,
        scale=used.scale,
        known_from=used.known_from,
        spread=overdispersion(weekly[:, :before], after),
    )


def truth(world: World) -> float:
    """The change in incidents of the time after."""
    before, after = world.weeks
    weeks = np.arange(before, before + after)
    season = 1 + world.season * np.cos(2 * np.pi * weeks / 52.18)
    return float((world.change - 1) * world.rate[0] * season.sum())
