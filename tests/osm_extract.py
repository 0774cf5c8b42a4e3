"""Small OpenStreetMap extracts, drawn in metres around a point of Västervik."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

from pyproj import Transformer

CRS = "EPSG:3006"
EAST, NORTH = 597_000.0, 6_402_000.0
"""Where 0, 0 of a drawing lies."""
Tags = Mapping[str, str]
Spots = Mapping[int, tuple[float, float]]
Line = tuple[Sequence[int], Tags]


def osm_xml(
    spots: Spots,
    ways: Sequence[Line],
    *,
    nodes: Mapping[int, Tags] | None = None,
    squares: Sequence[tuple[Sequence[int], Tags]] = (),
) -> str:
    """Return an extract as XML; nodes of a way that are no spot are not in it.

    `nodes` are tags of spots; `squares` are multipolygons of ways, which count from 1.
    """
    degrees = Transformer.from_crs(CRS, "EPSG:4326", always_xy=True)
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6">']
    for number, (x, y) in sorted(spots.items()):
        lon, lat = degrees.transform(EAST + x, NORTH + y)
        told = _tags((nodes or {}).get(number, {}))
        parts.append(
            f'<node id="{number}" version="1" lat="{lat:.9f}" lon="{lon:.9f}">{told}</node>'
        )
    for number, (refs, tags) in enumerate(ways, start=1):
        along = "".join(f'<nd ref="{ref}"/>' for ref in refs)
        parts.append(f'<way id="{number}" version="1">{along}{_tags(tags)}</way>')
    for number, (members, tags) in enumerate(squares, start=1):
        outer = "".join(f'<member type="way" ref="{ref}" role="outer"/>' for ref in members)
        told = _tags({"type": "multipolygon", **tags})
        parts.append(f'<relation id="{number}" version="1">{outer}{told}</relation>')
    return "\n".join([*parts, "</osm>"])


def write_extract(folder: Path, spots: Spots, ways: Sequence[Line], **more: object) -> Path:
    path = folder / "extract.osm"
    path.write_text(osm_xml(spots, ways, **more), encoding="utf-8")  # type: ignore[arg-type]
    return path


def _tags(tags: Tags) -> str:
    return "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())
