"""EST reports (and other logs of the kommun): one row per incident, often with a category."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from geo.model import ImportKind, IncidentSource, Kommun
from geo.schema import Parsed
from geo.sources import _answers, _category, _identity, _incidents, _tabular
from geo.sources._faults import quoted
from geo.sources._mapping import fold

SYNONYMS = {
    **_incidents.COMMON,
    "id": "rapportid id arendeid rapportnummer arendenummer reportid incidentid handelseid lopnr"
    " | arende diarienummer nummer nr",
    "category": "kategori category handelsetyp | typavhandelse handelse typ type brottstyp rubrik"
    " amne arendetyp crimetype",
    "severity": "allvarlighet allvarlighetsgrad severity | prioritet grad",
    "reported": "polisanmald polisanmalt reported anmald polisanmalan",
    "organisation": "organisation rapportor organization verksamhet uppgiftslamnare bolag"
    " forvaltning",
    "text": "beskrivning fritext text description | kommentar anteckning notering"
    " handelsebeskrivning summary",
    "source": "kalla source datakalla rapportkalla",
}

_SOURCES = {
    "est": IncidentSource.EST, "estrapport": IncidentSource.EST,
    "polisanmalan": IncidentSource.POLICE, "felanmalan": IncidentSource.FAULT_REPORT,
    "medborgardialog": IncidentSource.DIALOGUE, "dialog": IncidentSource.DIALOGUE,
    "trygghetsvandring": IncidentSource.SAFETY_WALK,
    "raddningstjanst": IncidentSource.RESCUE_SERVICE,
    "raddningstjansten": IncidentSource.RESCUE_SERVICE,
}  # fmt: skip


def parse(
    content: bytes,
    *,
    file: str,
    kommun: Kommun,
    store_crs: str,
    today: date,
    crs: str | None = None,
    category: str | None = None,
) -> Parsed:
    """Read a table of incidents.

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
        Category of every row, for files with no such column.

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
    rows.columns["source"] = _source(rows)
    rows.columns["severity"] = _answers.severity(rows.fields)
    rows.columns["reported"] = _answers.yes_no(rows.fields, "reported")
    for name in ("organisation", "text"):
        rows.columns[name] = rows.masker.column(rows.fields.text(name))
    hashes = _incidents.contents(rows)
    ids = rows.fields.text("id")
    keys = _identity.own_ids(ids, rows.masker.column(ids), hashes)
    return _incidents.finish(rows, ImportKind.EST, keys, hashes)


def _read_category(rows: _incidents.Rows, category: str | None) -> None:
    raw = rows.masker.column(rows.fields.text("category"))
    rows.columns["category_raw"] = raw
    if category is not None:
        code = _category.given(category)
        rows.columns["category"] = _incidents.constant(rows, code)
        rows.notes.append(f"Alla rader fick kategorin {code}.")
    elif "category" not in rows.fields:
        rows.columns["category"] = _incidents.constant(rows, _category.OTHER)
        rows.notes.append(
            "Filen har ingen kolumn med kategori; alla rader räknas som övrigt"
            " (ange en för hela filen med --category)."
        )
    else:
        rows.columns["category"], notes = _category.from_words(raw, rows.faults.clean)
        rows.notes.extend(notes)


def _source(rows: _incidents.Rows) -> pd.Series:
    """Return who told: a column says so, else it is an EST report."""
    encoded = pc.dictionary_encode(rows.fields.text("source"))
    texts = encoded.dictionary.to_pylist()
    found = [_SOURCES.get(fold(text)) for text in texts]
    unknown = [t for t, f in zip(texts, found, strict=True) if f is None and t]
    if unknown:
        rows.notes.append(
            f"Okänd källa räknas som EST-rapport: {', '.join(quoted(t) for t in unknown[:10])}."
        )
    values = np.array([(f or IncidentSource.EST).value for f in found] or ["est"], dtype=object)
    return pd.Series(values[np.asarray(encoded.indices, dtype=np.int64)], dtype="str")
