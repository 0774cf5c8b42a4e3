"""The year shared out by need, and what is left of it shared out again after what is done."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from geo.planning.year.quota import CAP_DAYS, FLOOR, quotas

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Shares:
    """Visits of each place; arrays of shape (places,).

    Attributes
    ----------
    quota : ndarray of int
        Of the year, by need alone.
    left : ndarray of int
        What is left to do: a place that has had more than its quota leaves less for others.
    least : ndarray of int
        Of these, what the floor demands.
    lead : tuple of Fraction
        How far behind its pace each is, at most one visit either way: what is more is not caught up
        at once but spread over the rest of the year.
    floor, cap : int
    beyond : int
        Visits beyond the target, so that every place has its floor.
    """

    quota: Ints
    left: Ints
    least: Ints
    lead: tuple[Fraction, ...]
    floor: int
    cap: int
    beyond: int


def shares(
    need: NDArray[np.float64], target: int, done: Ints, *, elapsed: int, days: int, elsewhere: int
) -> Shares:
    """Share out a year's visits.

    A target too small for the floor of every place lowers the floor; the cap is a visit every
    :data:`quota.CAP_DAYS` days, or what the target needs where places are few.

    Parameters
    ----------
    need : ndarray of float, shape (places,)
    target : int
    done : ndarray of int, shape (places,)
    elapsed, days : int
        Days that are over, and of the whole year.
    elsewhere : int
        Visits done that count, but at none of the places.
    """
    floor = min(FLOOR, target // len(need)) if len(need) else 0
    cap = max(days // CAP_DAYS, -(-target // max(len(need), 1)))
    if not len(need):
        nothing = np.zeros(0, dtype=np.int64)
        return Shares(nothing, nothing, nothing, (), floor, cap, 0)
    year = quotas(need, target, floor=floor, cap=cap)
    given = np.maximum(done, floor)
    rest = max(target - elsewhere, int(given.sum()))
    left = quotas(need, rest, floor=given, cap=np.maximum(given, max(cap, target))) - done
    behind = (Fraction(int(q) * elapsed, days) - int(n) for q, n in zip(year, done, strict=True))
    return Shares(
        quota=year,
        left=left,
        least=np.clip(floor - done, 0, left),
        lead=tuple(
            max(Fraction(-1), min(each, Fraction(1), Fraction(int(room))))
            for each, room in zip(behind, left, strict=True)
        ),
        floor=floor,
        cap=cap,
        beyond=int(left.sum()) - max(target - elsewhere - int(done.sum()), 0),
    )
