"""Tonight's walk: plans, their ways and files; keyed as everything else on the store's version."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import streamlit as st

from dashboard import cached
from geo import plans
from geo.errors import GeoError
from geo.planning import patrol
from geo.planning.patrol import Order, Plan, Point, Shift, Site
from geo.plans import doing as what_to_do
from geo.plans import outing as plan_outing
from geo.plans import so_far
from geo.plans.walk_paths import Way, walk_paths
from geo.report import Outing
from geo.store import patrol_plans
from geo.terrain import ways

Key = tuple[str, int]
Paths = tuple[tuple[Way, ...], ...]


@st.cache_resource(max_entries=6, show_spinner=False)
def _sites(key: Key, kommun: str) -> tuple[Site, ...]:
    return patrol.sites(cached.kommun_records(kommun).places)


def sites(kommun: str) -> tuple[Site, ...]:
    """Return where one goes in each place of a kommun."""
    return _sites(cached._key(), kommun)


@st.cache_resource(max_entries=64, show_spinner=False)
def _tonight(
    key: Key, kommun: str, shift: Shift, seed: int, _improved: Callable[[Plan], None] | None
) -> Plan:
    return plans.tonight(
        cached.store(),
        kommun,
        shift,
        now=datetime.now(UTC),
        seed=seed,
        own=cached.current_settings().kommun(kommun),
        improved=_improved,
    )


def tonight(
    kommun: str, shift: Shift, seed: int, improved: Callable[[Plan], None] | None = None
) -> Plan:
    """Return a proposal; see ``plans.tonight``. Seconds, unless it has been made before."""
    return _tonight(cached._key(), kommun, shift, seed, improved)


def version() -> Key:
    """Return what a proposal depends on beside what is asked: which store, and how new."""
    return cached._key()


@st.cache_resource(max_entries=128, show_spinner=False)
def _reworked(key: Key, kommun: str, plan: Plan, order: Order) -> Plan:
    own = cached.current_settings().kommun(kommun)
    return plans.rework(cached.store(), kommun, plan, order, own=own)


def reworked(kommun: str, plan: Plan, order: Order) -> Plan:
    """Return a plan in another order; see ``plans.rework``."""
    return _reworked(cached._key(), kommun, plan, order)


@st.cache_resource(max_entries=64, show_spinner=False)
def _paths(key: Key, kommun: str, plan: Plan) -> Paths:
    return walk_paths(plan, ways.ways(cached.store(), kommun))


def paths(kommun: str, plan: Plan) -> Paths:
    """Return the ways of a plan as lines; see ``plans.walk_paths``."""
    return _paths(cached._key(), kommun, plan)


def doing(kommun: str, plan: Plan) -> Mapping[int, tuple[str, ...]]:
    """Return what to do at each place of a plan."""
    causes = cached.kommun_records(kommun).causes
    return what_to_do.doing(plan, causes, what_to_do.load())


@st.cache_resource(max_entries=12, show_spinner=False)
def _last_visits(key: Key, kommun: str, before_utc: int) -> Mapping[int, int]:
    return so_far.last_visits(cached.kommun_records(kommun), before_utc=before_utc)


def last_visits(kommun: str, before_utc: int) -> Mapping[int, int]:
    """Return when each place was last visited before a moment, seconds UTC."""
    return _last_visits(cached._key(), kommun, before_utc)


def outing(kommun: str, name: str, plan: Plan) -> Outing:
    """Return what reports are made from; `name` is that of the kommun."""
    return plan_outing.outing(cached.store(), cached.kommun_records(kommun), plan, name)


def save(kommun: str, plan: Plan) -> int:
    """Keep a plan as that of its night, and return its number."""
    return patrol_plans.save(
        cached.store(),
        kommun,
        json.dumps(patrol.to_json(plan), ensure_ascii=False),
        start_utc=plan.shift.start_utc,
        end_utc=plan.shift.end_utc,
        at_utc=int(datetime.now(UTC).timestamp()),
    )


@st.cache_resource(max_entries=32, show_spinner=False)
def _kept(key: Key, kommun: str, plan_id: int) -> tuple[Plan, int]:
    found = patrol_plans.by_id(cached.store(), kommun, plan_id)
    return patrol.from_json(found.plan), found.saved_utc


def kept(kommun: str, plan_id: int) -> tuple[Plan, int]:
    """Return a plan that was saved, and when.

    Raises
    ------
    GeoError
        There is none with this number, or it cannot be read.
    """
    return _kept(cached._key(), kommun, plan_id)


def newest(kommun: str, from_utc: int, until_utc: int) -> int | None:
    """Return the number of the plan that was saved last for a night, if it can be read."""
    found = patrol_plans.latest(cached.store(), kommun, from_utc=from_utc, until_utc=until_utc)
    if found is None:
        return None
    try:
        kept(kommun, found.plan_id)
    except GeoError:
        return None
    return found.plan_id


def again(kommun: str, plan: Plan, now: datetime) -> Plan:
    """Plan the rest of a shift from the last stop that was made; see ``plans.again``.

    Raises
    ------
    GeoError
        The shift is over.
    """
    records = cached.kommun_records(kommun)
    done = so_far.done(records, plan, until_utc=int(now.timestamp()))
    where = {site.place_id: site for site in sites(kommun)}
    last = where.get(done[-1].place_id) if done else None
    at = plan.shift.origin if last is None else Point(last.x, last.y, last.name)
    own = cached.current_settings().kommun(kommun)
    return plans.again(cached.store(), kommun, plan, done=done, at=at, now=now, own=own)


def done(kommun: str, plan: Plan) -> frozenset[int]:
    """Return the places that the log says have been visited in the plan's shift."""
    records = cached.kommun_records(kommun)
    made = so_far.done(records, plan, until_utc=int(datetime.now(UTC).timestamp()))
    return frozenset(each.place_id for each in made) | {each.place_id for each in plan.shift.done}
