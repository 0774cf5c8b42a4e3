"""Reads: current rows only, as the frames of ``schema``; in bulk through ADBC and Arrow.

Missing numbers travel as sentinels, because ADBC tells a column's type by its first rows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import ColumnElement, Table, case, func, literal_column, select

from geo.model import Kommun, Reject
from geo.store import tables
from geo.store.engine import Store

NO_NUMBER = -(2**62)
UNTIMED = np.iinfo(np.int64).max
"""``mid_utc`` of an incident with no time: after every period."""
_NO_FLOAT = literal_column("9e999")


def kommuner(store: Store) -> list[Kommun]:
    """Return the kommuner by name."""
    query = select(tables.kommun.c.code, tables.kommun.c.name).order_by(tables.kommun.c.name)
    with store.reading() as connection:
        return [Kommun(code, name) for code, name in connection.execute(query)]


def boundary(store: Store, kommun: str) -> BaseGeometry | None:
    """Return the kommun's boundary in the store's CRS, if it is known."""
    query = select(tables.kommun.c.boundary).where(tables.kommun.c.code == kommun)
    with store.reading() as connection:
        wkb = connection.scalar(query)
    return shapely.from_wkb(wkb) if wkb else None


def incidents(
    store: Store, kommun: str, *, start_utc: int | None = None, end_utc: int | None = None
) -> pd.DataFrame:
    """Return a kommun's incidents sorted by the middle of their from–to, untimed ones last.

    Parameters
    ----------
    start_utc, end_utc : int, optional
        Only incidents whose middle lies in this interval, seconds UTC, end exclusive.

    Returns
    -------
    DataFrame
        ``incident_id, source, category, start_utc, end_utc, x, y, precision, place_text,
        severity, reported, mid_utc``; texts as categories, ``x, y`` in the store's CRS.
    """
    t = tables.incident.c
    query = _current(
        tables.incident,
        kommun,
        t.incident_id,
        t.source,
        t.category,
        _int(t.start_utc),
        _int(t.end_utc),
        _float(t.x),
        _float(t.y),
        t.precision,
        t.place_text,
        _int(t.severity),
        _int(t.reported),
    )
    middle = (t.start_utc + t.end_utc) / 2
    if start_utc is not None:
        query = query.where(middle >= start_utc)
    if end_utc is not None:
        query = query.where(middle < end_utc)
    words = ("source", "category", "precision", "place_text")
    table = store.arrow(query, dictionary=words)
    middle = _middle(table)
    order = np.argsort(middle, kind="stable")
    frame = _frame(table.take(pa.array(order)), floats=("x", "y"))
    return frame.assign(mid_utc=middle[order])


def _middle(table: pa.Table) -> Any:
    start = table.column("start_utc").to_numpy()
    end = table.column("end_utc").to_numpy()
    timed = (start != NO_NUMBER) & (end != NO_NUMBER)
    return np.where(timed, start + (end - start) // 2, UNTIMED)


def incident_texts(store: Store, incident_ids: Sequence[int]) -> pd.DataFrame:
    """Return ``incident_id, organisation, text, category_raw, time_raw`` of some incidents."""
    t = tables.incident.c
    query = select(t.incident_id, t.organisation, t.text, t.category_raw, t.time_raw).where(
        t.incident_id.in_(list(incident_ids))
    )
    return _rows(store, query)


def untimed(store: Store, kommun: str) -> int:
    """Return how many incidents have no time and so belong to no period."""
    t = tables.incident.c
    query = _current(tables.incident, kommun, func.count()).where(
        t.start_utc.is_(None) | t.end_utc.is_(None)
    )
    with store.reading() as connection:
        return int(connection.scalar(query) or 0)


def places(store: Store, kommun: str, *, on: date | None = None) -> gpd.GeoDataFrame:
    """Return a kommun's places, sorted by ``place_id``.

    Parameters
    ----------
    on : date, optional
        Only places valid on this day.
    """
    t = tables.place.c
    columns = (
        t.place_id, t.name, t.typ, t.status, t.precision, t.source, t.valid_from, t.valid_to,
    )  # fmt: skip
    query = _current(tables.place, kommun, *columns, t.geometry).order_by(t.place_id)
    if on is not None:
        day = on.isoformat()
        query = query.where(
            (t.valid_from <= day) & ((t.valid_to == "") | (t.valid_to > day))  # "" sorts first
        )
    rows = _rows(store, query)
    geometry = shapely.from_wkb(rows.pop("geometry").to_numpy(dtype=object))
    return gpd.GeoDataFrame(rows, geometry=geometry, crs=store.crs)


def causes(store: Store, kommun: str) -> pd.DataFrame:
    """Return ``place_id, cause, document``, in the order they were given."""
    p, c = tables.place.c, tables.place_cause.c
    query = (
        _current(tables.place, kommun, p.place_id, c.cause, c.document)
        .join(tables.place_cause, c.version_id == p.version_id)
        .order_by(p.place_id, c.position)
    )
    return _rows(store, query)


def visits(store: Store, kommun: str) -> pd.DataFrame:
    """Return a kommun's platsbesök, sorted by start."""
    t = tables.visit.c
    query = _current(
        tables.visit,
        kommun,
        t.visit_id,
        t.place_text,
        _float(t.x),
        _float(t.y),
        t.start_utc,
        _int(t.minutes),
        _int(t.officers),
        _int(t.on_foot),
        t.cause,
        t.measure,
        _int(t.dialogue),
    ).order_by(t.start_utc, t.visit_id)
    return _frame(store.arrow(query), floats=("x", "y"))


def surveys(store: Store, kommun: str) -> pd.DataFrame:
    """Return a kommun's survey values, oldest first; shares are 0–1."""
    t = tables.survey.c
    query = _current(
        tables.survey,
        kommun,
        t.survey_id,
        t.place_text,
        t.period_start,
        t.period_end,
        t.question,
        _int(t.n),
        _float(t.share_unsafe),
        _float(t.share_unsafe_women),
        _float(t.share_unsafe_men),
    ).order_by(t.period_end, t.survey_id)
    shares = ("share_unsafe", "share_unsafe_women", "share_unsafe_men")
    return _frame(store.arrow(query), floats=shares)


def notices(
    store: Store, kommun: str, *, start_utc: int | None = None, end_utc: int | None = None
) -> pd.DataFrame:
    """Return the kommun's notices, newest first; ``when_utc`` is the event, or its publication."""
    t = tables.notice.c
    when = func.coalesce(t.event_utc, t.published_utc)
    query = _current(
        tables.notice,
        kommun,
        t.notice_id,
        when.label("when_utc"),
        t.type,
        t.name,
        t.summary,
        t.url,
        _int(t.summary_notice),
    ).order_by(when.desc(), t.notice_id)
    if start_utc is not None:
        query = query.where(when >= start_utc)
    if end_utc is not None:
        query = query.where(when < end_utc)
    return _frame(store.arrow(query))


def imports(store: Store, kommun: str | None = None) -> pd.DataFrame:
    """Return the imports, newest first."""
    query = select(tables.import_batch).order_by(tables.import_batch.c.batch_id.desc())
    if kommun is not None:
        query = query.where(tables.import_batch.c.kommun == kommun)
    return _rows(store, query)


def rejects(store: Store, batch_id: int) -> list[Reject]:
    """Return the rejected rows of one import, in the file's order."""
    t = tables.reject.c
    query = select(t.line, t.column, t.reason, t.raw).where(t.batch_id == batch_id)
    with store.reading() as connection:
        return [
            Reject(line, column, reason, tuple((k, v) for k, v in json.loads(raw)))
            for line, column, reason, raw in connection.execute(query.order_by(t.reject_id))
        ]


def _current(table: Table, kommun: str, *columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(table)
        .where(table.c.kommun == kommun, table.c.replaced_by.is_(None))
    )


def _int(column: ColumnElement[Any]) -> Any:
    missing = column.is_(None)
    return case((missing, NO_NUMBER), else_=column).label(column.key)


def _float(column: ColumnElement[Any]) -> Any:
    return case((column.is_(None), _NO_FLOAT), else_=column).label(column.key)


BOOLEANS = frozenset({"reported", "on_foot", "dialogue", "summary_notice"})


def _frame(table: pa.Table, *, floats: Sequence[str] = ()) -> pd.DataFrame:
    """Turn sentinels into missing values and Arrow into pandas."""
    columns: dict[str, Any] = {}
    for name in table.column_names:
        column = table.column(name)
        if name in floats:
            values = column.to_numpy().astype(np.float64)
            columns[name] = np.where(np.isinf(values), np.nan, values)
        elif pa.types.is_integer(column.type):
            columns[name] = _integers(column.to_numpy(), boolean=name in BOOLEANS)
        else:
            columns[name] = column.to_pandas()
    return pd.DataFrame(columns)


def _integers(values: Any, *, boolean: bool) -> Any:
    missing = values == NO_NUMBER
    if boolean:
        return pd.arrays.BooleanArray(np.where(missing, False, values).astype(bool), missing)
    if not missing.any():
        return values
    return pd.arrays.IntegerArray(np.where(missing, 0, values), missing)


def _rows(store: Store, query: Any) -> pd.DataFrame:
    """Read a small table row by row."""
    with store.reading() as connection:
        result = connection.execute(query)
        return pd.DataFrame(result.fetchall(), columns=list(result.keys()))
