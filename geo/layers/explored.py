"""A selection on a grid, ready to be drawn: counts, density, hot spots, change, forecast.

Two selections beside each other are classed by one scale, so that the same colour is the same
number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from geo.analysis import compare
from geo.analysis.hotspots import Grid
from geo.explore import ahead, cells, compared
from geo.explore.exploration import Exploration
from geo.explore.tables import Cell, Table
from geo.layers import cell_classes
from geo.layers import grid as grid_layer
from geo.layers._script import Layer
from geo.layers.cell_classes import Classed, Fact
from geo.model import Verdict
from geo.schema import WGS84

Classing = Callable[[Sequence[Exploration], Grid], tuple[Classed, ...]]
STEADY = f"% av {cells.DRAWS} omdragningar"
"""What a hot cell's steadiness is told in."""
MOST_ROWS = 5_000
"""Cells in a table; a map of more is read as a map."""


def counts(shown: Sequence[Exploration], grid: Grid) -> tuple[Classed, ...]:
    """Class the incidents of each cell."""
    found = [cells.counts(each, grid) for each in shown]
    return tuple(
        cell_classes.amounts(
            count,
            title=f"Händelser per ruta, {grid.cell:.0f} m",
            method="Varje händelse med punkt räknas i den ruta den ligger i.",
            sure=f"{cells.gathered(each, grid)} Antal, inte risk: skillnader på några få händelser "
            "är ofta slump. Punkter kan ligga omkring 80 m fel.".strip(),
            unit="händelser",
            peak=_peak(found),
        )
        for each, count in zip(shown, found, strict=True)
    )


def density(shown: Sequence[Exploration], grid: Grid) -> tuple[Classed, ...]:
    """Class the density of incidents, with the count of the cell beside it."""
    found = [cells.density(each, grid) for each in shown]
    return tuple(
        cell_classes.density(value, bandwidth=cells.bandwidth(grid), peak=_peak(found))
        for value in found
    )


def hot_spots(shown: Sequence[Exploration], grid: Grid) -> tuple[Classed, ...]:
    """Class where incidents gather."""
    return tuple(
        cell_classes.significance(
            cells.hot_spots(each, grid),
            facts=[Fact("Tät även i", STEADY, 100 * cells.steadiness(each, grid), 0)],
        )
        for each in shown
    )


def change(shown: Sequence[Exploration], grid: Grid) -> tuple[Classed, ...]:
    """Class how the incidents of each cell differ from as many days before."""
    now = [cells.counts(each, grid) for each in shown]
    earlier = [compared.earlier(each) for each in shown]
    then = [None if each is None else cells.counts(each, grid) for each in earlier]
    pairs = list(zip(now, then, strict=True))
    peak = max(0.0 if b is None else float(np.abs(a - b).max()) for a, b in pairs)
    return tuple(_no_change(grid) if b is None else _change(a, b, peak) for a, b in pairs)


def _no_change(grid: Grid) -> Classed:
    return cell_classes.difference(
        np.full(grid.shape, np.nan),
        title="Ändring mot lika många dagar före",
        method="Det går inte att jämföra: lika många dagar före finns inte i loggen.",
        sure="Välj en senare första dag, eller färre dagar.",
        unit="",
    )


def _change(now: NDArray[np.int64], then: NDArray[np.int64], peak: float) -> Classed:
    found = compare.change(now.ravel(), then.ravel())
    told = [verdict in (Verdict.INCREASING, Verdict.DECREASING) for verdict in found.verdict]
    return cell_classes.difference(
        np.where(now + then > 0, now - then, np.nan).astype(np.float64),
        title="Ändring mot lika många dagar före",
        method="Varje ruta jämförs med sig själv (E-test); alla rutor prövas på en gång.",
        sure=f"Av de färgade är i snitt högst var tjugonde slump. Under {compare.FEWEST} "
        "händelser tillsammans pekas inget ut.",
        unit="fler eller färre",
        clear=np.array(told).reshape(now.shape),
        decimals=0,
        peak=peak,
        facts=(Fact("Nu:", "", now), Fact("Före:", "", then)),
    )


def forecast(shown: Sequence[Exploration], grid: Grid) -> tuple[Classed, ...]:
    """Class what the best model expects of the cells it ranks highest, if it is of any use."""
    found = [ahead.forecast(each, grid) for each in shown]
    peak = max([1.0, *(float(each.expected.max()) for each in found if each is not None)])
    return tuple(_forecast(each, grid, peak) for each in found)


def _forecast(found: ahead.Ahead | None, grid: Grid, peak: float) -> Classed:
    value = np.full(grid.shape, np.nan) if found is None else found.expected
    return cell_classes.amounts(
        value,
        title="Prognos" if found is None else f"Prognos för {found.period.lower()}",
        method="Väntade händelser i de rutor som rankas högst av tre enkla modeller, prövade på "
        "tidigare veckor.",
        sure=ahead.TOO_SHORT if found is None else found.words,
        unit="väntade händelser",
        decimals=2,
        peak=peak,
    )


def _peak(values: Sequence[NDArray[np.generic]]) -> float:
    return max(float(np.asarray(value, dtype=np.float64).max()) for value in values)


KINDS: Mapping[str, Classing] = MappingProxyType(
    {
        "rutor": counts,
        "tathet": density,
        "heta": hot_spots,
        "forandring": change,
        "prognos": forecast,
    }
)
"""What cells may show, by its name in an address."""


@dataclass(frozen=True, eq=False)
class CellMap:
    """One map of cells: numbers and words, and the layer that draws them."""

    grid: Grid
    classed: Classed
    drawn: Layer


def maps(kind: str, shown: Sequence[Exploration], grid: Grid) -> tuple[CellMap, ...]:
    """Return a map of each selection, all on one scale.

    Parameters
    ----------
    kind : str
        One of :data:`KINDS`.
    """
    return tuple(
        CellMap(grid, classed, grid_layer.layer(grid, classed, crs=each.found.crs))
        for each, classed in zip(shown, KINDS[kind](shown, grid), strict=True)
    )


def table(drawn_map: CellMap, shown: Exploration) -> Table:
    """Return the drawn cells as a table: what each is called, where it is, and what it tells.

    Cells with the largest first fact come first.

    Parameters
    ----------
    drawn_map : CellMap
    shown : Exploration
        Whose places give the cells names.
    """
    grid, classed = drawn_map.grid, drawn_map.classed
    drawn = np.flatnonzero(np.where(grid.inside, classed.kind, 0).ravel())
    first = np.asarray(classed.facts[0].value, dtype=np.float64).ravel()[drawn]
    kept = drawn[np.argsort(-first, kind="stable")][:MOST_ROWS]
    x, y = (each.ravel()[kept] for each in grid.centres())
    lon, lat = Transformer.from_crs(shown.found.crs, WGS84, always_xy=True).transform(x, y)
    kind = classed.kind.ravel()[kept]
    columns: list[list[Cell]] = [
        list(cells.names_of(kept, grid, shown.shapes, shown.names)),
        [round(float(each), 4) for each in lat],
        [round(float(each), 4) for each in lon],
        [classed.classes[at - 1].word for at in kind],
        *(_told(fact, kept) for fact in classed.facts),
    ]
    note = f"De första {MOST_ROWS} av {len(drawn)} rutor." if len(drawn) > MOST_ROWS else ""
    return Table(
        "Rutor",
        ("Ruta", "Lat", "Lon", "Klass", *(_head(fact) for fact in classed.facts)),
        tuple(zip(*columns, strict=True)),
        note=f"{classed.title}. {classed.method} {note}".strip(),
    )


def polygons(drawn_map: CellMap, *, crs: str) -> gpd.GeoDataFrame:
    """Return the drawn cells as squares with their class and what they tell."""
    grid, classed = drawn_map.grid, drawn_map.classed
    drawn = np.flatnonzero(np.where(grid.inside, classed.kind, 0).ravel())
    kind = classed.kind.ravel()[drawn]
    return gpd.GeoDataFrame(
        {
            "Klass": [classed.classes[at - 1].word for at in kind],
            **{_head(fact): _told(fact, drawn) for fact in classed.facts},
        },
        geometry=list(grid.polygons(drawn)),
        crs=crs,
    )


def _head(fact: Fact) -> str:
    head = fact.label.rstrip(":") or fact.unit
    return head if len(head) == 1 else head[:1].upper() + head[1:]


def _told(fact: Fact, kept: NDArray[np.int64]) -> list[Cell]:
    value = np.asarray(fact.value).ravel()[kept].tolist()
    if fact.words:
        return [fact.words[int(at)] for at in value]
    if fact.decimals == 0:
        return [round(each) for each in value]
    return [round(float(each), fact.decimals) for each in value]
