"""What is drawn of an OpenStreetMap file: water, green, roads, names; in degrees, as it stands.

osmium reads the file in a child process within bounds, and assembles areas from multipolygons.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.errors import FormatError
from geo.sources.osm import extract

COAST = "coast"
"""Class of coastlines: the land is on their left, the water on their right."""
LONGEST_NAME = 60
_RIM = np.array([-1, -1, 1, 1]) * 0.0005
"""Degrees around what is in a file that does not say what it covers."""
Shapes = NDArray[np.object_]
Box = tuple[float, float, float, float]
EVERYWHERE: Box = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True, eq=False)
class Drawn:
    """Things of an OpenStreetMap file; the arrays have one entry a thing.

    Attributes
    ----------
    kind : ndarray of str
        Class: a key of ``look.GROUND_AREAS`` or ``look.GROUND_LINES``, the kind of a
        ``schema.GroundName``, or :data:`COAST`.
    name : ndarray of str
        Empty where there is none.
    shape : ndarray of geometry
        Points, lines and multipolygons in WGS84, longitude first.
    extent : tuple of float
        West, south, east, north of what the whole file covers, in degrees.
    day : str
        ISO date of its data, or empty.
    """

    kind: NDArray[np.object_]
    name: NDArray[np.object_]
    shape: Shapes
    extent: Box
    day: str


def read(path: Path, *, bounds: Box = EVERYWHERE) -> Drawn:
    """Read what is drawn of a file.

    Parameters
    ----------
    path : Path
        ``.osm.pbf``, or XML as ``.osm``, ``.osm.gz`` or ``.osm.bz2``.
    bounds : tuple of float
        West, south, east, north in degrees; what lies outside is left out, and nothing is cut.

    Raises
    ------
    FormatError
        No such file, not OpenStreetMap's format, damaged, too large, or with nothing to draw.
    """
    nothing = FormatError(
        "Utdraget har inget som kan ritas.",
        hint="Det ska ha vägar, vatten och orter, inte bara enstaka objekt.",
        file=path.name,
    )
    sides = [repr(float(side)) for side in bounds]
    return _unpack(extract.read_by("_ground_reader.py", path, *sides, nothing=nothing))


def _unpack(output: bytes) -> Drawn:
    import pyarrow as pa

    head, _, rest = output.partition(b"\n")
    about = json.loads(head)
    table = pa.ipc.open_stream(rest).read_all()
    shape = shapely.from_wkb(table["wkb"].to_numpy(zero_copy_only=False), on_invalid="ignore")
    known = ~shapely.is_missing(shape)
    kind, name = (table[of].to_numpy(zero_copy_only=False)[known] for of in ("kind", "name"))
    shape = shape[known]
    short = np.array([" ".join(text.split())[:LONGEST_NAME] for text in name], dtype=object)
    west, south, east, north = about["box"] or np.array(about["seen"]) + _RIM
    return Drawn(
        kind, short, shape, (float(west), float(south), float(east), float(north)), about["day"]
    )
