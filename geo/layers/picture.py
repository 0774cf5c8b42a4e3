"""The map of a selection as a picture file: the same cells or points, with legend and basis.

Drawn in the metres of the store's CRS, which on a kommun look as they do in the browser.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from shapely.geometry.base import BaseGeometry

from geo.explore.exploration import Exploration
from geo.layers import picture_map
from geo.layers.cell_classes import CellClass
from geo.layers.explored import CellMap
from geo.layers.picture_map import Box, Font, fill, mark
from geo.look import GROUPS, INK, SECONDARY
from geo.model import CATEGORIES
from geo.schema import Ground

WIDTH, HEIGHT = 1600, 1200
MARGIN = 40
TITLE, TEXT, SMALL = 34, 22, 18


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
    ground : Ground, optional
        Drawn under everything else.
    """

    title: str
    basis: str
    shown: Exploration
    cells: CellMap | None
    boundary: BaseGeometry | None
    window: Box | None = None
    ground: Ground | None = None


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
    size = frame[2] - frame[0], frame[3] - frame[1]
    drawn = picture_map.drawn(
        sheet.shown, sheet.cells, boundary=sheet.boundary, window=sheet.window, size=size,
        font=fonts[2], ground=sheet.ground,
    )  # fmt: skip
    page.paste(drawn, (frame[0], frame[1]))
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
            page.paste(fill(CellClass(word, colour, look), (32, 18)), (int(x), y + 4))
            x += 40
        else:
            mark(pen, x + 8, y + 13, 14, look, colour, 1)
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
