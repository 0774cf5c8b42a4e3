"""Many rows on the very same point: the middle of an area, not where they happened."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.model import POINT_PRECISIONS, Precision
from geo.sources._crs import Float
from geo.sources._wording import rows

FEWEST = 8
"""Rows on one point before it is looked at."""
DIFFERENT_PLACES = 4
"""Places that rows on one and the same point may name before it is nobody's own point."""
LARGEST_SHARE = 0.3
"""Of the rows of a file without place names, on one point."""


def coarsen(
    x: Float, y: Float, precision: NDArray[np.object_], place_text: pa.Array
) -> tuple[NDArray[np.object_], tuple[str, ...]]:
    """Return the precision with stacked rows at ``ort``, and a note on each stack.

    A point where many rows lie to the centimetre is a stack if they name several different
    places, or, in a file that names none, if a third of it lies there. A square or a station that
    is reported often, always by the same name, is not.
    """
    fine = np.isin(precision, [each.value for each in POINT_PRECISIONS]) & ~np.isnan(x)
    at = np.flatnonzero(fine)
    if len(at) < FEWEST:
        return precision, ()
    codes, _ = pd.factorize(_centimetres(x[at]) * 2**32 + _centimetres(y[at]))
    counts = np.bincount(codes)
    nameless = not pc.any(pc.not_equal(place_text, "")).as_py()
    names = pd.factorize(place_text.to_pandas().to_numpy(dtype=object)[at])[0]
    result, notes = precision.copy(), []
    for code in np.flatnonzero(counts >= FEWEST):
        stacked = codes == code
        if nameless:
            is_stack = counts[code] >= LARGEST_SHARE * len(at) and len(counts) > 1
        else:
            is_stack = len(np.unique(names[stacked])) >= DIFFERENT_PLACES
        if is_stack:
            result[at[stacked]] = Precision.LOCALITY.value
            where = at[stacked][0]
            notes.append(
                f"{rows(int(counts[code]))} ligger på exakt samma punkt ({x[where]:.0f},"
                f" {y[where]:.0f}), troligen mitten av ett område: de räknas som ”ort” och ritas"
                " inte som punkter."
            )
    return result, tuple(notes)


def _centimetres(values: Float) -> NDArray[np.int64]:
    """Return coordinates as whole centimetres from the least of them."""
    whole: NDArray[np.int64] = np.rint((values - values.min()) * 100).astype(np.int64)
    return whole
