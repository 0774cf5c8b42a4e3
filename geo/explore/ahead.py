"""What next week may bring to cells and places, by the model that has been best here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import shapely
from numpy.typing import NDArray

from geo import weeks
from geo.analysis.forecast import CELLS, PLACES, cell_models, place_models, words
from geo.analysis.forecast import forecast as best
from geo.analysis.hotspots import Grid
from geo.explore.cells import reached
from geo.explore.exploration import Exploration
from geo.explore.filters import Filter
from geo.explore.select import Selected, select
from geo.explore.tables import Table
from geo.lagesbild.counting import pairs_among
from geo.model import PeriodKind

SEED = 1
PER_PLACE = "Per plats"
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
    if (span := _whole_weeks(shown)) is None:
        return None
    start, number = span
    end = start + timedelta(weeks=number)
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
    return Ahead(expected, _name(end), f"{told} {CHANCE}" if found.beats_chance else told)


def per_place(shown: Exploration) -> Table:
    """Rank the places for the week after the selection's last whole one, and say by what.

    Where no model beats chance, or the weeks are too few, there are no rows and the note says so.
    """
    headers = ("Plats", "Väntade händelser")
    if (span := _whole_weeks(shown)) is None:
        return Table(PER_PLACE, headers, (), note=TOO_SHORT)
    start, number = span
    weekly = _weekly_of_places(shown, start, number)
    found = best(weekly, models=place_models(), seed=SEED)
    week = _name(start + timedelta(weeks=number))
    ranked = found.order.tolist() if found.beats_chance else []
    return Table(
        PER_PLACE,
        headers,
        tuple((shown.names[at], round(float(found.expected[at]), 1)) for at in ranked),
        keys=tuple(str(shown.found.place_ids[at]) for at in ranked),
        note=f"{week}. {words(found, units=PLACES)} Platser kan överlappa.",
    )


def _whole_weeks(shown: Exploration) -> tuple[date, int] | None:
    """Return the first Monday on record and how many whole weeks follow, if they are enough."""
    days = shown.found.days
    if days is None:
        return None
    end = min(shown.wanted.last or days[1], days[1]) + timedelta(days=1)
    end -= timedelta(days=end.weekday())
    start = days[0] + timedelta(days=-days[0].weekday() % 7)
    number = (end - start).days // 7
    return None if number < FEWEST_WEEKS else (start, number)


def _name(monday: date) -> str:
    return weeks.label(weeks.containing(monday, PeriodKind.WEEK))


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
    rows = _between(shown, start, number).points
    cell = grid.locate(shown.found.x[rows], shown.found.y[rows])
    known = (cell >= 0) & inside.ravel()[cell]
    units = np.cumsum(inside) - 1
    week = _week(shown, rows[known], start)
    return _counted(units[cell[known]], week, int(inside.sum()), number)


def _weekly_of_places(shown: Exploration, start: date, number: int) -> NDArray[np.int64]:
    """Return incidents per place and week, shape (places, weeks)."""
    rows = _between(shown, start, number).rows
    at, place, _ = pairs_among(shown.found.assignment, rows)
    return _counted(place, _week(shown, rows[at], start), len(shown.names), number)


def _between(shown: Exploration, start: date, number: int) -> Selected:
    last = start + timedelta(days=7 * number - 1)
    return select(replace(shown.wanted, first=start, last=last), shown.found)


def _week(shown: Exploration, rows: NDArray[np.int64], start: date) -> NDArray[np.int64]:
    first = (start - date(1970, 1, 1)).days
    return np.asarray((shown.found.day[rows] - first) // 7, dtype=np.int64)


def _counted(
    unit: NDArray[np.int64], week: NDArray[np.int64], units: int, number: int
) -> NDArray[np.int64]:
    return np.bincount(unit * number + week, minlength=units * number).reshape(units, number)
