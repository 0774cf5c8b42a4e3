"""The ground of every map: Leaflet from this server, no tiles unless set, the layers' script."""

from __future__ import annotations

import folium
from branca.element import MacroElement
from jinja2 import Template

from geo.layers import ground as grounds
from geo.layers._script import library, payload
from geo.settings import Tiles

Map = folium.Map
"""What ``st_folium`` shows."""

LEAFLET = "../../assets/leaflet"
"""Where the app serves Leaflet, seen from the component's frame."""


class _Start(MacroElement):
    _template = Template(
        "{% macro script(this, kwargs) %}{{ this.library }}\n"
        "platsbild.start({{ this._parent.get_name() }}, {{ this.payload }});{% endmacro %}"
    )

    def __init__(self, bounds: tuple[float, float, float, float], ground: str | None) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca has no types
        self._name = "Start"
        west, south, east, north = (round(degree, 4) for degree in bounds)
        self.library = library()
        told: dict[str, object] = {"bounds": [[south, west], [north, east]]}
        if ground is not None:
            told["ground"] = grounds.under(ground)
        self.payload = payload(told)


def base_map(
    bounds: tuple[float, float, float, float], tiles: Tiles | None, *, ground: str | None = None
) -> folium.Map:
    """Return an empty map of an area; the same every time, so that it stays mounted.

    Parameters
    ----------
    bounds : tuple of float
        West, south, east, north in degrees (WGS84).
    tiles : Tiles, optional
        A background map; None asks nobody for anything.
    ground : str, optional
        Name of the kommun's own background (see ``geo.layers.ground``), drawn instead of tiles:
        it is there already, and tells nobody where one looks.
    """
    if ground is not None:
        tiles = None
    west, south, east, north = bounds
    empty = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=11,
        tiles=tiles.url if tiles else None,
        attr=tiles.attribution if tiles else None,
        zoom_control=False,
        zoom_snap=0.25,
        zoom_delta=0.5,
        attribution_control=tiles is not None,
    )
    empty.default_js = [("leaflet", f"{LEAFLET}/leaflet.js")]
    empty.default_css = [("leaflet", f"{LEAFLET}/leaflet.css")]
    _Start(bounds, ground).add_to(empty)
    return empty
