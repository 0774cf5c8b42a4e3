"""What looks like a mistake in an outline that is to replace another."""

from __future__ import annotations

from shapely.geometry.base import BaseGeometry

from geo.polygon_change.words import share
from geo.sources.outlines import Outline

SMALL_M2 = 1_000.0
"""Below this, 0.1 hectare, an outline is smaller than positions are exact."""
MANY_TIMES = 100.0
"""An outline so many times the old one is likely another place, or in another unit."""
OUTSIDE_SHARE = 0.01
"""From this share of the outline outside the kommun it is said."""


def listed(
    outline: Outline, before: BaseGeometry, boundary: BaseGeometry | None, *, name: str, code: str
) -> tuple[str, ...]:
    """Return every doubt as a Swedish sentence.

    Parameters
    ----------
    outline : Outline
        The new one.
    before : geometry
        The old one, in the same CRS.
    boundary : geometry, optional
        The kommun's, in the same CRS.
    name, code : str
        What the place is called.
    """
    return (
        *outline.repairs,
        *_other_name(outline, name, code),
        *_size_and_place(before, outline.geometry),
        *_outside(outline.geometry, boundary),
    )


def _other_name(outline: Outline, name: str, code: str) -> tuple[str, ...]:
    called = outline.name or outline.code
    if not called or outline.is_called(name) or outline.is_called(code):
        return ()
    return (f"I filen heter ytan ”{called}”.",)


def _size_and_place(before: BaseGeometry, after: BaseGeometry) -> tuple[str, ...]:
    said = []
    if not before.intersects(after):
        said.append("Ytorna rör inte vid varandra.")
    if after.area < SMALL_M2:
        said.append("Ytan är mindre än 0,1 hektar: mindre än lägen brukar vara säkra.")
    if after.area > MANY_TIMES * before.area:
        said.append(f"Ytan är mer än {MANY_TIMES:.0f} gånger så stor som den gamla.")
    return tuple(said)


def _outside(after: BaseGeometry, boundary: BaseGeometry | None) -> tuple[str, ...]:
    if boundary is None:
        return ()
    outside = after.difference(boundary).area / after.area
    if outside < OUTSIDE_SHARE:
        return ()
    part = "Ytan" if outside > 1 - OUTSIDE_SHARE else f"{share(outside, 1)} av ytan"
    return (f"{part} ligger utanför kommunens gräns.",)
