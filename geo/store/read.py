"""Reads: current rows only, as the frames of ``schema``; in bulk through ADBC and Arrow."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import ColumnElement, Select, Table, func, select

from geo.model import Kommun, Reject
from geo.store import frames, tables
from geo.store.engine import Store

UNTIMED = tables.UNTIMED
"""``mid_utc`` of an incident with no time: after every period."""


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
        severity, reported, mid_utc``; texts as categoricals, ``x, y`` in the store's CRS,
        ``mid_utc`` the middle rounded down, or :data:`UNTIMED`.
    """
    t = tables.incident.c
    where = _current(tables.incident, kommun)
    if start_utc is not None or end_utc is not None:
        where.append(t.mid_utc < (tables.UNTIMED if end_utc is None else end_utc))
    if start_utc is not None:
        where.append(t.mid_utc >= start_utc)
    frame = frames.fetch(
        store,
        (t.incident_id, t.start_utc, t.end_utc, t.mid_utc, t.x, t.y, t.facets, t.place_text),
        *where,
        order_by=(t.mid_utc, t.incident_id),
        words=("facets", "place_text"),
    )
    parts = frames.split(frame["facets"].array, tables.FACETS)
    return pd.DataFrame(
        {
            "incident_id": frame["incident_id"],
            "source": parts["source"],
            "category": parts["category"],
            "start_utc": frame["start_utc"],
            "end_utc": frame["end_utc"],
            "x": frame["x"],
            "y": frame["y"],
            "precision": parts["precision"],
            "place_text": frame["place_text"],
            "severity": frames.integers(parts["severity"], "Int64"),
            "reported": frames.integers(parts["reported"], "boolean"),
            "mid_utc": frame["mid_utc"],
        },
        copy=False,
    )


def incident_texts(store: Store, incident_ids: Sequence[int]) -> pd.DataFrame:
    """Return ``incident_id, organisation, text, category_raw, time_raw`` of some incidents."""
    t = tables.incident.c
    wanted = t.incident_id.in_([int(each) for each in incident_ids])
    query = select(t.incident_id, t.organisation, t.text, t.category_raw, t.time_raw)
    return _rows(store, query.where(wanted).order_by(t.incident_id))


def untimed(store: Store, kommun: str) -> int:
    """Return how many incidents have no time and so belong to no period."""
    t = tables.incident.c
    where = _current(tables.incident, kommun)
    query = select(func.count()).where(*where, t.mid_utc == tables.UNTIMED)
    with store.reading() as connection:
        return int(connection.scalar(query) or 0)


def extent(store: Store, kommun: str) -> tuple[int, int] | None:
    """Return the first and last middle of a kommun's incidents, seconds UTC."""
    middle = tables.incident.c.mid_utc
    timed = [*_current(tables.incident, kommun), middle < tables.UNTIMED]
    with store.reading() as connection:
        first = connection.scalar(select(func.min(middle)).where(*timed))
        last = connection.scalar(select(func.max(middle)).where(*timed))
    return None if first is None or last is None else (int(first), int(last))


def places(store: Store, kommun: str, *, on: date | None = None) -> gpd.GeoDataFrame:
    """Return a kommun's places, sorted by ``place_id``.

    Parameters
    ----------
    on : date, optional
        Only places valid on this day.

    Returns
    -------
    GeoDataFrame
        ``place_id, row_key, name, typ, status, precision, source, valid_from, valid_to,
        geometry``; ``row_key`` is what a file's rows are told apart by.
    """
    t = tables.place.c
    where = _current(tables.place, kommun)
    if on is not None:
        day = on.isoformat()
        where.append((t.valid_from <= day) & ((t.valid_to == "") | (t.valid_to > day)))
    query = select(
        t.place_id, t.row_key, t.name, t.typ, t.status, t.precision, t.source, t.valid_from,
        t.valid_to, t.geometry,
    )  # fmt: skip
    rows = _rows(store, query.where(*where).order_by(t.place_id))
    geometry = shapely.from_wkb(rows.pop("geometry").to_numpy(dtype=object))
    return gpd.GeoDataFrame(rows, geometry=geometry, crs=store.crs)


def causes(store: Store, kommun: str) -> pd.DataFrame:
    """Return ``place_id, cause, document``, in the order they were given."""
    p, c = tables.place.c, tables.place_cause.c
    query = (
        select(p.place_id, c.cause, c.document)
        .where(c.version_id == p.version_id, *_current(tables.place, kommun))
        .order_by(p.place_id, c.position)
    )
    return _rows(store, query)


def visits(store: Store, kommun: str) -> pd.DataFrame:
    """Return a kommun's platsbesök, sorted by start."""
    t = tables.visit.c
    columns = (
        t.visit_id, t.place_text, t.x, t.y, t.start_utc, t.minutes, t.officers, t.on_foot, t.cause,
        t.measure, t.dialogue,
    )  # fmt: skip
    where = _current(tables.visit, kommun)
    return frames.fetch(store, columns, *where, order_by=(t.start_utc, t.visit_id))


def surveys(store: Store, kommun: str) -> pd.DataFrame:
    """Return a kommun's survey values, oldest first; shares are 0–1."""
    t = tables.survey.c
    columns = (
        t.survey_id, t.place_text, t.period_start, t.period_end, t.question, t.n, t.share_unsafe,
        t.share_unsafe_women, t.share_unsafe_men,
    )  # fmt: skip
    where = _current(tables.survey, kommun)
    return frames.fetch(store, columns, *where, order_by=(t.period_end, t.survey_id))


def activities(store: Store, kommun: str) -> pd.DataFrame:
    """Return a kommun's activities of promises, oldest first; days are ISO dates."""
    t = tables.activity.c
    columns = (
        t.activity_id, t.promise, t.kind, t.day, t.number, t.status, t.place_text, t.x, t.y,
        t.organisation, t.proof,
    )  # fmt: skip
    where = _current(tables.activity, kommun)
    return frames.fetch(store, columns, *where, order_by=(t.day, t.activity_id))


def measures(store: Store, kommun: str) -> pd.DataFrame:
    """Return a kommun's measures, oldest first; days are ISO dates, or empty."""
    t = tables.measure.c
    columns = (
        t.measure_id, t.row_key, t.place_text, t.x, t.y, t.category, t.cause, t.kind, t.what,
        t.owner, t.deadline, t.status, t.status_day, t.began, t.ended, t.cost, t.meeting, t.promise,
        t.outcome,
    )  # fmt: skip
    where = _current(tables.measure, kommun)
    return frames.fetch(store, columns, *where, order_by=(t.status_day, t.measure_id))


def notices(
    store: Store, kommun: str, *, start_utc: int | None = None, end_utc: int | None = None
) -> pd.DataFrame:
    """Return the kommun's notices, newest first.

    Parameters
    ----------
    start_utc, end_utc : int, optional
        Only notices whose ``when_utc`` lies in this interval, seconds UTC, end exclusive.

    Returns
    -------
    DataFrame
        ``notice_id, when_utc, type, name, summary, url, summary_notice``; ``when_utc`` is when it
        happened, or was published where that is not known.
    """
    t = tables.notice.c
    when = func.coalesce(t.event_utc, t.published_utc)
    where = _current(tables.notice, kommun)
    if start_utc is not None:
        where.append(when >= start_utc)
    if end_utc is not None:
        where.append(when < end_utc)
    columns = (
        t.notice_id, when.label("when_utc"), t.type, t.name, t.summary, t.url, t.summary_notice,
    )  # fmt: skip
    return frames.fetch(store, columns, *where, order_by=(when.desc(), t.notice_id))


def imports(store: Store, kommun: str | None = None) -> pd.DataFrame:
    """Return the imports, newest first."""
    query = select(tables.import_batch).order_by(tables.import_batch.c.batch_id.desc())
    if kommun is not None:
        query = query.where(tables.import_batch.c.kommun == kommun)
    return _rows(store, query)


def rejects(store: Store, batch_id: int, *, unmended: bool = False) -> list[Reject]:
    """Return the rejected rows of one import, in the file's order.

    Parameters
    ----------
    unmended : bool
        Leave out those that a later import has taken after all.
    """
    t = tables.reject.c
    query = select(t.line, t.column, t.reason, t.raw, t.reject_id).where(t.batch_id == batch_id)
    if unmended:
        query = query.where(t.mended_by.is_(None))
    with store.reading() as connection:
        return [
            Reject(line, column, reason, tuple((k, v) for k, v in json.loads(raw)), number)
            for line, column, reason, raw, number in connection.execute(query.order_by(t.reject_id))
        ]


def _current(table: Table, kommun: str) -> list[ColumnElement[bool]]:
    return [table.c.kommun == kommun, table.c.replaced_by.is_(None)]


def _rows(store: Store, query: Select[Any]) -> pd.DataFrame:
    """Read a small table row by row."""
    with store.reading() as connection:
        result = connection.execute(query)
        return pd.DataFrame(result.fetchall(), columns=list(result.keys()))
