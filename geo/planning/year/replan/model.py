"""The integer program: what is decided, what it costs, and what must hold.

Decided are the visits of each place in each week. Everything but the room of a week is wished for
at a cost, so that there is always an answer. One visit that is a week off its even pace costs 1;
the other costs are measured in that.
"""

from __future__ import annotations

from math import floor

import numpy as np
from numpy.typing import NDArray

from geo.planning.year.bursts import VISITS
from geo.planning.year.replan.rows import Model, Rows
from geo.planning.year.replan.season import Season

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

OFF_PACE = 1.0
"""A visit that a place is before or behind its even pace at the end of a week."""
ALL_OFF_PACE = 0.5
"""The same for all places together: weeks are to be alike."""
GAP = 4.0
"""Each row of weeks, as long as a place may go without, in which it has no visit."""
OVERDUE = 12.0
"""A place that has gone too long already, and has no visit in the first week."""
NO_BURST = 25.0
"""A place that was to have a burst in a quarter and has none."""
HOUR_OF_TRIP = 2.0
"""An hour by car. Each trip can call at every place of a town once."""
SOONER = 3.0
"""What an urgent place gains a visit, at most; it falls week by week as urgency does."""
EXTRA = VISITS - 1
"""Visits of a burst beyond the one that the place would have had."""
WITHOUT, BELOW_FLOOR = 10.0, 60.0
"""A visit that there is no room for: up to the first by need, and the second below the floor."""


def model(season: Season) -> Model:
    """Build the program of a season."""
    places, weeks = len(season.left), len(season.days)
    made = Rows()
    visit = made.variables(
        (places, weeks),
        cost=-SOONER * season.urgency,
        high=np.minimum(season.left[:, None], season.capacity[None, :]),
        whole=True,
    )
    _room(made, season, visit)
    burst = _bursts(made, season, visit)
    _shortage(made, season, visit)
    sums = _pace(made, season, visit, burst)
    _gaps(made, season, sums, burst)
    _trips(made, season, visit)
    return made.model((places, weeks))


def _room(made: Rows, season: Season, visit: Ints) -> None:
    """No week has more than it has room for; as much is done as there is room for."""
    for week, most in enumerate(season.capacity):
        made.row([(number, 1.0) for number in visit[:, week]], high=float(most))
    made.row([(int(number), 1.0) for number in visit.ravel()], season.total, season.total)


def _bursts(made: Rows, season: Season, visit: Ints) -> dict[tuple[int, int], int]:
    """Let a place that is to have a burst have it in one week of the quarter, if it can.

    The quarter's weeks are shared out among its bursts, the place with most need first: so bursts
    do not crowd one week, and the program has a few weeks to choose from, not a quarter's.
    """
    found: dict[tuple[int, int], int] = {}
    for quarter in range(season.bursts.shape[1]):
        inside = np.flatnonzero((season.quarter == quarter) & (season.days >= VISITS))
        inside = inside[season.capacity[inside] >= VISITS]
        due = np.flatnonzero(season.bursts[:, quarter])
        if not len(due):
            continue
        due = due[np.argsort(-season.weight[due], kind="stable")]
        for place, shared in zip(due, _shared(inside, len(due)), strict=True):
            chosen = made.variables((len(shared),), high=1.0, whole=True)
            missed = made.variables((1,), cost=NO_BURST, high=1.0)
            made.row([*((number, 1.0) for number in chosen), (missed[0], 1.0)], 1.0, 1.0)
            for week, number in zip(shared, chosen, strict=True):
                made.row([(visit[place, week], 1.0), (number, -float(VISITS))], low=0.0)
                found[int(place), int(week)] = int(number)
    return found


def _shared(inside: Ints, number: int) -> list[Ints]:
    """Share out a quarter's weeks; where bursts are more than weeks, some weeks have several."""
    if number <= len(inside):
        return np.array_split(inside, number)
    return [inside[at % len(inside)][None] if len(inside) else inside for at in range(number)]


def _shortage(made: Rows, season: Season, visit: Ints) -> None:
    """Where there is too little room, floors come first, then need."""
    heaviest = max(float(season.weight.max(initial=0.0)), 1e-12)
    for place, left in enumerate(season.left):
        if not left:
            continue
        row = [(number, 1.0) for number in visit[place]]
        above = float(left - season.least[place])
        price = WITHOUT * float(season.weight[place]) / heaviest
        lost = made.variables((1,), cost=price, high=above)
        lower = made.variables((1,), cost=BELOW_FLOOR + price, high=float(season.least[place]))
        made.row([*row, (lost[0], 1.0), (lower[0], 1.0)], float(left), float(left))


def _pace(
    made: Rows, season: Season, visit: Ints, burst: dict[tuple[int, int], int]
) -> dict[int, list[int]]:
    """Keep each place, and all together, near an even pace; what a burst adds counts once.

    The cost of being off is drawn straight between whole numbers of visits: the relaxed program
    then knows what whole visits cost, and little is left to search for. Returns each place's sums
    of visits at the ends of weeks, without what bursts add.
    """
    share = np.cumsum(season.days) / max(int(season.days.sum()), 1)
    fits = season.total / max(int(season.left.sum()), 1)
    sums: dict[int, list[int]] = {}
    for place, left in enumerate(season.left):
        if not left:
            continue
        ordinary = float(left - EXTRA * int(season.bursts[place].sum()))
        lead = min(max(float(season.lead[place]), -1.0), 1.0)
        ideal = lead + (ordinary - lead) * share
        steps = [
            [(int(number), 1.0), *_added(burst, place, week)]
            for week, number in enumerate(visit[place])
        ]
        sums[place] = _kept(made, steps, ideal, OFF_PACE)
    steps = [[(int(number), 1.0) for number in week] for week in visit.T]
    _kept(made, steps, float(season.left.sum()) * fits * share, ALL_OFF_PACE)
    return sums


def _added(burst: dict[tuple[int, int], int], place: int, week: int) -> list[tuple[int, float]]:
    """Take away what a burst adds."""
    return [(burst[place, week], -float(EXTRA))] if (place, week) in burst else []


def _kept(
    made: Rows, steps: list[list[tuple[int, float]]], ideal: Floats, price: float
) -> list[int]:
    """Return the sums of steps, which cost what they are off the ideal."""
    sums: list[int] = []
    for step, wanted in zip(steps, ideal, strict=True):
        sums.append(_sum(made, sums[-1] if sums else None, step))
        _convex(made, sums[-1], float(wanted), price)
    return sums


def _sum(made: Rows, before: int | None, steps: list[tuple[int, float]]) -> int:
    """Return the variable that is the sum so far."""
    total = int(made.variables((1,), low=-np.inf)[0])
    row = [(total, -1.0), *steps]
    made.row(row if before is None else [*row, (before, 1.0)], 0.0, 0.0)
    return total


def _convex(made: Rows, total: int, ideal: float, price: float) -> None:
    """Let it cost to be off the ideal: ``|total - ideal|``, straight between whole numbers."""
    off = int(made.variables((1,), cost=price)[0])
    below = floor(ideal)
    slope = 2 * below + 1 - 2 * ideal
    made.row([(off, 1.0), (total, -1.0)], low=-ideal)
    made.row([(off, 1.0), (total, 1.0)], low=ideal)
    made.row([(off, 1.0), (total, -slope)], low=ideal - below - slope * below)


def _gaps(
    made: Rows, season: Season, sums: dict[int, list[int]], burst: dict[tuple[int, int], int]
) -> None:
    """Let no place go too long without a visit, counted from its last one."""
    weeks = len(season.days)
    for place, reached in sums.items():
        gap, since = int(season.gap[place]), int(season.since[place])
        price = OVERDUE if since >= gap else GAP
        windows = [(0, min(max(gap - since, 1), weeks), price)]
        windows += [(start, start + gap, GAP) for start in range(1, weeks - gap + 1)]
        for start, end, price in windows:
            missed = int(made.variables((1,), cost=price, high=1.0)[0])
            row = [(missed, 1.0), (reached[end - 1], 1.0)]
            row += [(reached[start - 1], -1.0)] if start else []
            row += [
                (burst[place, week], float(EXTRA))
                for week in range(start, end)
                if (place, week) in burst
            ]
            made.row(row, low=1.0)


def _trips(made: Rows, season: Season, visit: Ints) -> None:
    """Count a town's trips in a week: as many as the most visits of any place there."""
    for town, minutes in enumerate(season.trip):
        places = np.flatnonzero((season.town == town) & (season.left > 0))
        if len(places) < 2:
            continue  # each visit is a trip: when it is made changes nothing
        price = HOUR_OF_TRIP * float(minutes) / 60
        trips = made.variables((len(season.days),), cost=price)
        for week, trip in enumerate(trips):
            for place in places:
                made.row([(trip, 1.0), (visit[place, week], -1.0)], low=0.0)
