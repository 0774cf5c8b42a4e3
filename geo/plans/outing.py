"""What the reports of a plan are made from: its ways, what to do at its stops, and the ground."""

from __future__ import annotations

from geo.planning.patrol import Plan
from geo.plans import doing
from geo.plans.walk_paths import walk_paths
from geo.records import Records
from geo.report import Outing, windows
from geo.schema import Ground
from geo.store.engine import Store
from geo.terrain import ground, ways

DOTS = 400
"""Dots of 0.3 mm across half a sheet, which is what a map's area fills at least."""
MERCATOR = 1.9
"""Metres of web Mercator in a metre of Sweden, about."""
BESIDE = 1500.0
"""Metres around what a map has to show that it may show, too, besides what its shape adds."""


def outing(store: Store, found: Records, plan: Plan, name: str) -> Outing:
    """Return a plan with all that its reports show.

    Parameters
    ----------
    store : Store
    found : Records
        Of the plan's kommun.
    plan : Plan
    name : str
        Of the kommun.

    Raises
    ------
    GeoError
        The kept ways or the kept ground cannot be read.
    """
    paths = walk_paths(plan, ways.ways(store, found.kommun))
    grounds = [ground_of(store, found.kommun, each) for each in windows(plan, paths)]
    return Outing(
        plan,
        paths,
        found.places,
        found.crs,
        name,
        doing.doing(plan, found.causes, doing.load()),
        ground=grounds[0],
        near=grounds[-1],
    )


def ground_of(store: Store, kommun: str, window: tuple[float, ...]) -> Ground | None:
    """Return the ground of a map that shows a window, in as much detail as paper can hold.

    Parameters
    ----------
    store : Store
    kommun : str
    window : tuple of float
        West, south, east and north in metres.

    Raises
    ------
    GeoError
        The kept ground cannot be read.
    """
    west, south, east, north = window
    side = max(east - west, north - south)
    around = 1.5 * side + BESIDE
    x, y = (west + east) / 2, (south + north) / 2
    return ground.load(
        store,
        kommun,
        level=ground.level_of(max(side, BESIDE) / DOTS * MERCATOR),
        within=(x - around, y - around, x + around, y + around),
    )
