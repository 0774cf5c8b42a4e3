"""The ground of a picture file: the same colours as in the browser, under everything else."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from geo.look import GROUND_AREAS, GROUND_CASING, GROUND_LINES, SECONDARY, LineLook
from geo.schema import Ground

WIDEST = 14.0
"""Pixels of the widest road, before the picture is made smaller."""
CASED = 4.0
"""Pixels from which a road has an edge; below it, the edge's colour is the road's."""
Place = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]]
Corner = tuple[float, float]


def draw(image: Image.Image, ground: Ground, at: Place, *, metre: float, finer: int) -> None:
    """Draw a ground on an empty map.

    Parameters
    ----------
    image : Image
        Changed.
    ground : Ground
    at : callable
        From metres (x, y) to pixels, shape (n, 2).
    metre : float
        Pixels of a metre.
    finer : int
        How many times as large as its picture the image is.
    """
    for kind, area in GROUND_AREAS.items():
        mask = Image.new("1", image.size)
        pen = ImageDraw.Draw(mask)
        for outer, *holes in ground.areas.get(kind, ()):
            pen.polygon(_corners(outer, at), fill=1)
            for hole in holes:
                pen.polygon(_corners(hole, at), fill=0)
        image.paste(area.colour, mask=mask)
    pen = ImageDraw.Draw(image)
    wide = {
        kind: min(WIDEST * finer, max(look.width * metre, finer * 0.35 * sqrt(look.width)))
        for kind, look in GROUND_LINES.items()
    }
    for edges in (True, False):
        for kind, look in GROUND_LINES.items():
            colour, width = _stroke(look, wide[kind], finer, edges=edges)
            for line in ground.lines.get(kind, ()) if colour else ():
                pen.line(_corners(line, at), fill=colour, width=width, joint="curve")


def attribute(
    pen: ImageDraw.ImageDraw, size: tuple[int, int], ground: Ground,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
) -> None:  # fmt: skip
    """Write in the lower left corner of a map whose data it is drawn from."""
    pen.text((8, size[1] - 8), ground.attribution, font=font, fill=SECONDARY, anchor="ls",
             stroke_width=2, stroke_fill="white")  # fmt: skip


def _stroke(look: LineLook, wide: float, finer: int, *, edges: bool) -> tuple[str, int]:
    """Return colour and width of a line in one of two rounds; no colour if not drawn in it."""
    if not edges:
        hidden = look.cased and wide < CASED
        return "" if hidden else look.colour, max(1, round(wide))
    if not look.cased:
        return "", 0
    return GROUND_CASING, max(1, round(wide + 1.5 * finer if wide >= CASED else wide))


def _corners(xy: NDArray[np.float64], at: Place) -> list[Corner]:
    return [(float(x), float(y)) for x, y in at(xy[:, 0], xy[:, 1])]
