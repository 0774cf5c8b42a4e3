"""The ground under every layer: drawn by ``ground.js`` from a file that the app itself serves.

It belongs to the base map, so that it stays when layers change, and the browser keeps the file.
"""

from __future__ import annotations

from dataclasses import asdict

from geo.look import GROUND, GROUND_AREAS, GROUND_CASING, GROUND_LINES, GROUND_NAMES
from geo.schema import OSM_ATTRIBUTION

SERVED_AT = "../../assets/ground"
"""Where the app serves grounds, seen from the component's frame."""


def under(name: str) -> dict[str, object]:
    """Return what the base map tells the browser of its ground.

    Parameters
    ----------
    name : str
        Of the file; see ``terrain.kept.Kept``.

    Examples
    --------
    >>> under("0883-0123456789abcdef")["url"]
    '../../assets/ground/0883-0123456789abcdef'
    """
    return {
        "url": f"{SERVED_AT}/{name}",
        "land": GROUND,
        "casing": GROUND_CASING,
        "areas": {kind: asdict(look) for kind, look in GROUND_AREAS.items()},
        "lines": {kind: asdict(look) for kind, look in GROUND_LINES.items()},
        "names": {kind: asdict(look) for kind, look in GROUND_NAMES.items()},
        "attribution": OSM_ATTRIBUTION,
    }
