"""Police reports: brottskod or brottstyp, from–to times, coordinates in SWEREF 99 TM."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.model import ImportKind, IncidentSource, Kommun
from geo.schema import Parsed
from geo.sources import _category, _identity, _incidents, _tabular

SYNONYMS = {
    **_incidents.COMMON,
    "case": "arende arendenummer knummer diarienummer arendenr | dnr anmalningsnummer anmalan"
    " caseid arendeid id",
    "code": "brottskod kod brottskodnr crimecode",
    "type": "brottstyp rubricering brott brottskodtext brottsrubricering brottsbenamning"
    " | kategori crimetype brottskategori",
    "text": "fritext beskrivning modus",
}


def parse(
    content: bytes,
    *,
    file: str,
    kommun: Kommun,
    store_crs: str,
    today: date,
    crs: str | None = None,
    category: str | None = None,
    key: bytes = b"",
) -> Parsed:
    """Read an export of police reports, one row per crime.

    The case number (K-nummer) is used only as a keyed hash: it says which row is which when the
    file comes again, and is never stored. Free text in such files is about persons: left out.

    Parameters
    ----------
    content : bytes
        CSV, TSV, TXT or XLSX.
    file : str
        Its name, for messages.
    kommun : Kommun
        Rows that name another are rejected.
    store_crs : str
        CRS of the frame's ``x``, ``y``.
    today : date
        Times after tomorrow are rejected.
    crs : str, optional
        CRS of the file's coordinates, where it cannot be told from them.
    category : str, optional
        Category of every row, for files with neither code nor type.
    key : bytes
        Secret of the store for hashing case numbers, at most 64 bytes.

    Raises
    ------
    InputError
        The file as a whole cannot be used.
    """
    table = _tabular.read(content, file=file)
    rows = _incidents.begin(
        table, SYNONYMS, kommun=kommun, store_crs=store_crs, crs=crs, today=today
    )
    _read_category(rows, category)
    blank = _incidents.constant(rows, "")
    rows.columns["source"] = _incidents.constant(rows, IncidentSource.POLICE.value)
    rows.columns["severity"] = pd.Series(pd.array([None] * len(table), dtype="Int64"))
    rows.columns["reported"] = pd.Series(pd.array([True] * len(table), dtype="boolean"))
    rows.columns["organisation"] = blank
    rows.columns["text"] = blank
    if "text" in rows.fields:
        header = rows.fields.header("text")
        rows.notes.append(f"Kolumnen {header} lagras inte: polisens fritext handlar om personer.")
    hashes = _incidents.contents(rows)
    keys = _identity.keyed_cases(rows.fields.text("case"), hashes, key)
    return _incidents.finish(rows, ImportKind.POLICE, keys, hashes)


def _read_category(rows: _incidents.Rows, category: str | None) -> None:
    codes, types = rows.fields.text("code"), rows.fields.text("type")
    joined = pc.binary_join_element_wise(codes, types, pa.scalar(" ", type=pa.string()))
    rows.columns["category_raw"] = rows.masker.column(pc.utf8_trim_whitespace(joined))
    if category is not None:
        code = _category.given(category)
        rows.columns["category"] = _incidents.constant(rows, code)
        rows.notes.append(f"Alla rader fick kategorin {code}.")
        return
    if "code" not in rows.fields and "type" not in rows.fields:
        rows.columns["category"] = _incidents.constant(rows, _category.OTHER)
        rows.notes.append(
            "Filen har varken brottskod eller brottstyp; alla rader räknas som övrigt"
            " (ange en kategori för hela filen med --category)."
        )
        return
    rows.columns["category"], notes = _category.from_crimes(codes, types, rows.faults.clean)
    rows.notes.extend(notes)
