"""The ground under a map on paper: water, green, built-up and roads, muted for print."""

from __future__ import annotations

import numpy as np

from geo import look
from geo.report.frame import Floats, Frame
from geo.schema import Ground

THINNEST = 0.18
"""Millimetres of the thinnest line."""
MOST_METRES = 12_000.0
"""A map wider than this leaves small roads out: they would be one grey surface."""
SMALL = frozenset({"path", "track", "service", "stream"})


def svg(ground: Ground, frame: Frame) -> str:
    """Return the ground as SVG elements; what lies outside the map is left out.

    Parameters
    ----------
    ground : Ground
        In the CRS of the frame.
    frame : Frame
    """
    return "".join([*_areas(ground, frame), *_lines(ground, frame)])


def _areas(ground: Ground, frame: Frame) -> list[str]:
    made = []
    for kind, area in look.GROUND_AREAS.items():
        near = [each for each in ground.areas.get(kind, ()) if each and _seen(each[0], frame)]
        if near:
            path = " ".join(frame.rings(rings) for rings in near)
            made.append(f'<path d="{path}" fill="{area.colour}" fill-rule="evenodd"/>')
    return made


def _lines(ground: Ground, frame: Frame) -> list[str]:
    wide = frame.wide / frame.per_metre > MOST_METRES
    edges, made = [], []
    for kind, line in look.GROUND_LINES.items():
        if wide and kind in SMALL:
            continue
        near = [each for each in ground.lines.get(kind, ()) if _seen(each, frame)]
        if not near:
            continue
        path = " ".join(frame.path(each) for each in near)
        width = max(line.width * frame.per_metre, THINNEST)
        dash = ' stroke-dasharray="1 0.8"' if line.dashed else ""
        look_of = f'fill="none" stroke-linejoin="round" d="{path}"'
        if line.cased:
            edges.append(
                f'<path {look_of} stroke="{look.GROUND_CASING}" stroke-width="{width + 0.25:.2f}"/>'
            )
        made.append(f'<path {look_of} stroke="{line.colour}" stroke-width="{width:.2f}"{dash}/>')
    return edges + made


def _seen(points: Floats, frame: Frame) -> bool:
    west, south, east, north = frame.bounds
    low, top = np.min(points, axis=0), np.max(points, axis=0)
    return bool(low[0] < east and top[0] > west and low[1] < north and top[1] > south)
