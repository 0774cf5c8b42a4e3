"""What is to be planned: the visits that are left, and the weeks that are left."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Season:
    """The rest of a year; weeks in order, the first is the present one.

    Attributes
    ----------
    days : ndarray of int, shape (weeks,)
        Days of each week that are left and belong to the year.
    capacity : ndarray of int, shape (weeks,)
        Visits there is room for in each, when the reserve for alarms is set aside.
    left : ndarray of int, shape (places,)
        Visits left of each place's quota.
    least : ndarray of int, shape (places,)
        Of these, how many the place's floor demands.
    lead : tuple of Fraction, length places
        How many visits each is behind its pace now; see ``spread.spread``.
    weight : ndarray of float, shape (places,)
        Need, as a share of all; who goes without first where there is too little room.
    since : ndarray of int, shape (places,)
        Whole weeks since the last visit.
    gap : ndarray of int, shape (places,)
        Weeks that a place should go without a visit at most.
    urgency : ndarray of float, shape (places, weeks)
        0–1: how much speaks for coming sooner, such as an increase or a decision of the meeting.
    town : ndarray of int, shape (places,)
        Number of the remote town, -1 near home.
    trip : ndarray of float, shape (towns,)
        Minutes there and back.
    bursts : ndarray of bool, shape (places, quarters)
    quarter : ndarray of int, shape (weeks,)
        Column of `bursts` that each week belongs to.
    """

    days: Ints
    capacity: Ints
    left: Ints
    least: Ints
    lead: tuple[Fraction, ...]
    weight: Floats
    since: Ints
    gap: Ints
    urgency: Floats
    town: Ints
    trip: Floats
    bursts: NDArray[np.bool_]
    quarter: Ints

    def __post_init__(self) -> None:
        places, weeks = len(self.left), len(self.days)
        shapes = {
            (places,): (self.least, self.weight, self.since, self.gap, self.town),
            (weeks,): (self.capacity, self.quarter),
            (places, weeks): (self.urgency,),
        }
        for shape, arrays in shapes.items():
            if any(each.shape != shape for each in arrays):
                raise ValueError("arrays of a season fit together")
        if len(self.lead) != places or len(self.bursts) != places:
            raise ValueError("arrays of a season fit together")
        if (self.left < 0).any() or (self.capacity < 0).any() or (self.days < 0).any():
            raise ValueError("visits, room and days are at least 0")

    @property
    def total(self) -> int:
        """Return how many visits there is room for."""
        return min(int(self.left.sum()), int(self.capacity.sum()))
