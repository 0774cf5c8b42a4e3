"""A kommun's frames belong together, and to one store version."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from geo import join, records, weeks
from geo.model import Kommun, Selection
from geo.store import read, write
from geo.store.engine import open_store
from tests.conftest import DEMO_WEEK

NOW = datetime(2026, 3, 23, 6, tzinfo=UTC)


def test_the_frames_are_read_again_when_somebody_writes_meanwhile(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(demo_copy) as store:
        surveys, calls = read.surveys, []

        def surveys_while_somebody_writes(*arguments: object) -> object:
            if not calls:
                write.add_kommun(store, Kommun("9999", "En annan"))
            calls.append(arguments)
            return surveys(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(read, "surveys", surveys_while_somebody_writes)
        found = records.gather(store, "0883")
        assert len(calls) == 2
        assert found.store_version == store.version


def test_nearest_counts_points_just_outside_and_says_so(demo_store: Path) -> None:
    with open_store(demo_store) as store:
        plain = records.gather(store, "0883")
        near = records.gather(store, "0883", nearest_m=500.0)
    how = near.assignment.how
    assert not (plain.assignment.how == join.How.NEAREST).any()
    added = near.assignment.placed.sum() - plain.assignment.placed.sum()
    assert added == len(np.unique(near.assignment.row[how == join.How.NEAREST])) > 0
    selection = Selection("0883", weeks.parse("2026-T1"), nearest_m=500.0)
    totals = records.lagesbild(near, selection, now=NOW).totals
    assert totals.by_nearest > 0
    assert totals.rows == totals.placed + totals.outside + totals.unplaced


def test_a_place_may_hold_others_and_a_row_counts_once_in_the_total(demo_store: Path) -> None:
    with open_store(demo_store) as store:
        found = records.gather(store, "0883")
    picture = records.lagesbild(found, Selection("0883", weeks.parse(DEMO_WEEK)), now=NOW)
    assert sum(place.comparison.count for place in picture.places) > picture.totals.placed
    assert [place.rank for place in picture.places] == list(range(1, len(picture.places) + 1))


def test_an_empty_kommun_gives_an_empty_picture(tmp_path: Path) -> None:
    with open_store(tmp_path / "new.sqlite") as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
        found = records.gather(store, "0883")
    assert found.last_day is None
    picture = records.lagesbild(found, Selection("0883", weeks.parse("2026-W12")), now=NOW)
    assert picture.totals.rows == 0
    assert picture.places == ()
    assert picture.headline.startswith("Inga händelser")
