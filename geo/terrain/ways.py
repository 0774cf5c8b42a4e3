"""How one gets about in a kommun: on the paths of its OpenStreetMap extract, or by crow's flight.

The network is made once from an extract, and kept beside the store.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from geo.errors import FormatError
from geo.planning.travel import CrowFly, Network, Ways, chains
from geo.planning.travel.graph import Graph
from geo.planning.travel.network import FARTHEST
from geo.sources.osm import extract as checked
from geo.sources.osm import ways as osm
from geo.store import read
from geo.store.engine import Store
from geo.terrain import kept, network_file

KIND = "ways"
MARGIN = 5000.0
"""Metres around the kommun within which ways are kept: the way may lead outside it."""


@dataclass(frozen=True, slots=True)
class Built:
    """What has been kept.

    Attributes
    ----------
    foot_km, car_km : float
        Kilometres of ways that can be walked and driven.
    far : tuple of str
        Names of places that no path comes near: the extract may not cover them.
    """

    foot_km: float
    car_km: float
    far: tuple[str, ...]


def ways(store: Store, kommun: str) -> Ways:
    """Return how one gets about in a kommun.

    Raises
    ------
    FormatError
        The kept network is damaged, made by another version of the program, or made for a store
        with another CRS.
    """
    found = kept.find(store, kommun, KIND)
    return _load(store, found).network if found else CrowFly()


def stamp(store: Store, kommun: str) -> str:
    """Return what tells the kept network from any other; empty where there is none."""
    found = kept.find(store, kommun, KIND)
    return found.name if found else ""


def build(store: Store, kommun: str, extract: Path) -> Built:
    """Read the ways of an extract and keep them for a kommun, instead of those that there were.

    Parameters
    ----------
    store : Store
    kommun : str
        Kommun code. Ways are kept within :data:`MARGIN` of its boundary and places; of a kommun
        that has neither, all ways of the extract.
    extract : Path
        ``.osm.pbf``, ``.osm``, ``.osm.gz`` or ``.osm.bz2``. It is not read again if it is the one
        that the kept ways were made from.

    Raises
    ------
    InputError
        The extract cannot be read, or has no ways in the kommun.
    StoreReadOnly
        The folder beside the store cannot be written.
    """
    bounds = _surroundings(store, kommun)
    key = _key(extract, bounds)
    network = _made_from(store, kommun, key)
    if network is None:
        network = _network(osm.read(extract, crs=store.crs, bounds=bounds), extract.name)
        content = network_file.to_bytes(network_file.Kept(network, store.crs, key))
        kept.save(store, kommun, KIND, content)
    return Built(_km(network.foot), _km(network.car), _far(store, kommun, network))


def _load(store: Store, found: kept.Kept) -> network_file.Kept:
    content = kept.content(store, found.name, KIND) or b""
    if not found.name.endswith(hashlib.sha256(content).hexdigest()[:16]):
        raise network_file.damaged(found.path.name)
    held = network_file.from_bytes(content, file=found.path.name)
    if held.crs != store.crs:
        raise FormatError(
            f"Kommunens sparade vägar är i {held.crs}, och lagret i {store.crs}.",
            hint=network_file.HINT,
            file=found.path.name,
        )
    return held


def _made_from(store: Store, kommun: str, key: str) -> Network | None:
    """Return the kept network if it was made from the same; one that is damaged is made anew."""
    found = kept.find(store, kommun, KIND)
    try:
        held = _load(store, found) if found else None
    except FormatError:
        return None
    return held.network if held and held.key == key else None


def _key(extract: Path, bounds: osm.Bounds | None) -> str:
    checked.check(extract)
    with extract.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(repr(bounds).encode())
    return digest.hexdigest()


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
    middle = shapely.point_on_surface(places.geometry.to_numpy())
    off = network.foot.snap(shapely.get_x(middle), shapely.get_y(middle)).off
    return tuple(str(name) for name in places["name"][off > FARTHEST])
