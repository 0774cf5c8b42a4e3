"""What next week may bring to the cells of a grid, by the model that has been best here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import shapely
from numpy.typing import NDArray

from geo import weeks
from geo.analysis.forecast import CELLS, cell_models, words
from geo.analysis.forecast import forecast as best
from geo.analysis.hotspots import Grid
from geo.explore.cells import reached
from geo.explore.exploration import Exploration
from geo.explore.filters import Filter
from geo.explore.select import select
from geo.model import PeriodKind

SEED = 1
FEWEST_WEEKS = 16
"""Whole weeks on record below which models cannot be tried."""
TOO_SHORT = (
    f"Det behövs minst {FEWEST_WEEKS} hela veckor i loggen för att pröva modellerna. Ingen prognos."
)
CHANCE = "Slumpen är vilken ruta som helst där något har hänt eller en plats ligger."


@dataclass(frozen=True, eq=False)
class Ahead:
    """A forecast of cells.

    Attributes
    ----------
    expected : ndarray of float, shape (rows, columns)
        Expected incidents of the week, of the cells ranked highest; NaN for the others, and for
        all where no model is better than chance.
    period : str
        Which week.
    words : str
        Which model, how good it has been, and whether to use it.
    """

    expected: NDArray[np.float64]
    period: str
    words: str


def forecast(shown: Exploration, grid: Grid) -> Ahead | None:
    """Rank the cells for the week after the selection's last whole one.

    All whole weeks on record up to then count, whatever the selection's first day; the other parts
    of its filter hold.

    Returns
    -------
    Ahead, optional
        None where there are too few weeks.
    """
    days = shown.found.days
    if days is None:
        return None
    last = min(shown.wanted.last or days[1], days[1])
    end = last + timedelta(days=1)
    end -= timedelta(days=end.weekday())
    start = days[0] + timedelta(days=-days[0].weekday() % 7)
    number = (end - start).days // 7
    if number < FEWEST_WEEKS:
        return None
    inside = _used(shown, grid, end - timedelta(days=1))
    weekly = _weekly(shown, grid, inside, start, number)
    found = best(weekly, models=cell_models(inside, cell=grid.cell), seed=SEED)
    expected = np.full(grid.shape, np.nan)
    if found.beats_chance:
        taken = round(float(found.scores.taken[found.at]) * found.scores.units)
        units = np.flatnonzero(inside)
        top = found.order[:taken]
        expected.ravel()[units[top]] = found.expected[top]
    told = words(found, units=CELLS)
    return Ahead(
        expected,
        weeks.label(weeks.containing(end, PeriodKind.WEEK)),
        f"{told} {CHANCE}" if found.beats_chance else told,
    )


def _used(shown: Exploration, grid: Grid, last: date) -> NDArray[np.bool_]:
    """Return the cells where a place lies or anything at all has happened up to a day.

    Against forest and sea any model would be many times better than chance.
    """
    rows = select(Filter(last=last), shown.found).points
    used = grid.count(shown.found.x[rows], shown.found.y[rows]) > 0
    if len(shown.shapes):
        places = shapely.union_all(shown.shapes.to_numpy())
        shapely.prepare(places)
        every = np.arange(grid.inside.size)
        used |= shapely.intersects(places, grid.polygons(every)).reshape(grid.shape)
    used &= reached(shown, grid)
    return used if used.any() else grid.inside


def _weekly(
    shown: Exploration, grid: Grid, inside: NDArray[np.bool_], start: date, number: int
) -> NDArray[np.int64]:
    """Return incidents per cell inside and week, shape (cells, weeks)."""
    found = shown.found
    last = start + timedelta(days=7 * number - 1)
    rows = select(replace(shown.wanted, first=start, last=last), found).points
    cell = grid.locate(found.x[rows], found.y[rows])
    known = (cell >= 0) & inside.ravel()[cell]
    week = (found.day[rows[known]] - (start - date(1970, 1, 1)).days) // 7
    units = np.cumsum(inside) - 1
    flat = units[cell[known]] * number + week
    size = int(inside.sum())
    return np.bincount(flat, minlength=size * number).reshape(size, number)
