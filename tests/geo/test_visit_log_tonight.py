"""Tonight's plan as a list to log from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import shapely

from geo import records, visit_log
from geo.errors import FormatError
from geo.model import ImportKind, Kommun
from geo.planning.patrol import StopKind
from geo.store import patrol_plans, read, write
from geo.store.engine import Store, open_store
from geo.visit_log import Draft, Tonight
from tests import store_frames, tonights_plan

NOW = datetime(2026, 3, 20, 18, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.sqlite") as opened:
        write.add_kommun(opened, Kommun("0883", "Västervik"))
        squares = [shapely.box(at, 0, at + 100, 100).wkb for at in (0, 100)]
        frame = store_frames.places(["a", "b"], name=["Torget", "Parken"], geometry=squares)
        parsed = store_frames.parsed(ImportKind.PLACES, frame)
        write.save(opened, parsed, kommun="0883", file="p", sha256="p", imported_utc=0)
        yield opened


def at(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def tonight(store: Store, now: datetime = NOW) -> Tonight:
    found = visit_log.tonight(store, records.gather(store, "0883"), now=now)
    assert found is not None
    return found


def save(store: Store, draft: Draft, now: datetime = NOW) -> str:
    return visit_log.save(store, "0883", draft, now=now).row_key


def done(store: Store) -> list[bool]:
    return [each.done_utc is not None for each in tonight(store).stops]


def test_without_a_plan_there_is_no_list(store: Store) -> None:
    assert visit_log.tonight(store, records.gather(store, "0883"), now=NOW) is None


def test_visits_are_listed_in_order_of_time_with_their_reasons(store: Store) -> None:
    tonights_plan.keep(
        store, "0883", tonights_plan.stop(2, at(60)), tonights_plan.stop(1, at(-30)),
        tonights_plan.stop(None, at(20), kind=StopKind.BREAK), tonights_plan.stop(99, at(90)),
    )  # fmt: skip
    stops = tonight(store).stops
    assert [each.name for each in stops] == ["Torget", "Parken"]
    assert stops[0].because == tonights_plan.BECAUSE
    assert (stops[0].draft.minutes, stops[0].draft.officers) == (15, 3)


def test_a_stop_is_done_by_its_own_visit_once_however_many_log_it(store: Store) -> None:
    tonights_plan.keep(store, "0883", tonights_plan.stop(1, at(-30)), tonights_plan.stop(1, at(90)))
    one, other = tonight(store).stops[0].draft, tonight(store).stops[0].draft
    assert save(store, one) == save(store, other)
    assert len(read.visits(store, "0883")) == 1
    assert done(store) == [True, False]


def test_a_visit_logged_freely_near_the_time_does_one_stop_only(store: Store) -> None:
    tonights_plan.keep(store, "0883", tonights_plan.stop(1, at(-40)), tonights_plan.stop(1, at(-1)))
    save(store, Draft("0" * 16, place_id=1, start_utc=int(at(-20).timestamp())))
    assert done(store) == [True, False]


def test_a_visit_of_another_place_or_time_does_no_stop(store: Store) -> None:
    tonights_plan.keep(store, "0883", tonights_plan.stop(1, at(-20)))
    save(store, Draft("0" * 16, place_id=2, start_utc=int(at(-20).timestamp())))
    save(store, Draft("1" * 16, place_id=1, start_utc=int(at(-90).timestamp())))
    assert done(store) == [False]


def test_a_stop_whose_visit_was_taken_back_can_be_logged_again(store: Store) -> None:
    tonights_plan.keep(store, "0883", tonights_plan.stop(1, at(-30)))
    key = save(store, tonight(store).stops[0].draft)
    visit_log.withdraw(store, "0883", key, why="fel", now=NOW)
    assert done(store) == [False]
    assert save(store, tonight(store).stops[0].draft) != key
    assert done(store) == [True]


def test_a_stop_keeps_its_draft_when_the_rest_is_planned_anew(store: Store) -> None:
    tonights_plan.keep(store, "0883", tonights_plan.stop(1, at(30)), tonights_plan.stop(2, at(60)))
    before = tonight(store).stops[1].draft.draft_id
    tonights_plan.keep(store, "0883", tonights_plan.stop(2, at(60)))
    assert tonight(store).stops[0].draft.draft_id == before


def test_a_stop_begins_at_its_time_once_that_has_passed_and_else_now(store: Store) -> None:
    tonights_plan.keep(store, "0883", tonights_plan.stop(1, at(-30)), tonights_plan.stop(2, at(60)))
    passed, ahead = tonight(store).stops
    now = int(NOW.timestamp())
    assert visit_log.begun(passed, now_utc=now) == passed.draft
    assert visit_log.begun(ahead, now_utc=now) == replace(ahead.draft, start_utc=now)


def test_the_plan_is_there_before_and_after_the_shift_but_not_next_day(store: Store) -> None:
    tonights_plan.keep(store, "0883", tonights_plan.stop(1, at(0)))
    assert tonight(store, at(-6 * 60)).stops
    assert tonight(store, at(5 * 60)).stops
    found = records.gather(store, "0883")
    assert visit_log.tonight(store, found, now=at(16 * 60)) is None


def test_a_plan_that_cannot_be_read_is_said(store: Store) -> None:
    at_utc = int(NOW.timestamp())
    patrol_plans.save(
        store, "0883", "{}", start_utc=at_utc - 60, end_utc=at_utc + 60, at_utc=at_utc
    )
    with pytest.raises(FormatError):
        tonight(store)
