"""An export from what is asked for to the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.errors import SelectionError
from geo.explore import geopackage, spreadsheet
from geo.explore.basis import Basis
from geo.explore.spreadsheet import clock
from geo.explore.tables import Cell
from geo.follow_up.measures import measures
from geo.intake import kommun_of
from geo.publishing.exports import (
    account_part,
    activity_part,
    audience,
    calendar_days,
    incident_part,
    measure_part,
    naming,
    place_part,
    promise_part,
    styles,
    survey_part,
    visit_part,
)
from geo.publishing.exports.geojson import to_geojson
from geo.publishing.exports.part import Part
from geo.publishing.exports.source import Source
from geo.publishing.exports.told import basis
from geo.publishing.exports.what import KINDS, MIME, Format, Wanted, What
from geo.records import Records
from geo.report.all_day import AllDay, days_ics
from geo.settings import KommunSettings
from geo.store import arrangements
from geo.store.engine import Store


@dataclass(frozen=True)
class File:
    """An exported file.

    Attributes
    ----------
    name : str
        Kommun, what, period and for whom.
    mime : str
    content : bytes
    rows : int
        Rows of its tables, or days of its calendar.
    basis : Basis
        Stands in the file too.
    """

    name: str
    mime: str
    content: bytes
    rows: int
    basis: Basis


PARTS: Mapping[What, Callable[[Source], Part]] = MappingProxyType(
    {
        What.PLACES: place_part.part,
        What.INCIDENTS: incident_part.part,
        What.VISITS: visit_part.part,
        What.MEASURES: measure_part.part,
        What.ACTIVITIES: activity_part.part,
        What.SURVEYS: survey_part.part,
        What.DECISIONS: measure_part.decisions,
        What.ACCOUNT: account_part.part,
    }
)


def check(store: Store, kommun: str, wanted: Wanted) -> None:
    """Refuse what cannot be taken out, before anybody asks for the file.

    Raises
    ------
    InputError
        The format does not fit, or the content may not be public.
    SelectionError
        Nothing is signed that could be taken out.
    """
    audience.check(wanted)
    if wanted.what is What.ACCOUNT:
        account_part.latest(store, kommun, wanted.period)


def export(
    store: Store, records: Records, wanted: Wanted, *, own: KommunSettings, now: datetime
) -> File:
    """Return the file that is asked for.

    Parameters
    ----------
    store : Store
    records : Records
        Of the kommun.
    wanted : Wanted
    own : KommunSettings
        What the kommun has decided for its lägesbild.
    now : datetime
        Aware; written in the file.

    Raises
    ------
    InputError
        The format does not fit, or the content may not be public.
    """
    audience.check(wanted)
    kommun = kommun_of(store, records.kommun)
    source = Source(store, records, kommun, wanted.period, own, now)
    parts = _parts(source, wanted)
    told = basis(source, wanted, tuple(parts.values()))
    content, rows = _written(source, wanted, parts, told)
    name = naming.file_name(
        kommun.name,
        KINDS[wanted.what].file,
        source.period_of(wanted.what),
        wanted.audience,
        wanted.format.value,
    )
    return File(name, MIME[wanted.format], content, rows, told)


def _parts(source: Source, wanted: Wanted) -> dict[What, Part]:
    """Return the tables of the file, by what they are of."""
    if wanted.format is Format.CALENDAR:
        return {}
    if wanted.what is What.PROMISES:
        return {What.PROMISES: promise_part.part(source.standings, wanted.audience)}
    if wanted.what is not What.ALL:
        return {wanted.what: PARTS[wanted.what](source)}
    drawn = wanted.format is Format.GEOPACKAGE
    wanted_parts = styles.LOOKS if drawn else [what for what in PARTS if what is not What.ACCOUNT]
    made = {what: PARTS[what](source) for what in wanted_parts}
    if not drawn:
        made[What.PROMISES] = promise_part.part(source.standings, wanted.audience)
    return made


def _written(
    source: Source, wanted: Wanted, parts: Mapping[What, Part], told: Basis
) -> tuple[bytes, int]:
    rows = sum(len(part.table.rows) for part in parts.values())
    if wanted.format is Format.CALENDAR:
        days = _days(source, wanted.what)
        name = f"{KINDS[wanted.what].name}, {source.kommun.name}"
        version = source.records.store_version
        return days_ics(name, days, version=version, now=source.now), len(days)
    if wanted.format is Format.CSV:
        return spreadsheet.to_csv(next(iter(parts.values())).table, told), rows
    if wanted.format is Format.XLSX:
        tables = {part.table.name: part.table for part in parts.values()}
        return spreadsheet.to_xlsx(tables, told), rows
    if wanted.format is Format.GEOJSON:
        part = next(iter(parts.values()))
        return to_geojson(part.table, _drawn(part), told), rows
    layers = {KINDS[what].file: _layer(part) for what, part in parts.items()}
    looks = {KINDS[what].file: styles.style(what, made=source.now) for what in parts}
    return geopackage.to_geopackage(layers, told, styles=looks), rows


def _drawn(part: Part) -> gpd.GeoSeries:
    if part.geometry is None:
        raise SelectionError(f"{part.table.name} har inget läge att rita.", hint="Välj CSV.")
    return part.geometry


def _layer(part: Part) -> gpd.GeoDataFrame:
    """Return a table as a layer: days as days, local times as the texts that people read."""
    columns = {
        header: _column([row[at] for row in part.table.rows])
        for at, header in enumerate(part.table.headers)
    }
    return gpd.GeoDataFrame(columns, geometry=_drawn(part).to_numpy(), crs=_drawn(part).crs)


def _column(values: list[Cell]) -> pd.Series:
    known = [value for value in values if value is not None]
    if values and not known:  # texts are never missing
        return pd.Series(np.nan, index=range(len(values)), dtype="float64")
    if any(isinstance(value, datetime) for value in known):
        texts = [clock(v) if isinstance(v, datetime) else str(v or "") for v in values]
        return pd.Series(texts, dtype="object")
    if known and all(isinstance(value, int) for value in known):
        return pd.Series(values, dtype="Int64")
    if known and all(isinstance(value, (int, float)) for value in known):
        return pd.Series([np.nan if v is None else v for v in values], dtype="float64")
    return pd.Series(values, dtype="object")


def _days(source: Source, what: What) -> tuple[AllDay, ...]:
    records = source.records
    found = measures(
        records.measures,
        records.measure_assignment,
        records.places["place_id"].to_numpy(dtype=np.int64),
        tuple(str(name) for name in records.places["name"]),
        records.places.area.to_numpy(dtype=np.float64),
    )
    if what is What.DECISIONS:
        found = tuple(each for each in found if each.meeting)
    days = calendar_days.deadlines(source, found)
    if what is not What.CALENDAR:
        return days
    coming = arrangements.arrangements(source.store, source.kommun.code)
    return (
        *days, *calendar_days.occasions(source), *calendar_days.arrangements(source, coming)
    )  # fmt: skip
