"""Columns to a checked frame: the clean rows, with every other row accounted for."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from geo.mapping import Reading
from geo.model import ImportKind
from geo.schema import Parsed
from geo.sources._faults import Faults
from geo.sources._tabular import Table


def parsed(
    kind: ImportKind,
    table: Table,
    faults: Faults,
    columns: dict[str, pa.Array | pd.Series],
    *,
    notes: tuple[str, ...],
    schema: type,
    reading: Reading,
) -> Parsed:
    """Keep the clean rows, check the frame against its schema and account for every row."""
    clean = faults.clean
    frame = pd.DataFrame({name: _series(column) for name, column in columns.items()})
    kept = frame.loc[clean].reset_index(drop=True)
    return Parsed(
        kind=kind,
        frame=schema.validate(kept),  # type: ignore[attr-defined]
        rejects=faults.rejects(),
        rows=len(table),
        notes=notes,
        reading=reading,
    )


def _series(column: pa.Array | pd.Series) -> pd.Series:
    if isinstance(column, pd.Series):
        return column.reset_index(drop=True)
    return pd.Series(column.to_pandas(), dtype="str")
