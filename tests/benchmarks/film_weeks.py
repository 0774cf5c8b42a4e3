"""A kommun of a hundred places and 5,000 points a week, for the film's benchmark."""

from __future__ import annotations

from datetime import UTC, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo import join, weeks
from geo.lagesbild import film
from geo.layers.film import Reel
from geo.layers.film import reel as pack
from geo.model import CATEGORIES, Selection

PLACES = 100
WEEKS = 52
PER_WEEK = 5_000
END = weeks.parse("2026-W12")
MIDDLE = (597_000.0, 6_400_000.0)


def reel(n_weeks: int = WEEKS) -> Reel:
    """Return the film of `n_weeks` weeks; places gain and lose incidents from week to week."""
    rng = np.random.default_rng(1)
    centres = rng.normal(MIDDLE, 9_000.0, (PLACES, 2))
    places = gpd.GeoDataFrame(
        {
            "place_id": np.arange(PLACES) + 1,
            "name": [f"Plats {number}" for number in range(PLACES)],
            "valid_from": "",
            "valid_to": "",
        },
        geometry=shapely.buffer(shapely.points(centres), rng.uniform(150.0, 700.0, PLACES)),
        crs="EPSG:3006",
    )
    incidents = _incidents(rng, centres, n_weeks + 1)
    assignment = join.assign(incidents, places, join.PlaceIndex.build(places))
    built = film.build(
        selection=Selection("0883", END),
        places=places,
        incidents=incidents,
        assignment=assignment,
        occasions=(),
        overlap=np.eye(len(places), dtype=np.bool_),
        untimed=0,
        store_version=1,
        now=datetime(2026, 3, 24, tzinfo=UTC),
    )
    return pack(built, places, incidents, assignment.positioned, crs="EPSG:3006")


def _incidents(rng: np.random.Generator, centres: np.ndarray, n_weeks: int) -> pd.DataFrame:
    """Two thirds of the incidents lie about a place, and which ones varies with the week."""
    edges = weeks.edges_utc(weeks.before(END, n_weeks))
    shares = rng.dirichlet(np.full(PLACES, 0.5)) * rng.lognormal(0.0, 0.5, (n_weeks, PLACES))
    of_place = [rng.choice(PLACES, PER_WEEK, p=share / share.sum()) for share in shares]
    about = centres[np.concatenate(of_place)] + rng.normal(0.0, 250.0, (n_weeks * PER_WEEK, 2))
    anywhere = rng.normal(MIDDLE, 9_000.0, about.shape)
    x, y = np.where(rng.random((len(about), 1)) < 1 / 3, anywhere, about).T
    when = np.sort(rng.integers(edges[:-1, None], edges[1:, None], (n_weeks, PER_WEEK))).ravel()
    category = rng.integers(0, len(CATEGORIES), len(about))
    return pd.DataFrame(
        {
            "category": pd.Categorical.from_codes(category, list(CATEGORIES)),
            "start_utc": when,
            "end_utc": when,
            "mid_utc": when,
            "x": x,
            "y": y,
            "precision": "adress",
            "place_text": "",
        }
    )
