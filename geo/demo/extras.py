"""The demo's smaller files: visits, surveys, and a feed of notices."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from babel.dates import format_date

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
MEASURES = ("patrull", "dialog", "kontroll av belysning", "synlighet")
OBSERVATIONS = ("", "Lugnt", "Några ungdomar, god stämning", "Trasig lampa anmäld")
QUESTION = "Hur trygg känner du dig om du går ut ensam en sen kväll?"
UNSAFE = {"centrum": 24.0, "stadsdel": 26.0, "resecentrum": 30.0, "gångtunnel": 33.0}
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
) -> dict[str, int]:
    """Write the log of platsbesök: about the promised number a year, never at quiet places."""
    count = rng.binomial(weeks * 7, world.visits_per_year / 365)
    days = np.sort(rng.choice(weeks * 7, count, replace=False))
    share = np.array([0.0 if place.truth is Truth.QUIET else place.weight for place in known])
    rows = []
    for day in days:
        place = known[rng.choice(len(known), p=share / share.sum())]
        rows.append(
            [
                f"{first + timedelta(days=int(day)):%Y-%m-%d}",
                f"{rng.integers(15, 23):02d}:{rng.choice([0, 15, 30, 45]):02d}",
                place.name,
                str(rng.choice([10, 15, 15, 20, 30])),
                str(rng.choice([1, 2, 2, 2])),
                "ja" if rng.random() < 0.8 else "nej",
                "otrygghet",
                str(rng.choice(MEASURES)),
                str(rng.choice(OBSERVATIONS)),
                "ja" if rng.random() < 0.3 else "nej",
            ]
        )
    write_csv(path, VISITS_HEADER, rows)
    return {"rader": len(rows), "trasiga": 0, "omsanda": 0}


def write_surveys(
    path: Path, known: list[Place], first: date, last: date, rng: np.random.Generator
) -> dict[str, int]:
    """Write the trygghetsmätning of each October."""
    rows = []
    for year in range(first.year, last.year + 1):
        if not first <= date(year, 10, 1) <= last:
            continue
        for place in known:
            mean = 47.0 if place.truth is Truth.PERCEIVED else UNSAFE.get(place.typ, 14.0)
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
    return {"rader": len(rows), "trasiga": 0, "omsanda": 0}


def write_notices(path: Path, *, until: date, seed: int) -> None:
    """Write half a year of notices as the police's feed gives them, for all kommuner."""
    rng = np.random.default_rng([seed, 99])
    kinds = ("Stöld/inbrott", "Misshandel", "Skadegörelse", "Trafikolycka", "Brand", "Rattfylleri")
    items = []
    for number in range(120):
        day = until - timedelta(days=int(rng.integers(0, 182)))
        at = datetime.combine(day, time(int(rng.integers(0, 21)), int(rng.integers(60))), STOCKHOLM)
        world = KOMMUNER[int(rng.integers(len(KOMMUNER)))]
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
