"""Cells of a grid: their classes on one canvas, and the legend that explains them.

A square cell of a national grid is a little turned and stretched in web Mercator. The browser gets
the true position of every sixteenth corner or so and finds the others between them: over 2.4 km a
straight line is off by less than half a metre.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from html import escape

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from geo.analysis.hotspots import Grid
from geo.layers._script import Layer
from geo.layers.cell_classes import CellClass, Classed, Fact
from geo.layers.incidents import MERCATOR, planes
from geo.look import INK

STRAIGHT = 2400.0
"""Metres between corners that are sent."""
DECIMETRES = 10
OPACITY = 0.72
"""Streets and outlines are seen through."""

Columns = NDArray[np.int64]


def layer(grid: Grid, classed: Classed, *, crs: str) -> Layer:
    """Draw the cells that have a class; what a cell tells is shown when it is pointed at.

    Parameters
    ----------
    grid : Grid
    classed : Classed
        From :mod:`geo.layers.cell_classes`.
    crs : str
        The grid's CRS.
    """
    kind = np.where(grid.inside, classed.kind, 0).ravel()
    cells = np.flatnonzero(kind)
    step, (east, north) = _corners(grid, crs)
    columns = [east.ravel(), north.ravel(), cells, *(_whole(f, cells) for f in classed.facts)]
    content = b"".join(planes(column) for column in columns) + kind[cells].tobytes()
    return Layer(
        "Cells",
        {
            "columns": grid.shape[1],
            "step": step,
            "corners": list(east.shape),
            "opacity": OPACITY,
            "count": len(cells),
            "packed": b64encode(zlib.compress(content, 6)).decode("ascii"),
            "classes": [[c.word, c.colour, c.pattern] for c in classed.classes],
            "facts": [[f.label, f.unit, f.decimals, list(f.words)] for f in classed.facts],
        },
    )


def legend(classed: Classed) -> str:
    """Return as HTML what the cells are, what each colour and pattern means, and how sure it is."""
    drawn = np.unique(classed.kind)
    keys = "".join(_key(look) for i, look in enumerate(classed.classes, 1) if i in drawn)
    return (
        f"<div class='pb-legend'><strong>{escape(classed.title)}</strong>"
        f"<div>{keys or 'Inget att visa.'}</div>"
        f"<div>{escape(classed.method)}</div><div>{escape(classed.sure)}</div></div>"
    )


def _corners(grid: Grid, crs: str) -> tuple[int, tuple[Columns, Columns]]:
    """Return every how many cells a corner is sent, and the corners in decimetres of Mercator."""
    step = max(1, int(STRAIGHT // grid.cell))
    row, column = (np.arange(-(-n // step) + 1) * step * grid.cell for n in grid.shape)
    x, y = np.meshgrid(grid.x0 + column, grid.y0 + row)
    east, north = Transformer.from_crs(crs, MERCATOR, always_xy=True).transform(x, y)
    return step, (_rounded(east * DECIMETRES), _rounded(north * DECIMETRES))


def _whole(fact: Fact, cells: Columns) -> Columns:
    """Return a fact of the drawn cells as whole numbers."""
    return _rounded(fact.value.ravel()[cells].astype(np.float64) * 10**fact.decimals)


def _rounded(value: NDArray[np.float64]) -> Columns:
    return np.rint(value).astype(np.int64)


_FILLS = {
    "plain": "",
    "hatched": f",repeating-linear-gradient(135deg,{INK} 0 1px,transparent 1px 5px)",
    "dotted": f",radial-gradient({INK} 1px,transparent 1.2px) 0 0/5px 5px",
}


def _key(look: CellClass) -> str:
    pattern = _FILLS[look.pattern].lstrip(",")
    fill = f"{pattern}{',' if pattern else ''}linear-gradient({look.colour},{look.colour})"
    return (
        f"<span class='pb-key'><span class='pb-swatch' aria-hidden='true' "
        f"style='background:{fill};opacity:{OPACITY}'></span> {escape(look.word)}</span>"
    )
