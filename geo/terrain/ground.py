"""The ground of a kommun: built from an OpenStreetMap extract, kept, and read again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.errors import StoreDamaged
from geo.look import GROUND_AREAS, GROUND_LINES
from geo.schema import WGS84, Ground
from geo.sources.osm import coast
from geo.sources.osm import ground as osm
from geo.store.engine import Store
from geo.terrain import arrays, detail, kept, names, packing, region
from geo.terrain.arrays import Box
from geo.terrain.detail import FINEST, LEVELS, Corners
from geo.terrain.kept import Kept

KIND = "ground"
MOST_BYTES = 1_400_000
"""What goes to the browser at most: a finer map than fits is drawn coarser."""
COARSER = 1.5
Shapes = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Built:
    """A ground that has been built.

    Attributes
    ----------
    kept : Kept
    shapes, names : int
    coarser : float
        How much coarser than usual it had to be; 1 is as usual.
    """

    kept: Kept
    shapes: int
    names: int
    coarser: float


def build(store: Store, kommun: str, path: Path) -> Built:
    """Build the ground of a kommun from an extract and keep it instead of the one there was.

    Parameters
    ----------
    store : Store
    kommun : str
        Code of a kommun in the store.
    path : Path
        See ``sources.osm.ground.read``.

    Raises
    ------
    FormatError
        The file cannot be read, or does not touch the kommun.
    StoreReadOnly
        It cannot be kept.
    """
    own = region.of(store, kommun)
    drawn = osm.read(path, bounds=own.degrees if own else osm.EVERYWHERE)
    where = own.within(drawn.extent, file=path.name) if own else region.box(drawn.extent)
    mercator = _mercator(drawn.shape)
    shapes = _cut(drawn.kind, mercator, where)
    told = [
        *names.of_places(drawn.kind, drawn.name, mercator, where),
        *names.of_streets(drawn.kind, drawn.name, mercator, where),
    ]
    about = {"source": path.name, "day": drawn.day}
    coarser = 1.0
    while True:
        groups = {kind: _taken_apart(kind, each, coarser) for kind, each in shapes.items()}
        content = packing.pack(groups, told, about)
        if len(content) <= MOST_BYTES:
            break
        coarser *= COARSER
    count = sum(len(each.rings) for each in groups.values())
    return Built(kept.save(store, kommun, KIND, content), count, len(told), coarser)


def load(
    store: Store, kommun: str, *, level: int = FINEST, within: Box | None = None
) -> Ground | None:
    """Read the ground of a kommun as arrays, or None where none has been built.

    Parameters
    ----------
    store : Store
    kommun : str
    level : int
        Index in ``detail.LEVELS``: 0 for a whole kommun on a page, 3 for a block. See
        :func:`level_of`.
    within : tuple of float, optional
        West, south, east, north in the store's CRS: shapes that do not touch it are left out. None
        is cut off at its edge.

    Raises
    ------
    StoreDamaged
        The file is not whole.
    """
    found = kept.find(store, kommun, KIND)
    content = None if found is None else kept.content(store, found.name, KIND)
    if content is None:
        return None
    try:
        packed = packing.unpack(content)
    except ValueError as error:
        raise StoreDamaged(
            "Kartunderlaget kan inte läsas.", hint="Bygg om det med ”platsbild basemap build”."
        ) from error
    return arrays.of(packed, crs=store.crs, level=level, within=within)


def about(store: Store, found: Kept) -> str:
    """Return which extract a ground was built from: ``vastervik.osm.pbf, data 2026-03-01``."""
    try:
        head = packing.unpack(kept.content(store, found.name, KIND) or b"").head
    except ValueError:
        return "kan inte läsas: bygg om den"
    return f"{head['source']}, data {head['day']}" if head["day"] else str(head["source"])


def level_of(metres: float) -> int:
    """Return the level of detail for a map on which a pixel (or 0.3 mm of paper) is so wide.

    Parameters
    ----------
    metres : float
        Of web Mercator: at 58° north 1.9 to a metre on the ground.
    """
    zoom = np.log2(detail.PIXEL / max(metres, 0.01))
    return next(at for at, level in enumerate(LEVELS) if zoom < level.zoom)


def _cut(kinds: NDArray[np.object_], shape: Shapes, where: BaseGeometry) -> dict[str, Shapes]:
    """Return lines and polygons by class in web Mercator, cut off at the edge of the region."""
    shapely.prepare(where)
    touches = shapely.intersects(where, shape)
    found: dict[str, Shapes] = {}
    for kind in (*GROUND_AREAS, *GROUND_LINES):
        own = shape[(kinds == kind) & touches]
        if kind == "water":
            lines = shape[(kinds == osm.COAST) & touches]
            own = np.concatenate([own, coast.sea(lines, where)])
        parts = _parts(_inside(own, where), dimension=2 if kind in GROUND_AREAS else 1)
        if kind in GROUND_AREAS:
            parts = shapely.orient_polygons(parts)  # so that many of them can be filled at once
        elif len(parts):
            joined = shapely.line_merge(shapely.multilinestrings(list(parts)))
            parts = shapely.get_parts(joined)
        found[kind] = parts
    return found


def _inside(shapes: Shapes, where: BaseGeometry) -> Shapes:
    broken = ~shapely.is_valid(shapes)
    whole = shapes.copy()
    whole[broken] = shapely.make_valid(shapes[broken])
    crossing = ~shapely.contains_properly(where, whole)
    whole[crossing] = shapely.intersection(whole[crossing], where)
    return whole


def _parts(shapes: Shapes, *, dimension: int) -> Shapes:
    """Return single polygons or lines; what a cut leaves of another dimension is dropped."""
    parts = shapely.get_parts(shapely.get_parts(shapes))
    found: Shapes = parts[(shapely.get_dimensions(parts) == dimension) & ~shapely.is_empty(parts)]
    return found


def _mercator(shape: Shapes) -> Shapes:
    transform = region.to_mercator(WGS84).transform
    moved: Shapes = shapely.transform(shape, lambda x, y: transform(x, y), interleaved=False)
    return moved


def _taken_apart(kind: str, shapes: Shapes, coarser: float) -> Corners:
    zoom = GROUND_AREAS[kind].zoom if kind in GROUND_AREAS else GROUND_LINES[kind].zoom
    first = next(at for at, level in enumerate(LEVELS) if zoom < level.zoom)
    return detail.corners(shapes, first=first, coarser=coarser)
