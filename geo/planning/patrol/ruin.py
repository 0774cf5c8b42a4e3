"""Walks made better by ruin and recreate, with every rule as it is.

The engine's windows only come near some rules: returns and their distance, breaks, the reserve.
From its walks we go on: take a few stops out, put in what then gives most, keep it if it is as good
(Schrimpf, Schneider, Stamm-Wilbrandt & Dueck 2000, Journal of Computational Physics 159:139–171).
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

import numpy as np

from geo.planning.patrol.draft import Draft, Walks, stand
from geo.planning.patrol.insertion import Timed, need_of, timed, with_visit
from geo.planning.patrol.task import Floats, Task
from geo.planning.patrol.timing import earliest
from geo.planning.patrol.wanted import Wanted, all_of, completed, fitted, keys

MOST_OUT = 5
"""Stops taken out at a time."""
NOISE = 0.3
"""How much the worth of visits is blurred when they are put in again."""
SLACK = 0.01
"""Share of the value by which a step may be worse at first; it falls to nothing."""

Told = Callable[[Draft], None]


def better(
    task: Task,
    begun: Draft,
    *,
    seed: int,
    steps: int,
    enough: float = inf,
    improved: Told | None = None,
) -> Draft:
    """Return the best draft found from another one, never a worse one.

    Parameters
    ----------
    steps : int
        Ruins.
    enough : float, optional
        Stop when this much need is covered.
    improved : callable, optional
        Called with each better draft.
    """
    now = best = timed(task, begun.walks)
    if now is None or best is None:
        return begun
    others = _Others(task, now.walks, seed)
    plain = np.ones_like(task.value)
    for step in range(steps):
        if best.covered >= enough:
            break
        other = others.than(now, plain)
        if other is None:
            continue
        if other.covered >= now.covered * (1 - SLACK * (1 - step / steps)):
            now = other
        if now.covered > best.covered + 1e-9:
            best = now
            if improved is not None:
                improved(draft_of(best))
    return draft_of(best)


def wandered(
    task: Task, begun: Draft, *, seed: int, steps: int, floor: float, likes: Floats
) -> Draft:
    """Return a draft that is liked as much as can be while it covers at least `floor`.

    Parameters
    ----------
    likes : ndarray of float, shape (sites, slots)
        What need is multiplied by when it is told how well a draft is liked.
    """
    now = timed(task, begun.walks)
    if now is None:
        return begun
    others, liked = _Others(task, now.walks, seed), task.with_value(task.value * likes)
    for _ in range(steps):
        other = others.than(now, likes)
        if (
            other is not None
            and other.covered >= floor
            and need_of(liked, other) >= need_of(liked, now)
        ):
            now = other
    return draft_of(now)


class _Others:
    """Walks that differ from others by a few stops."""

    def __init__(self, task: Task, walks: Walks, seed: int) -> None:
        self._task = task
        self._rng = np.random.default_rng(seed)
        there = keys(walks)
        self._wanted = {
            key: wanted for key, wanted in all_of(task, len(walks)).items() if key in there
        }

    def than(self, now: Timed, likes: Floats) -> Timed | None:
        """Return walks after one ruin; None if what was asked for does not fit in again."""
        kept = _ruined(now.walks, self._rng)
        there = keys(kept)
        back = tuple(wanted for key, wanted in self._wanted.items() if key not in there)
        blur = 1 + NOISE * self._rng.uniform(-1, 1, likes.shape)
        return recreated(self._task, kept, back, likes * blur)


def whole(task: Task, begun: Draft) -> Draft:
    """Return a draft with all that was asked for, if it can be, and what else there is time for."""
    now = timed(task, begun.walks)
    if now is None:
        return begun
    return draft_of(filled(task, completed(task, now), np.ones_like(task.value)))


def draft_of(now: Timed) -> Draft:
    """Return walks at their earliest."""
    return Draft(now.walks, earliest(now.room, now.walks))


def recreated(task: Task, walks: Walks, back: tuple[Wanted, ...], likes: Floats) -> Timed | None:
    """Return walks with all of `back` put in again, and then the visits that give most.

    None if something of `back` does not fit.
    """
    now = timed(task, walks)
    for wanted in back:
        now = None if now is None else fitted(task, now, wanted)
    return None if now is None else filled(task, now, likes)


def filled(task: Task, now: Timed, likes: Floats) -> Timed:
    """Return walks with visits added until there is time for none."""
    while (more := with_visit(task, now, likes)) is not None:
        now = more
    return now


def _ruined(walks: Walks, rng: np.random.Generator) -> Walks:
    """Take stops out: some that follow each other, or some from anywhere."""
    stops = [(p, at) for p, walk in enumerate(walks) for at in range(len(walk))]
    if not stops:
        return walks
    number = int(rng.integers(1, min(MOST_OUT, len(stops)) + 1))
    if rng.random() < 0.5:
        patrol, at = stops[int(rng.integers(len(stops)))]
        out = {(patrol, other) for other in range(at, at + number)}
    else:
        out = {stops[int(each)] for each in rng.permutation(len(stops))[:number]}
    return tuple(
        stand(tuple(item for at, item in enumerate(walk) if (p, at) not in out))
        for p, walk in enumerate(walks)
    )
