"""The demo's smaller files: visits, surveys, and a feed of notices."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from babel.dates import format_date

from geo.demo.faults import Fault, Told, count, impossible_date, plant
from geo.demo.swedish_csv import write_csv
from geo.demo.world import KOMMUNER, KommunWorld, Place, Truth

VISITS_HEADER = (
    "Datum", "Tid", "Plats", "Minuter", "Antal poliser", "Till fots", "Orsak", "Åtgärd",
    "Iakttagelse", "Dialog",
)  # fmt: skip
SURVEYS_HEADER = (
    "Plats", "Period från", "Period till", "Fråga", "Antal svar", "Andel otrygga",
    "Andel otrygga kvinnor", "Andel otrygga män",
)  # fmt: skip
CAUSE = "otrygghet"
"""What is written where no document says why."""
MEASURES = ("patrull", "dialog", "kontroll av belysning", "synlighet")
OBSERVATIONS = ("", "Lugnt", "Några ungdomar, god stämning", "Trasig lampa anmäld")
QUESTION = "Hur trygg känner du dig om du går ut ensam en sen kväll?"
UNSAFE = {"centrum": 24.0, "stadsdel": 26.0, "resecentrum": 30.0, "gångtunnel": 33.0}
UNSAFE_ELSEWHERE, UNSAFE_PERCEIVED = 14.0, 47.0
"""Percent who feel unsafe, by type of place, and where insecurity is planted."""
NOTICES_CHANGED = date(2026, 1, 21)
"""From this day the real feed gives the län as location, whatever the event."""
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def write_visits(
    path: Path,
    world: KommunWorld,
    known: list[Place],
    first: date,
    weeks: int,
    rng: np.random.Generator,
) -> Told:
    """Write the log of platsbesök: about the promised number a year, never at quiet places."""
    number = rng.binomial(weeks * 7, world.visits_per_year / 365)
    days = np.sort(rng.choice(weeks * 7, number, replace=False)).tolist()
    share = np.array([0.0 if place.truth is Truth.QUIET else place.weight for place in known])
    fault = plant(number, (Fault.TIME,), rng)
    rows = []
    for i, day in enumerate(days):
        place = known[rng.choice(len(known), p=share / share.sum())]
        start = datetime.combine(first + timedelta(days=day), time(int(rng.integers(15, 23))))
        rows.append(
            [
                f"{start:%Y-%m-%d}" if fault[i] < 0 else impossible_date(start, i),
                f"{start:%H}:{rng.choice([0, 15, 30, 45]):02d}",
                place.name,
                str(rng.choice([10, 15, 15, 20, 30])),
                str(rng.choice([1, 2, 2, 2])),
                "ja" if rng.random() < 0.8 else "nej",
                str(rng.choice(place.causes or (CAUSE,))),
                str(rng.choice(MEASURES)),
                str(rng.choice(OBSERVATIONS)),
                "ja" if rng.random() < 0.3 else "nej",
            ]
        )
    write_csv(path, VISITS_HEADER, rows)
    return Told(len(rows), count(fault), without_position=len(rows))


def write_surveys(
    path: Path, known: list[Place], first: date, last: date, rng: np.random.Generator
) -> Told:
    """Write the trygghetsmätning of each October."""
    rows = []
    for year in range(first.year, last.year + 1):
        if not first <= date(year, 10, 1) <= last:
            continue
        for place in known:
            mean = UNSAFE.get(place.typ, UNSAFE_ELSEWHERE)
            if place.truth is Truth.PERCEIVED:
                mean = UNSAFE_PERCEIVED
            share = float(np.clip(rng.normal(mean, 2.5), 3, 80))
            women, men = share * 1.3, share * 0.7
            rows.append(
                [
                    place.name,
                    f"{year}-10-01",
                    f"{year}-10-31",
                    QUESTION,
                    str(rng.integers(60, 240)),
                    *(f"{value:.1f}".replace(".", ",") for value in (share, women, men)),
                ]
            )
    write_csv(path, SURVEYS_HEADER, rows)
    return Told(len(rows), {}, without_position=len(rows))


def write_notices(path: Path, *, until: date, seed: int) -> dict[str, int]:
    """Write half a year of notices as the police's feed gives them, and count them by kommun."""
    by_kommun = {world.kommun.code: 0 for world in KOMMUNER}
    rng = np.random.default_rng([seed, 99])
    kinds = ("Stöld/inbrott", "Misshandel", "Skadegörelse", "Trafikolycka", "Brand", "Rattfylleri")
    items = []
    for number in range(120):
        day = until - timedelta(days=int(rng.integers(0, 182)))
        at = datetime.combine(day, time(int(rng.integers(0, 21)), int(rng.integers(60))), STOCKHOLM)
        world = KOMMUNER[int(rng.integers(len(KOMMUNER)))]
        by_kommun[world.kommun.code] += 1
        kind = str(rng.choice(kinds))
        name = f"{format_date(day, 'dd MMMM', locale='sv')} {at:%H.%M}, {kind}, {world.kommun.name}"
        location = world.lan if day >= NOTICES_CHANGED else world.kommun.name
        published = at + timedelta(hours=2)
        stamp = f"{published:%Y-%m-%d} {published.hour}:{published:%M:%S %z}"
        items.append(
            {
                "id": 900_000 + number,
                "datetime": f"{stamp[:-2]}:{stamp[-2:]}",
                "name": name,
                "summary": f"{kind} i {world.kommun.name}. Exempel, har inte hänt.",
                "url": f"/aktuellt/handelser/exempel/{number}/",
                "type": kind,
                "location": {"name": location, "gps": "57.0,16.0"},
            }
        )
    path.write_text(json.dumps(items, ensure_ascii=False, indent=0), encoding="utf-8")
    return by_kommun
