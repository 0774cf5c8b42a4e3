"""Need of a visit: the reckoning, the kommun's profiles and its priorities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import streamlit as st

from dashboard import cached
from geo import plans
from geo.errors import GeoError
from geo.model import Priority
from geo.planning.need import (
    HarmWeight,
    Need,
    Weights,
    shipped_harm_weights,
    shipped_weights,
    week_slots,
)
from geo.planning.need.harm_weights import listed
from geo.store import need_profiles, priorities


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile on record; `weights` is None where it cannot be read, and `error` says why."""

    name: str
    used: bool
    weights: Weights | None
    error: GeoError | None = None


def _now() -> int:
    return int(datetime.now(UTC).timestamp())


@st.cache_resource(max_entries=6, show_spinner=False)
def _profiles(key: tuple[str, int], kommun: str) -> tuple[Profile, ...]:
    found = []
    for each in need_profiles.profiles(cached.store(), kommun):
        try:
            found.append(Profile(each.name, each.used, Weights.from_json(each.weights)))
        except GeoError as error:
            found.append(Profile(each.name, each.used, None, error))
    return tuple(found)


def profiles(kommun: str) -> tuple[Profile, ...]:
    """Return the profiles that a kommun has saved, by name."""
    return _profiles(cached._key(), kommun)


def shipped() -> Profile:
    """Return the profile that comes with the program; its name is None in the store."""
    weights = shipped_weights()
    return Profile(weights.name, False, weights)


def used(kommun: str) -> Profile:
    """Return the profile in use; the shipped one where none is, or it cannot be read."""
    chosen = next((each for each in profiles(kommun) if each.used), shipped())
    return Profile(chosen.name, True, chosen.weights or shipped_weights(), chosen.error)


def names(kommun: str) -> tuple[str, ...]:
    """Return the names of the profiles that can be looked at, the shipped one first."""
    readable = (each.name for each in profiles(kommun) if each.weights is not None)
    return (shipped().name, *readable)


def looked_at(kommun: str, name: str) -> Weights:
    """Return the weights of a profile by its name; the shipped ones where they cannot be read."""
    found = {each.name: each.weights for each in profiles(kommun)}
    return found.get(name) or shipped_weights()


@st.cache_resource(max_entries=64, show_spinner="Räknar ut behovet …")
def _need(key: tuple[str, int], kommun: str, first: date, weights: Weights, hour: int) -> Need:
    now, found = datetime.now(UTC), cached.kommun_records(kommun)
    own = cached.current_settings().kommun(kommun)
    pace = plans.pace_for_need(cached.store(), kommun, now=now, own=own, found=found)
    return plans.need(cached.store(), found, week_slots(first), now=now, weights=weights, pace=pace)


def need(kommun: str, first: date, weights: Weights) -> Need:
    """Return the need of the seven days from a day; reckoned anew every hour."""
    return _need(cached._key(), kommun, first, weights, _now() // 3600)


@st.cache_resource(max_entries=6, show_spinner=False)
def _priorities(key: tuple[str, int], kommun: str) -> tuple[Priority, ...]:
    return priorities.priorities(cached.store(), kommun)


def put_first(kommun: str, since: date) -> tuple[Priority, ...]:
    """Return the priorities that hold on a day or later."""
    return tuple(each for each in _priorities(cached._key(), kommun) if each.until_day > since)


def harm_weights() -> tuple[tuple[str, str, HarmWeight], ...]:
    """Return code, label and harm weight of every category, heaviest first."""
    return tuple((c.code, c.label, weight) for c, weight in listed(shipped_harm_weights()))


def save_profile(kommun: str, name: str, weights: Weights) -> Weights:
    """Save weights under a name and use them; return them as they were saved."""
    return plans.save_need_profile(cached.store(), kommun, name, weights, at_utc=_now())


def use_profile(kommun: str, name: str | None) -> None:
    """Use one of the profiles, or the shipped one."""
    need_profiles.use(cached.store(), kommun, name, at_utc=_now())


def forget_profile(kommun: str, name: str) -> None:
    """Remove a profile."""
    need_profiles.forget(cached.store(), kommun, name, at_utc=_now())


def save_priority(kommun: str, wanted: Priority) -> Priority:
    """Put a place first."""
    return plans.put_first(cached.store(), kommun, wanted, at_utc=_now())


def forget_priority(kommun: str, priority_id: int) -> None:
    """Let a place be no longer first."""
    priorities.forget(cached.store(), kommun, priority_id, at_utc=_now())
