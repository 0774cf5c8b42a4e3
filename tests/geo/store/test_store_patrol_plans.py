"""Patrol plans are kept side by side; the newest that touches a night is that night's."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import FormatError, SelectionError
from geo.store import patrol_plans
from geo.store.engine import Store, open_store

EVENING, NIGHT = 1_774_026_000, 1_774_054_800


@pytest.fixture
def store(demo_copy: Path) -> Store:
    return open_store(demo_copy)


def save(store: Store, plan: str = "{}", *, start: int = EVENING, end: int = NIGHT) -> int:
    return patrol_plans.save(store, "0883", plan, start_utc=start, end_utc=end, at_utc=EVENING)


def test_the_newest_plan_that_covers_a_moment_is_found(store: Store) -> None:
    first, second = save(store, '{"a": 1}'), save(store, '{"a": 2}')
    later = save(store, start=NIGHT + 3600, end=NIGHT + 7200)
    found = patrol_plans.latest(store, "0883", from_utc=EVENING + 60, until_utc=EVENING + 60)
    assert found is not None
    assert (found.plan_id, found.plan, found.start_utc) == (second, '{"a": 2}', EVENING)
    night = patrol_plans.latest(store, "0883", from_utc=EVENING, until_utc=NIGHT + 7200)
    assert night is not None
    assert night.plan_id == later
    assert patrol_plans.by_id(store, "0883", first).plan == '{"a": 1}'


def test_a_plan_is_of_its_kommun_and_its_night(store: Store) -> None:
    number = save(store)
    assert patrol_plans.latest(store, "0821", from_utc=EVENING, until_utc=NIGHT) is None
    assert patrol_plans.latest(store, "0883", from_utc=NIGHT + 1, until_utc=NIGHT + 9) is None
    with pytest.raises(SelectionError, match=f"ingen plan {number}"):
        patrol_plans.by_id(store, "0821", number)


def test_what_is_no_plan_is_not_saved(store: Store) -> None:
    version = store.version
    with pytest.raises(FormatError, match="inte JSON"):
        save(store, "{")
    with pytest.raises(FormatError, match="för lång"):
        save(store, '"' + "x" * patrol_plans.LONGEST_PLAN + '"')
    with pytest.raises(SelectionError, match="slutar innan det börjar"):
        save(store, start=NIGHT, end=EVENING)
    assert store.version == version
