"""EST reports (and other logs of the kommun): one row per incident, often with a category."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.folding import fold
from geo.model import ImportKind, IncidentSource
from geo.schema import Parsed
from geo.sources import _answers, _category, _identity, _incidents
from geo.sources._context import Context
from geo.sources._faults import quoted

SYNONYMS = {
    **_incidents.COMMON,
    "id": "rapportid id arendeid rapportnummer rapportnr arendenummer arendenr reportid incidentid"
    " handelseid handelsenummer handelsenr lopnr lopnummer anmalningsnr anmalningsnummer"
    " felanmalanid insatsnummer insatsnr larmnummer crimeid caseid ticketid uuid guid"
    " | arende diarienummer nummer nr",
    "category": "kategori category handelsetyp | typavhandelse handelse typ type brottstyp rubrik"
    " amne arendetyp crimetype",
    "severity": "allvarlighet allvarlighetsgrad severity | prioritet grad",
    "reported": "polisanmald polisanmalt reported anmald polisanmalan",
    "organisation": "organisation rapportor organization verksamhet uppgiftslamnare bolag"
    " forvaltning",
    "text": "beskrivning fritext text description | kommentar anteckning notering"
    " handelsebeskrivning summary vadharhant vadhande handelseforlopp",
    "source": "kalla source datakalla rapportkalla",
    "cause": "orsak troligorsak brandorsak",
}
_SENDERS = (
    (r"larmtid|insatsn|raddningstj", IncidentSource.RESCUE_SERVICE),
    (r"felanmal|felkategori|categoryname|reportertype|ticket", IncidentSource.FAULT_REPORT),
    (r"medborgardialog", IncidentSource.DIALOGUE),
    (r"trygghetsvandring", IncidentSource.SAFETY_WALK),
)
"""Folded headers and file names that tell whose file it is."""
_SENTENCE = r"\S+\s+\S+\s+\S+\s+\S+"

_SOURCES = {
    "est": IncidentSource.EST, "estrapport": IncidentSource.EST,
    "polisanmalan": IncidentSource.POLICE, "felanmalan": IncidentSource.FAULT_REPORT,
    "medborgardialog": IncidentSource.DIALOGUE, "dialog": IncidentSource.DIALOGUE,
    "trygghetsvandring": IncidentSource.SAFETY_WALK,
    "raddningstjanst": IncidentSource.RESCUE_SERVICE,
    "raddningstjansten": IncidentSource.RESCUE_SERVICE,
}  # fmt: skip


def parse(content: bytes, context: Context) -> Parsed:
    """Read a table of incidents (CSV, TSV, TXT or XLSX).

    Raises
    ------
    InputError
        The file as a whole cannot be used, or a question must be answered first.
    """
    rows = _incidents.begin(content, SYNONYMS, context)
    raw = rows.masker.column(_words(rows))
    own = dict(context.words)
    _incidents.categories(
        rows,
        raw,
        (lambda: _category.from_words(raw, rows.faults.clean, own))
        if "category" in rows.fields
        else None,
        "Filen har ingen kolumn med kategori; alla rader räknas som övrigt.",
    )
    context.progress(0.7, "Letar efter personuppgifter")
    rows.columns["source"] = _source(rows, context.file)
    rows.columns["severity"] = _answers.severity(rows.fields)
    rows.columns["reported"] = _answers.yes_no(rows.fields, "reported")
    for name in ("organisation", "text"):
        rows.columns[name] = rows.masker.column(rows.fields.text(name))
    if "text" not in rows.fields:  # what stands as the kind may be a whole sentence
        told = pc.match_substring_regex(raw, _SENTENCE)
        rows.columns["text"] = pc.if_else(told, raw, "")
    hashes = _incidents.contents(rows)
    ids = rows.fields.text("id")
    keys = _identity.own_ids(ids, rows.masker.column(ids), hashes)
    return _incidents.finish(rows, ImportKind.EST, keys, hashes, context)


def _words(rows: _incidents.Rows) -> pa.Array:
    """Return the words that tell the category; of a fire, its cause too."""
    words = rows.fields.text("category")
    if "cause" not in rows.fields:
        return words
    fire = pc.match_substring_regex(words, "(?i)brand")
    cause = rows.fields.text("cause")
    both = pc.binary_join_element_wise(words, cause, pa.scalar(", ", type=pa.string()))
    return pc.if_else(pc.and_(fire, pc.not_equal(cause, "")), both, words)


def _source(rows: _incidents.Rows, file: str) -> pd.Series:
    """Return who told: a column, or the headers and the file's name; else it is an EST report."""
    if "source" not in rows.fields:
        about = " ".join(fold(text) for text in (*rows.fields.table.headers, file))
        for pattern, source in _SENDERS:
            if re.search(pattern, about):
                rows.notes.append(f"Källan är {source.value}, efter rubrikerna eller filnamnet.")
                return _incidents.constant(rows, source.value)
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
