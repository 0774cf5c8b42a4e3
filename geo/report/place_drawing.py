"""Places on a map as a picture of a report, told apart by pattern, symbol and name, not by colour.

Where most places lie in one town of a large kommun, the town is shown larger beside the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.look import INK, LINE, SECONDARY, VERDICTS
from geo.model import Verdict
from geo.report import inset as inset_map
from geo.report import patterns, underlay
from geo.report._text import shortened
from geo.report.document import Label, Picture
from geo.report.frame import Floats, Frame, around, rings_of
from geo.report.inset import PAPER
from geo.report.labels import LINE as NAME_HIGH
from geo.report.labels import Badge, Box, Name, apart, fitting
from geo.report.towns import crowded
from geo.schema import Ground

LONGEST_NAME = 32
BETWEEN, WHOLE = 3.0, 0.4
"""Millimetres between two maps, and the share of the width that the map of the whole has."""
CREDIT = 5.0
"""Points of the credit."""


@dataclass(frozen=True, eq=False)
class PlaceShape:
    """A place to draw.

    Attributes
    ----------
    name : str
    shape : geometry
        Polygon in metres.
    verdict : Verdict or None
        None where nothing is compared.
    number : int or None
        Of its row in the table beside the map; None for none.
    """

    name: str
    shape: BaseGeometry
    verdict: Verdict | None = None
    number: int | None = None

    @property
    def mark(self) -> str:
        """Return what its badge says: the number of its row, and the symbol of its verdict."""
        symbol = "" if self.verdict is None else VERDICTS[self.verdict].symbol
        return f"{'' if self.number is None else self.number}{symbol}" or "●"


@dataclass(frozen=True, eq=False)
class Map:
    """What a map shows.

    Attributes
    ----------
    places : sequence of PlaceShape
        Important ones first: their names choose their spot first.
    boundary : geometry or None
        Of the kommun, in metres.
    ground, near : Ground or None
        Under the places, on the map of the whole and on that of the town.
    focus : geometry or None
        What the one map is of; all the places if not given.
    """

    places: Sequence[PlaceShape]
    boundary: BaseGeometry | None = None
    ground: Ground | None = None
    near: Ground | None = None
    focus: BaseGeometry | None = None


def windows(places: Sequence[PlaceShape]) -> tuple[Box, ...]:
    """Return what the one or two maps have to show, in metres: west, south, east, north."""
    return tuple(_box(each) for each in _shown(places))


def draw(what: Map, *, wide: float, high: float, alt: str, caption: str = "") -> Picture:
    """Draw places on a map of so many millimetres, or on two that share them.

    Parameters
    ----------
    what : Map
    wide, high : float
    alt : str
    caption : str
        Before the words that tell what the patterns mean.
    """
    focus = what.focus
    shown = _shown(what.places) if focus is None else (shapely.get_coordinates(focus),)
    if len(shown) < 2:
        svg, labels = _panel(what, around(shown[0], wide=wide, high=high))
    else:
        svg, labels = _two(what, shown, wide, high)
    made = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}mm" height="{high}mm" '
        f'viewBox="0 0 {wide} {high}">{patterns.definitions()}{svg}</svg>'
    )
    told = " ".join(filter(None, (caption, patterns.legend(each.verdict for each in what.places))))
    return Picture(made.encode(), wide, high, alt, told, labels)


def _shown(places: Sequence[PlaceShape]) -> tuple[Floats, ...]:
    """Return the corners that each map has to show."""
    if not places:
        return (np.zeros((1, 2)),)
    corners = np.concatenate([shapely.get_coordinates(each.shape) for each in places])
    middles = np.array([[each.shape.centroid.x, each.shape.centroid.y] for each in places])
    town = crowded(middles)
    if town is None:
        return (corners,)
    at = (middles[:, None] == town[None]).all(axis=2).any(axis=1)
    near = [shapely.get_coordinates(each.shape) for each, here in zip(places, at, strict=True)
            if here]  # fmt: skip
    return corners, np.concatenate(near)


def _box(points: Floats) -> Box:
    (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return west, south, east, north


def _two(
    what: Map, shown: Sequence[Floats], wide: float, high: float
) -> tuple[str, tuple[Label, ...]]:
    part = (wide - BETWEEN) * WHOLE
    whole = around(shown[0], wide=part, high=high)
    detail = around(shown[1], wide=wide - BETWEEN - part, high=high)
    left, names = _panel(replace(what, near=None), whole, title="Hela kommunen", inset=detail)
    right, near = _panel(replace(what, ground=what.near), detail, title="Förstorat: rutan")
    off = part + BETWEEN
    svg = f'{left}<g transform="translate({off:.2f} 0)">{right}</g>'
    return svg, (*names, *(replace(each, x=each.x + off) for each in near))


def _panel(
    what: Map, frame: Frame, *, title: str = "", inset: Frame | None = None
) -> tuple[str, tuple[Label, ...]]:
    """Return one map as SVG, and its texts."""
    wide, high = frame.wide, frame.high
    badges, names = _texts(what, frame, title, inset)
    bar, told = frame.scale
    drawn = [
        f'<rect width="{wide:.2f}" height="{high:.2f}" fill="{PAPER}"/>',
        "" if what.ground is None else underlay.svg(what.ground, frame),
        "" if what.boundary is None else _boundary(what.boundary, frame),
        *_places(what.places, frame),
        inset_map.outline(inset, frame),
        *map(inset_map.leader, badges),
        *map(_plate, badges),
        _scale(bar, high),
        f'<rect x="0.15" y="0.15" width="{wide - 0.3:.2f}" height="{high - 0.3:.2f}" '
        f'fill="none" stroke="{SECONDARY}" stroke-width="0.3"/>',
    ]
    clip = f"kant{round(wide)}"
    svg = (
        f'<defs><clipPath id="{clip}"><rect width="{wide:.2f}" height="{high:.2f}"/></clipPath>'
        f'</defs><g clip-path="url(#{clip})">{"".join(drawn)}</g>'
    )
    texts = [Label(each.text, each.x, each.y, bold=True, size=7, halo=False) for each in badges]
    texts += [Label(each.text, each.x, each.y, bold=each.bold) for each in names]
    texts.append(Label(told, 4 + bar / 2, high - 5.6, size=6.5))
    if title:
        texts.append(Label(title, 1.5 + len(title) * 0.85, 3.4, bold=True, size=7))
    if what.ground is not None and not inset:
        credit = what.ground.attribution
        texts.append(Label(credit, wide - 2 - len(credit) * 0.52, high - 2.2, size=CREDIT))
    return svg, tuple(texts)


def _texts(
    what: Map, frame: Frame, title: str, inset: Frame | None
) -> tuple[tuple[Badge, ...], tuple[Name, ...]]:
    """Return the badges and names of the places on a map, none over another."""
    wide, high = frame.wide, frame.high
    found, named = [], []
    for each in what.places:
        point = shapely.point_on_surface(each.shape)
        x, y = frame.spot(point.x, point.y)
        if 0 <= x <= wide and 0 <= y <= high and not inset_map.within(x, y, frame, inset):
            found.append(Badge(each.mark, x, y, x, y, filled=False))
            named.append(each.name)
    badges = apart(found, wide=wide, high=high)
    written = [(0.0, high - 9.0, frame.scale[0] + 8.0, high), (wide - 44, high - 4.5, wide, high)]
    if title:
        written.append((0.0, 0.0, len(title) * 1.8 + 3, 6.0))
    if inset is not None:
        written.append(inset_map.box(inset, frame))
    told = [
        Name(shortened(name, LONGEST_NAME), badge.x, badge.y, bold=True)
        for name, badge in zip(named, badges, strict=True)
    ]
    return badges, fitting(told, badges, written, wide=wide, high=high)


def _places(places: Sequence[PlaceShape], frame: Frame) -> list[str]:
    """Draw the places, large ones first, so that what lies within them is seen."""
    return [
        f'<path d="{frame.rings(rings_of(each.shape))}" fill-rule="evenodd" '
        f"{patterns.of(each.verdict)}/>"
        for each in sorted(places, key=lambda each: -each.shape.area)
    ]


def _boundary(boundary: BaseGeometry, frame: Frame) -> str:
    lines = " ".join(frame.path(ring) for ring in rings_of(boundary))
    return (
        f'<path d="{lines}" fill="none" stroke="{SECONDARY}" stroke-width="0.35" '
        'stroke-dasharray="3 0.8 0.4 0.8"/>'
    )


def _plate(badge: Badge) -> str:
    """Draw the white ground of a badge."""
    left, top, right, bottom = badge.box
    return (
        f'<rect x="{left:.2f}" y="{top + 0.4:.2f}" width="{right - left:.2f}" '
        f'height="{bottom - top - 0.8:.2f}" rx="1.2" fill="{PAPER}" stroke="{INK}" '
        'stroke-width="0.25"/>'
    )


def _scale(bar: float, high: float) -> str:
    low = high - 2.6
    return (
        f'<rect x="2" y="{high - NAME_HIGH - 4:.2f}" width="{bar + 4:.2f}" height="6.2" rx="0.8" '
        f'fill="{PAPER}" stroke="{LINE}" stroke-width="0.2"/>'
        f'<path d="M4 {low - 1.2:.2f}V{low:.2f}H{4 + bar:.2f}V{low - 1.2:.2f}" fill="none" '
        f'stroke="{INK}" stroke-width="0.35"/>'
    )
