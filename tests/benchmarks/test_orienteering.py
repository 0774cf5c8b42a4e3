"""How near the search comes to published results, with the time that a page would give it.

Seconds are CPU time of the search, so that a busy machine costs it nothing. The figures aimed at:
45 of the 49 optima of Tsiligirides (1984) at 2 s, and a mean gap of at most 2 % to the best known
team orienteering tours at 5 s. Beside them what is had at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geo.planning.patrol import engine
from geo.planning.patrol.engine import Problem
from tests.benchmarks.orienteering import toptw, tsiligirides

SEED = 1


@pytest.mark.parametrize(
    ("read", "seconds"), [(tsiligirides, 2.0), (toptw, 5.0)], ids=["orienteering", "toptw"]
)
def test_gap_to_the_best_known(
    shared_data: Path,
    read: Callable[[Path], Iterator[tuple[str, Problem, int]]],
    seconds: float,
) -> None:
    rows = []
    for name, problem, known in read(shared_data / "orienteering"):
        at_once = engine.nearest(problem)
        answer = engine.solve(problem, seed=SEED, seconds=seconds)
        assert engine.check(problem, at_once) == engine.check(problem, answer) == ()
        rows.append((name, known, at_once.prize, answer.prize))
    print(f"\n{'instance':36} {'known':>6} {'at once':>8} {f'{seconds:g} s':>6}    gap")
    for name, known, first, prize in rows:
        print(f"{name:36} {known:6} {first:8} {prize:6} {1 - prize / known:6.1%}")
    met = sum(prize >= known for _, known, _, prize in rows)
    gap, first_gap = (
        sum(1 - row[column] / row[1] for row in rows) / len(rows) for column in (3, 2)
    )
    print(f"{met} of {len(rows)} met; mean gap {gap:.2%}, at once {first_gap:.1%}")
