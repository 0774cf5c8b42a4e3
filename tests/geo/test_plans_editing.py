"""A plan changed stop by stop: every change is a new value that an address can hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geo.planning.patrol import Site, Step, StopKind, order_of
from geo.plans import editing
from geo.plans.editing import Edit
from geo.plans.editing_query import from_text, to_text
from tests import walk_plans

SITES = tuple(
    Site(place, name, *walk_plans.at(place)) for place, (name, _, _) in walk_plans.PLACES.items()
)


def places(edit: Edit) -> list[int | None]:
    return [step.place_id for step in edit.order[0]]


def test_a_plan_that_is_not_changed_is_followed_as_it_is() -> None:
    made = walk_plans.with_break(walk_plans.plan())
    assert editing.begin(made).order == order_of(made)


def test_a_dropped_place_may_not_come_back_unless_a_visit_of_it_is_left() -> None:
    edit = editing.begin(walk_plans.plan())
    once = editing.drop(edit, 0, 2)
    assert places(once) == [1, 2, 4, 2, 3]
    assert once.dropped == frozenset()
    assert editing.drop(once, 0, 4).dropped == {3}


def test_a_moved_stop_has_no_wish_of_its_own_and_the_others_keep_theirs() -> None:
    moved = editing.move(editing.begin(walk_plans.plan()), 0, 0, 2)
    assert places(moved) == [2, 3, 1, 4, 2, 3]
    wishes = [step.not_before_utc is None for step in moved.order[0]]
    assert wishes == [False, False, True, False, False, False]


def test_a_stop_is_10_to_60_minutes() -> None:
    edit = editing.begin(walk_plans.plan())
    for _ in range(12):
        edit = editing.lengthen(edit, 0, 0, 5)
    assert edit.order[0][0].minutes == 60
    for _ in range(12):
        edit = editing.lengthen(edit, 0, 0, -5)
    assert edit.order[0][0].minutes == 10


def test_a_pause_is_not_lengthened_and_a_stop_that_is_not_there_changes_nothing() -> None:
    edit = editing.begin(walk_plans.with_break(walk_plans.plan()))
    assert edit.order[0][6].kind is StopKind.BREAK
    assert editing.lengthen(edit, 0, 6, 5) == edit
    for change in (
        editing.drop(edit, 0, 99),
        editing.drop(edit, 3, 0),
        editing.move(edit, 0, -1, 1),
    ):
        assert change == edit


def test_a_place_is_added_where_it_is_the_shortest_detour() -> None:
    made = walk_plans.plan(stops=3)
    edit = editing.drop(editing.begin(made), 0, 1)
    added = editing.add(edit, 2, SITES, made.shift)
    assert places(added) == [1, 2, 3]
    assert added.dropped == frozenset()


def test_a_place_that_is_not_known_is_not_added() -> None:
    made = walk_plans.plan()
    assert editing.add(editing.begin(made), 99, SITES, made.shift) == editing.begin(made)


def test_a_lock_is_laid_and_taken_away() -> None:
    edit = editing.lock(editing.begin(walk_plans.plan()), 3)
    assert edit.locked == {3}
    assert editing.lock(edit, 3).locked == frozenset()
    assert editing.drop(editing.drop(edit, 0, 5), 0, 2).locked == frozenset()


STEPS = st.builds(
    lambda place, minutes, wish: Step(
        place_id=place,
        minutes=minutes,
        not_before_utc=None if wish is None else walk_plans.START + 60 * wish,
    ),
    st.integers(0, 10**6),
    st.none() | st.integers(10, 60),
    st.none() | st.integers(0, 480),
)


@given(st.lists(STEPS, max_size=12), st.frozensets(st.integers(0, 99)), st.integers(100, 199))
def test_an_address_holds_every_change(
    steps: list[Step], locked: frozenset[int], dropped: int
) -> None:
    shift = walk_plans.plan().shift
    edit = Edit((tuple(steps),), locked, frozenset({dropped}))
    assert from_text(to_text(edit, shift), shift) == edit


def test_pauses_are_kept_in_an_address() -> None:
    made = walk_plans.with_break(walk_plans.plan())
    steps = tuple(step for step in order_of(made)[0] if step.kind is not StopKind.MEETING)
    edit = Edit((steps,))
    found = from_text(to_text(edit, made.shift), made.shift)
    assert found is not None
    last = found.order[0][-1]
    assert (last.kind, last.minutes, last.not_before_utc) == (
        StopKind.BREAK, 30, steps[-1].not_before_utc,
    )  # fmt: skip


@given(st.text(alphabet="bmp0123456789-._~x", max_size=40))
def test_an_address_that_holds_nonsense_changes_nothing_or_holds_stops(text: str) -> None:
    found = from_text(text, walk_plans.plan().shift)
    assert found is None or len(found.order) == 1


def test_changes_of_a_plan_with_other_patrols_do_not_fit() -> None:
    two = walk_plans.plan(patrols=2)
    assert from_text(to_text(editing.begin(two), two.shift), walk_plans.plan().shift) is None
