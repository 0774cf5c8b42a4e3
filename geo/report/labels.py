"""Where texts lie on a drawn map: badges pushed apart, names where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot

LETTER = 1.75
"""Millimetres that a letter of a name is wide, about; names are 8 pt."""
LINE = 3.4
"""Millimetres that a name is high."""
DIGIT = 1.9
"""Millimetres that a letter of a badge is wide."""
BADGE = 5.0
"""Height of a badge, and the least width."""
GAP = 0.6
ROUNDS = 60

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Badge:
    """The numbers of the stops at one spot; in millimetres.

    Attributes
    ----------
    x, y : float
        Its middle.
    from_x, from_y : float
        What it is a badge of.
    filled : bool
        As stops are; where walks begin and end the badge is white.
    """

    text: str
    x: float
    y: float
    from_x: float
    from_y: float
    filled: bool = True

    @property
    def wide(self) -> float:
        """Return its width."""
        return max(BADGE, len(self.text) * DIGIT + 2.4)

    @property
    def moved(self) -> bool:
        """Whether it lies beside its stop."""
        return hypot(self.x - self.from_x, self.y - self.from_y) > BADGE / 2

    @property
    def box(self) -> Box:
        """Return left, top, right and bottom."""
        half = self.wide / 2
        return self.x - half, self.y - BADGE / 2, self.x + half, self.y + BADGE / 2


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a place; ``x`` and ``y`` of its middle in millimetres."""

    text: str
    x: float
    y: float
    bold: bool

    @property
    def box(self) -> Box:
        """Return left, top, right and bottom."""
        half = len(self.text) * LETTER / 2
        return self.x - half, self.y - LINE / 2, self.x + half, self.y + LINE / 2


def apart(badges: Sequence[Badge], *, wide: float, high: float) -> tuple[Badge, ...]:
    """Push badges that lie over each other apart, and all of them into the map.

    Parameters
    ----------
    badges : sequence of Badge
    wide, high : float
        Of the map.
    """
    found = list(badges)
    for _ in range(ROUNDS):
        met = False
        for i in range(len(found)):
            for j in range(i):
                if _meet(found[i].box, found[j].box):
                    found[i], found[j] = _pushed(found[i], found[j])
                    met = True
        found = [_inside(each, wide, high) for each in found]
        if not met:
            break
    return tuple(found)


def _pushed(one: Badge, other: Badge) -> tuple[Badge, Badge]:
    """Move two badges half of what they overlap each, the way that is shorter."""
    a, b = one.box, other.box
    across = min(a[2], b[2]) - max(a[0], b[0]) + GAP
    down = min(a[3], b[3]) - max(a[1], b[1]) + GAP
    if across < down:
        side = across / 2 * (1 if one.x >= other.x else -1)
        return replace(one, x=one.x + side), replace(other, x=other.x - side)
    side = down / 2 * (1 if one.y >= other.y else -1)
    return replace(one, y=one.y + side), replace(other, y=other.y - side)


def _inside(badge: Badge, wide: float, high: float) -> Badge:
    half, middle = badge.wide / 2 + GAP, BADGE / 2 + GAP
    return replace(
        badge,
        x=min(max(badge.x, half), wide - half),
        y=min(max(badge.y, middle), high - middle),
    )


def fitting(
    names: Sequence[Name],
    badges: Sequence[Badge],
    written: Sequence[Box] = (),
    *,
    wide: float,
    high: float,
) -> tuple[Name, ...]:
    """Return the names that have room, moved to where it is; earlier ones choose first.

    Parameters
    ----------
    names : sequence of Name
    badges : sequence of Badge
    written : sequence of tuple
        Boxes of what else no name may lie over.
    wide, high : float
        Of the map.
    """
    taken = [*(badge.box for badge in badges), *written]
    found = []
    for name in names:
        for spot in _spots(name):
            box = spot.box
            within = box[0] > 1 and box[1] > 1 and box[2] < wide - 1 and box[3] < high - 1
            if within and not any(_meet(box, other) for other in taken):
                taken.append(box)
                found.append(spot)
                break
    return tuple(found)


def _spots(name: Name) -> Iterator[Name]:
    """Yield where a name may lie: below, above, right and left of its place, then further off."""
    beside = len(name.text) * LETTER / 2 + BADGE / 2 + 1.5
    for off in (BADGE / 2 + LINE / 2 + 0.8, BADGE + LINE):
        yield replace(name, y=name.y + off)
        yield replace(name, y=name.y - off)
    yield replace(name, x=name.x + beside)
    yield replace(name, x=name.x - beside)
    for side in (beside / 2, -beside / 2):
        for off in (BADGE / 2 + LINE, -BADGE / 2 - LINE):
            yield replace(name, x=name.x + side, y=name.y + off)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
