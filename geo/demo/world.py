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
    coastal : bool
        More happens in summer, when visitors come.
    """

    kommun: Kommun
    per_week: float
    visits_per_year: int
    lan: str
    truths: Mapping[str, Truth]
    coastal: bool = False


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
        coastal=True,
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
        coastal=True,
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


@dataclass(frozen=True)
class Place:
    """A place of the demo; ``polygon`` is in SWEREF 99 TM."""

    name: str
    typ: str
    polygon: BaseGeometry
    truth: Truth | None
    causes: tuple[str, ...] = ()

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
            tuple(each["cause"] for each in feature["properties"]["causes"]),
        )
        for feature in features
    ]


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
