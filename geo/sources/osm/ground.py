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
from geo.sources import _child

COAST = "coast"
"""Class of coastlines: the land is on their left, the water on their right."""
SUFFIXES = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2")
SECONDS = 600
LONGEST_NAME = 60
Shapes = NDArray[np.object_]


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
        West, south, east, north of what the file covers, in degrees.
    day : str
        ISO date of its data, or empty.
    """

    kind: NDArray[np.object_]
    name: NDArray[np.object_]
    shape: Shapes
    extent: tuple[float, float, float, float]
    day: str


def read(path: Path) -> Drawn:
    """Read what is drawn of a file.

    Parameters
    ----------
    path : Path
        ``.osm.pbf``, or XML as ``.osm``, ``.osm.gz`` or ``.osm.bz2``.

    Raises
    ------
    FormatError
        No such file, not OpenStreetMap's format, damaged, too large, or with nothing to draw.
    """
    _check(path)
    code, output = _child.run("osm/_ground_reader.py", str(path.absolute()), seconds=SECONDS)
    if code == _child.UNREADABLE:
        raise FormatError(
            "Filen kan inte läsas som OpenStreetMap-utdrag.",
            hint="Den kan vara skadad eller avbruten: hämta den på nytt.",
            file=path.name,
        )
    if code == _child.NOTHING:
        raise FormatError(
            "Utdraget har inget som kan ritas.",
            hint="Det ska ha vägar, vatten och orter, inte bara enstaka objekt.",
            file=path.name,
        )
    if code != 0:
        raise FormatError(
            "Utdraget är för stort att läsa.",
            hint="Klipp ut kommunen först, till exempel med ”osmium extract --strategy smart”.",
            file=path.name,
        )
    return _unpack(output)


def _check(path: Path) -> None:
    if not path.name.casefold().endswith(SUFFIXES):
        raise FormatError(
            "Filen är inget OpenStreetMap-utdrag.",
            hint=f"Namnet ska sluta på {', '.join(SUFFIXES)}.",
            file=path.name,
        )
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        raise FormatError(
            f"Filen kan inte läsas ({error.strerror}).",
            hint="Kontrollera sökvägen och att filen inte är en mapp.",
            file=path.name,
        ) from error


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
    extent = tuple(float(side) for side in about["box"] or shapely.total_bounds(shape))
    west, south, east, north = extent
    return Drawn(kind, short, shape, (west, south, east, north), str(about["day"]))
