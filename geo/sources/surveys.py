"""Trygghetsmätningar: the share that feels unsafe, per place, period and question."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.model import ImportKind
from geo.schema import Parsed, Surveys
from geo.sources import (
    _answers,
    _assemble,
    _clock,
    _free_text,
    _identity,
    _incidents,
    _mapping,
    _recognise,
    _tabular,
)
from geo.sources._context import Context
from geo.sources._faults import Faults, quoted
from geo.sources._mapping import Fields
from geo.sources._numbers import numbers

SYNONYMS = {
    **_mapping.IDENTITY,
    "place_text": _incidents.COMMON["place_text"],
    "start": "periodfran periodstart fran | period datum matperiod ar year startdatum from",
    "end": "periodtill periodslut till | slutdatum to tom",
    "question": "fraga question | fragestallning pastaende",
    "n": "antalsvar n svar | antalsvarande respondenter responses antal",
    "all": "andelotrygga otrygga shareunsafe andelotryggatotalt | andel otryggatotalt",
    "women": "andelotryggakvinnor otryggakvinnor shareunsafewomen | kvinnor",
    "men": "andelotryggaman otryggaman shareunsafemen | man",
}
SHARES = {"all": "share_unsafe", "women": "share_unsafe_women", "men": "share_unsafe_men"}
_EPOCH = date(1970, 1, 1)


def parse(content: bytes, context: Context) -> Parsed:
    """Read a table of survey answers; shares come as percent (or all as 0–1).

    Raises
    ------
    InputError
        The file as a whole cannot be used, or a question must be answered first.
    """
    table = _tabular.read(
        content, file=context.file, known=_mapping.words(SYNONYMS), profile=context.profile,
        saved=context.saved, progress=context.progress,
    )  # fmt: skip
    fields = _recognise.fields(table, SYNONYMS, context, ("place_text",), ("start",), ("all",))
    faults = Faults(table)
    faults.add(table.overlong, table.headers[-1], "Raden har fler celler än rubrikraden.")
    _answers.refuse_other_kommuner(fields, faults, context.kommun)
    masker = _free_text.Masker()
    place = masker.column(fields.text("place_text"))
    question = masker.column(fields.text("question"))
    faults.add(np.asarray(pc.equal(place, "")), fields.header("place_text"), "Plats saknas.")
    start, end = _period(fields, faults, context.today)
    shares, notes = _shares(fields, faults)
    columns: dict[str, pa.Array | pd.Series] = {
        "place_text": place,
        "period_start": start,
        "period_end": end,
        "question": question,
        "n": _answers.whole(fields, faults, "n", largest=10_000_000),
        **shares,
    }
    # Who is asked about what and when is the row's identity; the answer may be corrected later.
    identity = [columns[name] for name in ("place_text", "period_start", "period_end", "question")]
    keys = _identity.content_hashes(identity)
    whole = [pd.Series(v) * 1000 if k in shares else v for k, v in columns.items()]
    return _assemble.parsed(
        ImportKind.SURVEYS, table, faults,
        {**columns, "row_key": pd.Series(keys, dtype="str"),
         "content_hash": pd.Series(_identity.content_hashes(whole), dtype="str"),
         "line": pd.Series(table.lines)},
        notes=(*table.notes, *fields.notes(), *notes, *masker.notes()), schema=Surveys,
        reading=fields.reading(),
    )  # fmt: skip


def _period(fields: Fields, faults: Faults, today: date) -> tuple[pd.Series, pd.Series]:
    """Return ISO dates; the last day stands in the file, the day after it is stored."""
    starts, ends = fields.text("start").to_pylist(), fields.text("end").to_pylist()
    first: list[str] = []
    after: list[str] = []
    for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
        begun, over = _span(start), _span(end or start)
        reason = ""
        if begun is None or over is None:
            reason = f"Perioden {quoted(start if begun is None else end)} kan inte läsas."
        elif over[1] <= begun[0]:
            reason = "Perioden slutar före sin början."
        elif begun[0] > today or begun[0].year < 1990:
            reason = "Perioden ligger i framtiden eller före 1990."
        if reason:
            faults.add_each(np.array([row]), fields.header("start"), [reason])
        first.append(begun[0].isoformat() if begun else "")
        after.append(over[1].isoformat() if over else "")
    return pd.Series(first, dtype="str"), pd.Series(after, dtype="str")


def _span(text: str) -> tuple[date, date] | None:
    """Return the first day and the day after the last of a day, a month or a year."""
    if len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2100:
        return date(int(text), 1, 1), date(int(text) + 1, 1, 1)
    found = _clock.read_moment(text)
    if found is None:
        return None
    day = _EPOCH + timedelta(days=found[0].number)
    if not found[0].is_month:
        return day, day + timedelta(days=1)
    return day, (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _shares(fields: Fields, faults: Faults) -> tuple[dict[str, pd.Series], tuple[str, ...]]:
    values: dict[str, np.ndarray] = {}
    for name in SHARES:
        cells = pc.utf8_trim_whitespace(pc.replace_substring(fields.text(name), "%", ""))
        values[name], bad = numbers(cells)
        bad[bad] = [not _clock.is_unknown(t) for t in cells.filter(pa.array(bad)).to_pylist()]
        bad |= (values[name] < 0) | (values[name] > 100)
        if name == "all":
            bad |= np.isnan(values[name])
        faults.add_each(
            np.flatnonzero(bad),
            fields.header(name),
            [
                f"Andelen {quoted(text)} är inget tal från 0 till 100."
                for text in fields.text(name).filter(pa.array(bad)).to_pylist()
            ],
        )
        values[name] = np.where(bad, np.nan, values[name])
    signed = {
        name: np.asarray(pc.match_substring(fields.text(name), "%"), dtype=bool) for name in SHARES
    }
    bare = np.concatenate([values[name][~signed[name]] for name in SHARES])
    bare = bare[~np.isnan(bare)]
    parts = bool(len(bare)) and float(bare.max()) <= 1
    note = "Andelar utan % lästes som 0–1." if parts else "Andelar lästes som procent."
    shares = {
        SHARES[name]: pd.Series(np.where(signed[name] | (not parts), each / 100, each)).round(6)
        for name, each in values.items()
    }
    return shares, (note,)
