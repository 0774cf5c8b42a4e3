"""How good the three models are on the past, as the tables of docs/forecast.md.

On Northumbria (real, monthly) and on the demo's Västervik (made up, weekly): hit rate, PAI and PEI
at 1, 5 and 10 % beside "as in the last 12 weeks", which is the first model, and beside chance. And
how often a ranking is said to beat chance where there is nothing to rank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from geo import records, weeks
from geo.analysis import forecast as fc
from geo.analysis.innermost import innermost
from geo.join import PlaceIndex
from geo.model import PeriodKind
from geo.store.engine import open_store
from tests.conftest import DEMO_UNTIL

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Northumbria = tuple[Floats, Floats, Ints, gpd.GeoDataFrame]

SEED = 1
MONTHS = {"recent": 3, "history": 11, "half_life": 2.0}
"""Twelve weeks are three months, eight weeks two."""
NORTHUMBRIA_CELL, DEMO_CELL = 500.0, 300.0
NEAR_M = 500.0
ALIKE = 1000


@dataclass(frozen=True)
class Kind:
    """What periods are called, and how many must lie before the first origin."""

    periods: str
    the_periods: str
    fewest_past: int


WEEKLY = Kind("veckor", "veckorna", 12)
MONTHLY = Kind("månader", "månaderna", 3)


@pytest.fixture(scope="module")
def northumbria(shared_data: Path) -> Northumbria:
    """Metres x and y, month 0–10, and the wards."""
    wards = gpd.read_file(shared_data / "wards" / "northumbria_wards.gpkg")
    rows = pd.read_csv(shared_data / "incidents" / "northumbria_asb.tab", sep="\t")
    x, y = Transformer.from_crs(4326, wards.crs, always_xy=True).transform(
        rows["longitude"], rows["latitude"]
    )
    month = pd.to_datetime(rows["month"]).dt.month.to_numpy(np.int64) - 1
    return np.asarray(x), np.asarray(y), month, wards


@pytest.fixture(scope="module")
def vastervik(demo_store: Path) -> records.Records:
    with open_store(demo_store) as store:
        return records.gather(store, "0883")


def test_northumbria_wards(northumbria: Northumbria) -> None:
    x, y, month, wards = northumbria
    row, ward = PlaceIndex.build(wards).locate(x, y)
    counts = table_of(ward, month[row], len(wards), 11)
    report(
        "Northumbria, 177 wards, shares of the wards", counts, fc.place_models(**MONTHS), MONTHLY
    )
    area = wards.area.to_numpy()
    models = fc.place_models(**MONTHS, area=area)
    report("Northumbria, 177 wards, shares of the area", counts, models, MONTHLY, area=area)


def test_northumbria_cells(northumbria: Northumbria) -> None:
    x, y, month, wards = northumbria
    for name, among in (("", np.ones(len(wards), dtype=bool)), (" in dense wards", dense(wards))):
        inside, cell = grid(shapely.union_all(wards.geometry[among]), NORTHUMBRIA_CELL, x, y)
        counts = table_of(cell[cell >= 0], month[cell >= 0], int(inside.sum()), 11)
        models = fc.cell_models(inside, cell=NORTHUMBRIA_CELL, **MONTHS)
        title = f"Northumbria, {len(counts):,} cells of 500 m{name}"
        report(title, counts, models, MONTHLY, units=fc.CELLS)


def test_vastervik_places(vastervik: records.Records) -> None:
    pairs, area = vastervik.assignment, vastervik.places.area.to_numpy()
    kept = innermost(pairs.row, pairs.place, area)
    counts = table_of(pairs.place[kept], weeks_of(vastervik)[pairs.row[kept]], len(area), 52)
    title = f"Demo, Västervik, {len(area)} places, shares of the places"
    report(title, counts, fc.place_models(), WEEKLY, shares=(0.05, 0.10, 0.20))
    title = f"Demo, Västervik, {len(area)} places, shares of their area"
    report(title, counts, fc.place_models(area=area), WEEKLY, area=area)


def test_vastervik_cells(vastervik: records.Records, shared_data: Path) -> None:
    kommuner = gpd.read_file(shared_data / "sweden" / "kommuner_five_4326.geojson")
    code = next(name for name in kommuner if (kommuner[name] == "0883").any())
    kommun = kommuner[kommuner[code] == "0883"].to_crs(vastervik.crs).union_all()
    near = shapely.union_all(vastervik.places.geometry).buffer(NEAR_M)
    week = weeks_of(vastervik)
    positioned = vastervik.assignment.positioned
    x, y = (vastervik.incidents[name].to_numpy()[positioned] for name in ("x", "y"))
    for name, area in (("of the kommun", kommun), (f"within {NEAR_M:.0f} m of its places", near)):
        inside, cell = grid(area, DEMO_CELL, x, y)
        kept = cell >= 0
        counts = table_of(cell[kept], week[positioned][kept], int(inside.sum()), 52)
        models = fc.cell_models(inside, cell=DEMO_CELL)
        title = f"Demo, Västervik, {len(counts):,} cells of 300 m {name}"
        report(title, counts, models, WEEKLY, units=fc.CELLS)


def test_nothing_to_rank() -> None:
    """Places and cells that are all alike, in weeks that differ more than by chance."""
    rng = np.random.default_rng(SEED)
    for units, rate in ((15, 2.0), (500, 0.1)):
        found = 0
        for seed in range(ALIKE):
            week = rng.gamma(14.0, 1 / 14.0, 52)
            counts = rng.poisson(rate * week, (units, 52))
            found += fc.forecast(counts, models=fc.place_models(), seed=seed).beats_chance
        print(
            f"\n{units} units that are all alike: a model is said to beat chance in {found} of "
            f"{ALIKE} simulated kommuner, {100 * found / ALIKE:.1f} % (stated: at most 5 %)"
        )


def dense(wards: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Tell which wards are the smaller half: where people live."""
    area = wards.area.to_numpy()
    return np.asarray(area <= np.median(area))


def weeks_of(found: records.Records) -> Ints:
    """Return the number of each incident's week, 0–51."""
    last = weeks.containing(pd.Timestamp(DEMO_UNTIL).date(), PeriodKind.WEEK)
    edges = weeks.edges_utc(weeks.before(last, 52))
    return np.searchsorted(edges, found.incidents["mid_utc"].to_numpy(), side="right") - 1


def table_of(unit: Ints, period: Ints, units: int, periods: int) -> Ints:
    within = (period >= 0) & (period < periods)
    cell = unit[within] * periods + period[within]
    return np.bincount(cell, minlength=units * periods).reshape(units, periods)


def grid(
    area: shapely.Geometry, size: float, x: Floats, y: Floats
) -> tuple[NDArray[np.bool_], Ints]:
    """Return which cells have their centre in an area, and each point's number among them."""
    west, south, east, north = area.bounds
    columns, rows = (int(np.ceil(d / size)) for d in (east - west, north - south))
    centre_x, centre_y = np.meshgrid(
        west + (np.arange(columns) + 0.5) * size, south + (np.arange(rows) + 0.5) * size
    )
    shapely.prepare(area)
    inside = shapely.contains_xy(area, centre_x, centre_y)
    number = np.full(inside.shape, -1)
    number[inside] = np.arange(inside.sum())
    column, row = ((v - low) // size for v, low in ((x, west), (y, south)))
    within = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
    cell = np.full(len(x), -1)
    cell[within] = number[row[within].astype(np.int64), column[within].astype(np.int64)]
    return inside, cell


def report(
    title: str,
    counts: Ints,
    models: Mapping[str, fc.Model],
    kind: Kind,
    *,
    area: Floats | None = None,
    shares: tuple[float, ...] = (0.01, 0.05, 0.10),
    units: fc.Units = fc.PLACES,
) -> None:
    found = fc.forecast(
        counts,
        models=models,
        seed=SEED,
        fewest_past=kind.fewest_past,
        area=area,
        shares=shares,
        periods=kind.the_periods,
    )
    scores = found.scores
    assert (scores.pei <= 1 + 1e-9).all()
    asked = [f"{100 * share:.0f} %" for share in scores.shares]
    print(f"\n### {title}\n\n{len(scores.origins)} origins, {scores.events.sum():,} incidents.\n")
    print(f"| model | PAI at {' | '.join(asked)} | beside last 12 weeks | hit rate | PEI | p |")
    print("|---|" + "---|" * (len(asked) + 4))
    print("\n".join(lines(scores)))
    print(f"\n> {fc.words(found, units=units, periods=kind.periods)}")


def lines(scores: fc.Scores) -> Iterator[str]:
    """Give a row per model, and one of chance; the last columns at every share in turn."""
    low, high = scores.pai_interval
    for i, model in enumerate(scores.models):
        cells = [
            *(
                f"{pai:.2f} ({a:.2f}–{b:.2f})"
                for pai, a, b in zip(scores.pai[i], low[i], high[i], strict=True)
            ),
            " · ".join(f"× {each:.2f}" for each in scores.pai[i] / scores.pai[0]),
            " · ".join(f"{100 * each:.0f}" for each in scores.hit_rate[i]) + " %",
            " · ".join(f"{each:.2f}" for each in scores.pei[i]),
            f"{scores.p[i].max():.3f}",
        ]
        yield f"| {model} | {' | '.join(cells)} |"
    by_chance = [f"{each:.2f}" for each in scores.chance / scores.taken]
    rates = " · ".join(f"{100 * each:.0f}" for each in scores.chance)
    yield f"| chance | {' | '.join(by_chance)} | | {rates} % | | |"
