"""Run by path in a child process: reads the ways of an OpenStreetMap file; arrays on stdout.

Arguments: the file; west, south, east and north in degrees, of which ways must have a node within;
the memory in bytes. On stdout stands a line of JSON with the tags of each way and of each barrier,
and then the arrays as NPZ: where each way's nodes begin, their ids, longitudes and latitudes (NaN =
not in the file), and the barriers' ids. Exit codes: 4 cannot be read, 5 no ways there. It imports
nothing of ``geo`` and judges nothing: what may be used is told by ``rules``.
"""

from __future__ import annotations

import io
import json
import sys
from array import array
from typing import Any

WAYS = ("highway", "man_made", "railway")
"""Keys of ways that may be gone along."""
KEYS = (
    *WAYS, "access", "foot", "vehicle", "motor_vehicle", "motorcar", "motorroad", "oneway",
    "junction", "maxspeed", "sidewalk", "sidewalk:left", "sidewalk:right", "sidewalk:both",
    "barrier", "locked",
)  # fmt: skip
LONGEST = 40
"""Characters of a tag that is worth reading."""


class Collected:
    """Ways within bounds, as flat arrays."""

    def __init__(self, bounds: tuple[float, float, float, float]) -> None:
        self.west, self.south, self.east, self.north = bounds
        self.tags: list[dict[str, str]] = []
        self.first, self.node = array("q", [0]), array("q")
        self.lon, self.lat = array("d"), array("d")
        self.barriers: list[dict[str, str]] = []
        self.barrier_node = array("q")

    def way(self, nodes: Any, tags: dict[str, str]) -> None:
        """Keep a way that has a node within the bounds."""
        some = [(n.ref, n.lon, n.lat) if n.location.valid() else (n.ref, NAN, NAN) for n in nodes]
        if any(
            self.west <= lon <= self.east and self.south <= lat <= self.north
            for _, lon, lat in some
        ):
            self.tags.append(tags)
            self.node.extend(ref for ref, _, _ in some)
            self.lon.extend(lon for _, lon, _ in some)
            self.lat.extend(lat for _, _, lat in some)
            self.first.append(len(self.node))

    def _within(self, lon: float, lat: float) -> bool:
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def barrier(self, ref: int, tags: dict[str, str]) -> None:
        """Keep something that stands in the way, wherever it is."""
        self.barriers.append(tags)
        self.barrier_node.append(ref)

    def write(self) -> None:
        """Write everything to stdout."""
        import numpy as np

        head = {"ways": self.tags, "barriers": self.barriers}
        arrays = {
            "first": np.array(self.first), "node": np.array(self.node), "lon": np.array(self.lon),
            "lat": np.array(self.lat), "barrier": np.array(self.barrier_node),
        }  # fmt: skip
        body = io.BytesIO()
        np.savez(body, **arrays)  # type: ignore[arg-type]
        sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body.getbuffer())


NAN = float("nan")


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent's time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(path: str, collected: Collected) -> None:
    """Read ways and barriers, and the outlines of squares that are relations."""
    import osmium

    of_ways = osmium.filter.KeyFilter(*WAYS)
    of_ways.enable_for(osmium.osm.WAY)
    of_nodes = osmium.filter.KeyFilter("barrier")
    of_nodes.enable_for(osmium.osm.NODE)
    only = osmium.filter.EntityFilter(osmium.osm.NODE | osmium.osm.WAY)
    file = osmium.FileProcessor(path).with_locations().with_filter(only)
    each: Any
    for each in file.with_filter(of_ways).with_filter(of_nodes):
        if each.is_way():
            collected.way(each.nodes, _tags(each.tags))
        else:
            collected.barrier(each.id, _tags(each.tags))
    squares = _squares(path)
    if squares:
        only = osmium.filter.EntityFilter(osmium.osm.WAY)
        file = osmium.FileProcessor(path).with_locations().with_filter(only)
        for each in file.with_filter(osmium.filter.IdFilter(squares)):
            collected.way(each.nodes, squares[each.id])


def _squares(path: str) -> dict[int, dict[str, str]]:
    """Return the ways that are outlines of squares drawn as relations, with the square's tags."""
    import osmium

    keyed = osmium.filter.KeyFilter("highway")
    squares: dict[int, dict[str, str]] = {}
    each: Any
    for each in osmium.FileProcessor(path, osmium.osm.RELATION).with_filter(keyed):
        if each.tags.get("type") == "multipolygon":
            squares |= {
                member.ref: _tags(each.tags) for member in each.members if member.type == "w"
            }
    return squares


def _tags(tags: Any) -> dict[str, str]:
    return {key: tags[key][:LONGEST] for key in KEYS if key in tags}


def main(path: str, bounds: tuple[float, float, float, float], memory: int) -> int:
    """Read, write and say how it went."""
    _limit(memory)
    collected = Collected(bounds)
    try:
        _read(path, collected)
    except (RuntimeError, ValueError, OSError):
        return 4
    if not collected.tags:
        return 5
    collected.write()
    return 0


if __name__ == "__main__":
    west, south, east, north = (float(side) for side in sys.argv[2:6])
    sys.exit(main(sys.argv[1], (west, south, east, north), int(sys.argv[6])))
