"""What is wrong in the demo's files, and exactly how much: for tests to compare with reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

BROKEN = 0.02
RESENT = 0.015


class Fault(StrEnum):
    """A mistake in one row."""

    TIME = "omöjlig tid"
    """Refused by the importers: the only one that is."""
    SWAPPED = "omkastade koordinater"
    """Mended, as Swedish coordinates prove it."""
    CATEGORY = "felstavad kategori"
    """Taken as övrigt and listed."""
    PLACE = "okänd plats"
    """Taken, but nowhere on the map: no position and a name that no place has."""


KINDS = tuple(Fault)
UNKNOWN_PLACE = "Gamla mejeriet"


@dataclass(frozen=True)
class Told:
    """What one file holds; every number is exact and counts rows sent again too.

    Attributes
    ----------
    rows : int
    faults : dict of Fault to int
    resent : int
        Rows that stand twice.
    without_position : int
        Rows with no coordinates.
    without_place : int
        Of those, rows that do not name a shipped place either: they cannot be placed.
    """

    rows: int
    faults: dict[Fault, int]
    resent: int = 0
    without_position: int = 0
    without_place: int = 0

    def __post_init__(self) -> None:
        broken = sum(self.faults.values())
        if broken + self.resent > self.rows or self.without_place > self.without_position:
            raise ValueError("a file cannot hold more faults than rows")

    def to_json(self) -> dict[str, Any]:
        """Return the numbers under Swedish names."""
        return {
            "rader": self.rows,
            "trasiga": self.faults.get(Fault.TIME, 0),
            "fel": {fault.value: count for fault, count in self.faults.items()},
            "omsanda": self.resent,
            "utan_koordinater": self.without_position,
            "kan_inte_placeras": self.without_place,
        }


def plant(size: int, kinds: tuple[Fault, ...], rng: np.random.Generator) -> NDArray[np.int8]:
    """Return the fault of each row as its position in ``KINDS``, -1 for none.

    Half of the faults are such that the row must be refused.
    """
    weights = np.array([1.0 if kind is Fault.TIME else 1 / (len(kinds) - 1 or 1) for kind in kinds])
    chosen = rng.choice(len(kinds), size, p=weights / weights.sum())
    codes = np.array([KINDS.index(kind) for kind in kinds], dtype=np.int8)[chosen]
    return np.where(rng.random(size) < BROKEN, codes, np.int8(-1))


def resend(fault: NDArray[np.int8], rng: np.random.Generator) -> NDArray[np.int64]:
    """Return rows that are sent a second time; broken rows are not."""
    return np.flatnonzero((fault < 0) & (rng.random(len(fault)) < RESENT))


def count(fault: NDArray[np.int8]) -> dict[Fault, int]:
    """Return how many rows have each fault."""
    found = np.bincount(fault[fault >= 0], minlength=len(KINDS))
    return {kind: int(number) for kind, number in zip(KINDS, found, strict=True) if number}


def is_a(fault: NDArray[np.int8], kind: Fault) -> NDArray[np.bool_]:
    """Return which rows have the fault `kind`."""
    return np.asarray(fault == KINDS.index(kind))


def impossible_date(start: datetime, number: int) -> str:
    """Return a date as people mistype it.

    >>> [impossible_date(datetime(2026, 3, 5), n) for n in range(3)]
    ['2026-13-05', 'igår', '2046-03-05']
    """
    return (f"{start:%Y}-13-{start:%d}", "igår", f"{start.year + 20}-{start:%m-%d}")[number % 3]


def misspelt(label: str) -> str:
    """Return a label with two of its first letters swapped, as fingers do.

    >>> misspelt("Klotter"), misspelt("Arrangemang")
    ('Koltter', 'Ararngemang')
    """
    at = 1 if label[1] != label[2] else 2
    return label[:at] + label[at + 1] + label[at] + label[at + 2 :]
