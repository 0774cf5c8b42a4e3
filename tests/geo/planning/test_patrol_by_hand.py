"""A walk changed by hand has its times reckoned and its faults named; the rest is planned anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import SelectionError
from geo.planning import patrol
from geo.planning.patrol import Break, Done, Meeting, Order, Plan, Point, Step, StopKind
from tests.patrol_world import HOUR, START, Islands, World, faults, town, worlds


def follow(world: World, *steps: Step) -> Plan:
    return patrol.follow(world.shift, (steps,), world.need, world.sites, world.ways)


def propose(world: World, **more: int) -> Plan:
    chosen = {"seed": 1, "iterations": 5, **more}
    return patrol.propose(world.shift, world.need, world.sites, world.ways, **chosen)


def test_stops_follow_each_other_as_soon_as_the_ways_allow() -> None:
    world = town(6, hours=6)
    (walk,) = follow(world, Step(place_id=3), Step(place_id=1, minutes=25)).walks
    assert [stop.place_id for stop in walk.stops] == [3, 1]
    assert [stop.minutes for stop in walk.stops] == [15, 25]
    assert [stop.start_utc - stop.arrive_utc for stop in walk.stops] == [0, 0]
    assert walk.start_utc == world.shift.start_utc


def test_one_waits_for_the_spacing_the_meeting_and_the_pause() -> None:
    meeting = Meeting("Nattvandrarna", Point(10.0, 10.0), START + 4 * HOUR, 20)
    pause = Break(START + 5 * HOUR, START + 6 * HOUR, 30)
    world = town(3, meetings=(meeting,), breaks=(pause,))
    plan = follow(
        world,
        Step(place_id=1),
        Step(place_id=1),
        Step(StopKind.MEETING, name="Nattvandrarna"),
        Step(StopKind.BREAK),
    )
    first, second, met, rest = plan.walks[0].stops
    assert second.start_utc == first.leave_utc + 90 * 60
    assert (met.start_utc, rest.start_utc) == (meeting.start_utc, pause.earliest_utc)
    assert (first.visit, second.visit) == (1, 2)
    assert plan.faults == ()


def test_faults_of_an_order_are_named_and_the_order_stands() -> None:
    world = town(4, hours=2, must=frozenset({2}), never=frozenset({3}), spread=300.0)
    steps = [Step(place_id=3, minutes=5), *(Step(place_id=1),) * 2, Step(place_id=4, minutes=60)]
    plan = follow(world, *steps)
    assert [stop.place_id for stop in plan.walks[0].stops] == [3, 1, 1, 4]
    told = " ".join(plan.faults)
    assert "Plats 2 ska vara med, men är inte det." in told
    assert "Plats 3 är bortvald, men är med." in told
    assert "Plats 3: ett besök är 10–60 min, inte 5." in told
    assert "efter passets slut" in told
    assert "resten är kvar för larm" in told
    assert faults(world, plan) == plan.faults


def test_a_meeting_that_is_missed_and_a_place_without_a_way_are_faults() -> None:
    meeting = Meeting("Mötet", Point(0.0, 0.0), START + 600, 20)
    world = town(2, meetings=(meeting,))
    far = replace(world.sites[1], x=9000.0)
    world = replace(world, sites=(world.sites[0], far), ways=Islands())
    plan = follow(world, Step(place_id=2), Step(StopKind.MEETING, name="Mötet"))
    assert "Det finns ingen väg till Plats 2." in plan.faults
    assert any(fault.startswith("Ingen patrull är på Mötet") for fault in plan.faults)


def test_wishes_are_kept_unless_a_later_stop_is_wished_for_before() -> None:
    world = town(3, spread=200.0)
    late, early = START + 4 * HOUR, START + 2 * HOUR
    order = (Step(place_id=1, not_before_utc=late), Step(place_id=2, not_before_utc=early))
    starts = [stop.start_utc for stop in follow(world, *order).walks[0].stops]
    assert starts[0] < early
    assert starts[1] == early


def test_what_is_no_place_or_meeting_of_the_shift_is_refused() -> None:
    with pytest.raises(SelectionError, match="Plats 99 finns inte"):
        follow(town(2), Step(place_id=99))
    with pytest.raises(SelectionError, match="finns inte i passet"):
        follow(town(2), Step(StopKind.MEETING, name="Okänt"))
    with pytest.raises(SelectionError, match="Plats 99 finns inte"):
        propose(town(2, must=frozenset({99})))


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(worlds(), st.data())
def test_any_order_can_be_followed_and_its_faults_are_all_named(
    world: World, data: st.DataObject
) -> None:
    ids = [site.place_id for site in world.sites] or [0]
    visits = st.builds(Step, place_id=st.sampled_from(ids), minutes=st.sampled_from([None, 10, 45]))
    steps = st.lists(visits if world.sites else st.just(Step(StopKind.BREAK)), max_size=6)
    order: Order = tuple(tuple(data.draw(steps)) for _ in range(world.shift.patrols))
    plan = patrol.follow(world.shift, order, world.need, world.sites, world.ways)
    assert faults(world, plan) == plan.faults
    assert [[s.place_id for s in walk.stops] for walk in plan.walks] == [
        [step.place_id for step in steps] for steps in order
    ]
    assert not any("går inte framåt" in fault or "är fel räknat" in fault for fault in plan.faults)


def test_a_change_is_told_in_words() -> None:
    world = town(6, spread=400.0)
    plan = propose(world, iterations=20)
    order = patrol.order_of(plan)
    gone = plan.walks[0].stops[0]
    changed = patrol.follow(world.shift, (order[0][1:],), world.need, world.sites, world.ways)
    found = patrol.difference(plan, changed)
    assert found.removed == (gone.name,)
    assert found.added == ()
    assert found.at_places == -15
    assert "mindre behov täckt" in found.words
    assert "15 min mindre på plats" in found.words
    assert f"bort: {gone.name}" in found.words


def test_the_rest_of_a_shift_keeps_what_is_done() -> None:
    pause = Break(START + HOUR, START + 2 * HOUR, 30)
    early = Meeting("Före", Point(0.0, 0.0), START + HOUR, 10)
    late = Meeting("Efter", Point(0.0, 0.0), START + 6 * HOUR, 10)
    world = town(8, breaks=(pause,), meetings=(early, late), must=frozenset({1, 2}))
    plan = propose(world)
    now = START + 3 * HOUR
    done = (Done(1, now - 30 * 60, 15), Done(3, now - 100 * 60, 15))
    shift = patrol.rest(plan, done=done, at=Point(50.0, 50.0), now_utc=now)
    assert (shift.start_utc, shift.end_utc) == (now, world.shift.end_utc)
    assert shift.end == world.shift.origin
    assert [each.name for each in shift.meetings] == ["Efter"]
    assert shift.breaks == ()
    assert shift.must == {2}
    rest = patrol.propose(shift, world.need, world.sites, world.ways, seed=1, iterations=5)
    assert faults(world, rest) == ()
    assert not {1, 3} & {each.place_id for each in rest.left_out}
    returns = [s for walk in rest.walks for s in walk.stops if s.place_id == 1]
    assert all(s.start_utc >= done[0].start_utc + (15 + 90) * 60 and s.visit > 1 for s in returns)


def test_a_pause_that_has_not_been_taken_is_still_to_come() -> None:
    pause = Break(START + HOUR, START + 5 * HOUR, 30)
    plan = patrol.follow(
        town(1, breaks=(pause,)).shift, ((Step(place_id=1),),), *_of(town(1, breaks=(pause,)))
    )
    shift = patrol.rest(plan, done=(), at=Point(0.0, 0.0), now_utc=START + 3 * HOUR)
    assert shift.breaks == (replace(pause, earliest_utc=START + 3 * HOUR),)


def _of(world: World) -> tuple[object, ...]:
    return world.need, world.sites, world.ways


def test_a_shift_that_is_over_has_no_rest() -> None:
    plan = propose(town(1))
    with pytest.raises(SelectionError, match="Passet är slut"):
        patrol.rest(plan, done=(), at=Point(0.0, 0.0), now_utc=plan.shift.end_utc)
