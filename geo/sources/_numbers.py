"""Numbers as they are typed in Sweden."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_NUMBER = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?$"


def numbers(cells: pa.Array) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return numbers with decimal comma or point and thousands space, and which cells are none.

    A blank cell is NaN and not a fault.
    """
    text = pc.replace_substring_regex(cells, r"[\s\x{a0}\x{202f}]", "")
    text = pc.replace_substring(text, "−", "-")
    text = pc.replace_substring(text, ",", ".")
    valid = pc.match_substring_regex(text, _NUMBER)
    values = pc.cast(pc.if_else(valid, text, pa.scalar(None, pa.string())), pa.float64())
    result = np.asarray(values.to_numpy(zero_copy_only=False), dtype=float)
    blank = np.asarray(pc.equal(text, ""))
    return result, ~np.asarray(valid) & ~blank | np.isinf(result)
