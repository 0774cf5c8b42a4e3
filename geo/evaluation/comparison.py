"""Comparison places that the program proposes, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.analysis.effect import matching_words
from geo.analysis.effect.matching import Match, WhyNot, matches
from geo.analysis.effect.synthetic import Synthetic, synthetic_control
from geo.errors import SelectionError
from geo.evaluation import recorded, ring
from geo.records import Records

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MOST = 5
"""Places in a comparison: more of them are less alike."""
WIDEST = float(np.log(4))
"""Log ratio of levels beyond which places are not compared."""
BLOCK = 28
"""Days of the blocks in which places are compared before."""
LEAST_BLOCKS = 8
"""Blocks from which weights are fitted; before that the larger comparison weighs more."""
LONGEST_BLOCKS = 39
"""Three years."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A place that might be compared with.

    Attributes
    ----------
    chosen : bool
        Whether the program would compare with it.
    fit : bool
        Whether it may be chosen at all.
    incidents : int
        Of the time before that is looked at.
    why : str
        Swedish.
    """

    place_id: int
    name: str
    chosen: bool
    fit: bool
    incidents: int
    distance: float
    why: str


@dataclass(frozen=True)
class Donors:
    """The places compared with, and how each enters.

    Attributes
    ----------
    at : ndarray of int, shape (donors,)
        Positions of places.
    weight : ndarray of float, shape (donors,)
        Summing to 1.
    scale : ndarray of float, shape (donors,)
        Level of the treated place over the donor's.
    known_from : ndarray of float, shape (1 + donors,)
        Incidents that the levels were taken from, the treated place's first.
    fit : float or None
        See :class:`Synthetic`; None where weights were not fitted.
    """

    at: Ints
    weight: Floats
    scale: Floats
    known_from: Floats
    fit: float | None


def position_of(records: Records, place_id: int) -> int:
    """Return the position of a place.

    Raises
    ------
    SelectionError
        There is no such place.
    """
    found = np.flatnonzero(records.places["place_id"].to_numpy() == place_id)
    if not len(found):
        raise SelectionError(
            "Platsen finns inte i kommunen.", hint="Välj en plats i listan över platser."
        )
    return int(found[0])


def blocks_before(count: Ints, began: int) -> Ints:
    """Return counts in blocks of four weeks before a day, oldest first; at most three years."""
    number = min(began // BLOCK, LONGEST_BLOCKS)
    days = count[:, began - number * BLOCK : began]
    return np.asarray(days.reshape(len(count), number, BLOCK).sum(axis=2), dtype=np.int64)


def judged(
    records: Records, treated: int, blocks: Ints, first: date, end: date
) -> tuple[Match, ...]:
    """Return all other places by how alike they were before; see ``matching.matches``."""
    return matches(
        blocks.astype(np.float64),
        treated,
        kind=records.places["typ"].to_numpy(dtype=object),
        near=ring.near(records, treated),
        own_measure=recorded.with_measures(records, first, end),
    )


def chosen(records: Records, found: Sequence[Match]) -> list[int]:
    """Return positions of the places that the program would compare with: alike, and apart."""
    return apart(records, [each for each in found if each.level <= WIDEST])[:MOST]


def apart(records: Records, found: Sequence[Match]) -> list[int]:
    """Return positions of places that may be compared with and share no ground, in their order."""
    taken: list[int] = []
    for each in found:
        if each.barred is None and not records.overlap[each.at, taken].any():
            taken.append(each.at)
    return taken


def _why_not(records: Records, each: Match, taken: Sequence[int]) -> WhyNot | None:
    if each.at in taken:
        return None
    if records.overlap[each.at, list(taken)].any():
        return WhyNot.SHARED
    return WhyNot.LEVEL if each.level > WIDEST else WhyNot.LESS_ALIKE


def donors(blocks: Ints, treated: int, at: Sequence[int]) -> Donors:
    """Return how much each comparison place weighs, from the blocks before."""
    positions = np.array(at, dtype=np.int64)
    level = blocks.sum(axis=1).astype(np.float64)
    scale = level[treated] / np.maximum(level[positions], 1.0)
    fitted: Synthetic | None = None
    if len(positions) > 1 and blocks.shape[1] >= LEAST_BLOCKS and level[positions].all():
        fitted = synthetic_control(
            blocks[treated].astype(np.float64),
            blocks[positions] * scale[:, None],
            noise=scale**2 * blocks[positions].mean(axis=1),
        )
    total = level[positions].sum()
    plain = level[positions] / total if total else np.full(len(at), 1 / max(len(at), 1))
    return Donors(
        at=positions,
        weight=plain if fitted is None else fitted.weight,
        scale=scale,
        known_from=level[[treated, *positions]],
        fit=None if fitted is None else fitted.fit,
    )


def proposals(
    records: Records, treated: int, blocks: Ints, found: Sequence[Match]
) -> tuple[Proposed, ...]:
    """Return every other place with the reason for or against it."""
    level, taken = blocks.sum(axis=1), chosen(records, found)
    ids = records.places["place_id"].to_numpy(dtype=np.int64)
    return tuple(
        Proposed(
            place_id=int(ids[each.at]),
            name=str(records.places["name"].iloc[each.at]),
            chosen=each.at in taken,
            fit=each.barred is None,
            incidents=int(level[each.at]),
            distance=each.distance,
            why=matching_words.match(
                each,
                kind=str(records.places["typ"].iloc[each.at]),
                blocks=blocks.shape[1],
                here=float(level[treated]),
                there=float(level[each.at]),
                why_not=_why_not(records, each, taken),
            ),
        )
        for each in found
    )
