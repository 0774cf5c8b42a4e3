"""Places: filled by verdict with a pattern beside the colour, named so that names never overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import shapely

from geo.layers import shapes
from geo.layers._script import Layer
from geo.look import ACCENT, VERDICTS
from geo.model import Verdict


@dataclass(frozen=True, slots=True)
class PlaceLabel:
    """What a place says on the map.

    Attributes
    ----------
    place_id : int
    name : str
    summary : str
        Shown when the place is pointed at.
    verdict : Verdict, optional
        None where nothing is compared, as in the register of places.
    """

    place_id: int
    name: str
    summary: str
    verdict: Verdict | None = None


def layer(
    geometry: gpd.GeoSeries,
    labels: Sequence[PlaceLabel],
    *,
    selected: int | None,
    fill: str = "solid",
) -> Layer:
    """Draw places.

    Parameters
    ----------
    geometry : GeoSeries
        Polygons, any CRS, in the order of `labels`; important places first.
    labels : sequence of PlaceLabel
    selected : int, optional
        ``place_id`` of the place that stands out.
    fill : {"solid", "bare"}
        Of places without a verdict; bare ones let the colours below them be as they are.
    """
    outlines = shapes.degrees(geometry)
    return Layer(
        "Places",
        {
            "selected": selected,
            "places": [
                _place(outline, label, fill)
                for outline, label in zip(outlines, labels, strict=True)
            ],
        },
    )


def _place(outline: shapely.Geometry, label: PlaceLabel, fill: str) -> dict[str, object]:
    look = VERDICTS[label.verdict] if label.verdict else None
    return {
        "id": label.place_id,
        "name": label.name,
        "summary": label.summary,
        "symbol": look.symbol if look else "",
        "colour": look.colour if look else ACCENT,
        "pattern": look.pattern if look else fill,
        "rings": shapes.rings(outline),
        "middle": shapes.middle(outline),
        "size": float(outline.area),
    }
