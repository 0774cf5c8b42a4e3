"""Which places are fit to be compared with: alike before, and touched by nothing since."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SEASONS = 4
"""Parts of a year whose shares are compared."""
YEAR = 13
"""Blocks of four weeks in a year."""
FEWEST = 8
"""Incidents before, at least, of a place to be compared with."""
OTHER_KIND = 0.5
"""What another kind of place adds to the distance: as much as a level 1.6 times as high."""


class Barred(StrEnum):
    """Why a place cannot be compared with."""

    NEAR = "near"
    OWN_MEASURE = "own_measure"
    TOO_FEW = "too_few"


class WhyNot(StrEnum):
    """Why a place that may be compared with is not proposed."""

    SHARED = "shared"
    LEVEL = "level"
    LESS_ALIKE = "less_alike"


@dataclass(frozen=True)
class Match:
    """How far a place is from the treated one, before.

    Attributes
    ----------
    at : int
        Position of the place.
    distance : float
        Sum of the parts below; 0 is alike.
    level, trend, season : float
        Absolute difference of log levels, difference of the log changes from the first to the
        second half, and half the sum of differences of the seasons' shares.
    same_kind : bool
    barred : Barred, optional
        Why it cannot be chosen.
    """

    at: int
    distance: float
    level: float
    trend: float
    season: float
    same_kind: bool
    barred: Barred | None = None


def matches(
    before: Floats,
    treated: int,
    *,
    kind: NDArray[np.object_],
    near: Bools,
    own_measure: Bools,
) -> tuple[Match, ...]:
    """Return all other places, the most alike first, then those that are barred.

    Level, trend and season are compared after ½ is added to every count, and the trend only in so
    far as it is more than chance: its distance is what is left when the Poisson standard error of a
    log ratio, √(Σ 1 / count), is taken off.

    Parameters
    ----------
    before : ndarray, shape (places, blocks)
        Incidents in blocks of four weeks before the measure, oldest first.
    treated : int
    kind : ndarray of str, shape (places,)
        Kind of place: torg, park, …
    near : ndarray of bool, shape (places,)
        Touch or share ground with the treated place or the ring around it.
    own_measure : ndarray of bool, shape (places,)
        Had a measure of their own begin in the time.
    """
    level = before.sum(axis=1)
    own_season = _season(before[treated])
    found = [
        _match(before, at, treated, level, own_season, bool(kind[at] == kind[treated]))
        for at in range(len(before))
        if at != treated
    ]
    judged = [_bar(each, near, own_measure, level) for each in found]
    return tuple(sorted(judged, key=lambda each: (each.barred is not None, each.distance, each.at)))


def _match(
    before: Floats, at: int, treated: int, level: Floats, season: Floats, same: bool
) -> Match:
    apart = abs(float(np.log((level[at] + 0.5) / (level[treated] + 0.5))))
    trend = _trend_apart(before[at], before[treated])
    seasons = float(np.abs(_season(before[at]) - season).sum() / 2)
    distance = apart + trend + seasons + (0.0 if same else OTHER_KIND)
    return Match(at, distance, apart, trend, seasons, same)


def _bar(match: Match, near: Bools, own_measure: Bools, level: Floats) -> Match:
    at, why = match.at, None
    if near[at]:
        why = Barred.NEAR
    elif own_measure[at]:
        why = Barred.OWN_MEASURE
    elif level[at] < FEWEST:
        why = Barred.TOO_FEW
    return Match(at, match.distance, match.level, match.trend, match.season, match.same_kind, why)


def _trend_apart(one: Floats, other: Floats) -> float:
    """Return how much more the changes of two places differ than chance makes them."""
    half = len(one) // 2
    parts = np.array([[each[:half].sum(), each[half:].sum()] for each in (one, other)]) + 0.5
    change = np.log(parts[:, 1] / parts[:, 0])
    return max(0.0, float(abs(change[0] - change[1]) - np.sqrt((1 / parts).sum())))


def _season(counts: Floats) -> Floats:
    """Return the shares of the year's parts; equal where there is no whole year."""
    years = len(counts) // YEAR
    if not years:
        return np.full(SEASONS, 1 / SEASONS)
    by_block = counts[len(counts) - years * YEAR :].reshape(years, YEAR).sum(axis=0)
    parts = np.array([part.sum() for part in np.array_split(by_block, SEASONS)]) + 0.5
    return np.asarray(parts / parts.sum(), dtype=np.float64)
