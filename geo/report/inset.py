"""A map that is one frame upon another: the town that is shown larger beside the whole."""

from __future__ import annotations

from geo.look import INK
from geo.report.frame import Frame
from geo.report.labels import Badge, Box

PAPER = "#ffffff"


def box(inset: Frame, frame: Frame) -> Box:
    """Return left, top, right and bottom of a map upon another, in the other's millimetres."""
    west, south, east, north = inset.bounds
    left, top = frame.spot(west, north)
    right, bottom = frame.spot(east, south)
    return left, top, right, bottom


def within(x: float, y: float, frame: Frame, inset: Frame | None) -> bool:
    """Tell whether a spot of a map is to be seen on the other map instead."""
    if inset is None:
        return False
    left, top, right, bottom = box(inset, frame)
    return left <= x <= right and top <= y <= bottom


def outline(inset: Frame | None, frame: Frame) -> str:
    """Return the frame that shows on a map where the other one lies, as SVG."""
    if inset is None:
        return ""
    left, top, right, bottom = box(inset, frame)
    return (
        f'<rect x="{left:.2f}" y="{top:.2f}" width="{right - left:.2f}" '
        f'height="{bottom - top:.2f}" fill="{PAPER}" fill-opacity="0.55" stroke="{INK}" '
        'stroke-width="0.6" stroke-dasharray="1.6 1"/>'
    )


def leader(badge: Badge) -> str:
    """Return a thin line from a badge that was moved to what it is a badge of, as SVG."""
    if not badge.moved:
        return ""
    x, y = badge.from_x, badge.from_y
    return (
        f'<path d="M{x:.2f} {y:.2f}L{badge.x:.2f} {badge.y:.2f}" fill="none" stroke="{INK}" '
        f'stroke-width="0.3"/><circle cx="{x:.2f}" cy="{y:.2f}" r="0.9" fill="{INK}" '
        f'stroke="{PAPER}" stroke-width="0.3"/>'
    )
