"""The map of a selection as a picture file: the same cells or points, with legend and basis.

Drawn in the metres of the store's CRS, which on a kommun look as they do in the browser.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from shapely.geometry.base import BaseGeometry

from geo.explore.exploration import Exploration
from geo.layers.cell_classes import CellClass
from geo.layers.explored import CellMap
from geo.look import ACCENT, GROUND, GROUPS, INK, SECONDARY
from geo.model import CATEGORIES

WIDTH, HEIGHT = 1600, 1200
MARGIN = 40
TITLE, TEXT, SMALL = 34, 22, 18
FINER = 2
"""The map is drawn this many times as large, and then made smaller: smooth lines."""
POINT = 9
"""Width of a point in pixels."""
OPACITY = 190
PAD = 0.06
"""Room around the places, as a part of their extent."""

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Box = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Sheet:
    """What a picture shows.

    Attributes
    ----------
    title, basis : str
        Above and below the map.
    shown : Exploration
    cells : CellMap, optional
        Drawn instead of points.
    boundary : geometry, optional
    window : tuple of float, optional
        West, south, east, north in metres; all places if not given.
    """

    title: str
    basis: str
    shown: Exploration
    cells: CellMap | None
    boundary: BaseGeometry | None
    window: tuple[float, float, float, float] | None = None


def png(sheet: Sheet, *, font: bytes | None = None) -> bytes:
    """Return the picture as a PNG file of 1600 × 1200 pixels.

    Parameters
    ----------
    sheet : Sheet
    font : bytes, optional
        A font file with Swedish letters; Pillow's own has none.
    """
    page = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(page)
    fonts = [_font(font, size) for size in (TITLE, TEXT, SMALL)]
    top = _text(pen, sheet.title, MARGIN - 8, fonts[0], INK, lines=2)
    foot = _lines(pen, sheet.basis, fonts[2])
    under = HEIGHT - MARGIN - len(foot) * (SMALL + 6)
    legend = _legend(sheet)
    said = [row for text in _said(sheet) for row in _lines(pen, text, fonts[1])]
    keys = under - 16 - (len(said) + 1) * (TEXT + 8)
    frame = (MARGIN, top + 12, WIDTH - MARGIN, keys - 16)
    page.paste(_map(sheet, frame, fonts[2]), (frame[0], frame[1]))
    _keys(pen, page, legend, keys, fonts[1])
    for at, row in enumerate(said, start=1):
        pen.text((MARGIN, keys + at * (TEXT + 8)), row, font=fonts[1], fill=INK)
    for at, row in enumerate(foot):
        pen.text((MARGIN, under + at * (SMALL + 6)), row, font=fonts[2], fill=SECONDARY)
    stream = io.BytesIO()
    page.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _font(content: bytes | None, size: int) -> Font:
    if content is None:
        return ImageFont.load_default(size)
    font = ImageFont.truetype(io.BytesIO(content), size)
    try:
        font.set_variation_by_axes([450 if size < TITLE else 650])
    except OSError:  # a font of one weight
        return font
    return font


def _map(sheet: Sheet, frame: tuple[int, int, int, int], font: Font) -> Image.Image:
    """Return the map alone, as large as its frame."""
    wide, high = (frame[2] - frame[0]) * FINER, (frame[3] - frame[1]) * FINER
    image = Image.new("RGB", (wide, high), GROUND)
    at, metre = _projection(_extent(sheet), wide, high)
    pen = ImageDraw.Draw(image)
    if sheet.boundary is not None:
        _outline(pen, sheet.boundary, at, SECONDARY, FINER)
    if sheet.cells is not None:
        _cells(image, sheet.cells, at)
    for place in sheet.shown.shapes:
        _outline(pen, place, at, ACCENT, 2 * FINER)
    if sheet.cells is None:
        _points(pen, sheet.shown, at)
    image = image.resize((wide // FINER, high // FINER), Image.Resampling.LANCZOS)
    pen = ImageDraw.Draw(image)
    _names(pen, sheet, at, font)
    _scale(pen, image.size, metre / FINER, font)
    pen.rectangle((0, 0, image.width - 1, image.height - 1), outline="#dfe3e8")
    return image


def _extent(sheet: Sheet) -> Box:
    found, at = sheet.shown.found, sheet.shown.selected.points
    if sheet.window is not None:
        west, south, east, north = sheet.window
    elif len(sheet.shown.shapes):
        west, south, east, north = sheet.shown.shapes.total_bounds
    elif len(at):
        west, east = found.x[at].min(), found.x[at].max()
        south, north = found.y[at].min(), found.y[at].max()
    elif sheet.boundary is not None:
        west, south, east, north = sheet.boundary.bounds
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
        image.paste(_fill(look, image.size), mask=mask)


def _fill(look: CellClass, size: tuple[int, int]) -> Image.Image:
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
        _mark(pen, x, y, POINT * FINER, looks[code].shape, looks[code].colour, FINER)


def _mark(
    pen: ImageDraw.ImageDraw, x: float, y: float, side: int, shape: str, colour: str, edge: int
) -> None:
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


def _names(pen: ImageDraw.ImageDraw, sheet: Sheet, at: Place, font: Font) -> None:
    """Write the names of places where they do not lie over each other, large places first."""
    taken: list[Box] = []
    for number in np.argsort(-sheet.shown.shapes.area.to_numpy()).tolist():
        middle = shapely.point_on_surface(sheet.shown.shapes.iloc[number])
        (x, y) = at(np.array([middle.x]), np.array([middle.y]))[0] / FINER
        box = pen.textbbox((x + 10, y), sheet.shown.names[number], font=font, anchor="lm")
        if any(_meet(box, other) for other in taken):
            continue
        taken.append(box)
        pen.text((x + 10, y), sheet.shown.names[number], font=font, fill=INK, anchor="lm",
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


Key = tuple[str, str, str]
"""Colour, pattern or shape, and word."""


def _legend(sheet: Sheet) -> list[Key]:
    if sheet.cells is not None:
        drawn = set(np.unique(sheet.cells.classed.kind).tolist())
        looks = enumerate(sheet.cells.classed.classes, start=1)
        return [(look.colour, look.pattern, look.word) for at, look in looks if at in drawn]
    groups = {CATEGORIES[code].group for code in sheet.shown.per_category.keys}
    return [
        (look.colour, look.shape, look.word.lower()) for g, look in GROUPS.items() if g in groups
    ]


def _said(sheet: Sheet) -> list[str]:
    if sheet.cells is None:
        return ["En punkt per händelse. Punkter kan ligga omkring 80 m fel: läs kvarter, inte "
                "adresser."]  # fmt: skip
    classed = sheet.cells.classed
    return [f"{classed.title}. {classed.method} {classed.sure}"]


def _keys(
    pen: ImageDraw.ImageDraw, page: Image.Image, keys: Sequence[Key], y: int, font: Font
) -> None:
    x = float(MARGIN)
    for colour, look, word in keys:
        if look in ("plain", "hatched", "dotted"):
            page.paste(_fill(CellClass(word, colour, look), (32, 18)), (int(x), y + 4))
            x += 40
        else:
            _mark(pen, x + 8, y + 13, 14, look, colour, 1)
            x += 24
        pen.text((x, y), word, font=font, fill=INK)
        x += pen.textlength(word, font=font) + 28


def _text(
    pen: ImageDraw.ImageDraw, text: str, y: int, font: Font, colour: str, *, lines: int
) -> int:
    """Write text in some lines at most, and return where it ends."""
    for row in _lines(pen, text, font)[:lines]:
        pen.text((MARGIN, y), row, font=font, fill=colour)
        y += TITLE + 10
    return y


def _lines(pen: ImageDraw.ImageDraw, text: str, font: Font) -> list[str]:
    """Break text into lines as wide as the page."""
    rows: list[str] = []
    for word in text.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and pen.textlength(longer, font=font) > WIDTH - 2 * MARGIN:
            rows.append(word)
        else:
            rows[-1:] = [longer]
    return rows
