"""Positions of a table's rows, in the store's CRS."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyproj import CRS

from geo.errors import CrsError
from geo.folding import fold
from geo.look import number
from geo.mapping import Question
from geo.model import Precision
from geo.schema import WGS84
from geo.sources import _crs, _point_text
from geo.sources._clock import is_unknown
from geo.sources._context import Context
from geo.sources._crs import Float
from geo.sources._faults import Faults, quoted
from geo.sources._mapping import Fields
from geo.sources._numbers import numbers
from geo.sources._wording import rows

_PRECISIONS = {
    "adress": Precision.ADDRESS, "exakt": Precision.ADDRESS, "gatuadress": Precision.ADDRESS,
    "address": Precision.ADDRESS, "exact": Precision.ADDRESS, "punkt": Precision.ADDRESS,
    "kvarter": Precision.BLOCK, "gata": Precision.BLOCK, "block": Precision.BLOCK,
    "street": Precision.BLOCK, "ungefarlig": Precision.BLOCK, "approximate": Precision.BLOCK,
    "ort": Precision.LOCALITY, "tatort": Precision.LOCALITY, "stadsdel": Precision.LOCALITY,
    "locality": Precision.LOCALITY, "omrade": Precision.LOCALITY, "town": Precision.LOCALITY,
    "kommun": Precision.KOMMUN, "municipality": Precision.KOMMUN,
    "lan": Precision.LAN, "county": Precision.LAN, "region": Precision.LAN,
}  # fmt: skip


@dataclass(frozen=True)
class Positions:
    """Where the rows happened.

    Attributes
    ----------
    x, y : ndarray of float64
        In the store's CRS; NaN = no position.
    crs : str
        The file's own; empty where it has no positions.
    notes : tuple of str
    """

    x: Float
    y: Float
    crs: str
    notes: tuple[str, ...]


def read(fields: Fields, faults: Faults, context: Context, crs: str) -> Positions:
    """Read the position of each row; every faulty row is noted in `faults`.

    Parameters
    ----------
    fields : Fields
        With ``lat lon``, ``x y`` or ``point``, or none: then no row has a position.
    faults : Faults
    context : Context
        Its area decides between systems that the numbers could be in.
    crs : str
        CRS of the file; empty where the numbers and the area shall tell.

    Raises
    ------
    Uncertain
        Several systems put the points in the kommun.
    CrsError
        The CRS is unknown, cannot be told, or puts most rows outside the store's area.
    """
    raw = _raw(fields, faults)
    size, file = len(fields.table), fields.table.file
    if raw is None:
        nothing = np.full(size, np.nan)
        return Positions(nothing, nothing.copy(), "", ("Filen har inga koordinater.",))
    x, y, header = raw
    notes: list[str] = []
    zero = (x == 0) & (y == 0)
    if zero.any():
        notes.append(f"{rows(int(zero.sum()))} med koordinaten 0, 0 räknas som utan läge.")
    unusable = np.isnan(x) | np.isnan(y) | zero | ~faults.clean
    x, y = np.where(unusable, np.nan, x), np.where(unusable, np.nan, y)
    x, y = _mend_axes(x, y, crs, notes)
    source = _crs.parse_crs(crs, file) if crs else _source(x, y, fields, context, notes)
    x, y, outside = _crs.convert(x, y, source, context.store_crs, file)
    placed = int((~np.isnan(x)).sum())
    if int(outside.sum()) > _crs.MOST_OUTSIDE * (placed + int(outside.sum())):
        raise CrsError(
            "Koordinaterna hamnar utanför det område som lagrets koordinatsystem gäller för"
            f" (lästa som {source.to_string()}).",
            hint="Ange filens koordinatsystem, t.ex. med --crs EPSG:3006.",
            file=file,
            column=header,
        )
    faults.add(
        outside, header, "Läget ligger utanför det område som lagrets koordinatsystem gäller för."
    )
    notes.append(f"{rows(placed)} av {number(size)} har koordinater.")
    return Positions(x, y, source.to_string(), tuple(notes))


def precision(
    fields: Fields, x: Float, place_text: pa.Array
) -> tuple[NDArray[np.object_], tuple[str, ...]]:
    """Return the precision class of each row, as stated or else as modest as the row allows.

    Not stated: ``kvarter`` with a position, ``ort`` with a place name, else ``kommun``.
    """
    named = np.asarray(pc.not_equal(place_text, ""))
    default = np.where(
        ~np.isnan(x),
        Precision.BLOCK.value,
        np.where(named, Precision.LOCALITY.value, Precision.KOMMUN.value),
    ).astype(object)
    if "precision" not in fields:
        return default, ()
    encoded = pc.dictionary_encode(fields.text("precision"))
    words = encoded.dictionary.to_pylist()
    known = [_PRECISIONS.get(fold(word)) for word in words]
    unknown = [w for w, k in zip(words, known, strict=True) if k is None and w]
    values = np.array([k.value if k else None for k in known] or [None], dtype=object)
    stated = values[np.asarray(encoded.indices, dtype=np.int64)]
    notes = (
        (f"Okänd noggrannhet: {', '.join(quoted(w) for w in unknown[:10])}.",) if unknown else ()
    )
    return np.where(stated == None, default, stated), notes  # noqa: E711 - elementwise


def _raw(fields: Fields, faults: Faults) -> tuple[Float, Float, str] | None:
    """Return x and y as they stand in the file, and the header to blame."""
    pairs = [pair for pair in (("lon", "lat"), ("x", "y")) if all(n in fields for n in pair)]
    if not pairs:
        return _points(fields, faults) if "point" in fields else None
    x_name, y_name = pairs[0]
    (x, bad_x), (y, bad_y) = (_coordinate(fields, faults, name) for name in pairs[0])
    for name, lone in ((x_name, np.isnan(x) & ~np.isnan(y)), (y_name, np.isnan(y) & ~np.isnan(x))):
        faults.add(lone & ~bad_x & ~bad_y, fields.header(name), "Den ena koordinaten saknas.")
    return x, y, fields.header(x_name)


def _coordinate(fields: Fields, faults: Faults, name: str) -> tuple[Float, NDArray[np.bool_]]:
    cells = fields.text(name)
    values, bad = numbers(cells)
    texts = cells.filter(pa.array(bad)).to_pylist()
    faults.add_each(
        np.flatnonzero(bad),
        fields.header(name),
        [f"Koordinaten {quoted(text)} är inget tal." for text in texts],
    )
    return values, bad


def _points(fields: Fields, faults: Faults) -> tuple[Float, Float, str]:
    """Return x and y where both stand in one cell."""
    encoded = pc.dictionary_encode(fields.text("point"))
    texts = encoded.dictionary.to_pylist()
    found = [_point_text.read(text) for text in texts]
    at = np.asarray(encoded.indices, dtype=np.int64)
    values = np.array([pair or (np.nan, np.nan) for pair in found] or [(0.0, 0.0)])[at]
    pairs = zip(found, texts, strict=True)
    bad = np.array([pair is None and not is_unknown(text) for pair, text in pairs], dtype=bool)
    wrong = np.flatnonzero(bad[at]) if len(texts) else np.zeros(0, dtype=np.int64)
    reasons = [f"Läget {quoted(texts[n])} är inte två koordinater." for n in at[wrong]]
    faults.add_each(wrong, fields.header("point"), reasons)
    return values[:, 0], values[:, 1], fields.header("point")


def _source(x: Float, y: Float, fields: Fields, context: Context, notes: list[str]) -> CRS:
    """Return the CRS that the numbers and the area prove, or ask."""
    known = ~np.isnan(x)
    if not known.any() or ((np.abs(x) <= 180) & (np.abs(y) <= 180))[known].mean() > 0.5:
        return CRS(WGS84)
    found, proven = _crs.candidates(x, y, store_crs=context.store_crs, area=context.area)
    if len(found) == 1:
        code = next(iter(found))
        why = "eftersom raderna då hamnar i kommunen" if proven else "efter talens storlek"
        notes.append(f"Koordinaterna lästes som {_crs.NAMES[code]} ({code}), {why}.")
        return CRS(code)
    if found:
        options = tuple((code, f"{_crs.NAMES[code]} ({code})") for code in found)
        raise fields.ask(Question("crs", "Vilket koordinatsystem har filen?", options))
    raise CrsError(
        "Det går inte att se vilket koordinatsystem filen använder.",
        hint="Ange det, t.ex. med --crs EPSG:3006.",
        file=fields.table.file,
    )


def _mend_axes(x: Float, y: Float, crs: str, notes: list[str]) -> tuple[Float, Float]:
    """Swap back coordinates that stand in each other's columns, where that is proven.

    Swedish latitudes and longitudes have no value in common, nor has any easting in metres a
    value that a northing has.
    """
    if crs and crs.upper() not in _crs.NAMES:
        return x, y
    degrees = _crs.within(x, _crs.SWEDISH_LAT) & _crs.within(y, _crs.SWEDISH_LON)
    swapped = degrees | (_crs.within(x, _crs.NORTH) & (np.abs(y) < 2_000_000))
    if not swapped.any():
        return x, y
    notes.append(f"{rows(int(swapped.sum()))} med omkastade koordinater rättades.")
    return np.where(swapped, y, x), np.where(swapped, x, y)
