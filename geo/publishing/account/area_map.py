"""The published areas as shapes of SVG, drawn from their coarse outlines only."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians

from geo.publishing.account.content import Account, Ring

WIDE, MOST_HIGH, PAD = 720.0, 640.0, 26.0
SMALLEST = 9.0
"""An area is drawn with a dot of this radius on it too, or it could not be seen or hit."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An area on the map: the data of its path, and its middle."""

    name: str
    path: str
    x: float
    y: float


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

    areas = []
    for area in account.areas:
        corners = [at(point) for point in max(area.rings, key=len)] if area.rings else [(0.0, 0.0)]
        x = sum(corner[0] for corner in corners) / len(corners)
        y = sum(corner[1] for corner in corners) / len(corners)
        areas.append(Drawn(area.name, path(area.rings), x, y))
    return AreaMap(wide, high, path(account.boundary), tuple(areas))
