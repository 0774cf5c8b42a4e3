"""Names on the ground: of towns and lakes, and of streets along themselves."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.look import GROUND_NAMES

Shapes = NDArray[np.object_]
Texts = NDArray[np.object_]
STREET = "street"
NAMED_ROADS = ("major", "main", "street")
"""Classes of lines whose names are written."""
SHORTEST, APART = 120.0, 1_500.0
"""Metres of web Mercator: the shortest street that is named, and how often a long one is."""


class Name(NamedTuple):
    """A name and where it is written.

    Attributes
    ----------
    text, kind : str
    east, north : int
        Its middle, in whole metres of web Mercator.
    angle : int
        Degrees anticlockwise from east in which it is written, −90 to 90.
    room : int
        Metres along the street; 0 where there is no such bound.
    """

    text: str
    kind: str
    east: int
    north: int
    angle: int = 0
    room: int = 0


def of_places(kind: Texts, name: Texts, shape: Shapes, where: BaseGeometry) -> list[Name]:
    """Return names of towns and lakes within a region, large ones first, each once a kind.

    Parameters
    ----------
    kind, name : ndarray of str, shape (n,)
    shape : ndarray of geometry, shape (n,)
        In web Mercator.
    where : geometry
    """
    ranks = [each for each in GROUND_NAMES if each != STREET]
    named = (name != "") & np.isin(kind, ranks)
    kind, name, shape = kind[named], name[named], shape[named]
    point = shapely.point_on_surface(shape)
    inside = shapely.contains(where, point)
    rank = np.array([ranks.index(each) for each in kind], dtype=int)
    order = np.lexsort((name, -shapely.area(shape), rank))
    found: dict[tuple[str, str], Name] = {}
    for at in order[inside[order]]:
        text, of = str(name[at]), str(kind[at])
        east, north = round(shapely.get_x(point[at])), round(shapely.get_y(point[at]))
        found.setdefault((of, text), Name(text, of, east, north))
    return list(found.values())


def of_streets(kind: Texts, name: Texts, shape: Shapes, where: BaseGeometry) -> list[Name]:
    """Return names of streets, written along them; long streets first, and now and then again.

    Parameters
    ----------
    kind, name : ndarray of str, shape (n,)
    shape : ndarray of geometry, shape (n,)
        In web Mercator.
    where : geometry
    """
    named = (name != "") & np.isin(kind, NAMED_ROADS) & shapely.intersects(where, shape)
    order = np.argsort(name[named], kind="stable")
    own, texts = shape[named][order], name[named][order]
    starts = np.flatnonzero(texts[1:] != texts[:-1]) + 1
    found = []
    for lines, same in zip(np.split(own, starts), np.split(texts, starts), strict=True):
        if not len(lines):
            break  # there is no named street at all
        joined = shapely.line_merge(shapely.multilinestrings(list(lines)))
        for line in shapely.get_parts(joined):
            found += [name for name in _along(str(same[0]), line) if _lies(where, name)]
    return sorted(found, key=lambda each: (-each.room, each))


def _along(text: str, line: shapely.LineString) -> list[Name]:
    """Return a street's name once, or as often as it is long."""
    if line.length < SHORTEST:
        return []
    times = 1 + int(line.length // APART)
    room = line.length / times
    found = []
    for at in (np.arange(times) + 0.5) * room:
        reach = min(0.25 * room, 40.0)
        (west, south), (east, north) = shapely.get_coordinates(
            shapely.line_interpolate_point(line, [at - reach, at + reach])
        )
        angle = (np.degrees(np.arctan2(north - south, east - west)) + 90) % 180 - 90
        middle = shapely.line_interpolate_point(line, at)
        found.append(
            Name(text, STREET, round(middle.x), round(middle.y), round(float(angle)), int(room))
        )
    return found


def _lies(where: BaseGeometry, name: Name) -> bool:
    return bool(shapely.contains_xy(where, name.east, name.north))
