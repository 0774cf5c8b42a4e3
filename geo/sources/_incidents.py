"""What EST reports and police reports have in common: time, position, text, and one frame."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.model import ImportKind, Kommun
from geo.schema import Incidents, Parsed
from geo.sources import _answers, _free_text, _identity, _mapping, _position, _time
from geo.sources._faults import Faults
from geo.sources._mapping import Fields, Synonyms
from geo.sources._tabular import Table

COMMON: Synonyms = {
    **_mapping.TIME,
    **_mapping.POSITION,
    **_mapping.IDENTITY,
    "precision": "noggrannhet precision lagesnoggrannhet positionsnoggrannhet accuracy",
    "place_text": "plats platsnamn place | platsbeskrivning brottsplats handelseplats omrade"
    " location area | stadsdel delomrade ort adress gata address street",
}
"""Fields of every incident file."""

STORED = (
    "source", "category", "category_raw", "start_utc", "end_utc", "time_raw", "x", "y",
    "precision", "place_text", "severity", "reported", "organisation", "text",
)  # fmt: skip
"""Columns whose change makes a new version of a row."""


@dataclass
class Rows:
    """The rows of an incident file on their way to a frame."""

    fields: Fields
    faults: Faults
    columns: dict[str, pa.Array | pd.Series]
    masker: _free_text.Masker
    notes: list[str]


def begin(
    table: Table,
    synonyms: Synonyms,
    *,
    kommun: Kommun,
    store_crs: str,
    crs: str | None,
    today: date,
) -> Rows:
    """Read what all incident files share: columns, kommun, time, position and place name.

    Raises
    ------
    ColumnError
        No column with a time, or two columns claim one field.
    CrsError
        See :func:`geo.sources._position.read`.
    """
    fields = _mapping.find(table, synonyms)
    _mapping.require(
        fields, "start", "month", "end", "start_time",
        what="datum", hint="Döp kolumnen med tiden till ”Datum” eller ”Från”.",
    )  # fmt: skip
    faults = Faults(table)
    faults.add(table.overlong, table.headers[-1], "Raden har fler celler än rubrikraden.")
    _answers.refuse_other_kommuner(fields, faults, kommun)
    positions = _position.read(fields, faults, store_crs=store_crs, crs=crs)
    times = _time.read(fields, faults, today=today)
    masker = _free_text.Masker()
    place_text = masker.column(fields.text("place_text"))
    precision, unknown = _position.precision(fields, positions.x, place_text)
    columns: dict[str, pa.Array | pd.Series] = {
        "start_utc": times.column(times.start),
        "end_utc": times.column(times.end),
        "time_raw": times.raw,
        "x": pd.Series(positions.x),
        "y": pd.Series(positions.y),
        "precision": pd.Series(precision, dtype="str"),
        "place_text": place_text,
    }
    notes = [*table.notes, *fields.notes(), *times.notes, *positions.notes, *unknown]
    return Rows(fields, faults, columns, masker, notes)


def contents(rows: Rows) -> list[str]:
    """Return the content hash of every row, faulty ones too."""
    return _identity.content_hashes([rows.columns[name] for name in STORED])


def finish(rows: Rows, kind: ImportKind, row_keys: list[str], hashes: list[str]) -> Parsed:
    """Return the accepted rows as a validated frame, and the rejects."""
    table = rows.fields.table
    return assemble(
        kind, table, rows.faults,
        {**rows.columns, "row_key": pd.Series(row_keys, dtype="str"),
         "content_hash": pd.Series(hashes, dtype="str"), "line": pd.Series(table.lines)},
        notes=(*rows.notes, *rows.masker.notes()), schema=Incidents,
    )  # fmt: skip


def assemble(
    kind: ImportKind,
    table: Table,
    faults: Faults,
    columns: dict[str, pa.Array | pd.Series],
    *,
    notes: tuple[str, ...],
    schema: type,
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
    )


def _series(column: pa.Array | pd.Series) -> pd.Series:
    if isinstance(column, pd.Series):
        return column.reset_index(drop=True)
    return pd.Series(column.to_pandas(), dtype="str")


def constant(rows: Rows, value: str) -> pd.Series:
    """Return a column that says the same on every row."""
    return pd.Series(np.full(len(rows.fields.table), value, dtype=object), dtype="str")
