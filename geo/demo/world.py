"""The demo's world: which places there are, how much happens, and what changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geo import shipped
from geo.model import Kommun
from geo.schema import METRIC_CRS, WGS84


class Truth(StrEnum):
    """What is planted at a place, for the program to find."""

    GROWING = "växande"
    FADING = "avtagande"
    NIGHT = "nattlig"
    QUIET = "tyst"
    PERCEIVED = "upplevd otrygghet, lite brott"


@dataclass(frozen=True)
class KommunWorld:
    """One kommun of the demo.

    Attributes
    ----------
    kommun : Kommun
    per_week : float
        Incidents a week at scale 1.
    visits_per_year : int
    lan : str
    truths : mapping of str to Truth
        By place name.
    """

    kommun: Kommun
    per_week: float
    visits_per_year: int
    lan: str
    truths: Mapping[str, Truth]


KOMMUNER = (
    KommunWorld(
        Kommun("0883", "Västervik"),
        42.0,
        100,
        "Kalmar län",
        MappingProxyType(
            {
                "Karstorp": Truth.GROWING,
                "Gamleby": Truth.FADING,
                "Västerviks resecentrum": Truth.NIGHT,
                "Loftahammar": Truth.QUIET,
                "Stadsparken": Truth.PERCEIVED,
            }
        ),
    ),
    KommunWorld(
        Kommun("0483", "Katrineholm"),
        46.0,
        80,
        "Södermanlands län",
        MappingProxyType(
            {
                "Stortorget": Truth.GROWING,
                "Norr": Truth.FADING,
                "Katrineholms resecentrum": Truth.NIGHT,
                "Gymnasieområdet": Truth.QUIET,
                "Nävertorp": Truth.PERCEIVED,
            }
        ),
    ),
    KommunWorld(
        Kommun("0685", "Vetlanda"),
        26.0,
        50,
        "Jönköpings län",
        MappingProxyType(
            {
                "Vetlanda resecentrum": Truth.GROWING,
                "Stortorget": Truth.NIGHT,
                "Ekenässjön": Truth.QUIET,
            }
        ),
    ),
    KommunWorld(
        Kommun("0861", "Mönsterås"),
        13.0,
        30,
        "Kalmar län",
        MappingProxyType({"Hamnen": Truth.NIGHT, "Mönsterås centrum": Truth.PERCEIVED}),
    ),
    KommunWorld(
        Kommun("0821", "Högsby"),
        9.0,
        20,
        "Kalmar län",
        MappingProxyType({"Berga": Truth.QUIET, "Högsby centrum": Truth.PERCEIVED}),
    ),
)

WEIGHTS = MappingProxyType(
    {
        "centrum": 6.0,
        "stadsdel": 4.0,
        "resecentrum": 2.5,
        "torg": 2.0,
        "tätort": 1.6,
        "skola": 1.2,
        "park": 1.2,
        "gångtunnel": 0.8,
    }
)
"""How much happens at a place, by its type."""

CATEGORY_WEIGHTS = MappingProxyType(
    {
        "skadegorelse": 14.0,
        "stold_inbrott": 13.0,
        "brak_vald": 8.0,
        "narkotika": 6.0,
        "klotter": 6.0,
        "hot": 3.0,
        "glaskross": 4.0,
        "anlagd_brand": 2.0,
        "samling": 10.0,
        "samling_unga": 8.0,
        "trafik_buskorning": 8.0,
        "nedskrapning": 6.0,
        "belysning": 4.0,
        "skymd_sikt": 2.0,
        "odslig_plats": 2.0,
        "rykte_oro": 3.0,
        "arrangemang": 1.0,
    }
)

RAMP_WEEKS = 8
"""Weeks in which a growing place grows, ever faster; a fading one takes three times as long."""
GROWTH = 6.0


@dataclass(frozen=True)
class Place:
    """A place of the demo; ``polygon`` is in SWEREF 99 TM."""

    name: str
    typ: str
    polygon: BaseGeometry
    truth: Truth | None

    @property
    def weight(self) -> float:
        """How much happens here beside other places."""
        return {Truth.QUIET: 0.12, Truth.PERCEIVED: 0.5, Truth.GROWING: 2.5, Truth.FADING: 4.0}.get(
            self.truth or Truth.NIGHT, WEIGHTS[self.typ]
        )


def places_file(code: str) -> Path:
    """Return the shipped file with a kommun's places."""
    return next(shipped.folder("places").glob(f"{code}-*.geojson"))


def places(world: KommunWorld) -> list[Place]:
    """Return a kommun's places in the metric CRS."""
    features = json.loads(places_file(world.kommun.code).read_text(encoding="utf-8"))["features"]
    to_metric = Transformer.from_crs(WGS84, METRIC_CRS, always_xy=True)
    return [
        Place(
            feature["properties"]["name"],
            feature["properties"]["typ"],
            shapely.transform(
                shapely.from_geojson(json.dumps(feature["geometry"])),
                lambda xy: np.column_stack(to_metric.transform(xy[:, 0], xy[:, 1])),
            ),
            world.truths.get(feature["properties"]["name"]),
        )
        for feature in features
    ]


def weekly_rates(
    world: KommunWorld, known: list[Place], weeks: int, scale: float
) -> NDArray[np.float64]:
    """Return expected incidents, shape (places, weeks); the last week is the demo's last."""
    share = np.array([place.weight for place in known])
    base = world.per_week * scale * share / share.sum()
    week = np.arange(weeks)
    season = 1 + 0.15 * np.sin(2 * np.pi * (week - weeks + 30) / 52)
    rates = base[:, None] * season[None, :]
    left = weeks - 1 - week
    grow = 1 + (GROWTH - 1) * np.clip((RAMP_WEEKS - left) / RAMP_WEEKS, 0, 1) ** 3
    fade = 1 - 0.85 * np.clip((3 * RAMP_WEEKS - left) / (3 * RAMP_WEEKS), 0, 1)
    for i, place in enumerate(known):
        if place.truth is Truth.GROWING:
            rates[i] *= grow
        elif place.truth is Truth.FADING:
            rates[i] *= fade
    return np.asarray(rates)


def points_in(
    polygon: BaseGeometry, count: int, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return points spread evenly over a polygon."""
    west, south, east, north = polygon.bounds
    xs, ys = [np.zeros(0)], [np.zeros(0)]
    missing = count
    while missing > 0:
        x, y = rng.uniform(west, east, 3 * missing), rng.uniform(south, north, 3 * missing)
        inside = shapely.contains_xy(polygon, x, y)
        xs.append(x[inside][:missing])
        ys.append(y[inside][:missing])
        missing -= len(xs[-1])
    return np.concatenate(xs), np.concatenate(ys)
