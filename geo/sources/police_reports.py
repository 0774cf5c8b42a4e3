"""Police reports: brottskod or brottstyp, from–to times, coordinates in SWEREF 99 TM."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.model import ImportKind, IncidentSource
from geo.schema import Parsed
from geo.sources import _category, _identity, _incidents
from geo.sources._context import Context

SYNONYMS = {
    **_incidents.COMMON,
    "case": "arende arendenummer knummer diarienummer arendenr | dnr anmalningsnummer anmalan"
    " caseid arendeid id",
    "code": "brottskod kod brottskodnr crimecode",
    "type": "brottstyp rubricering brott brottskodtext brottsrubricering brottsbenamning"
    " | kategori crimetype brottskategori",
    "text": "fritext beskrivning modus",
}


def parse(content: bytes, context: Context) -> Parsed:
    """Read an export of police reports (CSV, TSV, TXT or XLSX), one row per crime.

    The case number (K-nummer) is used only as a keyed hash: it says which row is which when the
    file comes again, and is never stored. Free text in such files is about persons: left out.

    Raises
    ------
    InputError
        The file as a whole cannot be used, or a question must be answered first.
    """
    rows = _incidents.begin(content, SYNONYMS, context)
    codes, types = rows.fields.text("code"), rows.fields.text("type")
    joined = pc.binary_join_element_wise(codes, types, pa.scalar(" ", type=pa.string()))
    raw = rows.masker.column(pc.utf8_trim_whitespace(joined))
    own = dict(context.words)
    _incidents.categories(
        rows,
        raw,
        (lambda: _category.from_crimes(codes, types, rows.faults.clean, own))
        if "code" in rows.fields or "type" in rows.fields
        else None,
        "Filen har varken brottskod eller brottstyp; alla rader räknas som övrigt.",
    )
    blank = _incidents.constant(rows, "")
    size = len(rows.fields.table)
    rows.columns["source"] = _incidents.constant(rows, IncidentSource.POLICE.value)
    rows.columns["severity"] = pd.Series(pd.array([None] * size, dtype="Int64"))
    rows.columns["reported"] = pd.Series(pd.array([True] * size, dtype="boolean"))
    rows.columns["organisation"] = blank
    rows.columns["text"] = blank
    if "text" in rows.fields:
        header = rows.fields.header("text")
        rows.notes.append(f"Kolumnen {header} lagras inte: polisens fritext handlar om personer.")
    hashes = _incidents.contents(rows)
    keys = _identity.keyed_cases(rows.fields.text("case"), hashes, context.key)
    return _incidents.finish(rows, ImportKind.POLICE, keys, hashes, context)
