"""How one gets about in a kommun: on the paths of its OpenStreetMap extract, or by crow's flight.

The network is kept beside the store, in ``terrain/ways-<kommun>-<hash>.npz``, where the hash tells
the extract, the kommun's surroundings and the form of the file apart. The newest one is used.
"""

from __future__ import annotations

import glob
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from geo.errors import FormatError
from geo.planning.travel import CrowFly, Network, Ways, chains
from geo.planning.travel.graph import Graph
from geo.planning.travel.network import FARTHEST
from geo.sources.osm import ways as osm
from geo.store import read
from geo.store.engine import Store
from geo.terrain import _kept_network

MARGIN = 5000.0
"""Metres around the kommun within which ways are kept: the way may lead outside it."""


@dataclass(frozen=True, slots=True)
class Built:
    """What has been kept.

    Attributes
    ----------
    path : Path
    foot_km, car_km : float
        Kilometres of ways that can be walked and driven.
    far : tuple of str
        Names of places that no path comes near: the extract may not cover them.
    """

    path: Path
    foot_km: float
    car_km: float
    far: tuple[str, ...]


def ways(store: Store, kommun: str) -> Ways:
    """Return how one gets about in a kommun.

    Raises
    ------
    FormatError
        The kept network is damaged, or made by another version of the program.
    """
    for path in _newest_first(store, kommun):
        crs, network = _kept_network.read(path)
        if crs == store.crs:
            return network
    return CrowFly()


def stamp(store: Store, kommun: str) -> str:
    """Return what tells the kept network from earlier ones; empty where there is none."""
    newest = next(iter(_newest_first(store, kommun)), None)
    return f"{newest.name}:{newest.stat().st_mtime_ns}" if newest else ""


def build(store: Store, kommun: str, extract: Path) -> Built:
    """Read the ways of an extract and keep them for a kommun.

    What was kept of the same extract, for the same surroundings, is used again.

    Parameters
    ----------
    store : Store
    kommun : str
        Kommun code. Ways are kept within :data:`MARGIN` of its boundary and places; of a kommun
        that has neither, all ways of the extract.
    extract : Path
        ``.osm.pbf``, ``.osm``, ``.osm.gz`` or ``.osm.bz2``.

    Raises
    ------
    InputError
        The extract cannot be read, or has no ways in the kommun.
    StoreError
        The folder beside the store cannot be written.
    """
    bounds = _surroundings(store, kommun)
    path = _folder(store) / f"ways-{kommun}-{_hash(extract, store.crs, bounds)}.npz"
    network = _again(path)
    if network is None:
        network = _network(osm.read(extract, crs=store.crs, bounds=bounds), extract.name)
        _kept_network.write(path, network, crs=store.crs)
    return Built(path, _km(network.foot), _km(network.car), _far(store, kommun, network))


def _surroundings(store: Store, kommun: str) -> osm.Bounds | None:
    """Return west, south, east, north of a kommun and what is around it."""
    shapes = [*read.places(store, kommun).geometry, read.boundary(store, kommun)]
    known = [shape for shape in shapes if shape is not None]
    if not known:
        return None
    west, south, east, north = (float(side) for side in shapely.total_bounds(known))
    return (west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)


def _network(found: osm.OsmWays, source: str) -> Network:
    foot = _graph(found.foot, np.ones_like(found.foot.speed))
    if foot is None:
        raise FormatError(
            "Utdraget har inga gångvägar i kommunen.",
            hint="Kontrollera att utdraget täcker kommunen.",
            file=source,
        )
    with np.errstate(divide="ignore"):
        minutes_per_metre = 60 / 1000 / found.car.speed
    return Network(foot, _graph(found.car, minutes_per_metre), f"OpenStreetMap ({source})")


def _graph(of: osm.Segments, pace: osm.Floats) -> Graph | None:
    return chains.network(of.x, of.y, of.pairs, pace)


def _km(graph: Graph | None) -> float:
    return float(graph.metres.sum()) / 1000 if graph else 0.0


def _far(store: Store, kommun: str, network: Network) -> tuple[str, ...]:
    places = read.places(store, kommun)
    if places.empty:
        return ()
    middle = shapely.point_on_surface(places.geometry.to_numpy())
    off = network.foot.snap(shapely.get_x(middle), shapely.get_y(middle)).off
    return tuple(str(name) for name in places["name"][off > FARTHEST])


def _folder(store: Store) -> Path:
    return store.path.parent / "terrain"


def _newest_first(store: Store, kommun: str) -> list[Path]:
    found = _folder(store).glob(f"ways-{glob.escape(kommun)}-*.npz")
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def _hash(extract: Path, crs: str, bounds: osm.Bounds | None) -> str:
    osm.check(extract)
    with extract.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(repr((_kept_network.VERSION, crs, bounds)).encode())
    return digest.hexdigest()[:16]


def _again(path: Path) -> Network | None:
    """Return the network that is kept already, now the newest; None if there is no whole one."""
    try:
        network = _kept_network.read(path)[1] if path.exists() else None
    except FormatError:
        return None
    if network is not None:
        os.utime(path)
    return network
