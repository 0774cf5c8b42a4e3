"""Selections saved under a name."""

from __future__ import annotations

import pytest

from geo.errors import SelectionError
from geo.store import selections
from geo.store.engine import Store
from geo.store.selections import Saved

KOMMUN = "0883"


def test_a_saved_selection_is_found_again_and_replaced_by_one_of_its_name(store: Store) -> None:
    selections.save(store, KOMMUN, " Helg  kväll ", "timmar=21-03", at_utc=1)
    selections.save(store, KOMMUN, "Centrum", "platser=1", at_utc=2)
    selections.save(store, KOMMUN, "Helg kväll", "timmar=20-02", at_utc=3)
    assert selections.saved(store, KOMMUN) == (
        Saved("Centrum", "platser=1", 2),
        Saved("Helg kväll", "timmar=20-02", 3),
    )
    assert selections.saved(store, "0000") == ()


def test_a_saved_selection_can_be_forgotten(store: Store) -> None:
    selections.save(store, KOMMUN, "Centrum", "platser=1", at_utc=1)
    selections.forget(store, KOMMUN, "Centrum", at_utc=2)
    assert selections.saved(store, KOMMUN) == ()


@pytest.mark.parametrize("name", ["", " \n ", "x" * 81])
def test_a_name_must_be_a_name(store: Store, name: str) -> None:
    with pytest.raises(SelectionError, match="namn"):
        selections.save(store, KOMMUN, name, "", at_utc=1)


def test_a_selection_that_is_too_long_is_refused(store: Store) -> None:
    with pytest.raises(SelectionError, match="för långt"):
        selections.save(store, KOMMUN, "Allt", "x" * 20_001, at_utc=1)


def test_a_hostile_name_is_kept_as_it_is(store: Store) -> None:
    name = "=cmd|' /C calc'!A0 {{7*191}} <img>"
    assert selections.save(store, KOMMUN, name, "", at_utc=1) == name
    assert selections.saved(store, KOMMUN)[0].name == name
