"""Incidents: every point on one canvas, from one packed column of bytes.

Whole metres of web Mercator, sorted along a curve and written as differences, then deflated: about
5 bytes a point, where GeoJSON takes more than 200.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from geo.layers._script import Layer
from geo.look import GROUPS
from geo.model import CATEGORIES

MERCATOR = "EPSG:3857"
Metres = NDArray[np.int32]
DEFLATE = 3
"""Level: a twentieth more bytes than the usual 6, in less than half the time."""
STRIP = 256
"""Width in metres of the strips along which points are sorted."""


def layer(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    categories: Sequence[str],
    category: NDArray[np.integer],
    *,
    crs: str,
) -> Layer:
    """Draw incidents, coloured and shaped by group.

    Parameters
    ----------
    x, y : ndarray of float, shape (n,)
        Positions in `crs`; all of them known.
    categories : sequence of str
        Category codes, at most 255.
    category : ndarray of int, shape (n,)
        Position in `categories` of each incident.
    crs : str
    """
    return projected(*project(x, y, crs=crs), categories, category)


def project(x: NDArray[np.float64], y: NDArray[np.float64], *, crs: str) -> tuple[Metres, Metres]:
    """Return positions in whole metres of web Mercator; 0 where there is none."""
    to_mercator = Transformer.from_crs(crs, MERCATOR, always_xy=True)
    east, north = to_mercator.transform(np.nan_to_num(x), np.nan_to_num(y))
    unknown = ~(np.isfinite(east) & np.isfinite(north) & np.isfinite(x))
    east, north = (np.where(unknown, 0.0, each) for each in (east, north))
    return np.rint(east).astype(np.int32), np.rint(north).astype(np.int32)


def projected(
    east: Metres, north: Metres, categories: Sequence[str], category: NDArray[np.integer]
) -> Layer:
    """Draw incidents whose positions have been projected before; see :func:`layer`.

    Parameters
    ----------
    east, north : ndarray of int32, shape (n,)
        From :func:`project`.
    categories : sequence of str
    category : ndarray of int, shape (n,)
    """
    looks = [GROUPS[CATEGORIES[code].group] for code in categories]
    return Layer(
        "Incidents",
        {
            "count": len(east),
            "packed": b64encode(packed(east, north, category, level=DEFLATE)).decode("ascii"),
            "labels": [CATEGORIES[code].label for code in categories],
            "colours": [look.colour for look in looks],
            "shapes": [look.shape for look in looks],
        },
    )


def packed(
    east: NDArray[np.int32],
    north: NDArray[np.int32],
    category: NDArray[np.integer],
    *,
    strip: int = STRIP,
    level: int = 6,
) -> bytes:
    """Return points sorted along a curve, as differences, deflated.

    Parameters
    ----------
    east, north : ndarray of int32, shape (n,)
        Whole metres of web Mercator, or of any other grid.
    category : ndarray of int, shape (n,)
        Below 256.
    strip : int
        Width of the strips along which points are sorted, in the same unit.
    level : int
        Of deflating, 1–9.
    """
    order = np.lexsort((north, east // strip))
    kinds = np.asarray(category)[order].astype(np.uint8).tobytes()
    return zlib.compress(planes(east[order]) + planes(north[order]) + kinds, level)


def planes(values: NDArray[np.integer]) -> bytes:
    """Return differences with like bytes together: the high ones of small numbers deflate away."""
    steps = np.diff(values.astype(np.int32), prepend=np.int32(0)).astype("<i4")
    return steps.view(np.uint8).reshape(-1, 4).T.tobytes()
