"""Aktiviteter: one row per occasion that counts towards a promise, or per note of how far it is."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.model import ImportKind
from geo.schema import Activities, Parsed
from geo.sources import (
    _activity_cells,
    _answers,
    _assemble,
    _days,
    _free_text,
    _identity,
    _incidents,
    _mapping,
    _measure_cells,
    _position,
    _recognise,
    _tabular,
    _time,
    logged,
)
from geo.sources._activity_cells import Meant
from geo.sources._context import Context
from geo.sources._faults import Faults
from geo.sources._mapping import Fields
from geo.sources._wording import rows

SYNONYMS = {
    **_mapping.POSITION,
    **_mapping.IDENTITY,
    "id": "aktivitetsid id aktivitetsnr | nr nummer lopnr",
    "start": "datum dag day date genomford genomforddatum utford | tidpunkt nar startdatum",
    "activity": "aktivitet aktiviteter aktivitetstyp activity | typavaktivitet insats typ",
    "number": "antal number antalaktiviteter antaltillfallen | tillfallen",
    "promise": "lofte medborgarlofte promise | loftesid galler",
    "status": "status lage | genomforande",
    "place_text": _incidents.COMMON["place_text"],
    "organisation": "organisation utforare aktor vem | ansvarig ansvarigorganisation enhet",
    "proof": "underlag bevis proof | beskrivning anteckning kommentar resultat dokumentation",
}
TEXTS = ("place_text", "organisation", "proof")
IDENTITY = ("promise", "kind", "day", "place_text", "organisation")
"""What tells rows without an id apart: the same occasion has another number or proof later."""
MOST = 1_000
"""Occasions in one row."""


def parse(content: bytes, context: Context) -> Parsed:
    """Read a table of activities.

    Raises
    ------
    InputError
        The file as a whole cannot be used, or a question must be answered first.
    """
    table = _tabular.read(
        content, file=context.file, known=_mapping.words(SYNONYMS), profile=context.profile,
        saved=context.saved, progress=context.progress,
    )  # fmt: skip
    fields = _recognise.fields(table, SYNONYMS, context, ("start",), ("activity", "promise"))
    profile = _recognise.profile_of(table, context)
    faults, masker = Faults(table), _free_text.Masker()
    faults.add(table.overlong, table.headers[-1], "Raden har fler celler än rubrikraden.")
    _answers.refuse_other_kommuner(fields, faults, context.kommun)
    notes: list[str] = []
    positions = _position.read(fields, faults, context, profile.crs)
    day = _day(fields, faults, context, notes)
    told = _meant(fields, faults, context, day)
    texts = {name: masker.column(_one_line(fields.text(name))) for name in TEXTS}
    columns: dict[str, pa.Array | pd.Series] = {
        "x": pd.Series(positions.x),
        "y": pd.Series(positions.y),
        "promise": _text(each.promise.key if each.promise else "" for each in told),
        "kind": _text(each.kind or _counted(each) for each in told),
        "day": day,
        "number": _numbers(fields, faults, told, notes),
        "status": _text(each.status or "" if each.is_note else "" for each in told),
        **texts,
    }
    _measure_cells.warn_of_persons(texts["organisation"], table.lines, faults, notes)
    shape = logged.SHAPES[ImportKind.ACTIVITIES]
    hashes = _identity.content_hashes([columns[name] for name in shape.content])
    return _assemble.parsed(
        ImportKind.ACTIVITIES, table, faults,
        {**columns, "row_key": pd.Series(_keys(fields, masker, columns), dtype="str"),
         "content_hash": pd.Series(hashes, dtype="str"), "line": pd.Series(table.lines)},
        notes=(*table.notes, *fields.notes(), *positions.notes, *notes, *masker.notes()),
        schema=Activities, reading=fields.reading(positions.crs),
    )  # fmt: skip


def _keys(
    fields: Fields, masker: _free_text.Masker, columns: dict[str, pa.Array | pd.Series]
) -> list[str]:
    """Return each row's identity: its own id, else what was done, when, where and by whom."""
    ids = fields.text("id")
    about = _identity.content_hashes([columns[name] for name in IDENTITY])
    return _identity.own_ids(ids, masker.column(ids), about)


def _day(fields: Fields, faults: Faults, context: Context, notes: list[str]) -> pd.Series:
    turned = _time.months_come_first(fields, [fields.text("start")], context.profile.dates, notes)
    tomorrow = context.today + timedelta(days=1)
    day = _days.days(
        fields, faults, "start", latest=tomorrow, at_end=True, month_first=turned
    )  # fmt: skip
    missing = np.asarray(day == "", dtype=bool) & faults.clean
    faults.add(missing, fields.header("start"), "Aktiviteten saknar datum.")
    return day


def _meant(fields: Fields, faults: Faults, context: Context, day: pd.Series) -> list[Meant]:
    """Return what each row means; what is unknown is rejected with what would fit."""
    cells = (fields.text(name).to_pylist() for name in ("activity", "promise", "status"))
    told = [
        _activity_cells.meant(
            activity, promise, status,
            day=date.fromisoformat(when) if when else None, promises=context.promises,
        )
        for activity, promise, status, when in zip(*cells, day, strict=True)
    ]  # fmt: skip
    for row, each in enumerate(told):
        at = np.array([row])
        for name, reason in each.faults.items():
            faults.add_each(at, fields.header(name, "activity", "promise"), [reason])
        if each.called_off:
            reason = "Aktiviteten är planerad eller inställd, så den räknas inte."
            faults.add_each(at, fields.header("status"), [reason])
    return told


def _numbers(fields: Fields, faults: Faults, told: list[Meant], notes: list[str]) -> pd.Series:
    """Return how many occasions each row is: 1 where the file does not say, 0 for a note."""
    number = _answers.whole(fields, faults, "number", largest=MOST)
    note = np.array([each.is_note for each in told], dtype=bool)
    silent = number.isna().to_numpy(dtype=bool)
    if count := int((silent & ~note & faults.clean).sum()):
        notes.append(f"{rows(count)} utan antal räknas som ett tillfälle.")
    counted = pd.Series(np.where(silent, np.where(note, 0, 1), number.fillna(0)), dtype="int64")
    visits = [each.promise is not None and each.promise.counts == "visits" for each in told]
    faults.add(
        np.array(visits, dtype=bool) & (counted.to_numpy() > 0), fields.header("number", "promise"),
        "Löftet räknas ur besöksloggen; logga platsbesöken där.",
    )  # fmt: skip
    empty = (counted.to_numpy() == 0) & np.array([each.status is None for each in told], dtype=bool)
    faults.add(empty, fields.header("number", "status", "start"), "Varken antal eller status.")
    return counted


def _counted(each: Meant) -> str:
    """Return the kind of a row that names only a promise."""
    return each.promise.activity if each.promise is not None else ""


def _one_line(cells: pa.Array) -> pa.Array:
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(cells, r"\s+", " "))


def _text(values: object) -> pd.Series:
    return pd.Series([str(each) for each in values], dtype="str")  # type: ignore[attr-defined]
