"""The published areas as shapes of SVG, drawn from their coarse outlines only."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians

from geo.publishing.account.content import Account, Ring
from geo.publishing.account.name_spots import Spot, spots

WIDE, MOST_HIGH, PAD = 720.0, 640.0, 26.0
SMALLEST = 11.0
"""A smaller area is drawn with a dot of this radius on it, or it could not be seen or hit."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An area on the map: the data of its path, its middle and radius, and its name's spot."""

    name: str
    path: str
    x: float
    y: float
    radius: float
    spot: Spot

    @property
    def small(self) -> bool:
        """Return whether it needs a dot."""
        return self.radius < SMALLEST


@dataclass(frozen=True, slots=True)
class AreaMap:
    """A map of `wide` × `high` units, north upwards."""

    wide: float
    high: float
    boundary: str
    areas: tuple[Drawn, ...]


def area_map(account: Account) -> AreaMap | None:
    """Return the map of an account, or None where it has nothing to draw.

    Degrees are drawn as they lie at the middle of the map (equirectangular projection).
    """
    rings = [*account.boundary, *(ring for area in account.areas for ring in area.rings)]
    points = [point for ring in rings for point in ring]
    if not points:
        return None
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    narrow = cos(radians((south + north) / 2))
    across, up = max((east - west) * narrow, 1e-6), max(north - south, 1e-6)
    scale = min((WIDE - 2 * PAD) / across, (MOST_HIGH - 2 * PAD) / up)
    wide, high = across * scale + 2 * PAD, up * scale + 2 * PAD

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return PAD + (point[0] - west) * narrow * scale, PAD + (north - point[1]) * scale

    def path(shape: tuple[Ring, ...]) -> str:
        return " ".join(
            "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in map(at, ring)) + "Z" for ring in shape
        )

    middles = [_middle([at(p) for ring in area.rings for p in ring]) for area in account.areas]
    named = [
        (area.name, x, y, max(radius, SMALLEST))
        for area, (x, y, radius) in zip(account.areas, middles, strict=True)
    ]
    areas = tuple(
        Drawn(area.name, path(area.rings), *middle, spot)
        for area, middle, spot in zip(account.areas, middles, spots(named, wide), strict=True)
    )
    return AreaMap(wide, high, path(account.boundary), areas)


def _middle(corners: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the middle of a shape's box, and half of its longer side."""
    if not corners:
        return 0.0, 0.0, 0.0
    x, y = [corner[0] for corner in corners], [corner[1] for corner in corners]
    half = max(max(x) - min(x), max(y) - min(y)) / 2
    return (max(x) + min(x)) / 2, (max(y) + min(y)) / 2, half
