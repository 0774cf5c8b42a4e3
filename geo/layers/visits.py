"""Visits: a ticked square where there were some lately, and places by the age of their last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import geopandas as gpd

from geo.follow_up.recency import LOOKS, recency
from geo.layers import shapes
from geo.layers._script import Layer
from geo.schema import WGS84


def layer(geometry: gpd.GeoSeries, texts: Sequence[str]) -> Layer:
    """Draw visits.

    Parameters
    ----------
    geometry : GeoSeries
        The visited places, any CRS.
    texts : sequence of str
        What each says when pointed at: "3 besök på 28 dagar".
    """
    outlines = geometry.to_crs(WGS84)
    return Layer(
        "Visits",
        [
            {"at": shapes.middle(outline), "text": text}
            for outline, text in zip(outlines, texts, strict=True)
        ],
    )


@dataclass(frozen=True, slots=True)
class Visited:
    """A place and its last visit.

    Attributes
    ----------
    place_id : int
    name : str
    days : int or None
        Since the last visit; None where there is none.
    text : str
        Shown when the place is pointed at.
    """

    place_id: int
    name: str
    days: int | None
    text: str


def places(geometry: gpd.GeoSeries, visited: Sequence[Visited], *, selected: int | None) -> Layer:
    """Draw places by how long ago they were visited: colour, symbol, and pattern of the fill.

    Parameters
    ----------
    geometry : GeoSeries
        Polygons, any CRS, in the order of `visited`; those whose names matter most first.
    visited : sequence of Visited
    selected : int, optional
        ``place_id`` of the place that stands out.
    """
    outlines = shapes.degrees(geometry)
    drawn = []
    for outline, place in zip(outlines, visited, strict=True):
        look = LOOKS[recency(place.days)]
        drawn.append(
            {
                "id": place.place_id,
                "name": place.name,
                "summary": place.text,
                "symbol": look.symbol,
                "colour": look.colour,
                "pattern": look.pattern,
                "rings": shapes.rings(outline),
                "middle": shapes.middle(outline),
                "size": float(outline.area),
            }
        )
    return Layer("Places", {"selected": selected, "places": drawn})


def legend() -> str:
    """Return what the marks of :func:`places` mean, as HTML."""
    marks = "".join(
        f"<span class='pb-key'><span style='color:{look.colour}' aria-hidden='true'>{look.symbol}"
        f"</span> {escape(look.word.lower())}</span>"
        for look in LOOKS.values()
    )
    return f"<div class='pb-legend'><strong>Senaste besök</strong><div>{marks}</div></div>"
