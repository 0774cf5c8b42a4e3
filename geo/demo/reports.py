"""The demo's two large files: EST reports as CSV and police reports as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from geo.demo.events import POLICE_ERROR_M, Events
from geo.demo.faults import (
    KINDS,
    UNKNOWN_PLACE,
    Fault,
    Told,
    count,
    impossible_date,
    is_a,
    misspelt,
    plant,
    resend,
)
from geo.demo.rates import CATEGORIES
from geo.demo.swedish_csv import write_csv
from geo.demo.world import KommunWorld, Place
from geo.model import CATEGORIES as KNOWN
from geo.schema import METRIC_CRS, WGS84

Int = NDArray[np.int64]
Flags = NDArray[np.bool_]

EST_HEADER = (
    "Rapport-id", "Datum", "Tid", "Till datum", "Till tid", "Kategori", "Plats", "Latitud",
    "Longitud", "Noggrannhet", "Allvarlighet", "Polisanmäld", "Organisation", "Beskrivning",
)  # fmt: skip
POLICE_HEADER = (
    "Ärende", "Brottskod", "Brottstyp", "Från", "Till", "N", "E", "Noggrannhet", "Kommun",
)  # fmt: skip
EST_FAULTS = (Fault.TIME, Fault.SWAPPED, Fault.CATEGORY, Fault.PLACE)
POLICE_FAULTS = (Fault.TIME, Fault.SWAPPED, Fault.CATEGORY)
ORGANISATIONS = ("Kommunen", "Bostadsbolaget", "Räddningstjänsten", "Köpmännen", "Skolan")
TEXTS = {
    "": 0.42,
    "Upptäckt vid rond": 0.2,
    "Flera ungdomar; hög ljudnivå": 0.14,
    "Trasig belysning vid gångvägen": 0.12,
    "Åter samma plats som förra veckan": 0.11,
    "Ring 070-1740605 för mer": 0.005,
    "Uppgiftslämnare 19121212-1212": 0.005,
}
"""What is written, and how often. Nobody has the phone number, which Post- och telestyrelsen keeps
for fiction, nor the personnummer, which is a test number: they are here to be masked."""
POLICE_TYPES = {
    "skadegorelse": (1203, "Skadegörelse"),
    "stold_inbrott": (853, "Stöld"),
    "brak_vald": (356, "Misshandel"),
    "narkotika": (5011, "Narkotikabrott"),
    "hot": (405, "Olaga hot"),
    "klotter": (1207, "Klotter"),
}
"""Brottskod as Excel has left it, without its leading zero, and brottstyp."""
PRECISIONS = {"adress": 0.70, "kvarter": 0.12, "ort": 0.10, "": 0.05, "kommun": 0.03}
POSITIONED, NAMED = 2, 3
"""So many of the first precisions have coordinates, and so many a place name."""
EST_ERROR_M = 15.0
DATE_ONLY, NO_POSITION, WITH_CODE = 0.12, 0.08, 0.5


@dataclass(frozen=True)
class Reports:
    """A written file: what is true of it, and which incident each of its reports is.

    Attributes
    ----------
    told : Told
    ids : list of str
        Rapport-id or case number, in the file's order, without rows sent again.
    events : ndarray of int64
        Position in :class:`Events` of each.
    """

    told: Told
    ids: list[str]
    events: Int


def ids_of(reports: Reports, events: Flags) -> list[str]:
    """Return the rows of a file that are of the chosen events, in the file's order."""
    return [reports.ids[i] for i in np.flatnonzero(events[reports.events]).tolist()]


def write_est(
    path: Path,
    world: KommunWorld,
    known: list[Place],
    events: Events,
    first: date,
    rng: np.random.Generator,
) -> Reports:
    """Write what the kommun's organisations report, all that is not reported to the police."""
    rows = np.flatnonzero(~events.police)
    n = len(rows)
    precision = rng.choice(len(PRECISIONS), n, p=list(PRECISIONS.values()))
    fault = plant(n, EST_FAULTS, rng)
    fault[is_a(fault, Fault.SWAPPED) & (precision >= POSITIONED)] = KINDS.index(Fault.TIME)
    lost = is_a(fault, Fault.PLACE)
    positioned = (precision < POSITIONED) & ~lost
    named = (events.place[rows] >= 0) & (precision < NAMED) & ~lost
    ids = [f"E{world.kommun.code}-{number:06d}" for number in range(1, n + 1)]
    columns = [
        ids,
        *_times(events, rows, first, fault, rng),
        _labels([KNOWN[code].label for code in CATEGORIES], events.category[rows], fault),
        _place_names(known, events.place[rows], named, lost),
        *_degrees(events, rows, positioned, is_a(fault, Fault.SWAPPED), rng),
        _pick(tuple(PRECISIONS), np.where(lost, POSITIONED, precision)),
        _pick(("1", "2", "3"), rng.integers(0, 3, n)),
        _pick(("ja", "nej", ""), rng.integers(0, 3, n)),
        _pick(ORGANISATIONS, rng.integers(0, len(ORGANISATIONS), n)),
        _pick(tuple(TEXTS), rng.choice(len(TEXTS), n, p=list(TEXTS.values()))),
    ]
    table = list(zip(*columns, strict=True))
    kept = np.flatnonzero(events.happened[rows])
    again = np.intersect1d(resend(fault, rng), kept)
    write_csv(path, EST_HEADER, [table[i] for i in [*kept, *again]])
    told = _told(fault, kept, again, ~positioned, ~positioned & ~named)
    return Reports(told, [ids[i] for i in kept], rows[kept])


def write_police(
    path: Path, world: KommunWorld, events: Events, first: date, rng: np.random.Generator
) -> Reports:
    """Write what is reported to the police, as a workbook with SWEREF 99 TM coordinates."""
    import xlsxwriter

    rows = np.flatnonzero(events.police)
    ids, table, fault, missing = _police_rows(world, events, rows, first, rng)
    kept = np.flatnonzero(events.happened[rows])
    again = np.intersect1d(resend(fault, rng), kept)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        sheet = book.add_worksheet("Anmälningar")
        sheet.write_row(0, 0, POLICE_HEADER)
        for line, i in enumerate([*kept.tolist(), *again.tolist()], start=1):
            sheet.write_row(line, 0, table[i])
    told = _told(fault, kept, again, missing, missing)
    return Reports(told, [ids[i] for i in kept], rows[kept])


def _police_rows(
    world: KommunWorld, events: Events, rows: Int, first: date, rng: np.random.Generator
) -> tuple[list[str], list[Sequence[str | int]], NDArray[np.int8], Flags]:
    """Return case numbers, the sheet's rows, their faults, and which have no position."""
    n = len(rows)
    fault = plant(n, POLICE_FAULTS, rng)
    swapped = is_a(fault, Fault.SWAPPED)
    missing = (rng.random(n) < NO_POSITION) & ~swapped
    x, y = (
        np.rint(values[rows] + rng.normal(0, POLICE_ERROR_M, n)).astype(np.int64)
        for values in (events.x, events.y)
    )
    north, east = np.where(swapped, x, y), np.where(swapped, y, x)
    coded = (rng.random(n) < WITH_CODE) & ~is_a(fault, Fault.CATEGORY)
    start, end = events.start[rows], events.end[rows]
    backwards = is_a(fault, Fault.TIME)
    start, end = np.where(backwards, end, start), np.where(backwards, start - 3600, end)
    ids = [
        f"5000-K{world.kommun.code}{number:06d}-{when[2:4]}"
        for number, when in enumerate(_written(first, events.start[rows])[0], start=1)
    ]
    codes = [POLICE_TYPES[code][0] if code in POLICE_TYPES else 0 for code in CATEGORIES]
    types = [POLICE_TYPES[code][1] if code in POLICE_TYPES else "" for code in CATEGORIES]
    category = events.category[rows]
    columns: list[Sequence[str | int]] = [
        ids,
        [codes[c] if known else "" for c, known in zip(category, coded, strict=True)],
        _labels(types, category, fault),
        [" ".join(parts) for parts in zip(*_written(first, start), strict=True)],
        [" ".join(parts) for parts in zip(*_written(first, end), strict=True)],
        ["" if gone else v for v, gone in zip(north.tolist(), missing, strict=True)],
        ["" if gone else v for v, gone in zip(east.tolist(), missing, strict=True)],
        ["kommun" if gone else "adress" for gone in missing],
        [world.kommun.name] * n,
    ]
    return ids, list(zip(*columns, strict=True)), fault, missing


def _told(
    fault: NDArray[np.int8], kept: Int, again: Int, no_position: Flags, no_place: Flags
) -> Told:
    """Count a file's rows, those sent again included."""
    written = np.concatenate([kept, again])
    return Told(
        rows=len(written),
        faults=count(fault[kept]),
        resent=len(again),
        without_position=int(no_position[written].sum()),
        without_place=int(no_place[written].sum()),
    )


def _times(
    events: Events, rows: Int, first: date, fault: NDArray[np.int8], rng: np.random.Generator
) -> list[list[str]]:
    """Return the columns Datum, Tid, Till datum and Till tid."""
    start, end = events.start[rows], events.end[rows]
    days, clocks = _written(first, start)
    to_days, to_clocks = _written(first, end)
    for number, i in enumerate(np.flatnonzero(is_a(fault, Fault.TIME)).tolist()):
        days[i] = impossible_date(datetime.fromisoformat(days[i]), number)
    date_only = rng.random(len(rows)) < DATE_ONLY
    spread = end > start
    return [
        days,
        _keep(clocks, ~date_only),
        _keep(to_days, spread),
        _keep(to_clocks, spread & ~date_only),
    ]


def _written(first: date, seconds: Int) -> tuple[list[str], list[str]]:
    """Return local days and clocks of seconds from the first Monday, as text."""
    moments = np.datetime64(datetime(first.year, first.month, first.day), "s") + seconds
    text = np.datetime_as_string(moments, unit="m")
    return text.astype("U10").tolist(), [each[11:] for each in text.tolist()]


def _degrees(
    events: Events, rows: Int, positioned: Flags, swapped: Flags, rng: np.random.Generator
) -> tuple[list[str], list[str]]:
    """Return the columns Latitud and Longitud, with decimal commas."""
    n = len(rows)
    lon, lat = Transformer.from_crs(METRIC_CRS, WGS84, always_xy=True).transform(
        events.x[rows] + rng.normal(0, EST_ERROR_M, n),
        events.y[rows] + rng.normal(0, EST_ERROR_M, n),
    )
    lat, lon = np.where(swapped, lon, lat), np.where(swapped, lat, lon)
    return _decimal(lat, positioned), _decimal(lon, positioned)


def _decimal(values: NDArray[np.float64], kept: Flags) -> list[str]:
    return [
        f"{value:.5f}".replace(".", ",") if keep else ""
        for value, keep in zip(values.tolist(), kept.tolist(), strict=True)
    ]


def _keep(texts: list[str], kept: Flags) -> list[str]:
    return [text if keep else "" for text, keep in zip(texts, kept.tolist(), strict=True)]


def _labels(labels: Sequence[str], category: Int, fault: NDArray[np.int8]) -> list[str]:
    texts = _pick(labels, category)
    for i in np.flatnonzero(is_a(fault, Fault.CATEGORY)).tolist():
        texts[i] = misspelt(texts[i])
    return texts


def _place_names(known: list[Place], place: Int, named: Flags, lost: Flags) -> list[str]:
    names = [place.name for place in known]
    codes = np.where(named, place, np.where(lost, len(names), len(names) + 1))
    return _pick([*names, UNKNOWN_PLACE, ""], codes)


def _pick(texts: Sequence[str], codes: Int) -> list[str]:
    return [texts[code] for code in codes.tolist()]
