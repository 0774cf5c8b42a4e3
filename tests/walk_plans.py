"""A patrol plan made by hand, for tests of the walk on paper, map and page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import geopandas as gpd
import numpy as np
import shapely

from geo.planning.patrol import LeftOut, Plan, Point, Shift, Stop, StopKind, Walk
from geo.report import Outing
from geo.schema import METRIC_CRS
from geo.weeks import STOCKHOLM

EAST, NORTH = 597_300.0, 6_402_900.0
"""Metres in SWEREF 99 TM: the centre of Västervik."""
NOW = datetime(2026, 3, 20, 17, 45, 12, 345678, tzinfo=STOCKHOLM)
START = int(datetime(2026, 3, 20, 18, 0, tzinfo=STOCKHOLM).timestamp())
END = START + 8 * 3600
HOSTILE = '{{7*191}} #eval("1") $x$ <b>'

PLACES = {
    1: ("Resecentrum", 350.0, -380.0),
    2: ("Västervik centrum", 0.0, 0.0),
    3: ("Karstorp", -800.0, -720.0),
    4: ("Stadsparken", -150.0, 120.0),
    5: ("Edsbruk", -9_000.0, 28_700.0),
}
"""Name, and metres east and north of the centre."""
_WHY = {
    1: "samling unga 18–20, inte besökt på 9 dagar",
    2: "bråk fre–lör 22–02, inte besökt på 2 dagar",
    3: "skadegörelse ökar, mörkt stråk vid gångtunneln",
    4: "narkotika fre 20–24, mötet har satt platsen först",
}
_ORDER = ((1, 10), (2, 40), (3, 85), (4, 130), (2, 155), (3, 200))
"""Place, and minutes after the start of the shift."""


def places(names: dict[int, str] | None = None) -> gpd.GeoDataFrame:
    """Five places, named otherwise where `names` says so."""
    called = {place: name for place, (name, _, _) in PLACES.items()} | (names or {})
    return gpd.GeoDataFrame(
        {"place_id": list(PLACES), "name": [called[place] for place in PLACES]},
        geometry=[shapely.Point(*at(place)).buffer(120) for place in PLACES],
        crs=METRIC_CRS,
    )


def at(place: int) -> tuple[float, float]:
    _, east, north = PLACES[place]
    return EAST + east, NORTH + north


def stop(place: int, minute: int, *, visit: int = 1, name: str = "", because: str = "") -> Stop:
    x, y = at(place)
    start = START + 60 * minute
    return Stop(
        StopKind.VISIT, place, name or PLACES[place][0], x, y,
        arrive_utc=start - 60, start_utc=start, leave_utc=start + 900,
        walked=8.0, driven=0.0, metres=600.0, need=20.0 / visit, visit=visit,
        because=because or _WHY.get(place, ""),
    )  # fmt: skip


def plan(*, patrols: int = 1, stops: int = 6, name: str = "", because: str = "") -> Plan:
    """A plan of up to six stops for each patrol, and Edsbruk left out."""
    x, y = at(1)
    shift = Shift(START, END, Point(x, y, "Resecentrum"), patrols=patrols)
    seen: dict[int, int] = {}
    made = []
    for place, minute in _ORDER[:stops]:
        seen[place] = seen.get(place, 0) + 1
        made.append(stop(place, minute, visit=seen[place], name=name, because=because))
    walks = tuple(
        Walk(patrol, START, tuple(made), START + 235 * 60, 12.0, 0.0, 900.0)
        for patrol in range(patrols)
    )
    return Plan(
        shift, walks, (LeftOut(5, "Edsbruk", 12.0, "30 km bort, bil krävs"),),
        covered=92.0, possible=100.0, best=93.0, seed=12, ways="fågelvägen × 1,4 i 4,5 km/h",
        profile="grundvikter", store_version=3,
    )  # fmt: skip


def with_break(made: Plan) -> Plan:
    """The plan with a pause and a meeting after its stops."""
    x, y = at(2)
    end = made.walks[0].stops[-1].leave_utc
    rest = Stop(StopKind.BREAK, None, "Paus", x, y, end, end, end + 1800, 0.0, 0.0, 0.0)
    met = replace(
        rest, kind=StopKind.MEETING, name="Möte med nattvandrarna",
        start_utc=end + 2400, arrive_utc=end + 2400, leave_utc=end + 3300,
    )  # fmt: skip
    walk = replace(made.walks[0], stops=(*made.walks[0].stops, rest, met))
    return replace(made, walks=(walk, *made.walks[1:]))


def paths(made: Plan) -> tuple[tuple[np.ndarray, ...], ...]:
    """Ways with one bend each: east, then north."""
    home = (made.shift.origin.x, made.shift.origin.y)

    def ways(walk: Walk) -> tuple[np.ndarray, ...]:
        points = [home, *((each.x, each.y) for each in walk.stops), home]
        return tuple(np.array([a, (b[0], a[1]), b]) for a, b in pairwise(points))

    return tuple(ways(walk) for walk in made.walks)


def outing(made: Plan | None = None, *, names: dict[int, str] | None = None) -> Outing:
    """The plan with its ways and places, as a report takes it."""
    shown = plan() if made is None else made
    doing = {3: ("Gå igenom gångtunneln", "Prata med boende"), 2: ("Syns vid krogarna",)}
    return Outing(shown, paths(shown), places(names), METRIC_CRS, "Västervik", doing)
