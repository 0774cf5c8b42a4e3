"""The integer program: what is decided, what it costs, and what must hold.

Decided are the visits of each place in each week. Everything but the room of a week is wished for
at a cost, so that there is always an answer. One visit that is a week off its even pace costs 1;
the other costs are measured in that.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint
from scipy.sparse import coo_array

from geo.planning.year.bursts import VISITS
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
WITHOUT, BELOW_FLOOR = 10.0, 60.0
"""A visit that there is no room for: up to the first by need, and the second below the floor."""


@dataclass(frozen=True)
class Model:
    """What ``scipy.optimize.milp`` takes, and where the visits stand in its answer."""

    cost: Floats
    integrality: Ints
    bounds: Bounds
    constraints: LinearConstraint
    shape: tuple[int, int]

    def visits(self, answer: Floats) -> Ints:
        """Return visits by place and week."""
        places, weeks = self.shape
        return np.rint(answer[: places * weeks]).astype(np.int64).reshape(self.shape)


def model(season: Season) -> Model:
    """Build the program of a season."""
    places, weeks = len(season.left), len(season.days)
    made = _Rows()
    visit = made.variables(
        (places, weeks),
        cost=-SOONER * season.urgency,
        high=np.minimum(season.left[:, None], season.capacity[None, :]),
        whole=True,
    )
    _room(made, season, visit)
    burst = _bursts(made, season, visit)
    _shortage(made, season, visit)
    _pace(made, season, visit, burst)
    _gaps(made, season, visit)
    _trips(made, season, visit)
    return made.model((places, weeks))


def _room(made: _Rows, season: Season, visit: Ints) -> None:
    """No week has more than it has room for; as much is done as there is room for."""
    for week, most in enumerate(season.capacity):
        made.row([(number, 1.0) for number in visit[:, week]], high=float(most))
    made.row([(int(number), 1.0) for number in visit.ravel()], season.total, season.total)


def _bursts(made: _Rows, season: Season, visit: Ints) -> dict[tuple[int, int], int]:
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


def _shortage(made: _Rows, season: Season, visit: Ints) -> None:
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


def _pace(made: _Rows, season: Season, visit: Ints, burst: dict[tuple[int, int], int]) -> None:
    """Keep each place, and all together, near an even pace; what a burst adds counts once.

    The cost of being off is drawn straight between whole numbers of visits: the relaxed program
    then knows what whole visits cost, and little is left to search for.
    """
    share = np.cumsum(season.days) / max(int(season.days.sum()), 1)
    extra = VISITS - 1
    together = np.zeros(len(season.days))
    fits = season.total / max(int(season.left.sum()), 1)
    for place, left in enumerate(season.left):
        if not left:
            continue
        ordinary = float(left - extra * int(season.bursts[place].sum()))
        lead = min(max(float(season.lead[place]), -1.0), 1.0)
        ideal = lead + (ordinary - lead) * share
        before: int | None = None
        for week in range(len(season.days)):
            steps = [(int(visit[place, week]), 1.0)]
            if (place, week) in burst:
                steps.append((burst[place, week], -float(extra)))
            before = _sum(made, before, steps)
            _convex(made, before, float(ideal[week]), OFF_PACE)
        together += left * share * fits
    before = None
    for week in range(len(season.days)):
        before = _sum(made, before, [(int(number), 1.0) for number in visit[:, week]])
        _convex(made, before, float(together[week]), ALL_OFF_PACE)


def _sum(made: _Rows, before: int | None, steps: list[tuple[int, float]]) -> int:
    """Return the variable that is the sum so far."""
    total = int(made.variables((1,), low=-np.inf)[0])
    row = [(total, -1.0), *steps]
    made.row(row if before is None else [*row, (before, 1.0)], 0.0, 0.0)
    return total


def _convex(made: _Rows, total: int, ideal: float, price: float) -> None:
    """Let it cost to be off the ideal: ``|total - ideal|``, straight between whole numbers."""
    off = int(made.variables((1,), cost=price)[0])
    below = floor(ideal)
    slope = 2 * below + 1 - 2 * ideal
    made.row([(off, 1.0), (total, -1.0)], low=-ideal)
    made.row([(off, 1.0), (total, 1.0)], low=ideal)
    made.row([(off, 1.0), (total, -slope)], low=ideal - below - slope * below)


def _gaps(made: _Rows, season: Season, visit: Ints) -> None:
    """Let no place go too long without a visit, counted from its last one."""
    weeks = len(season.days)
    for place, left in enumerate(season.left):
        if not left:
            continue
        gap = int(season.gap[place])
        since = int(season.since[place])
        price = OVERDUE if since >= gap else GAP
        windows = [(0, min(max(gap - since, 1), weeks), price)]
        windows += [(start, start + gap, GAP) for start in range(1, weeks - gap + 1)]
        for start, end, price in windows:
            missed = made.variables((1,), cost=price, high=1.0)
            row = [(number, 1.0) for number in visit[place, start:end]]
            made.row([*row, (missed[0], 1.0)], low=1.0)


def _trips(made: _Rows, season: Season, visit: Ints) -> None:
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


class _Rows:
    """Variables and rows as they are added."""

    def __init__(self) -> None:
        self.cost: list[Floats] = []
        self.low: list[Floats] = []
        self.high: list[Floats] = []
        self.whole: list[Ints] = []
        self.count = 0
        self.entries: list[tuple[int, int, float]] = []
        self.limits: list[tuple[float, float]] = []

    def variables(
        self,
        shape: tuple[int, ...],
        *,
        cost: float | Floats = 0.0,
        low: float = 0.0,
        high: float | Ints = np.inf,
        whole: bool = False,
    ) -> Ints:
        """Add variables and return their numbers."""
        number = int(np.prod(shape))
        for column, value in ((self.cost, cost), (self.low, low), (self.high, high)):
            column.append(np.broadcast_to(np.asarray(value, np.float64), shape).ravel())
        self.whole.append(np.full(number, int(whole), dtype=np.int64))
        self.count += number
        return np.arange(self.count - number, self.count).reshape(shape)

    def row(
        self, entries: list[tuple[int, float]], low: float = -np.inf, high: float = np.inf
    ) -> None:
        """Add a row that lies between `low` and `high`."""
        at = len(self.limits)
        self.entries += [(at, int(column), value) for column, value in entries]
        self.limits.append((low, high))

    def model(self, shape: tuple[int, int]) -> Model:
        at, column, value = (np.array(part) for part in zip(*self.entries, strict=True))
        rows = coo_array((value, (at, column)), shape=(len(self.limits), self.count)).tocsr()
        low, high = np.array(self.limits).T
        return Model(
            cost=np.concatenate(self.cost),
            integrality=np.concatenate(self.whole),
            bounds=Bounds(np.concatenate(self.low), np.concatenate(self.high)),
            constraints=LinearConstraint(rows, low, high),
            shape=shape,
        )
