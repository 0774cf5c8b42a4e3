"""What EST reports and police reports have in common: time, position, text, and one frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.mapping import MappingProfile
from geo.model import ImportKind
from geo.schema import Incidents, Parsed
from geo.sources import (
    _answers,
    _assemble,
    _category,
    _free_text,
    _identity,
    _mapping,
    _position,
    _recognise,
    _stacks,
    _tabular,
    _time,
)
from geo.sources._context import Context
from geo.sources._faults import Faults
from geo.sources._mapping import Fields, Synonyms

COMMON: Synonyms = {
    **_mapping.TIME,
    **_mapping.POSITION,
    **_mapping.IDENTITY,
    "precision": "noggrannhet precision lagesnoggrannhet positionsnoggrannhet accuracy",
    "place_text": "plats platsnamn place | platsbeskrivning brottsplats handelseplats omrade"
    " location area fastighet bostadsomrade lokalitet var | objekt objektnamn"
    " | stadsdel delomrade ort adress gata address street gatuadress larmadress handelseadress",
}
"""Fields of every incident file."""
TIMES = ("start", "month", "end", "start_time")

STORED = (
    "source", "category_raw", "start_utc", "end_utc", "time_raw", "x", "y", "precision",
    "place_text", "severity", "reported", "organisation", "text",
)  # fmt: skip
"""Columns whose change makes a new version of a row. The category is told from the raw words, and
what they are told as may change without the row having changed."""


@dataclass
class Rows:
    """The rows of an incident file on their way to a frame."""

    fields: Fields
    faults: Faults
    profile: MappingProfile
    columns: dict[str, pa.Array | pd.Series]
    masker: _free_text.Masker
    notes: list[str]
    crs: str


def begin(content: bytes, synonyms: Synonyms, context: Context) -> Rows:
    """Read what all incident files share: columns, kommun, time, position and place name.

    Raises
    ------
    InputError
        The file as a whole cannot be used, or a question must be answered first.
    """
    table = _tabular.read(
        content, file=context.file, known=_mapping.words(synonyms), profile=context.profile,
        saved=context.saved, progress=lambda share, doing: context.progress(0.4 * share, doing),
    )  # fmt: skip
    fields = _recognise.fields(table, synonyms, context, TIMES)
    profile = _recognise.profile_of(table, context)
    faults = Faults(table)
    faults.add(table.overlong, table.headers[-1], "Raden har fler celler än rubrikraden.")
    _answers.refuse_other_kommuner(fields, faults, context.kommun)
    context.progress(0.4, "Läser lägen")
    positions = _position.read(fields, faults, context, profile.crs)
    context.progress(0.5, "Läser tider")
    times = _time.read(fields, faults, today=context.today, profile=profile)
    context.progress(0.65, "Letar efter personuppgifter")
    masker = _free_text.Masker()
    place_text = masker.column(fields.text("place_text"))
    precision, unknown = _position.precision(fields, positions.x, place_text)
    precision, stacks = _stacks.coarsen(positions.x, positions.y, precision, place_text)
    columns: dict[str, pa.Array | pd.Series] = {
        "start_utc": times.column(times.start),
        "end_utc": times.column(times.end),
        "time_raw": times.raw,
        "x": pd.Series(positions.x),
        "y": pd.Series(positions.y),
        "precision": pd.Series(precision, dtype="str"),
        "place_text": place_text,
    }
    notes = [*table.notes, *fields.notes(), *times.notes, *positions.notes, *stacks, *unknown]
    return Rows(fields, faults, profile, columns, masker, notes, positions.crs)


def categories(
    rows: Rows,
    raw: pa.Array,
    convert: Callable[[], tuple[pd.Series, tuple[str, ...]]] | None,
    nothing: str,
) -> None:
    """Add the category of each row and the words it was told from.

    Parameters
    ----------
    rows : Rows
    raw : array of str
        The words, masked.
    convert : callable or None
        Tells the categories, and a note; None where the file has no column to tell them from.
    nothing : str
        What to say then.
    """
    rows.columns["category_raw"] = raw
    if rows.profile.category:
        code = _category.given(rows.profile.category)
        rows.columns["category"] = constant(rows, code)
        rows.notes.append(f"Alla rader fick kategorin {code}.")
    elif convert is None:
        rows.columns["category"] = constant(rows, _category.OTHER)
        rows.notes.append(nothing)
    else:
        rows.columns["category"], notes = convert()
        rows.notes.extend(notes)


def contents(rows: Rows) -> list[str]:
    """Return the content hash of every row, faulty ones too."""
    given = constant(rows, rows.profile.category)
    return _identity.content_hashes([*(rows.columns[name] for name in STORED), given])


def finish(
    rows: Rows, kind: ImportKind, row_keys: list[str], hashes: list[str], context: Context
) -> Parsed:
    """Return the accepted rows as a validated frame, and the rejects."""
    table = rows.fields.table
    rows.faults.add(
        _says_nothing(rows) & rows.faults.clean, "", "Raden säger varken när, var eller vad."
    )
    context.progress(0.85, "Kontrollerar raderna")
    return _assemble.parsed(
        kind, table, rows.faults,
        {**rows.columns, "row_key": pd.Series(row_keys, dtype="str"),
         "content_hash": pd.Series(hashes, dtype="str"), "line": pd.Series(table.lines)},
        notes=(*rows.notes, *rows.masker.notes()), schema=Incidents,
        reading=rows.fields.reading(rows.crs),
    )  # fmt: skip


def _says_nothing(rows: Rows) -> NDArray[np.bool_]:
    start = rows.columns["start_utc"]
    no_time = np.asarray(pd.Series(start).isna())
    no_point = np.asarray(pd.Series(rows.columns["x"]).isna())
    words = [np.asarray(pc.equal(rows.columns[n], "")) for n in ("place_text", "category_raw")]
    nothing: NDArray[np.bool_] = no_time & no_point & words[0] & words[1]
    return nothing


def constant(rows: Rows, value: str) -> pd.Series:
    """Return a column that says the same on every row."""
    return pd.Series(np.full(len(rows.fields.table), value, dtype=object), dtype="str")
