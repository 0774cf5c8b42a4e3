"""Platsbesök: one row per booked visit at a place."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.model import ImportKind
from geo.schema import Parsed, Visits
from geo.sources import (
    _answers,
    _assemble,
    _clock,
    _free_text,
    _identity,
    _incidents,
    _mapping,
    _position,
    _recognise,
    _tabular,
    _time,
)
from geo.sources._context import Context
from geo.sources._faults import Faults, quoted
from geo.sources._local_time import NONE

SYNONYMS = {
    **_mapping.TIME,
    **_mapping.POSITION,
    **_mapping.IDENTITY,
    "id": "besoksid id visitid | nr nummer lopnr",
    "place_text": _incidents.COMMON["place_text"],
    "minutes": "minuter minutes | langdmin tidsatgang langd duration min",
    "officers": "antalpoliser poliser officers | antal bemanning antalpersonal",
    "on_foot": "tillfots fotpatrull onfoot fot | fots",
    "cause": "orsak cause orsaker | problem orsakshypotes anledning",
    "measure": "atgard measure atgarder | insats",
    "observation": "iakttagelse observation iakttagelser | beskrivning notering kommentar"
    " anteckning",
    "subject": "amne subject rubrik titel",
    "written": "tidsomskriven",
    "tags": "kategorier kategori taggar categories",
    "dialogue": "dialog dialogue medborgarkontakt | samtal kontakt",
}
TEXTS = ("place_text", "cause", "measure", "observation")
LONGEST_VISIT = 24 * 60
HALF_DAY = 12 * 3600
VISIT = r"(?i)(?:plats|fot)?besök|fotpatrull|trygghetsvandring|patrullering"
CALLED_OFF = r"(?i)^\s*(?:inställ|avbok|cancel|aflyst)"


def parse(content: bytes, context: Context) -> Parsed:
    """Read a table of visits; a visit with a date only counts at 12.00 that day.

    Raises
    ------
    InputError
        The file as a whole cannot be used, or a question must be answered first.
    """
    table = _tabular.read(
        content, file=context.file, known=_mapping.words(SYNONYMS), profile=context.profile,
        saved=context.saved, progress=lambda share, doing: context.progress(0.6 * share, doing),
    )  # fmt: skip
    fields = _recognise.fields(table, SYNONYMS, context, ("start", "start_time"))
    profile = _recognise.profile_of(table, context)
    faults = Faults(table)
    faults.add(table.overlong, table.headers[-1], "Raden har fler celler än rubrikraden.")
    _answers.refuse_other_kommuner(fields, faults, context.kommun)
    positions = _position.read(fields, faults, context, profile.crs)
    times = _time.read(fields, faults, today=context.today, profile=profile)
    _refuse_other_entries(fields, faults)
    masker = _free_text.Masker()
    start, notes = _start(fields, faults, times)
    columns: dict[str, pa.Array | pd.Series] = {
        "x": pd.Series(positions.x),
        "y": pd.Series(positions.y),
        "start_utc": start,
        "time_raw": _written(fields, times, masker),
        "minutes": _minutes(fields, faults, times),
        "officers": _answers.whole(fields, faults, "officers", largest=1000),
        "on_foot": _tagged(fields, "on_foot", "fotpatrull|till fots|gående"),
        "dialogue": _tagged(fields, "dialogue", "dialog"),
        **{name: masker.column(fields.text(name)) for name in TEXTS},
    }
    columns["place_text"] = masker.column(_place(fields))
    hashes = _identity.content_hashes(list(columns.values()))
    ids = fields.text("id")
    keys = _identity.own_ids(ids, masker.column(ids), hashes)
    return _assemble.parsed(
        ImportKind.VISITS, table, faults,
        {**columns, "row_key": pd.Series(keys, dtype="str"),
         "content_hash": pd.Series(hashes, dtype="str"), "line": pd.Series(table.lines)},
        notes=(*table.notes, *fields.notes(), *times.notes, *positions.notes, *notes,
               *masker.notes()),
        schema=Visits, reading=fields.reading(positions.crs),
    )  # fmt: skip


def _refuse_other_entries(fields: _mapping.Fields, faults: Faults) -> None:
    """Reject what a calendar holds besides visits, and visits that were called off.

    Only where some subjects do say a visit: else the file is not a calendar of all sorts.
    """
    subjects = fields.text("subject")
    visit = np.asarray(pc.match_substring_regex(subjects, VISIT), dtype=bool)
    if not visit.any():
        return
    header = fields.header("subject")
    off = np.asarray(pc.match_substring_regex(subjects, CALLED_OFF), dtype=bool)
    faults.add(off, header, "Besöket är inställt.")
    others = np.flatnonzero(~visit & ~off)
    reasons = [f"Ämnet {quoted(subjects[int(at)].as_py())} säger inget besök." for at in others]
    faults.add_each(others, header, reasons)


def _place(fields: _mapping.Fields) -> pa.Array:
    """Return where each visit was: a calendar's subject names the place before its own field."""
    place, subjects = fields.text("place_text"), fields.text("subject")
    visit = pc.match_substring_regex(subjects, VISIT)
    named = pc.utf8_trim_whitespace(pc.replace_substring_regex(subjects, VISIT + r"[\s:,–-]*", ""))
    both = pc.binary_join_element_wise(named, place, pa.scalar(", ", type=pa.string()))
    joined = pc.if_else(pc.equal(place, ""), named, both)
    return pc.if_else(pc.and_(visit, pc.not_equal(named, "")), joined, place)


def _tagged(fields: _mapping.Fields, name: str, words: str) -> pd.Series:
    """Return an answer from its own column, or yes where the tags of a calendar say so."""
    told = _answers.yes_no(fields, name)
    if name in fields or "tags" not in fields:
        return told
    tagged = pc.match_substring_regex(fields.text("tags"), f"(?i){words}")
    return told.mask(np.asarray(tagged, dtype=bool), True)


def _start(
    fields: _mapping.Fields, faults: Faults, times: _time.Times
) -> tuple[pd.Series, tuple[str, ...]]:
    unknown = times.start == NONE
    faults.add(
        unknown & faults.clean, fields.header("start", "start_time"), "Besöket saknar datum."
    )
    dated = ~unknown & ~times.has_clock
    start = np.where(unknown, 0, times.start + np.where(dated, HALF_DAY, 0))
    number = int((dated & faults.clean).sum())
    notes = (f"{number} besök utan klockslag räknas kl. 12.00 den dagen.",) if number else ()
    return pd.Series(start), notes


def _written(fields: _mapping.Fields, times: _time.Times, masker: _free_text.Masker) -> pa.Array:
    """Return the time as it was written, or as an export of ours says that it once was.

    What is no time there is free text, and masked as such.
    """
    if "written" not in fields:
        return times.raw
    told = fields.text("written")
    texts = pc.unique(told).to_pylist()
    times_only = pa.array([text for text in texts if _clock.read_moment(text)], type=pa.string())
    return pc.if_else(pc.is_in(told, value_set=times_only), told, masker.column(told))


def _minutes(fields: _mapping.Fields, faults: Faults, times: _time.Times) -> pd.Series:
    """Return the stated minutes, or else the time between start and end."""
    if "minutes" in fields:
        return _answers.whole(fields, faults, "minutes", largest=LONGEST_VISIT)
    known = (times.start != NONE) & times.has_clock & (times.end > times.start)
    minutes = np.where(known, (times.end - times.start) // 60, 0)
    known &= minutes <= LONGEST_VISIT
    return pd.Series(pd.arrays.IntegerArray(minutes.astype(np.int64), ~known))
