"""Writes the demo as files that users have: their formats, their headers, their faults."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from pyproj import Transformer

from geo.demo import extras
from geo.demo.events import CATEGORIES, POLICE_ERROR_M, Events, draw
from geo.demo.swedish_csv import write_csv
from geo.demo.world import KOMMUNER, KommunWorld, Place, places, places_file
from geo.model import CATEGORIES as KNOWN
from geo.model import ImportKind, Kommun
from geo.schema import METRIC_CRS, WGS84

BROKEN, RESENT = 0.02, 0.015
EST_HEADER = (
    "Rapport-id", "Datum", "Tid", "Till datum", "Till tid", "Kategori", "Plats", "Latitud",
    "Longitud", "Noggrannhet", "Allvarlighet", "Polisanmäld", "Organisation", "Beskrivning",
)  # fmt: skip
POLICE_HEADER = (
    "Ärende", "Brottskod", "Brottstyp", "Från", "Till", "N", "E", "Noggrannhet", "Kommun",
)  # fmt: skip
ORGANISATIONS = ("Kommunen", "Bostadsbolaget", "Räddningstjänsten", "Köpmännen", "Skolan")
TEXTS = (
    "",
    "",
    "Upptäckt vid rond",
    "Flera ungdomar; hög ljudnivå",
    "Trasig belysning vid gångvägen",
    "Åter samma plats som förra veckan",
    "Ring 070-1740605 för mer",
    "Uppgiftslämnare 19121212-1212",
)
"""The number and the phone are reserved for examples: nobody has them."""
POLICE_TYPES = {
    "skadegorelse": "Skadegörelse",
    "stold_inbrott": "Stöld",
    "brak_vald": "Misshandel",
    "narkotika": "Narkotikabrott",
    "hot": "Olaga hot",
    "klotter": "Skadegörelse, klotter",
}


@dataclass(frozen=True, slots=True)
class File:
    """One file of the demo and what it holds."""

    kommun: Kommun
    kind: ImportKind
    path: Path


def write(folder: Path, *, seed: int, years: int, scale: float, until: date) -> dict[str, Any]:
    """Write the demo's files and ``truth.json``.

    Parameters
    ----------
    folder : Path
        Created if it is not there; files of an earlier demo are written over.
    seed : int
        The same arguments give the same bytes.
    years : int
        Years of 52 weeks.
    scale : float
        1 gives some dozen incidents a week in the larger kommuner.
    until : date
        The last day; the demo ends with the last whole week up to it.

    Returns
    -------
    dict
        The content of ``truth.json``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    end = until - timedelta(days=until.isoweekday() % 7)
    weeks = 52 * years
    first = end - timedelta(days=7 * weeks - 1)
    truth: dict[str, Any] = {"seed": seed, "from": str(first), "until": str(end), "kommuner": {}}
    for number, world in enumerate(KOMMUNER):
        rng = np.random.default_rng([seed, number])
        known = places(world)
        events = draw(world, known, first_monday=first, weeks=weeks, scale=scale, rng=rng)
        truth["kommuner"][world.kommun.code] = _write_kommun(
            folder, world, known, events, first, weeks, rng
        )
    extras.write_notices(folder / "polisen-handelser.json", until=end, seed=seed)
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text, encoding="utf-8")
    return truth


def files(folder: Path) -> Iterator[File]:
    """Give the demo's files in the order they should be read: places first."""
    for world in KOMMUNER:
        for kind, name in (
            (ImportKind.PLACES, "platser.geojson"),
            (ImportKind.EST, "est-rapporter.csv"),
            (ImportKind.POLICE, "polisanmalningar.xlsx"),
            (ImportKind.VISITS, "platsbesok.csv"),
            (ImportKind.SURVEYS, "trygghetsmatning.csv"),
        ):
            yield File(world.kommun, kind, folder / f"{world.kommun.code}-{name}")
        yield File(world.kommun, ImportKind.NOTICES, folder / "polisen-handelser.json")


def _write_kommun(
    folder: Path,
    world: KommunWorld,
    known: list[Place],
    events: Events,
    first: date,
    weeks: int,
    rng: np.random.Generator,
) -> dict[str, Any]:
    """Write one kommun's files and return what is true of them."""
    code = world.kommun.code
    shutil.copyfile(places_file(code), folder / f"{code}-platser.geojson")
    est = _write_est(folder / f"{code}-est-rapporter.csv", known, events, first, rng)
    police = _write_police(folder / f"{code}-polisanmalningar.xlsx", world, events, first, rng)
    last = first + timedelta(days=7 * weeks - 1)
    return {
        "namn": world.kommun.name,
        "filer": {
            "est": est,
            "police": police,
            "visits": extras.write_visits(
                folder / f"{code}-platsbesok.csv", world, known, first, weeks, rng
            ),
            "surveys": extras.write_surveys(
                folder / f"{code}-trygghetsmatning.csv", known, first, last, rng
            ),
        },
        "platser": {
            place.name: {
                "sanning": place.truth.value,
                "sista_13_veckorna": events.weekly[i, -13:].tolist(),
                "medel_per_vecka": round(float(events.weekly[i].mean()), 2),
            }
            for i, place in enumerate(known)
            if place.truth
        },
    }


def _write_est(
    path: Path, known: list[Place], events: Events, first: date, rng: np.random.Generator
) -> dict[str, int]:
    rows = np.flatnonzero(~events.police)
    n = len(rows)
    precision = rng.choice(5, n, p=(0.70, 0.12, 0.10, 0.05, 0.03))
    lon, lat = Transformer.from_crs(METRIC_CRS, WGS84, always_xy=True).transform(
        events.x[rows] + rng.normal(0, 15, n), events.y[rows] + rng.normal(0, 15, n)
    )
    date_only = rng.random(n) < 0.12
    broken = rng.random(n) < BROKEN
    severity, text = rng.integers(1, 4, n), rng.choice(len(TEXTS), n)
    organisation, reported = rng.choice(len(ORGANISATIONS), n), rng.choice(3, n)
    table = []
    for i, row in enumerate(rows):
        start, end = _moment(first, events.start[row]), _moment(first, events.end[row])
        spread = end != start
        positioned = precision[i] < 2
        named = events.place[row] >= 0 and precision[i] < 3
        table.append(
            [
                f"E{path.name[:4]}-{i + 1:06d}",
                _broken_date(start, i) if broken[i] else f"{start:%Y-%m-%d}",
                "" if date_only[i] else f"{start:%H:%M}",
                f"{end:%Y-%m-%d}" if spread else "",
                f"{end:%H:%M}" if spread and not date_only[i] else "",
                KNOWN[CATEGORIES[events.category[row]]].label,
                known[events.place[row]].name if named else "",
                f"{lat[i]:.5f}".replace(".", ",") if positioned else "",
                f"{lon[i]:.5f}".replace(".", ",") if positioned else "",
                ("adress", "kvarter", "ort", "", "kommun")[precision[i]],
                str(severity[i]),
                ("ja", "nej", "")[reported[i]],
                ORGANISATIONS[organisation[i]],
                TEXTS[text[i]],
            ]
        )
    again = [table[i] for i in np.flatnonzero(~broken & (rng.random(n) < RESENT))]
    write_csv(path, EST_HEADER, [*table, *again])
    return {
        "rader": n + len(again),
        "trasiga": int(broken.sum()),
        "omsanda": len(again),
        "utan_lage": int((precision >= 3).sum()),
    }


def _broken_date(start: datetime, number: int) -> str:
    """Return a date as people mistype it."""
    return (f"{start:%Y}-13-{start:%d}", "igår", f"{start.year + 20}-{start:%m-%d}")[number % 3]


def _write_police(
    path: Path, world: KommunWorld, events: Events, first: date, rng: np.random.Generator
) -> dict[str, int]:
    import xlsxwriter

    rows = np.flatnonzero(events.police)
    n = len(rows)
    x, y = (v[rows] + rng.normal(0, POLICE_ERROR_M, n) for v in (events.x, events.y))
    missing, broken = rng.random(n) < 0.08, rng.random(n) < BROKEN
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        sheet = book.add_worksheet("Anmälningar")
        sheet.write_row(0, 0, POLICE_HEADER)
        for i, row in enumerate(rows):
            start, end = _moment(first, events.start[row]), _moment(first, events.end[row])
            if broken[i]:
                start, end = end + timedelta(days=2), start
            sheet.write_row(
                i + 1,
                0,
                [
                    f"5000-K{world.kommun.code}{i + 1:06d}-{start:%y}",
                    "",
                    POLICE_TYPES[CATEGORIES[events.category[row]]],
                    f"{start:%Y-%m-%d %H:%M}",
                    f"{end:%Y-%m-%d %H:%M}",
                    "" if missing[i] else round(float(y[i])),
                    "" if missing[i] else round(float(x[i])),
                    "kommun" if missing[i] else "adress",
                    world.kommun.name,
                ],
            )
    return {"rader": n, "trasiga": int(broken.sum()), "omsanda": 0, "utan_lage": int(missing.sum())}


def _moment(first: date, seconds: np.int64) -> datetime:
    return datetime(first.year, first.month, first.day) + timedelta(seconds=int(seconds))
