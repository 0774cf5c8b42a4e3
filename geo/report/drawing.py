"""The map on paper: lines and surfaces as SVG, and the texts that lie over it, in millimetres.

The SVG holds numbers only. Texts are set by the sheet itself, in its own font, and are never part
of a drawing's markup. Everything is drawn to be read without colour.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.look import INK, SECONDARY
from geo.planning.patrol import Plan, telling
from geo.report._text import shortened
from geo.report.outing import Outing, Way
from geo.report.labels import Badge, Name, apart, fitting

Floats = NDArray[np.float64]
DASHES = ("", "3 1.2", "0.2 1.4", "4 1.2 0.2 1.2")
"""Of patrols A–D, in millimetres: whole, dashed, dotted, dash and dot."""
PAPER, FILL = "#ffffff", "#e9edf1"
PAD = 12.0
"""Millimetres around what is drawn, so that no badge is cut."""
SMALLEST = 600.0
"""Metres that the map shows at least."""
LONGEST_NAME = 40


@dataclass(frozen=True)
class Drawing:
    """A map of a given size.

    Attributes
    ----------
    svg : str
        Its lines and surfaces; no text.
    badges : tuple of Badge
        The numbers of stops.
    names : tuple of Name
        The names of places.
    scale : tuple of float and str
        Millimetres of the scale bar, and what it says.
    """

    svg: str
    badges: tuple[Badge, ...]
    names: tuple[Name, ...]
    scale: tuple[float, str]


@dataclass(frozen=True)
class Frame:
    """How metres become millimetres: x to the right, y downwards.

    Attributes
    ----------
    west, north : float
        Metres at the upper left corner.
    per_metre : float
        Millimetres of a metre.
    wide, high : float
        Millimetres.
    """

    west: float
    north: float
    per_metre: float
    wide: float
    high: float

    def at(self, points: Floats) -> Floats:
        """Return points (n, 2) in millimetres."""
        corner = np.array([self.west, self.north])
        return np.asarray((points - corner) * np.array([1, -1]) * self.per_metre)


def draw(outing: Outing, *, wide: float, high: float) -> Drawing:
    """Draw the walk on a map of so many millimetres.

    Parameters
    ----------
    outing : Outing
    wide, high : float
    """
    plan = outing.plan
    frame = _frame(_all_points(outing), wide, high)
    badges = apart(_badges(plan, frame), wide=wide, high=high)
    names = fitting(_names(outing, frame), badges, wide=wide, high=high)
    parts = [
        _places(outing, frame),
        *_ways(outing, frame),
        _ends(plan, frame),
        *(_leader(badge) for badge in badges),
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}mm" height="{high}mm" '
        f'viewBox="0 0 {wide} {high}">{"".join(parts)}</svg>'
    )
    return Drawing(svg, badges, names, _scale(frame))


def _all_points(outing: Outing) -> Floats:
    shift = outing.plan.shift
    ends = [shift.origin, shift.end or shift.origin]
    fixed = np.array([(each.x, each.y) for each in ends])
    return np.concatenate([fixed, *(way for ways in outing.paths for way in ways)])


def _frame(points: Floats, wide: float, high: float) -> Frame:
    """Return a frame in whose middle all points lie, as large as there is room for."""
    low, top = points.min(axis=0), points.max(axis=0)
    size = np.maximum(top - low, SMALLEST)
    per_metre = float(min((wide - 2 * PAD) / size[0], (high - 2 * PAD) / size[1]))
    middle = (low + top) / 2
    return Frame(
        west=float(middle[0] - wide / 2 / per_metre),
        north=float(middle[1] + high / 2 / per_metre),
        per_metre=per_metre,
        wide=wide,
        high=high,
    )


def _places(outing: Outing, frame: Frame) -> str:
    """Draw the places: those of the walk filled, the others as a thin dashed line."""
    seen = {stop.place_id for stop in telling.visits(outing.plan)}
    made = []
    for place, geometry in zip(outing.places["place_id"], outing.places.geometry, strict=True):
        look = (
            f'fill="{FILL}" stroke="{INK}" stroke-width="0.3"'
            if place in seen
            else f'fill="none" stroke="{SECONDARY}" stroke-width="0.2" stroke-dasharray="1 1"'
        )
        made.append(f'<path d="{_outline(geometry, frame)}" fill-rule="evenodd" {look}/>')
    return "".join(made)


def _outline(geometry: shapely.Geometry, frame: Frame) -> str:
    parts = shapely.get_parts(geometry)
    rings = [
        ring for part in parts if shapely.get_type_id(part) == 3 for ring in shapely.get_rings(part)
    ]
    return " ".join(f"{line(shapely.get_coordinates(ring), frame)}Z" for ring in rings)


def line(points: Floats, frame: Frame) -> str:
    """Return points (n, 2) in metres as the data of an SVG path."""
    bends = frame.at(points)
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in bends)


def _ways(outing: Outing, frame: Frame) -> list[str]:
    """Draw the ways: first a white rim under all of them, then each patrol's line."""
    drawn = [
        (walk.patrol, line(way, frame), driven)
        for walk, ways in zip(outing.plan.walks, outing.paths, strict=True)
        for way, driven in zip(ways, [*(s.driven > 0 for s in walk.stops), walk.back_driven > 0],
                               strict=True)
    ]  # fmt: skip
    rims = [_stroke(path, PAPER, 2.0, "") for _, path, _ in drawn]
    lines = [
        _stroke(path, INK, 0.4 if driven else 0.8, DASHES[patrol % len(DASHES)])
        for patrol, path, driven in drawn
    ]
    return rims + lines


def _stroke(path: str, colour: str, width: float, dash: str) -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-linecap="round" stroke-linejoin="round"{dashed}/>'
    )


def _ends(plan: Plan, frame: Frame) -> str:
    """Draw where walks begin (a ring) and, if it is somewhere else, where they end (a square)."""
    shift = plan.shift
    (x, y), = frame.at(np.array([(shift.origin.x, shift.origin.y)]))  # fmt: skip
    ring = f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{{}}" fill="{PAPER}" stroke="{INK}" stroke-width="0.7"/>'
    made = ring.format(2.2) + ring.format(0.8)
    if shift.end is None or (shift.end.x, shift.end.y) == (shift.origin.x, shift.origin.y):
        return made
    (x, y), = frame.at(np.array([(shift.end.x, shift.end.y)]))  # fmt: skip
    return made + (
        f'<rect x="{x - 2:.2f}" y="{y - 2:.2f}" width="4" height="4" fill="{PAPER}" '
        f'stroke="{INK}" stroke-width="0.7"/>'
    )


def _leader(badge: Badge) -> str:
    """Draw a thin line from a badge that was moved to where its stop is."""
    return (
        f'<circle cx="{badge.from_x:.2f}" cy="{badge.from_y:.2f}" r="0.6" fill="{INK}"/>'
        f'<path d="M{badge.from_x:.2f} {badge.from_y:.2f}L{badge.x:.2f} {badge.y:.2f}" '
        f'stroke="{INK}" stroke-width="0.3"/>'
        if badge.moved
        else ""
    )


def _badges(plan: Plan, frame: Frame) -> list[Badge]:
    """Return a badge for each spot where there are stops, with all their numbers."""
    spots: dict[tuple[int, int], list[str]] = {}
    where: dict[tuple[int, int], tuple[float, float]] = {}
    for walk, marks in zip(plan.walks, telling.marks(plan), strict=True):
        for stop, mark in zip(walk.stops, marks, strict=True):
            spot = (round(stop.x), round(stop.y))
            spots.setdefault(spot, []).append(mark)
            where.setdefault(spot, (stop.x, stop.y))
    found = []
    for spot, texts in spots.items():
        (x, y), = frame.at(np.array([where[spot]]))  # fmt: skip
        text = "·".join(dict.fromkeys(texts))
        found.append(Badge(text, float(x), float(y), float(x), float(y)))
    return found


def _names(outing: Outing, frame: Frame) -> list[Name]:
    """Return the names of places on the map, those of the walk first, then the larger ones."""
    seen = {stop.place_id for stop in telling.visits(outing.plan)}
    areas = outing.places.geometry.area.to_numpy()
    order = sorted(
        range(len(outing.places)),
        key=lambda i: (outing.places["place_id"].iloc[i] not in seen, -areas[i]),
    )
    found = []
    for i in order:
        middle = shapely.point_on_surface(outing.places.geometry.iloc[i])
        (x, y), = frame.at(np.array([(middle.x, middle.y)]))  # fmt: skip
        bold = outing.places["place_id"].iloc[i] in seen
        found.append(
            Name(shortened(str(outing.places["name"].iloc[i]), LONGEST_NAME), float(x), float(y), bold)
        )
    return found


def _scale(frame: Frame) -> tuple[float, str]:
    """Return a scale bar of a round length that is at most a fifth of the map."""
    fits = [m * 10**e for e in range(1, 6) for m in (1, 2, 5)]
    room = frame.wide / 5
    length = max((each for each in fits if each * frame.per_metre <= room), default=10)
    told = f"{length} m" if length < 1000 else f"{length // 1000} km"
    return length * frame.per_metre, told


