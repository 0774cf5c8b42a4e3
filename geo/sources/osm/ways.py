"""Where one can walk and drive, from an OpenStreetMap extract: straight segments between nodes."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from geo.errors import FormatError
from geo.schema import WGS84
from geo.sources.osm import extract, rules

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Segments:
    """Straight pieces of ways between nodes.

    Attributes
    ----------
    x, y : ndarray of float, shape (nodes,)
        Metres in the CRS that was asked for. A barrier that cannot be passed is several nodes at
        the same place, one for each segment that ends there.
    pairs : ndarray of int, shape (segments, 2)
        The nodes that a segment joins.
    speed : ndarray of float, shape (segments, 2)
        Kilometres an hour from the first to the second and back; 0 where closed. Of ways on foot it
        is 1: what matters is that they are open.
    """

    x: Floats
    y: Floats
    pairs: Ints
    speed: Floats


@dataclass(frozen=True, eq=False)
class OsmWays:
    """Where one can walk and where one can drive; either may have no segments."""

    foot: Segments
    car: Segments


def read(path: Path, *, crs: str, bounds: Bounds | None = None) -> OsmWays:
    """Read the ways of an extract.

    Parameters
    ----------
    path : Path
        ``.osm.pbf``, or XML as ``.osm``, ``.osm.gz`` or ``.osm.bz2``.
    crs : str
        Metric CRS of the answer.
    bounds : tuple of float, optional
        West, south, east, north in that CRS; a way with a node within is taken whole. Everything
        in the extract without them.

    Raises
    ------
    FormatError
        No such file, not OpenStreetMap's format, damaged, too large, or without ways there.
    """
    nothing = FormatError(
        "Utdraget har inga vägar i kommunen.",
        hint="Kontrollera att utdraget täcker kommunen.",
        file=path.name,
    )
    sides = [repr(float(side)) for side in _degrees(bounds, crs)]
    output = extract.read_by("_ways_reader.py", path, *sides, nothing=nothing)
    return _segments(_unpack(output), crs)


def _degrees(bounds: Bounds | None, crs: str) -> Bounds:
    if bounds is None:
        return (-180.0, -90.0, 180.0, 90.0)
    return Transformer.from_crs(crs, WGS84, always_xy=True).transform_bounds(*bounds)


@dataclass(frozen=True, eq=False)
class _Raw:
    """Ways as the child tells them: nodes of way k are ``first[k]`` to ``first[k + 1]``."""

    ways: list[dict[str, str]]
    first: Ints
    node: Ints
    lon: Floats
    lat: Floats
    barriers: list[dict[str, str]]
    barrier: Ints


def _unpack(output: bytes) -> _Raw:
    head, _, body = output.partition(b"\n")
    about = json.loads(head)
    with np.load(io.BytesIO(body), allow_pickle=False) as arrays:
        held = {name: arrays[name] for name in arrays.files}
    return _Raw(about["ways"], barriers=about["barriers"], **held)


def _segments(raw: _Raw, crs: str) -> OsmWays:
    """Judge every way and barrier, once on foot and once by car."""
    lon, lat = np.where(np.isfinite(raw.lon), (raw.lon, raw.lat), 0.0)
    x, y = Transformer.from_crs(WGS84, crs, always_xy=True).transform(lon, lat)
    somewhere = np.isfinite(raw.lon) & np.isfinite(x) & np.isfinite(y)
    on_foot = [(1.0, 1.0) if rules.walked(tags) else (0.0, 0.0) for tags in raw.ways]
    by_car = [rules.speeds(tags) for tags in raw.ways]
    walls = [rules.stops_walkers(tags) for tags in raw.barriers]
    bars = [rules.stops_cars(tags) for tags in raw.barriers]
    return OsmWays(
        _open(raw, x, y, somewhere, np.array(on_foot), raw.barrier[np.array(walls, dtype=bool)]),
        _open(raw, x, y, somewhere, np.array(by_car), raw.barrier[np.array(bars, dtype=bool)]),
    )


def _open(
    raw: _Raw, x: Floats, y: Floats, somewhere: NDArray[np.bool_], speed: Floats, stops: Ints
) -> Segments:
    """Return the segments that are open one way at least, and only their nodes."""
    way = np.repeat(np.arange(len(raw.ways)), np.diff(raw.first))
    begin = np.flatnonzero((way[:-1] == way[1:]) & somewhere[:-1] & somewhere[1:])
    begin = begin[(speed[way[begin]] > 0).any(axis=1)]
    ends = np.column_stack([begin, begin + 1])
    ids = raw.node[ends]
    stopped = np.isin(ids, stops)
    # Each end at a barrier gets an id of its own, below all that the file has.
    ids[stopped] = ids.min(initial=0) - 1 - np.arange(np.count_nonzero(stopped))
    _, one, pairs = np.unique(ids.ravel(), return_index=True, return_inverse=True)
    at = ends.ravel()[one]
    return Segments(x[at], y[at], pairs.reshape(-1, 2), speed[way[begin]])
