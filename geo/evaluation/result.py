"""What an evaluation found, as pages, reports and commands tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Effect(StrEnum):
    """What the numbers carry, of incidents after against before, beside the comparison."""

    LESS = "mindre"
    MORE = "mer"
    UNCLEAR = "oklart"
    """The interval holds no change; a change that matters may still be there."""
    TOO_FEW = "for_fa"


@dataclass(frozen=True, slots=True)
class Compared:
    """A place that the treated one is held against.

    Attributes
    ----------
    weight : float
        0–1; all of a finding's sum to 1.
    why : str
        Swedish: why the program proposed it, or that the user chose it.
    """

    place_id: int
    name: str
    weight: float
    why: str


@dataclass(frozen=True)
class Finding:
    """Whether something at a place was followed by a change beyond that of its comparison.

    Attributes
    ----------
    place_id : int
    began : date
        First day of the after period.
    before_days, after_days : int
    treated_before, treated_after : float
        Incidents (harm-weighted where asked) at the place.
    compared : tuple of Compared
    compared_before, compared_after : float
        Incidents at the comparison, weighted.
    ring_before, ring_after : float or None
        Incidents around the place, where displacement would be seen.
    estimate, low, high : float
        Change in incidents of the after period beyond the comparison's, and its 95 % interval.
    percent, percent_low, percent_high : float or None
        The same against what would be expected without; None where that is 0.
    verdict : Effect
    words : str
        Swedish, no causal word unless `causal`.
    wait : str
        Swedish: how long one would have to wait to see a change of the stated size; empty if not.
    design : str
        Swedish: what was compared with what, and what the design cannot tell.
    causal : bool
        Whether the design carries a causal word.
    basis : tuple of str
        Swedish sentences: rows, days, method with its source.
    """

    place_id: int
    place: str
    began: date
    before_days: int
    after_days: int
    treated_before: float
    treated_after: float
    compared: tuple[Compared, ...]
    compared_before: float
    compared_after: float
    ring_before: float | None
    ring_after: float | None
    estimate: float
    low: float
    high: float
    percent: float | None
    percent_low: float | None
    percent_high: float | None
    verdict: Effect
    words: str
    wait: str
    design: str
    causal: bool
    basis: tuple[str, ...]
