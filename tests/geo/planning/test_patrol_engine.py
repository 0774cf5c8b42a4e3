"""Team orienteering: every answer keeps every rule, and small problems are solved to the end."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.planning.patrol import engine
from geo.planning.patrol.engine import UNREACHABLE, Answer, Job, Problem, Tour, Visit
from geo.planning.patrol.engine.answer import rank, timed


@st.composite
def problems(draw: st.DrawFn, *, jobs: int = 12, tours: int = 3, locations: int = 6) -> Problem:
    places = draw(st.integers(1, locations))
    seconds = st.one_of(st.integers(0, 40), st.just(UNREACHABLE))
    duration = np.array(
        draw(st.lists(seconds, min_size=places**2, max_size=places**2)), dtype=np.int64
    ).reshape(places, places)
    np.fill_diagonal(duration, 0)
    place = st.integers(0, places - 1)
    moment = st.integers(-20, 120)
    number = draw(st.integers(0, tours))
    walks = []
    for _ in range(number):
        opens, closes = sorted((draw(moment), draw(moment)))
        longest = draw(st.none() | st.integers(0, 100))
        ends = draw(st.none() | place), draw(st.none() | place)
        walks.append(Tour(opens, closes, longest, *ends))
    job = st.builds(
        Job,
        prize=st.integers(0, 9),
        service=st.integers(0, 30),
        opens=moment,
        closes=moment,
        group=st.none() | st.integers(0, 2),
        required=st.booleans(),
        tour=st.none() | st.integers(0, number - 1) if number else st.none(),
    )
    work = tuple(draw(st.lists(job, max_size=jobs)))
    where = tuple(draw(place) for _ in work)
    return Problem(duration, where, draw(place), draw(place), work, tuple(walks))


def line(*jobs: Job, tours: tuple[Tour, ...] = (Tour(0, 100),)) -> Problem:
    """Jobs ten seconds apart along a line that begins and ends at 0."""
    at = 10 * np.arange(len(jobs) + 1, dtype=np.int64)
    return Problem(np.abs(at[:, None] - at), tuple(range(1, len(jobs) + 1)), 0, 0, jobs, tours)


def town() -> Problem:
    """Thirty jobs here and there, too many for two tours."""
    random = np.random.default_rng(3)
    x, y = random.integers(0, 600, (2, 31))
    duration = np.hypot(x[:, None] - x, y[:, None] - y).astype(np.int64)
    opens = random.integers(0, 3000, 30)
    jobs = tuple(
        Job(int(prize), 120, int(soon), int(soon) + 900)
        for prize, soon in zip(random.integers(1, 50, 30), opens, strict=True)
    )
    return Problem(duration, tuple(range(1, 31)), 0, 0, jobs, (Tour(0, 3600),) * 2)


def best_of_all(problem: Problem) -> tuple[int, int]:
    """Demands met and prize of the best answer, found by trying every order of one tour."""
    feasible = (
        timed(problem, [order])
        for size in range(len(problem.jobs) + 1)
        for chosen in combinations(range(len(problem.jobs)), size)
        for order in permutations(chosen)
    )
    ranks = [
        rank(problem, answer)[:2]
        for answer in feasible
        if answer is not None and not engine.check(problem, answer)
    ]
    return max(ranks)


@given(problems())
def test_the_answer_at_once_keeps_every_rule(problem: Problem) -> None:
    assert engine.check(problem, engine.nearest(problem)) == ()


@settings(max_examples=200)
@given(problems(), st.integers(0, 2**40))
def test_a_searched_answer_keeps_every_rule_and_is_no_worse(problem: Problem, seed: int) -> None:
    answer = engine.solve(problem, seed=seed, iterations=20)
    assert engine.check(problem, answer) == ()
    assert rank(problem, answer) >= rank(problem, engine.nearest(problem))


@settings(max_examples=100)
@given(problems(jobs=4, tours=1), st.integers(0, 9))
def test_tiny_problems_are_solved_to_the_optimum(problem: Problem, seed: int) -> None:
    if not problem.tours:
        return
    answer = engine.solve(problem, seed=seed, iterations=100)
    assert rank(problem, answer)[:2] == best_of_all(problem)


@settings(max_examples=30)
@given(problems(), st.integers(0, 9))
def test_equal_seed_and_iterations_give_the_equal_answer(problem: Problem, seed: int) -> None:
    first, again = (engine.solve(problem, seed=seed, iterations=20) for _ in range(2))
    assert first == again


def test_each_improvement_has_more_prize_and_the_last_is_the_answer() -> None:
    problem = town()
    told: list[Answer] = []
    shares: list[float] = []
    answer = engine.solve(
        problem, seed=1, iterations=100, improved=told.append, progress=shares.append
    )
    prizes = [each.prize for each in told]
    assert told[0] == engine.nearest(problem)
    assert len(prizes) > 1
    assert prizes == sorted(set(prizes))
    assert prizes[-1] == answer.prize
    assert all(engine.check(problem, each) == () for each in told)
    assert shares[0] == 0.0
    assert shares[-1] == 1.0
    assert shares == sorted(shares)


def test_a_search_is_never_worse_than_where_it_starts() -> None:
    problem = town()
    good = engine.solve(problem, seed=1, iterations=100)
    assert good.prize > engine.nearest(problem).prize
    assert engine.solve(problem, seed=2, iterations=0, start=good) == good


def test_a_start_that_breaks_a_rule_is_passed_over() -> None:
    problem = line(Job(5, 10, 0, 90))
    start = Answer(((Visit(0, 95),),), 5)
    assert engine.check(problem, start) != ()
    answer = engine.solve(problem, seed=1, iterations=5, start=start)
    assert answer == Answer(((Visit(0, 10),),), 5)


def test_a_search_can_end_after_seconds_and_not_after_both() -> None:
    problem = town()
    answer = engine.solve(problem, seed=1, seconds=0.05)
    assert engine.check(problem, answer) == ()
    with pytest.raises(ValueError, match="not both"):
        engine.solve(problem, seed=1, seconds=1.0, iterations=1)


def test_without_jobs_or_tours_nothing_is_done() -> None:
    assert engine.solve(line(), seed=1) == Answer(((),), 0)
    assert engine.solve(line(Job(5, 10, 0, 90), tours=()), seed=1) == Answer((), 0)


def test_a_required_job_is_done_though_it_costs_larger_prizes() -> None:
    problem = line(Job(9, 0, 0, 90), Job(9, 0, 0, 90), Job(1, 40, 0, 30, required=True))
    tight = replace(problem, location=(3, 3, 0), tours=(Tour(0, 90),))
    answer = engine.solve(tight, seed=1, iterations=50)
    assert answer.orders == ((2,),)


def test_a_required_job_out_of_reach_stops_nothing() -> None:
    problem = line(Job(5, 10, 0, 90), Job(5, 10, 0, 90, required=True))
    duration = problem.duration.copy()
    duration[:2, 2] = UNREACHABLE
    answer = engine.solve(replace(problem, duration=duration), seed=1, iterations=50)
    assert answer.orders == ((0,),)


def test_of_the_required_jobs_of_a_group_one_is_done() -> None:
    first = Job(1, 10, 0, 5, group=4, required=True)
    later = replace(first, opens=50, closes=90)
    other = replace(first, prize=9, required=False, closes=90)
    answer = engine.solve(line(first, later, other), seed=1, iterations=50)
    assert answer.orders == ((1,),)


def test_a_job_of_one_tour_is_done_by_it_from_its_own_start_to_its_own_end() -> None:
    tours = (Tour(0, 100), Tour(0, 30, start=2, end=2))
    mine, others = Job(5, 10, 0, 90, tour=1), Job(5, 10, 0, 90, tour=0)
    problem = replace(line(mine, others, tours=tours), location=(1, 1))
    answer = engine.solve(problem, seed=1, iterations=50)
    assert answer == Answer(((Visit(1, 10),), (Visit(0, 10),)), 10)


def test_a_short_tour_leaves_later_rather_than_wait() -> None:
    problem = line(Job(5, 10, 0, 90), Job(5, 10, 60, 90), tours=(Tour(0, 200, longest=65),))
    answer = engine.solve(problem, seed=1, iterations=50)
    assert answer == Answer(((Visit(0, 35), Visit(1, 60)),), 10)


@pytest.mark.parametrize(
    ("routes", "fault"),
    [
        (((Visit(0, 10), Visit(0, 30)), ()), "job 0 is done more than once"),
        (((Visit(0, 10), Visit(1, 30)), ()), "more than one job of group 7 is done"),
        (((), (Visit(2, 30),)), "job 2 is not for tour 1"),
        (((Visit(0, 5),), ()), "tour 0 leaves before it opens"),
        (((Visit(0, 10), Visit(2, 29)), ()), "job 2 begins before one can be there"),
        (((Visit(0, 61),), ()), "job 0 begins outside its window"),
        (((Visit(2, 80),), ()), "tour 0 is back after it closes"),
        (((), (Visit(3, 45),)), "tour 1 is out longer than it may"),
        (((Visit(9, 45),), ()), "there is no such job"),
        (((),), "there is not one route for each tour"),
    ],
)
def test_each_broken_rule_is_named(routes: tuple[tuple[Visit, ...], ...], fault: str) -> None:
    one = Job(1, 0, 0, 60, group=7)
    jobs = (one, one, Job(1, 0, 0, 90, tour=0), Job(1, 0, 0, 60))
    problem = line(*jobs, tours=(Tour(0, 100), Tour(0, 100, longest=70)))
    prize = sum(len(route) for route in routes)
    assert engine.check(problem, Answer(routes, prize)) == (fault,)


def test_a_false_prize_is_named() -> None:
    faults = engine.check(line(Job(5, 10, 0, 90)), Answer(((),), 1))
    assert faults == ("the prize is not the sum of the prizes",)


@pytest.mark.parametrize(
    "change",
    [
        {"duration": np.array([[0, -1], [1, 0]])},
        {"duration": np.array([[1, 1], [1, 0]])},
        {"duration": np.zeros((2, 3), dtype=np.int64)},
        {"location": ()},
        {"location": (2,)},
        {"start": -1},
        {"jobs": (Job(-1, 0, 0, 9),)},
        {"jobs": (Job(10**9, 0, 0, 9),)},
        {"jobs": (Job(1, 0, 0, 9, tour=1),)},
        {"tours": (Tour(5, 4),)},
        {"tours": (Tour(0, 4, end=2),)},
    ],
)
def test_parts_that_do_not_fit_make_no_problem(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        replace(line(Job(5, 10, 0, 90)), **change)
