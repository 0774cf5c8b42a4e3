"""The map on paper: lines and surfaces as SVG, and the texts that lie over it, in millimetres.

The SVG holds numbers only. Texts are set by the sheet itself, in its own font, and are never part
of a drawing's markup. Everything is drawn to be read without colour.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import shapely

from geo.look import INK, SECONDARY
from geo.planning.patrol import Plan, telling
from geo.report import inset as inset_map
from geo.report import underlay
from geo.report._text import shortened
from geo.report.frame import Frame, around, rings_of
from geo.report.inset import PAPER
from geo.report.labels import Badge, Name, apart, fitting
from geo.report.outing import Outing, points_of, town

DASHES = ("", "3 1.6", "0.1 1.6", "4 1.6 0.1 1.6")
"""Of patrols A–D, in millimetres: whole, dashed, dotted, dash and dot."""
FILL = "#d9dfe6"
START, END = "Start", "Mål"
LONGEST_NAME = 36
TITLE_BOX = (0.0, 0.0, 34.0, 7.0)
"""Where the title of a map lies, in millimetres."""
BETWEEN, WHOLE = 3.0, 0.4
"""Millimetres between two maps, and the share of their width that the map of the whole has."""


@dataclass(frozen=True)
class Drawing:
    """A map of ``wide`` × ``high`` millimetres.

    Attributes
    ----------
    title : str
        What it is a map of, where there are two.
    svg : str
        Its lines and surfaces; no text.
    badges : tuple of Badge
        The numbers of stops, and where walks begin and end.
    names : tuple of Name
        The names of places.
    scale : tuple of float and str
        Millimetres of the scale bar, and what it says.
    """

    wide: float
    high: float
    title: str
    svg: str
    badges: tuple[Badge, ...]
    names: tuple[Name, ...]
    scale: tuple[float, str]


def draw(outing: Outing, *, wide: float, high: float) -> tuple[Drawing, ...]:
    """Draw the walk on a map of so many millimetres, or on two that share them.

    Where the walk goes from one town to others, the town with the most stops has a map of its own,
    and is one frame on the map of the whole.

    Parameters
    ----------
    outing : Outing
    wide, high : float
    """
    points, found = points_of(outing.plan, outing.paths), town(outing.plan)
    if found is None:
        return (_draw(outing, around(points, wide=wide, high=high)),)
    part = (wide - BETWEEN) * WHOLE
    whole = around(points, wide=part, high=high)
    detail = around(found, wide=wide - BETWEEN - part, high=high)
    return (
        _draw(outing, whole, title="Hela rundan", inset=detail),
        _draw(replace(outing, ground=outing.near), detail, title="Förstorat: rutan"),
    )


def _draw(outing: Outing, frame: Frame, *, title: str = "", inset: Frame | None = None) -> Drawing:
    wide, high = frame.wide, frame.high
    shown = [
        badge
        for badge in _badges(outing.plan, frame)
        if 0 <= badge.x <= wide
        and 0 <= badge.y <= high
        and not inset_map.within(badge.x, badge.y, frame, inset)
    ]
    badges = apart(shown, wide=wide, high=high)
    written = [TITLE_BOX] if title else []
    written.append((0.0, high - 8.0, frame.scale[0] + 22.0, high))
    found = [
        name for name in _names(outing, frame) if not inset_map.within(name.x, name.y, frame, inset)
    ]  # fmt: skip
    names = fitting(found, badges, written, wide=wide, high=high)
    parts = [
        "" if outing.ground is None else underlay.svg(outing.ground, frame),
        _places(outing, frame),
        *_ways(outing, frame),
        inset_map.outline(inset, frame),
        *(inset_map.leader(badge) for badge in badges),
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}mm" height="{high}mm" '
        f'viewBox="0 0 {wide} {high}">{"".join(parts)}</svg>'
    )
    return Drawing(wide, high, title, svg, badges, names, frame.scale)


def _places(outing: Outing, frame: Frame) -> str:
    """Draw the places: those of the walk filled, the others as a thin dashed line."""
    seen = {stop.place_id for stop in telling.visits(outing.plan)}
    made = []
    for place, shape in zip(outing.places["place_id"], outing.places.geometry, strict=True):
        look = (
            f'fill="{FILL}" fill-opacity="0.5" stroke="{INK}" stroke-width="0.3"'
            if place in seen
            else f'fill="none" stroke="{SECONDARY}" stroke-width="0.2" stroke-dasharray="1 1"'
        )
        made.append(f'<path d="{frame.rings(rings_of(shape))}" fill-rule="evenodd" {look}/>')
    return "".join(made)


def _ways(outing: Outing, frame: Frame) -> list[str]:
    """Draw the ways: first a white rim under all of them, then each patrol's line."""
    drawn = []
    for walk, ways in zip(outing.plan.walks, outing.paths, strict=True):
        driven = [*(stop.driven > 0 for stop in walk.stops), walk.back_driven > 0]
        drawn += [
            (walk.patrol, frame.path(way), by_car)
            for way, by_car in zip(ways, driven, strict=True)
        ]  # fmt: skip
    rims = [_stroke(path, PAPER, 2.0, "") for _, path, _ in drawn]
    lines = [
        _stroke(path, INK, 0.45 if by_car else 0.85, DASHES[patrol % len(DASHES)])
        for patrol, path, by_car in drawn
    ]
    return rims + lines


def _stroke(path: str, colour: str, width: float, dash: str) -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-linecap="round" stroke-linejoin="round"{dashed}/>'
    )


def _badges(plan: Plan, frame: Frame) -> list[Badge]:
    """Return a badge for each spot where there are stops, with all their numbers, and the ends."""
    spots: dict[tuple[float, float], list[str]] = {}
    for walk, marks in zip(plan.walks, telling.marks(plan), strict=True):
        for stop, mark in zip(walk.stops, marks, strict=True):
            spots.setdefault((stop.x, stop.y), []).append(mark)
    origin, end = plan.shift.origin, plan.shift.end or plan.shift.origin
    ends = [(START, origin)] if (end.x, end.y) == (origin.x, origin.y) else [
        (START, origin), (END, end)
    ]  # fmt: skip
    told = [(text, point.x, point.y, False) for text, point in ends]
    told += [("·".join(dict.fromkeys(texts)), x, y, True) for (x, y), texts in spots.items()]
    found = []
    for text, east, north, is_stop in told:
        x, y = frame.spot(east, north)
        found.append(Badge(text, x, y, x, y, is_stop))
    return found


def _names(outing: Outing, frame: Frame) -> list[Name]:
    """Return the names of places, those of the walk first, then the larger ones."""
    seen = {stop.place_id: (stop.x, stop.y) for stop in telling.visits(outing.plan)}
    shown = outing.places.assign(area=outing.places.geometry.area)
    shown = shown.assign(outside=~shown["place_id"].isin(list(seen)))
    found = []
    for row in shown.sort_values(["outside", "area"], ascending=[True, False]).itertuples():
        inside = shapely.point_on_surface(row.geometry)
        x, y = frame.spot(*seen.get(row.place_id, (inside.x, inside.y)))
        text = shortened(str(shown.at[row.Index, "name"]), LONGEST_NAME)
        found.append(Name(text, x, y, not row.outside))
    return found
