"""The walk: numbered stops, each patrol's way in a dash and colour of its own, and the ends."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from geo import look
from geo.layers import shapes
from geo.layers._script import Layer
from geo.planning.patrol import Plan, Stop, Walk, telling
from geo.schema import WGS84

Way = NDArray[np.float64]

COLOURS = ("#1f4e79", "#a1501b", "#6b4e9b", "#1b2430")
"""Of patrols A–D; white on each of them can be read (contrast at least 4.5)."""
DASHES = ("", "12 7", "1 8", "14 6 1 6")
"""Of the same, in pixels: whole, dashed, dotted, dash and dot."""
WORDS = ("heldragen", "streckad", "prickad", "streck och punkt")


def layer(
    plan: Plan,
    paths: tuple[tuple[Way, ...], ...],
    places: gpd.GeoDataFrame,
    *,
    crs: str,
    selected: int | None = None,
    view: str = "",
) -> Layer:
    """Draw the walks of a plan.

    Parameters
    ----------
    plan : Plan
    paths : tuple of tuple of ndarray, shape (n, 2)
        Per walk: the way to each of its stops, and the way back; metres in `crs`.
    places : GeoDataFrame
        ``place_id``, ``name`` and geometry, in any CRS.
    crs : str
    selected : int, optional
        ``place_id`` of the place that stands out.
    view : str
        The map goes to the walk when this is another than before; else the user's view is kept.
    """
    west, south, east, north = bounds(plan, paths, crs=crs)
    degrees = Degrees(crs)
    seen = {stop.place_id for stop in telling.visits(plan)}
    left = {each.place_id: each.why for each in plan.left_out}
    return Layer(
        "Walk",
        {
            "places": _places(places, seen, left, selected),
            "walks": [
                _walk(walk, ways, len(plan.walks) > 1, degrees)
                for walk, ways in zip(plan.walks, paths, strict=True)
            ],
            "stops": _stops(plan, degrees),
            "ends": _ends(plan, degrees),
            "ink": look.INK,
            "view": view,
            "bounds": [[south, west], [north, east]],
        },
    )


class Degrees:
    """Points of a CRS in metres as ``[lat, lon]``, 5 decimals (about 1 m)."""

    def __init__(self, crs: str) -> None:
        self._to = Transformer.from_crs(crs, WGS84, always_xy=True)

    def line(self, points: Way) -> list[list[float]]:
        """Return points (n, 2)."""
        lon, lat = self._to.transform(points[:, 0], points[:, 1])
        return [
            [round(float(y), 5), round(float(x), 5)] for x, y in zip(lon, lat, strict=True)
        ]  # fmt: skip

    def spot(self, x: float, y: float) -> list[float]:
        """Return one point."""
        return self.line(np.array([[x, y]]))[0]


def bounds(
    plan: Plan, paths: tuple[tuple[Way, ...], ...], *, crs: str
) -> tuple[float, float, float, float]:
    """Return the area of the walks as west, south, east and north in degrees."""
    ends = [(each.x, each.y) for each in (plan.shift.origin, plan.shift.end or plan.shift.origin)]
    points = np.concatenate([np.array(ends), *(way for ways in paths for way in ways)])
    corners = np.array(Degrees(crs).line(points))
    (south, west), (north, east) = corners.min(axis=0), corners.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _places(
    places: gpd.GeoDataFrame, seen: set[int | None], left: dict[int, str], selected: int | None
) -> list[dict[str, Any]]:
    """Return the places, those of the walk first: names choose their room in this order."""
    outlines = shapes.degrees(places.geometry)
    rows = [
        {
            "id": int(place),
            "name": str(name),
            "summary": "Med i patrullen" if place in seen else left.get(place, ""),
            "seen": place in seen,
            "selected": place == selected,
            "symbol": "",
            "rings": shapes.rings(outline),
            "middle": shapes.middle(outline),
            "size": float(shapely.area(outline)),
        }
        for place, name, outline in zip(
            places["place_id"], places["name"], outlines, strict=True
        )
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (not row["seen"], -row["size"]))


def _walk(walk: Walk, ways: tuple[Way, ...], several: bool, degrees: Degrees) -> dict[str, Any]:
    driven = [*(stop.driven > 0 for stop in walk.stops), walk.back_driven > 0]
    return {
        "name": f"Patrull {telling.patrol(walk.patrol)}" if several else "",
        **_look(walk.patrol),
        "legs": [
            {"line": degrees.line(way), "driven": by_car}
            for way, by_car in zip(ways, driven, strict=True)
        ],
    }


def _look(patrol: int) -> dict[str, str]:
    at = patrol % len(COLOURS)
    return {"colour": COLOURS[at], "dash": DASHES[at]}


def _stops(plan: Plan, degrees: Degrees) -> list[dict[str, Any]]:
    """Return one mark for each spot, with all that is done there in order."""
    spots: dict[tuple[float, float], dict[str, Any]] = {}
    for walk, marks in zip(plan.walks, telling.marks(plan), strict=True):
        for stop, mark in zip(walk.stops, marks, strict=True):
            spot = spots.setdefault(
                (stop.x, stop.y),
                {"at": degrees.spot(stop.x, stop.y), "id": stop.place_id, "name": stop.name,
                 "marks": [], "told": [], **_look(walk.patrol)},
            )  # fmt: skip
            if spot["colour"] != _look(walk.patrol)["colour"]:
                spot["colour"] = look.INK  # of several patrols, so of none
            spot["marks"].append(mark)
            spot["told"].append(_told(plan, walk, stop, mark))
    return list(spots.values())


def _told(plan: Plan, walk: Walk, stop: Stop, mark: str) -> str:
    when = telling.span(stop.start_utc, stop.leave_utc)
    reason = telling.why(plan, walk, stop)
    return f"{mark}: {when}" + (f", därför: {reason}" if reason else "")


def _ends(plan: Plan, degrees: Degrees) -> list[dict[str, Any]]:
    origin, end = plan.shift.origin, plan.shift.end
    same = end is None or (end.x, end.y) == (origin.x, origin.y)
    word = "Start och mål" if same else "Start"
    found = [{"at": degrees.spot(origin.x, origin.y), "word": word, "name": origin.name}]
    if not same and end is not None:
        found.append({"at": degrees.spot(end.x, end.y), "word": "Mål", "name": end.name})
    return found


def legend(plan: Plan) -> str:
    """Return the legend as HTML: which line is which patrol's, in words, too."""
    if not plan.walks:
        return ""
    keys = "".join(_key(walk.patrol, len(plan.walks) > 1) for walk in plan.walks)
    driven = any(stop.driven > 0 for walk in plan.walks for stop in walk.stops)
    car = " Tunn linje: med bil." if driven else ""
    return (
        f"<div class='pb-legend'>{keys}<div>Siffror: stoppen i ordning. Vit ruta: start och mål. "
        f"Streckad plats: inte med i kväll.{car}</div></div>"
    )


def _key(patrol: int, several: bool) -> str:
    at = patrol % len(COLOURS)
    name = f"patrull {telling.patrol(patrol)} ({WORDS[at]})" if several else "vägen"
    return (
        "<span class='pb-key'><span aria-hidden='true' style='display:inline-block;width:30px;"
        f"height:4px;vertical-align:3px;border-radius:2px;background:{_stripes(at)}'></span> "
        f"{name}</span>"
    )


def _stripes(at: int) -> str:
    """Return a dash as a background: a sanitised page has no lines of its own."""
    colour = COLOURS[at]
    if not DASHES[at]:
        return colour
    stops, along = [], 0
    for number, length in enumerate(map(int, DASHES[at].split())):
        # A round cap makes each stroke as much longer as the line is wide.
        drawn = length + (3 if number % 2 == 0 else -3)
        shade = "transparent" if number % 2 else colour
        stops.append(f"{shade} {along}px {along + drawn}px")
        along += drawn
    return f"repeating-linear-gradient(90deg,{','.join(stops)})"
