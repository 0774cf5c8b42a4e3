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
    to_mercator = Transformer.from_crs(crs, MERCATOR, always_xy=True)
    east, north = (np.rint(v).astype(np.int32) for v in to_mercator.transform(x, y))
    order = np.lexsort((north, east // STRIP))
    columns = (
        np.diff(east[order], prepend=np.int32(0)).astype("<i4").tobytes(),
        np.diff(north[order], prepend=np.int32(0)).astype("<i4").tobytes(),
        np.asarray(category)[order].astype(np.uint8).tobytes(),
    )
    looks = [GROUPS[CATEGORIES[code].group] for code in categories]
    return Layer(
        "Incidents",
        {
            "count": len(east),
            "packed": b64encode(zlib.compress(_planes(columns), 6)).decode("ascii"),
            "labels": [CATEGORIES[code].label for code in categories],
            "colours": [look.colour for look in looks],
            "shapes": [look.shape for look in looks],
        },
    )


def _planes(columns: tuple[bytes, bytes, bytes]) -> bytes:
    """Put like bytes together: the high bytes of small differences deflate to nothing."""
    east, north, category = columns
    return (
        b"".join(
            np.frombuffer(column, np.uint8).reshape(-1, 4).T.tobytes() for column in (east, north)
        )
        + category
    )
