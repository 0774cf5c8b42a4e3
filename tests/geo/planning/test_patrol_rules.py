"""No plan breaks a rule, whatever the kommun; and equal seeds give equal plans."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from geo.planning import patrol
from geo.planning.patrol import Break, Meeting, Plan, Point, Site, StopKind
from geo.planning.patrol.task import END, ORIGIN, prepare
from tests.patrol_world import HOUR, START, World, faults, need_of, slots, town, worlds

ASKED = ("ska vara med, men är inte det", "Ingen patrull är på", "har ingen paus om")
"""How faults begin or end that tell of something that was asked for and cannot be had."""

many = settings(max_examples=500, suppress_health_check=list(HealthCheck))
some = settings(max_examples=60, suppress_health_check=list(HealthCheck))


def propose(world: World, seed: int = 1, iterations: int = 3) -> Plan:
    return patrol.propose(
        world.shift, world.need, world.sites, world.ways, seed=seed, iterations=iterations
    )


@many
@given(worlds(), st.integers(0, 99))
def test_a_plan_breaks_no_rule_but_where_what_was_asked_for_cannot_be_had(
    world: World, seed: int
) -> None:
    plan = propose(world, seed)
    found = faults(world, plan)
    assert found == plan.faults
    assert [fault for fault in found if not any(words in fault for words in ASKED)] == []
    assert plan.covered <= plan.possible + 1e-6
    length = dict(world.shift.service)
    for walk in plan.walks:
        for stop in walk.stops:
            if stop.kind is StopKind.VISIT:
                assert stop.minutes == length.get(stop.place_id or 0, 15)


@some
@given(worlds(), st.integers(0, 99))
def test_one_thing_asked_for_is_had_if_it_can_be_had_alone(world: World, seed: int) -> None:
    shift = world.shift
    if len(shift.must) + len(shift.meetings) + len(shift.breaks) != 1:
        shift = replace(
            shift,
            must=frozenset(),
            breaks=(),
            meetings=(_soon(shift.start_utc),),
            never=frozenset(),
        )
        world = replace(world, shift=shift)
    assert bool(propose(world, seed).faults) == (not _alone(world))


def _soon(start: int) -> Meeting:
    return Meeting("Samverkan", Point(100.0, 0.0), start + 60 * 20, 10)


def _alone(world: World) -> bool:
    """Tell whether the one thing asked for could be done if nothing else were."""
    shift = world.shift
    task = prepare(shift, world.need, world.sites, world.ways)
    if shift.must:
        (place_id,) = shift.must
        at = [site.place_id for site in task.sites].index(place_id)
        return bool(task.made[at]) or task.fits(at)
    if shift.breaks:
        pause, home = shift.breaks[0], int(task.minutes[ORIGIN, END])
        begins = (pause.earliest_utc - shift.start_utc) // 60
        return pause.minutes + home <= task.budget and begins + pause.minutes + home <= task.length
    point, begins = task.meeting_point(0), task.minute(shift.meetings[0].start_utc)
    out, home = int(task.minutes[ORIGIN, point]), int(task.minutes[point, END])
    minutes = shift.meetings[0].minutes
    in_time = out <= begins and begins + minutes + home <= task.length
    return in_time and out + minutes + home <= task.budget


@some
@given(worlds(), st.integers(0, 99))
def test_equal_seeds_give_equal_plans_and_json_gives_them_back(world: World, seed: int) -> None:
    plan = propose(world, seed)
    assert propose(world, seed) == plan
    assert patrol.from_json(json.dumps(patrol.to_json(plan))) == plan


@some
@given(worlds())
def test_a_plan_at_once_keeps_the_same_rules(world: World) -> None:
    plan = patrol.nearest(world.shift, world.need, world.sites, world.ways)
    found = faults(world, plan)
    assert [fault for fault in found if not any(words in fault for words in ASKED)] == []


@some
@given(worlds(), st.integers(0, 9))
@example(town(5), 0)
def test_the_order_of_a_plan_gives_the_same_plan(world: World, seed: int) -> None:
    plan = propose(world, seed)
    again = patrol.follow(
        world.shift,
        patrol.order_of(plan),
        world.need,
        world.sites,
        world.ways,
        best=plan.best,
        seed=seed,
    )
    assert again == plan
    assert patrol.difference(plan, again).words == "ingen skillnad"


def test_a_plan_for_a_kommun_without_places_is_empty() -> None:
    plan = propose(town(0))
    assert [walk.stops for walk in plan.walks] == [()]
    assert (plan.covered, plan.possible, plan.share, plan.left_out) == (0, 0, 0, ())


def test_each_patrol_has_its_own_pause_within_its_window() -> None:
    pause = Break(START + 3 * HOUR, START + 4 * HOUR, 30)
    plan = propose(town(8, patrols=3, breaks=(pause,)))
    for walk in plan.walks:
        (stop,) = [stop for stop in walk.stops if stop.kind is StopKind.BREAK]
        assert pause.earliest_utc <= stop.start_utc <= pause.latest_utc
        assert stop.minutes == 30


def test_a_meeting_is_held_by_one_patrol_at_its_time() -> None:
    meeting = Meeting("Nattvandrarna", Point(300.0, 300.0), START + 2 * HOUR, 30)
    plan = propose(town(8, patrols=2, meetings=(meeting,)))
    held = [s for walk in plan.walks for s in walk.stops if s.kind is StopKind.MEETING]
    assert [(stop.name, stop.start_utc) for stop in held] == [("Nattvandrarna", START + 2 * HOUR)]


def test_the_reserve_is_left_for_alarms() -> None:
    for reserve in (0.0, 0.3):
        plan = propose(town(30, reserve=reserve), iterations=50)
        (walk,) = plan.walks
        minutes = walk.walked + walk.driven + sum(stop.minutes for stop in walk.stops)
        assert minutes <= (1 - reserve) * 480
        assert minutes > (1 - reserve) * 480 - 40


def test_returns_count_half_and_a_quarter_and_never_come_within_ninety_minutes() -> None:
    over = slots(START, START + 8 * HOUR)
    world = World(
        town(1).shift, need_of([[40.0] * len(over)], over), (Site(1, "Torget", 50.0, 0.0),)
    )
    plan = propose(world, iterations=20)
    stops = plan.walks[0].stops
    assert [(stop.visit, stop.need) for stop in stops] == [(1, 40.0), (2, 20.0), (3, 10.0)]
    assert all(b.start_utc - a.leave_utc >= 90 * 60 for a, b in pairwise(stops))
    assert plan.covered == plan.possible == 70.0
