"""Team orienteering: every answer keeps every rule, and small problems are solved to the end."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.planning.patrol import engine
from geo.planning.patrol.engine import UNREACHABLE, Job, Problem, Tour
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


@settings(max_examples=300)
@given(problems(), st.integers(0, 2**40))
def test_a_searched_answer_keeps_every_rule_and_is_no_worse(problem: Problem, seed: int) -> None:
    answer = engine.solve(problem, seed=seed, iterations=20)
    assert engine.check(problem, answer) == ()
    assert rank(problem, answer) >= rank(problem, engine.nearest(problem))


@settings(max_examples=200)
@given(problems(jobs=4, tours=1), st.integers(0, 9))
def test_tiny_problems_are_solved_to_the_optimum(problem: Problem, seed: int) -> None:
    if not problem.tours:
        return
    answer = engine.solve(problem, seed=seed, iterations=200)
    assert rank(problem, answer)[:2] == best_of_all(problem)
