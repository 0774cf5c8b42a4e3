"""The map of a picture file: cells or points, outlines, names and a scale, in metres."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from shapely.geometry.base import BaseGeometry

from geo.explore.exploration import Exploration
from geo.layers import picture_ground
from geo.layers.cell_classes import CellClass
from geo.layers.explored import CellMap
from geo.look import ACCENT, GROUND, GROUPS, INK, LINE, SECONDARY
from geo.model import CATEGORIES
from geo.schema import Ground

FINER = 2
"""The map is drawn this many times as large, and then made smaller: smooth lines."""
POINT = 9
"""Width of a point in pixels."""
OPACITY = 190
PAD = 0.06
"""Room around the places, as a part of their extent."""

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Box = tuple[float, float, float, float]


def drawn(
    shown: Exploration,
    cells: CellMap | None,
    *,
    boundary: BaseGeometry | None,
    window: Box | None,
    size: tuple[int, int],
    font: Font,
    ground: Ground | None = None,
) -> Image.Image:
    """Return the map alone.

    Parameters
    ----------
    shown : Exploration
    cells : CellMap, optional
        Drawn instead of points.
    boundary : geometry, optional
    window : tuple of float, optional
        West, south, east, north in metres; all places if not given.
    size : tuple of int
        Width and height in pixels.
    font : Font
    ground : Ground, optional
        Drawn under everything else.
    """
    wide, high = (side * FINER for side in size)
    image = Image.new("RGB", (wide, high), GROUND)
    at, metre = _projection(_extent(shown, boundary, window), wide, high)
    if ground is not None:
        picture_ground.draw(image, ground, at, metre=metre, finer=FINER)
    pen = ImageDraw.Draw(image)
    if boundary is not None:
        _outline(pen, boundary, at, SECONDARY, FINER)
    if cells is not None:
        _cells(image, cells, at)
    for place in shown.shapes:
        _outline(pen, place, at, ACCENT, 2 * FINER)
    if cells is None:
        _points(pen, shown, at)
    image = image.resize(size, Image.Resampling.LANCZOS)
    pen = ImageDraw.Draw(image)
    _names(pen, shown, at, font)
    _scale(pen, image.size, metre / FINER, font)
    if ground is not None:
        picture_ground.attribute(pen, image.size, ground, font)
    pen.rectangle((0, 0, image.width - 1, image.height - 1), outline=LINE)
    return image


def _extent(shown: Exploration, boundary: BaseGeometry | None, window: Box | None) -> Box:
    found, at = shown.found, shown.selected.points
    if window is not None:
        west, south, east, north = window
    elif len(shown.shapes):
        west, south, east, north = shown.shapes.total_bounds
    elif len(at):
        west, east = found.x[at].min(), found.x[at].max()
        south, north = found.y[at].min(), found.y[at].max()
    elif boundary is not None:
        west, south, east, north = boundary.bounds
    else:
        west, south, east, north = 0.0, 0.0, 1.0, 1.0
    pad = max(east - west, north - south, 500.0) * PAD
    return float(west - pad), float(south - pad), float(east + pad), float(north + pad)


Place = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]]


def _projection(extent: Box, wide: int, high: int) -> tuple[Place, float]:
    """Return where metres lie in pixels, and the pixels of a metre."""
    west, south, east, north = extent
    metre = min(wide / (east - west), high / (north - south))
    left = (wide - (east - west) * metre) / 2 - west * metre
    top = (high - (north - south) * metre) / 2 + north * metre

    def at(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack([x * metre + left, top - y * metre])

    return at, metre


def _outline(
    pen: ImageDraw.ImageDraw, shape: BaseGeometry, at: Place, colour: str, width: int
) -> None:
    for part in shapely.get_parts(shape):
        for ring in shapely.get_rings([part]) if shapely.get_type_id(part) == 3 else ():
            corners = at(*shapely.get_coordinates(ring).T)
            pen.line([tuple(each) for each in corners.tolist()], fill=colour, width=width)


def _cells(image: Image.Image, cells: CellMap, at: Place) -> None:
    grid, kind = cells.grid, np.where(cells.grid.inside, cells.classed.kind, 0).ravel()
    for number, look in enumerate(cells.classed.classes, start=1):
        mask = Image.new("L", image.size, 0)
        pen = ImageDraw.Draw(mask)
        row, column = np.divmod(np.flatnonzero(kind == number), grid.shape[1])
        south_west = at(grid.x0 + column * grid.cell, grid.y0 + row * grid.cell)
        north_east = at(grid.x0 + (column + 1) * grid.cell, grid.y0 + (row + 1) * grid.cell)
        for (west, south), (east, north) in zip(south_west, north_east, strict=True):
            pen.rectangle((west, north, max(east - 1, west), max(south - 1, north)), fill=OPACITY)
        image.paste(fill(look, image.size), mask=mask)


def fill(look: CellClass, size: tuple[int, int]) -> Image.Image:
    """Return a surface of a class's colour and pattern."""
    fill = Image.new("RGB", size, look.colour)
    if look.pattern == "plain":
        return fill
    pen = ImageDraw.Draw(fill)
    step = 6 * FINER
    wide, high = size
    if look.pattern == "hatched":
        for start in range(-high, wide, step):
            pen.line((start, high, start + high, 0), fill=INK, width=FINER)
        return fill
    for x in range(step // 2, wide, step):
        for y in range(step // 2, high, step):
            pen.ellipse((x, y, x + FINER, y + FINER), fill=INK)
    return fill


def _points(pen: ImageDraw.ImageDraw, shown: Exploration, at: Place) -> None:
    found, rows = shown.found, shown.selected.points
    looks = [GROUPS[CATEGORIES[str(code)].group] for code in found.category.categories]
    codes = found.category.codes[rows]
    for (x, y), code in zip(at(found.x[rows], found.y[rows]).tolist(), codes, strict=True):
        mark(pen, x, y, POINT * FINER, looks[code].shape, looks[code].colour, FINER)


def mark(
    pen: ImageDraw.ImageDraw, x: float, y: float, side: int, shape: str, colour: str, edge: int
) -> None:
    """Draw a point of a group around `x`, `y`: its shape and colour, `side` pixels wide."""
    r = side / 2
    box = (x - r, y - r, x + r, y + r)
    if shape == "square":
        pen.rectangle(box, fill=colour, outline="white", width=edge)
    elif shape == "ring":
        pen.ellipse(box, fill="white", outline=colour, width=2 * edge)
    elif shape == "circle":
        pen.ellipse(box, fill=colour, outline="white", width=edge)
    else:
        corners = [(x, y - r), (x + r, y + r), (x - r, y + r)]
        if shape == "diamond":
            corners = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
        pen.polygon(corners, fill=colour, outline="white", width=edge)


def _names(pen: ImageDraw.ImageDraw, shown: Exploration, at: Place, font: Font) -> None:
    """Write the names of places where they do not lie over each other, large places first."""
    taken: list[Box] = []
    for number in np.argsort(-shown.shapes.area.to_numpy()).tolist():
        middle = shapely.point_on_surface(shown.shapes.iloc[number])
        (x, y) = at(np.array([middle.x]), np.array([middle.y]))[0] / FINER
        box = pen.textbbox((x + 10, y), shown.names[number], font=font, anchor="lm")
        if any(_meet(box, other) for other in taken):
            continue
        taken.append(box)
        pen.text((x + 10, y), shown.names[number], font=font, fill=INK, anchor="lm",
                 stroke_width=3, stroke_fill="white")  # fmt: skip


def _meet(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _scale(pen: ImageDraw.ImageDraw, size: tuple[int, int], metre: float, font: Font) -> None:
    """Draw a bar of a round length in the lower right corner."""
    fits = [m * 10**e for e in range(1, 6) for m in (1, 2, 5) if m * 10**e * metre <= 200]
    length = max(fits, default=10)
    right, low = size[0] - 20, size[1] - 20
    left = right - length * metre
    pen.line([(left, low - 8), (left, low), (right, low), (right, low - 8)], fill=INK, width=2)
    told = f"{length} m" if length < 1000 else f"{length // 1000} km"
    pen.text((left, low - 12), told, font=font, fill=INK, anchor="ls",
             stroke_width=2, stroke_fill="white")  # fmt: skip
