"""How a layer is drawn, in terms that both QGIS's and OGC's styles can say."""

from __future__ import annotations

from dataclasses import dataclass

POLYGON, POINT = "MultiPolygon", "Point"


@dataclass(frozen=True, slots=True)
class Symbol:
    """The symbol of one category.

    Attributes
    ----------
    value : str
        What stands in the column.
    label : str
        In the legend.
    colour : str
        ``#rrggbb``.
    pattern : str
        Of an area: ``solid``, ``hatched`` or ``dashed``, as ``look`` has it.
    shape : str
        Of a point: ``circle``, ``triangle``, ``square``, ``diamond`` or ``ring``.
    """

    value: str
    label: str
    colour: str
    pattern: str = "solid"
    shape: str = "circle"


@dataclass(frozen=True, slots=True)
class Symbols:
    """The symbols of a layer.

    Attributes
    ----------
    name : str
        Of the style.
    geometry : str
        :data:`POLYGON` or :data:`POINT`.
    column : str
        What the rows are told apart by.
    symbols : tuple of Symbol
    label : tuple of str
        Columns whose texts are written on the map, each on a line; empty for none.
    """

    name: str
    geometry: str
    column: str
    symbols: tuple[Symbol, ...]
    label: tuple[str, ...] = ()


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0–255.

    Examples
    --------
    >>> rgb("#1f4e79")
    (31, 78, 121)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
