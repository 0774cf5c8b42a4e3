"""Need of what is on record: the kommun's own weights and priorities, and the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from geo import weeks
from geo.errors import SettingsError
from geo.planning import need as planning
from geo.planning.need import Need, Pace, Record, Slot, Weights
from geo.records import Records
from geo.store import need_profiles, priorities
from geo.store.engine import Store

YEARS_BACK = 4
"""How far back risk occasions are looked at, to see what they brought."""


def need(
    store: Store,
    records: Records,
    slots: tuple[Slot, ...],
    *,
    now: datetime,
    weights: Weights | None = None,
    pace: Pace | None = None,
) -> Need:
    """Return the need of a visit per place and slot of a kommun.

    Parameters
    ----------
    store : Store
        Of `records`; for weights and priorities.
    records : Records
    slots : tuple of Slot
        See ``planning.need.slots`` and ``week_slots``.
    now : datetime
        Aware.
    weights : Weights, optional
        In place of the kommun's own.
    pace : Pace, optional
        How far the year's visits have come, and how often each place is to be visited.

    Returns
    -------
    Need
        With the shipped weights where the kommun's own cannot be read: a patrol that leaves at six
        has a walk all the same, and ``missing`` says so.
    """
    problem = ""
    if weights is None:
        try:
            weights = weights_used(store, records.kommun)
        except SettingsError as error:
            weights = planning.shipped_weights()
            problem = f"{error.message} Den medföljande profilen används."
    found = planning.build(
        slots,
        record(store, records, slots),
        weights=weights,
        harm_weights=planning.shipped_harm_weights(),
        now=int(now.timestamp()),
        pace=pace,
    )
    return replace(found, missing=(problem, *found.missing)) if problem else found


def weights_used(store: Store, kommun: str) -> Weights:
    """Return the weights that a kommun uses: its own profile, or the shipped one.

    Raises
    ------
    SettingsError
        The profile on record cannot be read.
    """
    saved = need_profiles.used(store, kommun)
    return planning.shipped_weights() if saved is None else Weights.from_json(saved.weights)


def record(store: Store, records: Records, slots: tuple[Slot, ...]) -> Record:
    """Return what need is built from, with the risk occasions up to the last slot."""
    last = weeks.local_day(slots[-1].end_utc) if slots else date.today()
    first = last - timedelta(days=366 * YEARS_BACK)
    return Record(
        places=records.places,
        incidents=records.incidents,
        assignment=records.assignment,
        visits=records.visits,
        visit_assignment=records.visit_assignment,
        surveys=records.surveys,
        occasions=weeks.occasions(records.kommun, first, last + timedelta(days=1)),
        priorities=priorities.priorities(store, records.kommun),
        where=records.centre,
        untimed=records.untimed,
    )
