"""A packed ground as plain arrays in the store's CRS, for maps drawn without a browser."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from geo.look import GROUND_AREAS, GROUND_LINES
from geo.schema import Ground, GroundName
from geo.terrain import region
from geo.terrain.names import Name
from geo.terrain.packing import Packed

Box = tuple[float, float, float, float]


def of(packed: Packed, *, crs: str, level: int, within: Box | None) -> Ground:
    """Return a packed ground at one level of detail.

    Parameters
    ----------
    packed : Packed
    crs : str
        CRS of the arrays.
    level : int
        Index in ``detail.LEVELS``.
    within : tuple of float, optional
        West, south, east, north in `crs`: what does not touch it is left out.
    """
    transform = region.to_mercator(crs).transform
    x, y = transform(packed.corners.xy[:, 0], packed.corners.xy[:, 1], direction="INVERSE")
    shapes = _shapes(packed, np.column_stack([x, y]), level, within)
    names = []
    for row in packed.head["names"]:
        name = Name(*row)
        at = transform(name.east, name.north, direction="INVERSE")
        if within is None or (within[0] <= at[0] <= within[2] and within[1] <= at[1] <= within[3]):
            names.append(GroundName(name.text, name.kind, *at, name.angle))
    return Ground(
        crs=crs,
        areas={kind: shapes[kind] for kind in GROUND_AREAS if kind in shapes},
        lines={
            kind: tuple(line for (line,) in shapes[kind]) for kind in GROUND_LINES if kind in shapes
        },
        names=tuple(names),
    )


def _shapes(
    packed: Packed, xy: NDArray[np.float64], level: int, within: Box | None
) -> Mapping[str, tuple[tuple[NDArray[np.float64], ...], ...]]:
    """Return each class's shapes as their rings, as far as a level has them."""
    found = packed.corners
    shown = found.level <= level
    ring_of = np.repeat(np.arange(len(found.lengths)), found.lengths)[shown]
    rings = np.split(xy[shown], np.flatnonzero(np.diff(ring_of)) + 1)
    by_number = dict(zip(np.unique(ring_of).tolist(), rings, strict=False))
    first = np.concatenate([[0], np.cumsum(found.rings)]).tolist()
    shapes = {}
    shape = 0
    for kind, count in packed.head["groups"]:
        fewest = 3 if kind in GROUND_AREAS else 2
        of_kind = []
        for at in range(shape, shape + count):
            own = [by_number[n] for n in range(first[at], first[at + 1]) if n in by_number]
            own = [ring for ring in own if len(ring) >= fewest]
            if own and (within is None or _touches(own[0], within)):
                of_kind.append(tuple(own))
        shapes[kind] = tuple(of_kind)
        shape += count
    return shapes


def _touches(ring: NDArray[np.float64], box: Box) -> bool:
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    return bool(west <= box[2] and box[0] <= east and south <= box[3] and box[1] <= north)
