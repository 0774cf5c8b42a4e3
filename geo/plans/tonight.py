"""Tonight's walk of a kommun: need, ways and places from the store, the plan from ``planning``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from geo import records, weeks
from geo.errors import SelectionError
from geo.planning import need as planning
from geo.planning import patrol
from geo.planning.need import Need, Weights
from geo.planning.patrol import Done, Order, Plan, Point, Shift, Site
from geo.planning.patrol.propose import ITERATIONS
from geo.planning.travel import Ways
from geo.plans.need import need as need_of
from geo.plans.need import weights_used
from geo.plans.year import pace_for_need
from geo.records import Records
from geo.settings import KommunSettings
from geo.store import need_profiles
from geo.store.engine import Store
from geo.terrain import ways as terrain


def tonight(
    store: Store,
    kommun: str,
    shift: Shift,
    *,
    now: datetime,
    seed: int,
    profile: str | None = None,
    own: KommunSettings | None = None,
    iterations: int = ITERATIONS,
    improved: Callable[[Plan], None] | None = None,
) -> Plan:
    """Propose the walks of a shift.

    Parameters
    ----------
    store : Store
    kommun : str
    shift : Shift
    now : datetime
        Aware. Nothing is used that was not known now, nor when the shift began.
    seed : int
        Of the draw among the good plans.
    profile : str, optional
        Name of the weights of need, where it is not those in use.
    own : KommunSettings, optional
        What the kommun has decided for itself.
    iterations : int, optional
    improved : callable, optional
        Called with a first plan at once, and then with every better one.

    Raises
    ------
    SelectionError
        No such profile, or a place that has to be in the plan is none of the kommun's that day.
    FormatError
        The kept network of ways cannot be read.
    """
    night = _night(store, kommun, shift, int(now.timestamp()), profile, own)
    told = None if improved is None else lambda plan: improved(night.stamped(plan))
    asked = (shift, night.need, night.sites, night.ways)
    plan = patrol.propose(*asked, seed=seed, iterations=iterations, improved=told)
    return night.stamped(plan)


def rework(
    store: Store, kommun: str, plan: Plan, order: Order, *, own: KommunSettings | None = None
) -> Plan:
    """Return a plan in an order that somebody has chosen, with the same need as before.

    See ``planning.patrol.order_of``, ``Step`` and ``follow``.

    Raises
    ------
    SelectionError
        A step is no place, meeting or break of the shift.
    """
    night = _night(store, kommun, plan.shift, plan.made_utc, plan.profile, own)
    found = patrol.follow(
        plan.shift, order, night.need, night.sites, night.ways, best=plan.best, seed=plan.seed
    )
    return night.stamped(found)


def again(
    store: Store,
    kommun: str,
    plan: Plan,
    *,
    done: tuple[Done, ...],
    at: Point,
    now: datetime,
    own: KommunSettings | None = None,
    iterations: int = ITERATIONS,
) -> Plan:
    """Plan the rest of a shift anew from where one is; see ``planning.patrol.rest``.

    Need is that of the plan, so that a visit just made is not counted twice: once in need and once
    as a return.

    Raises
    ------
    SelectionError
        The shift is over.
    """
    shift = patrol.rest(plan, done=done, at=at, now_utc=int(now.timestamp()))
    night = _night(store, kommun, shift, plan.made_utc, plan.profile, own)
    found = patrol.propose(
        shift, night.need, night.sites, night.ways, seed=plan.seed, iterations=iterations
    )
    return night.stamped(found)


@dataclass(frozen=True)
class _Night:
    """What the plans of a shift are made from."""

    need: Need
    sites: tuple[Site, ...]
    ways: Ways
    store_version: int
    made_utc: int

    def stamped(self, plan: Plan) -> Plan:
        """Return a plan with what it was made from."""
        return replace(plan, store_version=self.store_version, made_utc=self.made_utc)


def _night(
    store: Store,
    kommun: str,
    shift: Shift,
    made_utc: int,
    profile: str | None,
    own: KommunSettings | None,
) -> _Night:
    own = own or KommunSettings()
    made_utc = min([made_utc or shift.start_utc, shift.start_utc, *_begun(shift)])
    moment = datetime.fromtimestamp(made_utc, UTC)
    found = records.gather(store, kommun, nearest_m=own.nearest_m)
    pace = pace_for_need(store, kommun, now=moment, own=own, found=found)
    over = planning.slots(shift.start_utc, shift.end_utc)
    return _Night(
        need_of(
            store, found, over, now=moment, weights=_weights(store, kommun, profile), pace=pace
        ),
        _sites_of_the_day(found, shift),
        terrain.ways(store, kommun),
        found.store_version,
        made_utc,
    )


def _begun(shift: Shift) -> list[int]:
    return [done.start_utc for done in shift.done]


def _weights(store: Store, kommun: str, profile: str | None) -> Weights:
    """Return the weights of a name; those in use if none is said.

    Raises
    ------
    SelectionError
        There are none of that name.
    """
    in_use = weights_used(store, kommun)
    if profile is None or profile == in_use.name:
        return in_use
    shipped = planning.shipped_weights()
    if profile == shipped.name:
        return shipped
    for saved in need_profiles.profiles(store, kommun):
        if saved.name == profile:
            return Weights.from_json(saved.weights)
    raise SelectionError(
        f"Behovsprofilen ”{profile}” finns inte.", hint="Någon kan ha tagit bort den."
    )


def _sites_of_the_day(found: Records, shift: Shift) -> tuple[Site, ...]:
    """Return where one goes in each place that there is on the day of the shift."""
    day = weeks.local_day(shift.start_utc).isoformat()
    begin, end = found.places["valid_from"], found.places["valid_to"]
    return patrol.sites(found.places[(begin <= day) & ((end == "") | (end > day))])
