"""Run by path in a child process: reads what is drawn of an OpenStreetMap file; Arrow on stdout.

Arguments: the file; west, south, east and north in degrees, which shapes must touch; the memory in
bytes. On stdout stands a line of JSON with the file's own box (or null), the box of all that is
drawn of it, and the day its data are from, and then an Arrow stream of ``kind``, ``name`` and
``wkb`` (degrees). Exit codes: 4 cannot be read, 5 nothing in it that is drawn. It imports nothing
of ``geo``. Tags are read as the OpenStreetMap wiki describes them ("Map features").
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

BATCH = 20_000
KEYS = ("highway", "landuse", "leisure", "natural", "place", "railway", "waterway")

LINES = {
    "highway": {
        "motorway": "major", "motorway_link": "major", "trunk": "major", "trunk_link": "major",
        "primary": "major", "primary_link": "major", "secondary": "main", "secondary_link": "main",
        "tertiary": "main", "tertiary_link": "main", "unclassified": "street",
        "residential": "street", "living_street": "street", "pedestrian": "street",
        "road": "street", "service": "service", "track": "track", "footway": "path",
        "path": "path", "cycleway": "path", "steps": "path", "bridleway": "path",
    },
    "railway": {"rail": "rail", "light_rail": "rail", "tram": "rail", "narrow_gauge": "rail"},
    "waterway": {"river": "stream", "canal": "stream", "stream": "stream"},
    "natural": {"coastline": "coast"},
}  # fmt: skip
AREAS = {
    "natural": {"water": "water", "wood": "green", "scrub": "green", "heath": "green",
                "grassland": "green", "wetland": "green"},
    "waterway": {"riverbank": "water", "dock": "water"},
    "landuse": {
        "reservoir": "water", "basin": "water", "forest": "green", "grass": "green",
        "meadow": "green", "recreation_ground": "green", "village_green": "green",
        "cemetery": "green", "allotments": "green", "residential": "built",
        "commercial": "built", "industrial": "built", "retail": "built", "garages": "built",
        "construction": "built", "railway": "built",
    },
    "leisure": {"park": "green", "garden": "green", "golf_course": "green", "pitch": "green",
                "playground": "green"},
    "place": {"square": "square"},
    "highway": {"pedestrian": "square"},
}  # fmt: skip
PLACES = {
    "city": "city", "town": "town", "village": "village", "suburb": "suburb", "quarter": "suburb",
    "neighbourhood": "suburb", "hamlet": "hamlet", "island": "hamlet",
}  # fmt: skip


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent's time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _kind(tags: Any, kinds: dict[str, dict[str, str]]) -> str | None:
    for key, values in kinds.items():
        value = tags.get(key)
        if value in values:
            return values[value]
    return None


def _line_kind(tags: Any) -> str | None:
    """Return the class of an open way; what runs below the ground is not drawn."""
    if tags.get("area") == "yes" or ("railway" in tags and tags.get("tunnel") == "yes"):
        return None
    return _kind(tags, LINES)


def _area_kind(area: Any) -> str | None:
    if "highway" in area.tags and area.from_way() and area.tags.get("area") != "yes":
        return None  # a street that goes round in a ring
    return _kind(area.tags, AREAS)


def drawn(processor: Any, factory: Any) -> Iterator[tuple[str, str, bytes]]:
    """Give class, name and shape of everything that is drawn."""
    for each in processor:
        try:
            if each.is_node():
                kind = PLACES.get(each.tags.get("place", ""))
                wkb = factory.create_point(each) if kind and "name" in each.tags else None
            elif each.is_way():
                kind = _line_kind(each.tags)
                wkb = factory.create_linestring(each) if kind else None
            elif each.is_area():
                kind = _area_kind(each)
                wkb = factory.create_multipolygon(each) if kind else None
            else:
                continue
        except (RuntimeError, ValueError):  # its corners are not in the file, or are too few
            continue
        if kind and wkb:
            yield kind, each.tags.get("name", ""), bytes.fromhex(wkb)


def _about(reader: Any) -> dict[str, Any]:
    """Return what the file's head says."""
    header = reader.header()
    box = header.box()
    corners = None
    if box.valid():
        low, high = box.bottom_left, box.top_right
        corners = [low.lon, low.lat, high.lon, high.lat]
    return {"box": corners, "day": header.get("osmosis_replication_timestamp")[:10]}


class Collected:
    """Things that touch the bounds, and the box of all of them."""

    def __init__(self, bounds: list[float]) -> None:
        self.bounds = bounds
        self.seen: list[float] = []
        self.batches: list[Any] = []

    def add(self, rows: list[tuple[str, str, bytes]]) -> None:
        """Keep those of some rows that touch the bounds."""
        import pyarrow as pa
        import shapely

        if not rows:
            return
        shapes = shapely.from_wkb([row[2] for row in rows], on_invalid="ignore")
        west, south, east, north = shapely.bounds(shapes).T
        box = shapely.total_bounds(shapes).tolist()
        old = self.seen or box
        self.seen = [*map(min, old[:2], box[:2]), *map(max, old[2:], box[2:])]
        w, s, e, n = self.bounds
        touches = (west <= e) & (east >= w) & (south <= n) & (north >= s)
        kept = [row for row, near in zip(rows, touches.tolist(), strict=True) if near]
        columns = [pa.array([row[at] for row in kept], kind) for at, kind in enumerate(types())]
        self.batches.append(pa.record_batch(columns, names=["kind", "name", "wkb"]))


def types() -> list[Any]:
    """Return the types of the columns."""
    import pyarrow as pa

    return [pa.string(), pa.string(), pa.binary()]


def main(path: str, bounds: list[float], memory: int) -> int:
    """Read, write and say how it went."""
    _limit(memory)
    import osmium
    import pyarrow as pa

    found = Collected(bounds)
    try:
        about = _about(osmium.io.Reader(path, osmium.osm.NOTHING))
        keyed = osmium.filter.KeyFilter(*KEYS)
        processor = osmium.FileProcessor(path).with_areas(keyed).with_filter(keyed)
        rows = drawn(processor, osmium.geom.WKBFactory())
        while batch := list(islice(rows, BATCH)):
            found.add(batch)
    except MemoryError:
        return 1
    except (RuntimeError, ValueError, OSError):
        return 4
    if not found.batches:
        return 5
    sys.stdout.buffer.write(json.dumps({**about, "seen": found.seen}).encode() + b"\n")
    with pa.ipc.new_stream(sys.stdout.buffer, found.batches[0].schema) as stream:
        for each in found.batches:
            stream.write_batch(each)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], [float(side) for side in sys.argv[2:6]], int(sys.argv[6])))
