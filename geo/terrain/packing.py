"""The ground as bytes: whole metres of web Mercator as differences, deflated; the browser reads it.

A little-endian length, a head of that length as JSON, and then five columns: rings of each shape,
corners of each ring, east, north (each as :func:`geo.layers.incidents.planes` writes it) and the
level of each corner (a byte).
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.terrain.detail import LEVELS, Corners
from geo.terrain.names import Name

VERSION = 1
STRIP = 2_048
"""Width in metres of the strips along which shapes are sorted."""
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Packed:
    """What :func:`unpack` finds.

    Attributes
    ----------
    head : mapping
        ``groups`` (class and number of shapes, in their order), ``names`` (see
        ``names.Name``), ``zooms`` of the levels, ``source`` and ``day``.
    corners : Corners
    """

    head: Mapping[str, Any]
    corners: Corners


def pack(
    groups: Mapping[str, Corners],
    names: Sequence[Name],
    about: Mapping[str, str],
) -> bytes:
    """Return a ground as bytes; the same ones for the same ground."""
    from geo.layers.incidents import planes  # folium comes with it: only where it is used

    sorted_groups = {kind: _along_strips(each) for kind, each in groups.items()}
    rings, lengths, level = (
        np.concatenate([getattr(each, of) for each in sorted_groups.values()] or [[]])
        for of in ("rings", "lengths", "level")
    )
    xy = np.concatenate([each.xy for each in sorted_groups.values()] or [np.empty((0, 2))])
    head = {
        "version": VERSION,
        "groups": [[kind, len(each.rings)] for kind, each in sorted_groups.items()],
        "shapes": len(rings),
        "rings": len(lengths),
        "corners": len(level),
        "names": list(names),
        "zooms": [each.zoom for each in LEVELS],
        **about,
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    whole = np.rint(xy).astype(np.int32)
    columns = (rings.astype(np.int32), lengths.astype(np.int32), whole[:, 0], whole[:, 1])
    body = b"".join(planes(each) for each in columns) + level.astype(np.uint8).tobytes()
    return zlib.compress(struct.pack("<I", len(text)) + text + body, 9)


def _along_strips(found: Corners) -> Corners:
    """Return shapes sorted by where they begin, so that steps between them are small."""
    if not len(found.rings):
        return found
    ring_shape = np.repeat(np.arange(len(found.rings)), found.rings)
    corner_shape = np.repeat(ring_shape, found.lengths)
    corner_ring = np.repeat(np.arange(len(found.lengths)), found.lengths)
    begins = found.xy[np.flatnonzero(np.diff(corner_shape, prepend=-1))]
    place = np.empty(len(found.rings), dtype=np.int64)
    order = np.lexsort((begins[:, 1], begins[:, 0] // STRIP))
    place[order] = np.arange(len(order))
    rings = np.lexsort((np.arange(len(ring_shape)), place[ring_shape]))
    corners = np.lexsort((corner_ring, place[corner_shape]))
    return Corners(
        found.rings[order], found.lengths[rings], found.xy[corners], found.level[corners]
    )


def unpack(content: bytes) -> Packed:
    """Read what :func:`pack` has written.

    Raises
    ------
    ValueError
        It has not.
    """
    try:
        plain = zlib.decompress(content)
        (length,) = struct.unpack_from("<I", plain)
        head = json.loads(plain[4 : 4 + length])
        if head["version"] != VERSION:
            raise ValueError("another version")
        at = 4 + length
        columns = []
        for count in (head["shapes"], head["rings"], head["corners"], head["corners"]):
            columns.append(_summed(plain[at : at + 4 * count], count))
            at += 4 * count
        level = np.frombuffer(plain, np.uint8, head["corners"], at)
    except (zlib.error, struct.error, KeyError, TypeError) as error:
        raise ValueError("not a ground") from error
    xy = np.column_stack(columns[2:]).astype(np.float64)
    return Packed(head, Corners(columns[0], columns[1], xy, level))


def _summed(content: bytes, count: int) -> Ints:
    """Undo :func:`geo.layers.incidents.planes`."""
    steps = np.frombuffer(content, np.uint8).reshape(4, count).T.copy().view("<i4").ravel()
    return np.cumsum(steps, dtype=np.int64)
