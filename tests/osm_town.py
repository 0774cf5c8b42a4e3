"""Writes an OpenStreetMap file of a town that does not exist, where Västervik lies.

Streets in a bent grid, main roads, footpaths, a railway, parks, a lake with an island, the sea with
skerries in the east, and the names of the places around. The ways share their nodes, so that one
can walk on them. Equal seed and size, equal file.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

CENTRE = (57.7584, 16.6373)
"""Latitude and longitude of the middle: Västervik's bus station."""
BLOCK = 90.0
"""Metres from street to street."""
METRES_OF_DEGREE = 111_320.0
SETTLEMENTS = (
    ("Västervik", "town", 57.7584, 16.6373),
    ("Gamleby", "village", 57.8945, 16.4060),
    ("Ankarsrum", "village", 57.6985, 16.3335),
    ("Gunnebo", "village", 57.7165, 16.5330),
    ("Loftahammar", "village", 57.9060, 16.6890),
    ("Edsbruk", "village", 58.0185, 16.4710),
    ("Överum", "village", 57.9870, 16.3120),
)
SUBURBS = ("Karstorp", "Ekhagen", "Jenny", "Stenhamra", "Piperskärr", "Notholmen")

Point = tuple[float, float]
"""Metres east and north of the middle."""


class Town:
    """Nodes, ways and relations as they are written."""

    def __init__(self, centre: Point = CENTRE) -> None:
        self.centre = centre
        self.nodes: list[tuple[float, float, Mapping[str, str]]] = []
        self.ways: list[tuple[Sequence[int], Mapping[str, str]]] = []
        self.relations: list[tuple[Sequence[tuple[int, str]], Mapping[str, str]]] = []

    def node(self, point: Point, **tags: str) -> int:
        """Add a node and return its number."""
        lat, lon = self.centre
        north = lat + point[1] / METRES_OF_DEGREE
        east = lon + point[0] / (METRES_OF_DEGREE * math.cos(math.radians(lat)))
        self.nodes.append((round(north, 7), round(east, 7), tags))
        return len(self.nodes)

    def way(self, nodes: Sequence[int], **tags: str) -> int:
        """Add a way of nodes and return its number."""
        self.ways.append((nodes, tags))
        return len(self.ways)

    def line(self, points: Iterable[Point], **tags: str) -> int:
        """Add a way of new nodes."""
        return self.way([self.node(point) for point in points], **tags)

    def ring(self, points: Iterable[Point], **tags: str) -> int:
        """Add a closed way of new nodes."""
        nodes = [self.node(point) for point in points]
        return self.way([*nodes, nodes[0]], **tags)

    def area(self, outer: int, inner: Sequence[int], **tags: str) -> None:
        """Add a multipolygon of ways."""
        members = [(outer, "outer"), *((each, "inner") for each in inner)]
        self.relations.append((members, {"type": "multipolygon", **tags}))

    def xml(self) -> str:
        """Return the file."""
        rows = ["<?xml version='1.0' encoding='UTF-8'?>", '<osm version="0.6" generator="test">']
        for number, (lat, lon, tags) in enumerate(self.nodes, start=1):
            head = f'<node id="{number}" version="1" lat="{lat:.7f}" lon="{lon:.7f}"'
            rows.append(f"{head}>{_tags(tags)}</node>" if tags else f"{head}/>")
        for number, (nodes, tags) in enumerate(self.ways, start=1):
            refs = "".join(f'<nd ref="{node}"/>' for node in nodes)
            rows.append(f'<way id="{number}" version="1">{refs}{_tags(tags)}</way>')
        for number, (members, tags) in enumerate(self.relations, start=1):
            refs = "".join(
                f'<member type="way" ref="{way}" role="{role}"/>' for way, role in members
            )
            rows.append(f'<relation id="{number}" version="1">{refs}{_tags(tags)}</relation>')
        return "\n".join([*rows, "</osm>", ""])


def _tags(tags: Mapping[str, str]) -> str:
    return "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in tags.items())


def write(path: Path, *, roads: int = 700, seed: int = 1, name: str = "Västervik") -> Path:
    """Write a town with about so many streets as ``.osm`` and return the path.

    Parameters
    ----------
    path : Path
    roads : int
        Ways of its grid; 700 is a town of 1.7 km, 20,000 one of 9 km.
    seed : int
    name : str
        What the town is called.
    """
    path.write_text(town(roads=roads, seed=seed, name=name).xml(), encoding="utf-8")
    return path


def town(*, roads: int, seed: int = 1, name: str = "Västervik") -> Town:
    """Return a town; see :func:`write`."""
    draw = random.Random(seed)  # noqa: S311 - a drawing, not a secret
    found = Town()
    side = max(4, round(math.sqrt(roads / 1.9)))
    half = side * BLOCK / 2
    _grounds(found, half)
    crossings = _streets(found, side, draw)
    _parks(found, crossings, side, draw)
    _sea(found, half, draw)
    _around(found, crossings, side, name)
    return found


def _bent(x: float, y: float) -> Point:
    """Return a point of the grid where the town has it: no street is quite straight."""
    return (
        x + 28 * math.sin(y / 310) + 18 * math.sin((x + y) / 190),
        y + 26 * math.sin(x / 280) + 15 * math.cos((x - y) / 230),
    )


def _streets(found: Town, side: int, draw: random.Random) -> list[list[int]]:
    """Add the grid and return its crossings by row."""
    half = side * BLOCK / 2
    at = [[(c * BLOCK - half, r * BLOCK - half) for c in range(side + 1)] for r in range(side + 1)]
    crossings = [[found.node(_bent(*point)) for point in row] for row in at]
    for r in range(side + 1):
        for c in range(side + 1):
            for dr, dc in ((0, 1), (1, 0)):
                if r + dr > side or c + dc > side:
                    continue
                kind = _kind(r if dc else c, side, draw)
                if kind is None:
                    continue
                a, b = at[r][c], at[r + dr][c + dc]
                bends = [
                    found.node(_bent(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
                    for t in (0.25, 0.5, 0.75)
                ]
                found.way([crossings[r][c], *bends, crossings[r + dr][c + dc]], **kind)
    return crossings


def _kind(line: int, side: int, draw: random.Random) -> dict[str, str] | None:
    if line == side // 2:
        return {"highway": "primary", "name": "Storgatan"}
    if line % 5 == 0:
        return {"highway": "tertiary", "name": f"Ringvägen {line}"}
    chance = draw.random()
    if chance < 0.08:
        return None
    if chance < 0.22:
        return {"highway": "footway"}
    if chance < 0.28:
        return {"highway": "service"}
    return {"highway": "residential", "name": f"Gata {line}"}


def _grounds(found: Town, half: float) -> None:
    """Add what is built on, the woods around, and a lake with an island."""
    edge = half + 60
    found.ring(_round(0, 0, edge * 1.25, bulge=0.08), landuse="residential")
    found.ring(_round(-0.2 * half, -edge, 0.3 * half, bulge=0.1), landuse="industrial")
    for turn in range(5):
        angle = math.pi * (0.55 + 0.22 * turn)
        x, y = 1.9 * edge * math.cos(angle), 1.9 * edge * math.sin(angle)
        found.ring(_round(x, y, 0.62 * edge, bulge=0.2), natural="wood")
    shore = found.ring(_round(-1.15 * edge, 0.55 * edge, 0.28 * edge, bulge=0.2))
    island = found.ring(_round(-1.15 * edge, 0.55 * edge, 0.08 * edge, bulge=0.15))
    found.area(shore, [island], natural="water", name="Hjorten")
    river = [(-0.9 * edge + 40 * t, 0.45 * edge - 9 * t + 30 * math.sin(t)) for t in range(12)]
    found.line(river, waterway="river", name="Ån")


def _round(x: float, y: float, radius: float, *, bulge: float) -> list[Point]:
    """Return an uneven ring, anticlockwise."""
    points = max(24, int(radius / 12))
    ring = []
    for step in range(points):
        angle = 2 * math.pi * step / points
        r = radius * (1 + bulge * math.sin(3 * angle + x) + bulge / 3 * math.sin(11 * angle + y))
        ring.append((x + r * math.cos(angle), y + r * math.sin(angle)))
    return ring


def _parks(found: Town, crossings: list[list[int]], side: int, draw: random.Random) -> None:
    for number in range(max(2, side * side // 40)):
        r, c = draw.randrange(side), draw.randrange(side)
        x, y = (c + 0.5) * BLOCK - side * BLOCK / 2, (r + 0.5) * BLOCK - side * BLOCK / 2
        corners = [(-36, -36), (0, -37), (36, -36), (37, 0), (36, 36), (-36, 36)]
        park = [_bent(x + dx, y + dy) for dx, dy in corners]
        found.ring(park, leisure="park", name=f"Park {number}")
        middle = found.node(_bent(x, y))
        found.way([crossings[r][c], middle, crossings[r + 1][c + 1]], highway="path")
    square = [_bent(dx, dy) for dx, dy in ((8, 8), (70, 8), (70, 60), (8, 60))]
    found.ring(square, highway="pedestrian", area="yes", name="Stora torget")


def _sea(found: Town, half: float, draw: random.Random) -> None:
    """Add a coast with the sea in the east (the land on its left) and skerries."""
    shore = half * 1.3 + 150
    coast = []
    y = -3.5 * half
    while y < 3.5 * half:
        coast.append((shore + 0.12 * half * math.sin(y / 260) + draw.uniform(-20, 20), y))
        y += 60
    found.line(coast, natural="coastline")
    for _ in range(12):
        x, y = shore + half * draw.uniform(0.35, 1.6), half * draw.uniform(-1.6, 1.6)
        found.ring(_round(x, y, half * draw.uniform(0.04, 0.12), bulge=0.2), natural="coastline")


def _around(found: Town, crossings: list[list[int]], side: int, name: str) -> None:
    """Add names, roads to the other settlements, and the railway."""
    half = side * BLOCK / 2
    for text, kind, lat, lon in SETTLEMENTS:
        at = _metres(lat, lon)
        found.node(at, place=kind, name=name if text == "Västervik" else text)
        if text == "Västervik":
            continue
        start = crossings[side // 2][0] if at[0] < 0 else crossings[side][side // 2]
        begin = (-half, 0.0) if at[0] < 0 else (0.0, half)
        bends = [
            (begin[0] + (at[0] - begin[0]) * t + 250 * math.sin(9 * t),
             begin[1] + (at[1] - begin[1]) * t + 250 * math.sin(7 * t))
            for t in (i / 30 for i in range(1, 31))
        ]  # fmt: skip
        found.way([start, *(found.node(point) for point in bends)], highway="secondary")
        found.ring(_round(*at, 600, bulge=0.15), landuse="residential")
    for number, text in enumerate(SUBURBS):
        angle = 2 * math.pi * number / len(SUBURBS)
        found.node((0.6 * half * math.cos(angle), 0.6 * half * math.sin(angle)),
                   place="suburb", name=text)  # fmt: skip
    track = [
        (-4 * half + 8 * half * t / 60, -0.45 * half + 90 * math.sin(t / 6)) for t in range(36)
    ]
    found.line(track, railway="rail")


def _metres(lat: float, lon: float) -> Point:
    north = (lat - CENTRE[0]) * METRES_OF_DEGREE
    east = (lon - CENTRE[1]) * METRES_OF_DEGREE * math.cos(math.radians(CENTRE[0]))
    return east, north
