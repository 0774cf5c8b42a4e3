"""Where the names stand on the map: beside their area, and not on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LETTER, LINE = 13.5, 26.0
"""Width and height that a letter is taken to need, on a phone."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name begins (``start``), ends (``end``) or has its middle (``middle``)."""

    x: float
    y: float
    anchor: str


def spots(areas: Sequence[tuple[str, float, float, float]], wide: float) -> tuple[Spot, ...]:
    """Return a spot for each name.

    Parameters
    ----------
    areas : sequence of (str, float, float, float)
        Name, middle and radius of each area.
    wide : float
        Of the map.
    """
    taken: list[Box] = []
    found = []
    for name, x, y, radius in areas:
        long = LETTER * (len(name) + 3)
        off = radius + 5
        tries = [
            Spot(x + off, y + 6, "start"), Spot(x - off, y + 6, "end"),
            Spot(x, y - off, "middle"), Spot(x, y + off + 16, "middle"),
            Spot(x + off, y - LINE, "start"), Spot(x + off, y + 6 + LINE, "start"),
            Spot(x - off, y - LINE, "end"), Spot(x - off, y + 6 + LINE, "end"),
        ]  # fmt: skip
        boxes = [_box(spot, long) for spot in tries]
        within = [at for at, box in enumerate(boxes) if box[0] >= 0 and box[2] <= wide]
        free = [at for at in within if not any(_meet(boxes[at], other) for other in taken)]
        best = (free or within or [0])[0]
        taken.append(boxes[best])
        found.append(tries[best])
    return tuple(found)


def _box(spot: Spot, long: float) -> Box:
    left = {"start": 0.0, "end": long, "middle": long / 2}[spot.anchor]
    return spot.x - left, spot.y - LINE + 6, spot.x - left + long, spot.y + 6


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
