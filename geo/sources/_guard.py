"""Apostrophes that a careful program put before cells which a spreadsheet would have run."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

_GUARDED = r"^'('*[=+\-@])"
"""As ``explore.spreadsheet.guarded`` writes them; cells have no blanks at their ends here."""


def unguarded(column: pa.Array) -> pa.Array:
    """Return cells as they were before the guard; a file of our own comes back as it left.

    Parameters
    ----------
    column : pyarrow.Array of string

    Examples
    --------
    >>> unguarded(pa.array(["'=1+1", "'90-talet", "Torget"])).to_pylist()
    ['=1+1', "'90-talet", 'Torget']
    """
    if not pc.any(pc.starts_with(column, "'")).as_py():
        return column
    return pc.replace_substring_regex(column, _GUARDED, r"\1")
