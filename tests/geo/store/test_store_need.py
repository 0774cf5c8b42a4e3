"""Profiles of need and priorities: saved, used, removed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from geo.errors import SelectionError
from geo.model import Kommun, Priority
from geo.store import need_profiles, priorities, write
from geo.store.engine import Store, open_store

KARSTORP = Priority(6, date(2026, 3, 23), date(2026, 4, 6), "skadegörelse vid skolan")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "new.sqlite") as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
        write.add_kommun(store, Kommun("0483", "Katrineholm"))
        yield store


def names(store: Store, kommun: str = "0883") -> list[tuple[str, bool]]:
    return [(each.name, each.used) for each in need_profiles.profiles(store, kommun)]


def test_the_profile_saved_last_is_the_one_in_use(opened: Store) -> None:
    need_profiles.save(opened, "0883", "Natt", "{}", at_utc=1)
    need_profiles.save(opened, "0883", "Dag", "{}", at_utc=2)
    assert names(opened) == [("Dag", True), ("Natt", False)]
    assert names(opened, "0483") == []


def test_a_profile_is_saved_over_an_older_one_of_its_name(opened: Store) -> None:
    need_profiles.save(opened, "0883", "Natt", "{}", at_utc=1)
    need_profiles.save(opened, "0883", "Natt", '{"morker": 9}', at_utc=2)
    used = need_profiles.used(opened, "0883")
    assert used is not None
    assert (used.weights, used.saved_utc) == ('{"morker": 9}', 2)
    assert len(names(opened)) == 1


def test_another_profile_is_used_or_the_shipped_one(opened: Store) -> None:
    for name in ("Dag", "Natt"):
        need_profiles.save(opened, "0883", name, "{}", at_utc=1)
        need_profiles.save(opened, "0483", name, "{}", at_utc=1)
    need_profiles.use(opened, "0883", "Dag", at_utc=2)
    assert names(opened) == [("Dag", True), ("Natt", False)]
    need_profiles.use(opened, "0883", None, at_utc=3)
    assert need_profiles.used(opened, "0883") is None
    assert names(opened, "0483") == [("Dag", False), ("Natt", True)]


def test_a_profile_that_is_not_there_cannot_be_used_and_changes_nothing(opened: Store) -> None:
    need_profiles.save(opened, "0883", "Natt", "{}", at_utc=1)
    with pytest.raises(SelectionError, match="finns inte"):
        need_profiles.use(opened, "0883", "Dag", at_utc=2)
    assert names(opened) == [("Natt", True)]


def test_a_removed_profile_leaves_the_shipped_one_in_use(opened: Store) -> None:
    need_profiles.save(opened, "0883", "Natt", "{}", at_utc=1)
    need_profiles.forget(opened, "0883", "Natt", at_utc=2)
    assert need_profiles.used(opened, "0883") is None


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_profile_needs_a_name(opened: Store, name: str) -> None:
    with pytest.raises(SelectionError, match="namn"):
        need_profiles.save(opened, "0883", name, "{}", at_utc=1)


def test_a_priority_is_saved_listed_and_removed(opened: Store) -> None:
    before = opened.version
    saved = priorities.save(opened, "0883", KARSTORP, at_utc=1)
    assert opened.version > before
    assert priorities.priorities(opened, "0883") == (saved,)
    assert saved.note == KARSTORP.note
    assert priorities.priorities(opened, "0483") == ()
    assert saved.priority_id is not None
    priorities.forget(opened, "0483", saved.priority_id, at_utc=2)
    assert priorities.priorities(opened, "0883") == (saved,)
    priorities.forget(opened, "0883", saved.priority_id, at_utc=2)
    assert priorities.priorities(opened, "0883") == ()


def test_a_note_that_is_a_letter_is_refused(opened: Store) -> None:
    long = Priority(6, date(2026, 3, 23), date(2026, 4, 6), "x" * 201)
    with pytest.raises(SelectionError, match="för lång"):
        priorities.save(opened, "0883", long, at_utc=1)


def test_a_priority_ends_after_it_begins() -> None:
    with pytest.raises(ValueError, match="ends"):
        Priority(6, date(2026, 3, 23), date(2026, 3, 23))
